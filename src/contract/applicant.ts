// Owns what an applicant sees and may do with the code of the receipt, without an account.
import { z } from 'zod';
import { caseState, day, formData, jsonObject, text } from './shapes';
import { documentView } from './document';

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
  due: day.nullable(),
  overdue: z.boolean(),
  steps: z.array(z.object({ title: text, on: day.nullable(), state: z.enum(['done', 'now', 'ahead']) })),
  documents: z.array(documentView),
  may: z.array(z.enum(['supplement', 'withdraw-application', 'rate'])),
});
export const supplement = z.strictObject({ data: formData });
export const withdrawal = z.strictObject({ reason: z.string().trim().min(1, '请填写理由。').max(2000) });
export const rating = z.strictObject({ grade: z.int().min(1).max(5), remark: z.string().trim().max(500).optional() });
export const applicantDone = z.object({
  seq: z.number().int(),
  acts: z.array(z.object({ seq: z.number().int(), type: z.string() })),
});
