/** The application form (申请书): the item's own fields, its papers, how the result is to reach the applicant, and an agent with his mandate. */
import type { JsonSchema } from '../../src/kernel/procedure/definition';
import type { Text } from '../../src/kernel/text';
import type { Material, PermitOffer } from './offer';
import { SERVICE_CENTRES } from './towns';
import { choice, field, titled } from './fields';

/** What an item asks for in its form. */
export type Form = Pick<PermitOffer, 'title' | 'fields' | 'required' | 'materials'>;

/** 授权委托书: a gap only where somebody acts for the applicant. */
const MANDATE: Material = {
  field: 'agentMandate',
  title: { zh: '授权委托书', en: 'Mandate of the agent' },
  required: false,
  requiredWhen: 'byAgent = true',
  basis: '行政许可法第二十九条第二款',
};

const DELIVERY: Readonly<Record<string, JsonSchema>> = {
  deliveryWay: choice(
    { zh: '结果送达方式', en: 'How the result is to reach the applicant' },
    {
      electronic: { zh: '电子送达', en: 'Electronically' },
      window: { zh: '窗口领取', en: 'Collected at a window' },
      post: { zh: '邮寄', en: 'By post' },
    },
  ),
  deliveryCentre: choice(
    { zh: '领取窗口所在政务服务中心', en: 'Service centre where it is collected' },
    SERVICE_CENTRES,
  ),
  deliveryAddress: field({ zh: '邮寄地址', en: 'Postal address' }, { type: 'string', minLength: 1, maxLength: 200 }),
};
const AGENT: Readonly<Record<string, JsonSchema>> = {
  byAgent: field({ zh: '由代理人（代办人员）办理', en: 'Handled by an agent' }, { type: 'boolean' }),
  agentName: field({ zh: '代理人姓名', en: 'Name of the agent' }, { type: 'string', minLength: 1, maxLength: 50 }),
  agentPhone: field(
    { zh: '代理人电话', en: 'Telephone of the agent' },
    { type: 'string', pattern: '^[0-9+() -]{5,20}$', examples: ['13900139000'] },
  ),
};

/** Facts of the application that the course reads, as they stand when nothing was said. */
export const APPLICATION_DEFAULTS = { byAgent: false, deliveryWay: 'electronic' } as const;
export const APPLICATION_FACTS = ['byAgent', 'deliveryWay'] as const;

export function materialsOf(offer: Form): readonly Material[] {
  return [...offer.materials, MANDATE];
}

/** Every field of the application, papers last. */
export function propertiesOf(offer: Form): Readonly<Record<string, JsonSchema>> {
  const papers = materialsOf(offer).map(({ field: name, title }): readonly [string, JsonSchema] => [
    name,
    field(title, { type: 'string', format: 'file' }),
  ]);
  return { ...offer.fields, ...DELIVERY, ...AGENT, ...Object.fromEntries(papers) };
}

export function applicationSchema(offer: Form): JsonSchema {
  return {
    ...formOf(offer.title, propertiesOf(offer), offer.required),
    dependentRequired: { deliveryAddress: ['deliveryWay'], agentName: ['byAgent'], agentPhone: ['byAgent'] },
  };
}

/** A form of just these fields. */
export function formOf(
  title: Text,
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    ...titled(title),
    properties,
    required: [...required],
    additionalProperties: false,
  };
}
