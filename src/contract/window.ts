// Owns the shapes of a clerk's window (综合窗口): his day, and what is known already of who stands before him.
import { z } from 'zod';
import { day, id, instant, text } from './shapes';

const row = z.object({
  case: id,
  number: z.string(),
  party: z.string().optional(),
  title: text,
  since: instant,
  due: day.nullable(),
  task: id.optional(),
  effect: id.optional().meta({ description: '可用 retry-effect 重发 / sent again by retry-effect' }),
  what: text.optional(),
});
const section = z.object({
  count: z.number().int(),
  items: z.array(row).meta({ description: '最紧的在前，最多一百项 / the most urgent first, at most a hundred' }),
});
export const windowDay = z.object({
  on: day,
  open: section.meta({ description: '待我办理 / open, mine or my window’s' }),
  supplements: section.meta({ description: '等待补正 / supplements awaited' }),
  promises: section.meta({ description: '容缺待补 / promised papers awaited' }),
  handOuts: section.meta({ description: '待发放 / results to hand out' }),
  undelivered: section.meta({ description: '通知未送达 / messages that could not be delivered' }),
});

export const knownAsked = z.strictObject({
  idType: z.enum(['resident-id', 'passport', 'credit-code']),
  idNumber: z.string().trim().min(1).max(50),
});
const source = z
  .object({ case: id, number: z.string(), on: day })
  .meta({ description: '来自哪个办件 / from which case' });
export const known = z.object({
  party: z
    .object({
      kind: z.string(),
      name: z.string(),
      phone: z.string(),
      email: z.string().optional(),
      address: z.string().optional(),
      source,
    })
    .optional(),
  fields: z.array(z.object({ field: z.string(), value: z.json(), source })).meta({
    description: '以前申请中填写过的内容，新的在前 / what earlier applications said, the latest of each field',
  }),
  certificates: z.array(
    z.object({ number: z.string(), title: text, standing: z.string(), validTo: day.optional(), source }),
  ),
});
