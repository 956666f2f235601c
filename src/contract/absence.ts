// Owns the shapes of absences (代理规则), of the people one may choose from, and of the hand-over of a leaver's tasks.
import { z } from 'zod';
import { POST_KINDS } from '../kernel/procedure/definition';
import { day, id, text } from './shapes';

const date = z.iso
  .date()
  .meta({ description: '北京时间的日期 / civil date in Asia/Shanghai', examples: ['2026-10-08'] });
const reason = z.string().trim().min(1, '请填写理由。').max(500);
const person = z.object({
  id: id.meta({ examples: ['zhangwei'] }),
  name: z.string().meta({ examples: ['张伟'] }),
});
const procedure = id.meta({ examples: ['food-business-permit'] });

const scope = {
  procedures: z
    .array(procedure)
    .min(1)
    .max(100)
    .optional()
    .meta({ description: '仅限这些流程 / these procedures alone' }),
  posts: z
    .array(z.enum(POST_KINDS))
    .min(1)
    .max(20)
    .optional()
    .meta({ description: '仅限这些岗位 / these posts alone' }),
  excludes: z
    .array(id)
    .max(100)
    .optional()
    .meta({ description: '不代理的流程或者岗位 / procedures and posts that are left out' }),
};
export const newAbsence = z.strictObject({
  agent: id.meta({ description: '代理人 / who acts' }),
  from: date,
  to: date.meta({ description: '最后一天 / the last day' }),
  ...scope,
  reason,
});
export const newAbsenceOf = newAbsence.extend({
  absent: id.meta({ description: '外出人员 / who is absent' }),
});
export const absence = z.object({
  id,
  absent: person,
  agent: person,
  from: day,
  to: day,
  procedures: z.array(procedure).nullable(),
  posts: z.array(z.string().meta({ examples: ['window-clerk'] })).nullable(),
  excludes: z.array(id.meta({ examples: ['legal-review'] })),
  reason: z.string(),
  madeBy: person,
  state: z.enum(['proposed', 'planned', 'in-force', 'over', 'ended']).meta({
    description:
      'proposed：待另一名管理员确认 / waits for a second administrator; planned 未开始; in-force 生效; over 已到期; ended 已提前结束',
  }),
  mayEnd: z.boolean().meta({ description: '本人可以结束 / the caller may end it' }),
  mayConfirm: z.boolean().meta({ description: '可以由本人确认 / the caller may confirm it' }),
});
export const absences = z.object({ items: z.array(absence) });
export const because = z.strictObject({ reason });

export const colleagueQuery = z.strictObject({
  q: z.string().trim().max(100).optional(),
  organisation: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export const colleague = z.object({
  id,
  name: z.string(),
  posts: z.array(z.object({ kind: z.string(), title: text, organisation: id })),
});

export const handoverQuery = z.strictObject({ to: id });
export const handoverAsked = z.strictObject({
  to: id.meta({ description: '接办人 / who takes over' }),
  reason,
});
const handed = z.object({
  task: id,
  seat: id,
  case: z.object({ id, number: z.string() }),
  step: text.meta({ examples: [{ zh: '受理', en: 'Acceptance' }] }),
  ok: z.boolean(),
  because: text.optional().meta({ description: '不能移交的原因 / why it is skipped' }),
  basis: z.string().optional(),
});
export const handover = z.object({
  from: person,
  to: person,
  done: z.number().int().meta({ description: '可以移交或者已经移交的 / those that may be, or were, handed over' }),
  skipped: z.number().int(),
  seats: z.array(handed),
});
