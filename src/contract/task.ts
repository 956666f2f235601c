// Owns the shapes of tasks, of the inbox, and of the acts on a task.
import { z } from 'zod';
import { seat } from './case';
import { day, formData, id, instant, jsonObject, light, page, pageQuery, text } from './shapes';

export const BOXES = ['mine', 'pool', 'done', 'cc', 'waiting'] as const;
export const inboxQuery = z.strictObject({
  ...pageQuery,
  box: z.enum(BOXES).optional(),
  sort: z.enum(['due', 'new']).optional(),
  light: light.optional(),
  q: z.string().trim().max(100).optional(),
});
export const inboxItem = z.object({
  id,
  case: id,
  number: z.string(),
  party: z.string().optional(),
  step: z.string(),
  title: text,
  light,
  due: day.nullable(),
  since: instant,
  seat: id,
  offered: z.array(z.string()),
});
export const inbox = page(inboxItem);
// A count stops at 1000: that, or more.
export const counts = z.object({
  mine: z.number().int(),
  pool: z.number().int(),
  done: z.number().int(),
  cc: z.number().int(),
  waiting: z.number().int(),
});

export const taskView = z.object({
  id,
  case: id,
  number: z.string(),
  step: z.string(),
  round: z.number().int(),
  title: text,
  state: z.string(),
  seats: z.array(seat),
  since: instant,
  due: day.nullable(),
  light,
  form: z.object({ schema: jsonObject, ui: jsonObject.optional(), data: jsonObject }),
  outcomes: z.array(
    z.object({
      id: z.string(),
      title: text,
      opinionRequired: z.boolean(),
      article: z.string().optional(),
      schema: jsonObject.optional(),
    }),
  ),
  offered: z.array(z.string()),
  acts: z.record(z.string(), jsonObject),
  seq: z.number().int(),
  history: z.array(
    z.object({
      seq: z.number().int(),
      at: instant,
      type: z.string(),
      actor: z.string().nullable(),
      payload: z.unknown(),
    }),
  ),
});

const expectedSeq = z.int().min(0).optional();
/** The acts on a task, by type. */
export const taskActs = {
  claim: z.strictObject({ type: z.literal('claim'), expectedSeq }),
  unclaim: z.strictObject({ type: z.literal('unclaim'), expectedSeq }),
  decide: z.strictObject({
    type: z.literal('decide'),
    expectedSeq,
    outcome: z.string().min(1).max(100),
    opinion: z.string().trim().max(5000).optional(),
    data: formData.optional(),
  }),
} as const;
export const taskAct = z.discriminatedUnion('type', [taskActs.claim, taskActs.unclaim, taskActs.decide]);
