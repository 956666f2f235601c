/** The window (综合窗口): the outcomes an application can have there, each answered in writing (许 32, 34). */
import type { JsonSchema } from '../../src/kernel/procedure/definition';
import type { Text } from '../../src/kernel/text';
import { materialsOf, propertiesOf } from './application';
import { papersAtWindow } from './check-points';
import { ARTICLES, type PermitOffer } from './offer';
import { field, several } from './fields';

type WindowOffer = Pick<
  PermitOffer,
  'title' | 'fields' | 'required' | 'materials' | 'onTheSpot' | 'commitment' | 'preliminary'
>;

export const WINDOW = { post: 'window-clerk', duty: 'window' } as const;
/** The window where the applicant collects: the one he names, else where he applied. */
export const HANDED_OUT_AT_CHOICE = { handing: { field: 'deliveryCentre' } } as const;

/** Working days within which a promised paper has to follow; never longer than the examination it goes with (assumption). */
export const PROMISE_DAYS = 5;

export function acceptanceTask(offer: WindowOffer) {
  const deferrable = offer.materials.some((material) => material.deferrable);
  return {
    kind: 'task',
    id: 'acceptance',
    title: { zh: '受理', en: 'Acceptance' },
    by: { post: 'window-clerk', of: 'receiving' },
    duty: 'window',
    clock: 'acceptance',
    checkPoints: papersAtWindow(materialsOf(offer)),
    outcomes: {
      accept: {
        title: { zh: '受理', en: 'Accept' },
        act: 'accept',
        target: { to: 'next' },
        article: '行政许可法第三十二条第一款第五项',
      },
      ...(offer.onTheSpot
        ? {
            'accept-on-the-spot': {
              title: { zh: '受理并当场决定', en: 'Accept, to be decided on the spot' },
              act: 'accept-on-the-spot' as const,
              target: { to: 'next' as const },
              article: '行政许可法第三十四条第二款',
            },
          }
        : {}),
      ...(offer.commitment
        ? {
            'accept-on-commitment': {
              title: { zh: '告知承诺受理', en: 'Accept on commitment' },
              act: 'accept-on-commitment' as const,
              schema: signed('commitmentSigned', {
                zh: '申请人已签署告知承诺书',
                en: 'The applicant has signed the commitment',
              }),
              target: { to: 'next' as const },
              article: ARTICLES.commitment,
            },
          }
        : {}),
      ...(deferrable
        ? {
            'accept-with-gaps': {
              title: { zh: '容缺受理', en: 'Accept with gaps' },
              act: 'accept-with-gaps' as const,
              schema: promise(),
              target: { to: 'next' as const },
              article: ARTICLES.gaps,
            },
          }
        : {}),
      'correct-now': {
        title: { zh: '当场更正', en: 'Correct at the window' },
        act: 'correct',
        schema: { type: 'object', properties: correctable(offer), additionalProperties: false },
        target: { to: 'again' },
        article: '行政许可法第三十二条第一款第三项',
      },
      'request-supplement': {
        title: { zh: '一次性告知补正', en: 'Send the one list of gaps' },
        act: 'request-supplement',
        opinionRequired: true,
        schema: {
          type: 'object',
          properties: {
            gaps: several(
              { zh: '需要补正的材料', en: 'Papers to be supplied' },
              Object.fromEntries(materialsOf(offer).map(({ field: name, title }) => [name, title])),
            ),
          },
          required: ['gaps'],
          additionalProperties: false,
        },
        target: { to: 'correction', wait: 'supplement' },
        article: ARTICLES.acceptance,
      },
      'not-needed': {
        title: { zh: '依法不需要取得许可', en: 'No permit is needed' },
        act: 'refuse-acceptance',
        opinionRequired: true,
        target: { to: 'end', outcome: 'not-accepted' },
        article: '行政许可法第三十二条第一款第一项',
      },
      'not-ours': {
        title: { zh: '不属于本机关职权', en: 'Another body is competent' },
        act: 'refuse-acceptance',
        opinionRequired: true,
        schema: {
          type: 'object',
          properties: {
            rightBody: field(
              { zh: '应当受理的机关', en: 'Body that is competent' },
              { type: 'string', minLength: 2, maxLength: 100 },
            ),
          },
          required: ['rightBody'],
          additionalProperties: false,
        },
        target: { to: 'end', outcome: 'not-accepted' },
        article: '行政许可法第三十二条第一款第二项',
      },
      'refuse-acceptance': {
        title: { zh: '不予受理', en: 'Refuse acceptance' },
        act: 'refuse-acceptance',
        opinionRequired: true,
        target: { to: 'end', outcome: 'not-accepted' },
        article: '行政许可法第三十二条第二款',
      },
    },
  } as const;
}

function signed(name: string, title: Text): JsonSchema {
  return {
    type: 'object',
    properties: { [name]: field(title, { type: 'boolean', const: true }) },
    required: [name],
    additionalProperties: false,
  };
}

/** 容缺: promised in writing, not for those with a bad record of credit, and within the days the item allows. */
function promise(): JsonSchema {
  return {
    type: 'object',
    properties: {
      promiseSigned: field(
        { zh: '申请人已签署容缺承诺书', en: 'The applicant has signed the promise' },
        { type: 'boolean', const: true },
      ),
      creditChecked: field(
        { zh: '已核查信用状况，无失信记录', en: 'The credit record was checked and is clean' },
        { type: 'boolean', const: true },
      ),
      promiseDays: field(
        { zh: '承诺补齐的工作日数', en: 'Working days within which the papers are promised' },
        { type: 'integer', minimum: 1, maximum: PROMISE_DAYS, examples: [PROMISE_DAYS] },
      ),
    },
    required: ['promiseSigned', 'creditChecked', 'promiseDays'],
    additionalProperties: false,
  };
}

/** What the window may mend: all but the fields that named the bodies taking part when the case was opened. */
function correctable(offer: WindowOffer): Readonly<Record<string, JsonSchema>> {
  const fixed = ['deliveryCentre', ...(offer.preliminary ? [offer.preliminary.field] : [])];
  return Object.fromEntries(Object.entries(propertiesOf(offer)).filter(([name]) => !fixed.includes(name)));
}

/** 领取、邮寄: at the window of the applicant's choice, with a proof of service. */
export const handOutTask = {
  kind: 'task',
  id: 'hand-out',
  title: { zh: '发放结果', en: 'Hand out the result' },
  by: { post: 'window-clerk', of: 'handing' },
  duty: 'hand-out',
  clock: 'delivery',
  outcomes: {
    collected: {
      title: { zh: '窗口领取', en: 'Collected at the window' },
      act: 'hand-out',
      schema: {
        type: 'object',
        properties: {
          receiver: field({ zh: '领取人', en: 'Who collected it' }, { type: 'string', minLength: 1, maxLength: 50 }),
          identityChecked: field(
            { zh: '已核验身份', en: 'The identity was checked' },
            { type: 'boolean', const: true },
          ),
        },
        required: ['receiver', 'identityChecked'],
        additionalProperties: false,
      },
      target: { to: 'next' },
    },
    posted: {
      title: { zh: '邮寄送达', en: 'Sent by post' },
      act: 'hand-out',
      schema: {
        type: 'object',
        properties: {
          trackingNumber: field(
            { zh: '邮寄单号', en: 'Tracking number' },
            { type: 'string', minLength: 4, maxLength: 50 },
          ),
        },
        required: ['trackingNumber'],
        additionalProperties: false,
      },
      target: { to: 'next' },
    },
  },
} as const;
