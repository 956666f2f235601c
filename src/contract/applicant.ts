// Owns what an applicant sees and may do with the code of the receipt, without an account.
import { z } from 'zod';
import type { FormWords } from '../kernel/procedure/form-words';
import type { Text } from '../kernel/text';
import { caseState, day, formData, id, jsonObject, text } from './shapes';
import { documentView } from './document';

const body = z.object({ name: text, phone: z.string() });

export const applicantView = z.object({
  number: z.string(),
  title: text,
  state: caseState,
  outcome: z.object({ id: z.string(), title: text }).optional(),
  now: text.meta({ description: '现在到哪一步 / where it stands, one sentence' }),
  todo: z
    .object({
      sentence: text,
      due: day.optional(),
      gaps: z.array(z.object({ field: z.string(), title: text })),
      schema: jsonObject,
    })
    .nullable()
    .meta({ description: '需要您做什么、何时之前 / what you must do, by when' }),
  must: z
    .array(z.object({ act: z.string(), by: day.nullable() }))
    .meta({ description: '必须由您办理的事及其期限 / the acts that are awaited of you, each with its last day' }),
  offered: z
    .array(z.string())
    .meta({ description: '您现在可以办理的事 / the acts that would be accepted from you now' }),
  receivedOn: day,
  due: day.nullable(),
  overdue: z.boolean(),
  stopped: z
    .object({ since: day, ground: text, basis: z.string() })
    .nullable()
    .meta({ description: '办理期限中止的原因 / why the limit stands still' }),
  steps: z.array(
    z.object({ title: text, on: day.nullable(), state: z.enum(['done', 'now', 'ahead']), unit: text.nullable() }),
  ),
  documents: z.array(documentView),
  deciding: body.nullable().meta({ description: '作出决定的机关及电话 / the body that decides, and its telephone' }),
  reconsideration: text.nullable().meta({ description: '行政复议机关 / who hears an application for reconsideration' }),
  rated: z.boolean(),
  may: z.array(z.enum(['supplement', 'withdraw-application', 'rate'])),
});
export const supplement = z.strictObject({ data: formData });
/** What a field is called, for whoever makes a form of the shape. */
const titled = ({ zh, en }: Text): FormWords => ({ title: zh, 'x-en': { title: en } });
const reason = z.string().trim().min(1).max(2000);
const whyWithdrawn = reason.meta({ ...titled({ zh: '撤回理由', en: 'Why you withdraw' }) });
export const withdrawal = z.strictObject({ reason: whyWithdrawn });
const GRADES = {
  5: { zh: '非常满意', en: 'Very satisfied' },
  4: { zh: '满意', en: 'Satisfied' },
  3: { zh: '基本满意', en: 'Rather satisfied' },
  2: { zh: '不满意', en: 'Dissatisfied' },
  1: { zh: '非常不满意', en: 'Very dissatisfied' },
};
const grade = z.literal([5, 4, 3, 2, 1]).meta({
  ...titled({ zh: '您对本次服务的评价', en: 'How was the service?' }),
  'x-options': GRADES,
});
const remark = z
  .string()
  .trim()
  .max(500)
  .meta({ ...titled({ zh: '想对我们说的话（可以不填）', en: 'What you would like to tell us (optional)' }) })
  .optional();
export const rating = z.strictObject({ grade, remark });
const said = z.string().trim().min(1).max(5000);
/** 许 47: whether a hearing is held does not hang on the reason for it. */
export const hearingRequest = z.strictObject({
  reason: reason
    .meta({ ...titled({ zh: '申请听证的理由（可以不填）', en: 'Why you ask for it (optional)' }) })
    .optional(),
});
export const hearingWaiver = z.strictObject({});
export const statement = z.strictObject({
  views: said.meta({ ...titled({ zh: '您的意见', en: 'Your views' }) }),
});
export const complaint = z.strictObject({
  text: said.meta({ ...titled({ zh: '您要投诉的情况', en: 'What you complain of' }) }),
});
export const applicantDone = z.object({
  seq: z.number().int(),
  acts: z.array(z.object({ seq: z.number().int(), type: z.string() })),
});

/** The acts of an applicant, by type: what each asks for. The page makes its forms of them. */
export const partyActs = {
  supplement: z.strictObject({ type: z.literal('supplement'), data: formData }),
  'withdraw-application': z.strictObject({ type: z.literal('withdraw-application'), reason: whyWithdrawn }),
  'request-hearing': hearingRequest.extend({ type: z.literal('request-hearing') }),
  'waive-hearing': hearingWaiver.extend({ type: z.literal('waive-hearing') }),
  'state-views': statement.extend({ type: z.literal('state-views') }),
  rate: z.strictObject({ type: z.literal('rate'), grade, remark }),
  complain: complaint.extend({ type: z.literal('complain') }),
} as const;
export type PartyAct = keyof typeof partyActs;
export const partyAct = z.discriminatedUnion('type', [
  partyActs.supplement,
  partyActs['withdraw-application'],
  partyActs['request-hearing'],
  partyActs['waive-hearing'],
  partyActs['state-views'],
  partyActs.rate,
  partyActs.complain,
]);

/** How a page is looked at. Whatever else an address carries (a messenger adds to links) is not ours to refuse. */
export const look = z.object({
  lang: z.enum(['zh', 'en']).optional().catch(undefined),
  size: z.enum(['normal', 'large']).optional().catch(undefined),
});
/** A document's code, as somebody typed it. */
export const verifyQuery = look.extend({ code: z.string().max(200).optional().catch(undefined) });
export const looked = look.extend({
  /** An act that has just been done. */
  done: id.optional().catch(undefined),
  /** The visit was over: the code is asked for again. */
  again: z.literal('1').optional().catch(undefined),
});
