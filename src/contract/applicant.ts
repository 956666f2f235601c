// Owns what an applicant sees and may do with the code of the receipt, without an account.
import { z } from 'zod';
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
const reason = z.string().trim().min(1, '请填写理由。').max(2000);
export const withdrawal = z.strictObject({ reason });
const grade = z
  .int()
  .min(1)
  .max(5)
  .meta({ description: '5 非常满意 … 1 非常不满意 / 5 very satisfied … 1 very dissatisfied' });
const remark = z.string().trim().max(500).optional();
export const rating = z.strictObject({ grade, remark });
const said = z.string().trim().min(1, '请填写内容。').max(5000);
/** 许 47: whether a hearing is held does not hang on the reason for it. */
export const hearingRequest = z.strictObject({ reason: reason.optional() });
export const hearingWaiver = z.strictObject({});
export const statement = z.strictObject({ views: said });
export const complaint = z.strictObject({ text: said });
export const applicantDone = z.object({
  seq: z.number().int(),
  acts: z.array(z.object({ seq: z.number().int(), type: z.string() })),
});

/** The acts of an applicant, by type: what each asks for. The page makes its forms of them. */
export const partyActs = {
  supplement: z.strictObject({ type: z.literal('supplement'), data: formData }),
  'withdraw-application': z.strictObject({ type: z.literal('withdraw-application'), reason }),
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
