// Owns the shapes of organisations, the catalogue of power items, and procedures.
import { z } from 'zod';
import { day, id, jsonObject, text } from './shapes';

export const organisation = z.object({ id, kind: z.string(), name: text, parent: id.nullable() });
export const powerItemQuery = z.strictObject({
  kind: z.enum(['permit', 'filing', 'penalty']).optional(),
  q: z.string().max(100).optional().meta({ description: '编码、名称或拼音首字母 / code, name or pinyin initials' }),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  after: z.string().max(500).optional(),
});
const limit = z.object({
  amount: z.number().int(),
  unit: z.enum(['working-days', 'calendar-days', 'months']).meta({ description: '工作日、自然日、月' }),
});
const itemLimits = z.object({
  statutory: limit.meta({ description: '法定时限 / what the law allows' }),
  startsAt: z
    .enum(['receipt', 'acceptance'])
    .meta({ description: '自收件或受理起算 / counted from receipt or acceptance' }),
  promised: limit.optional().meta({ description: '承诺时限，不长于法定时限 / never longer than the statutory limit' }),
  extension: limit
    .extend({ article: z.string() })
    .optional()
    .meta({ description: '可延长一次 / may be added once, by the head of the agency' }),
  assumption: z
    .boolean()
    .optional()
    .meta({ description: '时限未经核对法规原文 / the limit was not read in the text of the rule' }),
});
const itemMaterial = z.object({
  field: z.string().meta({ description: '申请表单中的字段 / field of the application form' }),
  title: text,
  required: z.boolean(),
  deferrable: z.boolean().meta({ description: '可容缺 / may be handed in later against a promise' }),
  basis: z.string(),
});
const itemHolder = z.object({
  organisation: id,
  from: day,
  to: day.optional(),
  territory: z
    .array(id)
    .optional()
    .meta({ description: '限于这些镇街；缺省为全市 / only in these towns; absent: the whole city' }),
});
export const powerItem = z.object({
  code: z.string(),
  version: z.number().int(),
  kind: z.string().meta({ description: 'permit 许可、filing 备案、penalty 处罚' }),
  name: text,
  basis: z.string(),
  procedure: id.nullable().meta({ description: '没有流程的事项暂不能申请 / nobody can apply yet where there is none' }),
  limits: itemLimits,
  materials: z.array(itemMaterial),
  situations: z.array(
    z.object({
      id: z.string().meta({ description: '同一问题在各事项中标识相同 / the same question has one id in all items' }),
      question: text,
      answers: z.array(text).meta({ description: '作此回答的需要本事项 / answers under which this item is needed' }),
    }),
  ),
  onTheSpot: z.boolean().meta({ description: '即办件 / decided while the applicant waits' }),
  commitment: z.boolean().meta({ description: '可告知承诺 / may be granted on a promise' }),
  validity: z.number().int().nullable().meta({ description: '证照有效期（月） / months the certificate is valid' }),
  holders: z.array(itemHolder),
  validFrom: day,
  validTo: day.optional(),
});
export const procedureSummary = z.object({ id, version: z.number().int(), hash: z.string(), title: text });
export const procedure = procedureSummary.extend({
  definition: jsonObject.meta({ description: '`dataSchema` 是 POST /api/cases 的 data 的 JSON Schema' }),
});
export const procedureQuery = z.strictObject({ as: z.enum(['json', 'svg']).optional() });
export const definitionToCheck = z.strictObject({ definition: jsonObject });
export const findings = z.object({
  findings: z.array(
    z.object({
      rule: z.string(),
      severity: z.string(),
      path: z.string(),
      message: z.string(),
      walk: z.array(z.string()).optional(),
    }),
  ),
});
