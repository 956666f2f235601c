// Owns the small shapes that many requests and views share.
import { z } from 'zod';

export const id = z.string().min(1).max(200).meta({ description: '不透明的标识 / opaque identifier' });
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 YYYY-MM-DD 格式。')
  .meta({ description: '北京时间的日期 / civil date in Asia/Shanghai', examples: ['2026-03-02'] });
export const instant = z.string().meta({
  format: 'date-time',
  description: 'RFC 3339，带时区 / with offset',
  examples: ['2026-03-02T09:00:00.000+08:00'],
});
export const text = z.object({ zh: z.string(), en: z.string() });
export const light = z.enum(['green', 'yellow', 'red', 'overdue', 'paused']);
export const caseState = z.enum(['open', 'suspended', 'ended']);
export const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** A form as filled in: checked against the form's own JSON Schema, not against this contract. */
export const formData = z.record(z.string(), z.json()).meta({ description: '表单内容，按表单自己的 JSON Schema 校验' });
/** Any JSON object that the kernel or a definition shapes. */
export const jsonObject = z.record(z.string(), z.unknown());

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).optional(),
  after: z.string().max(500).optional(),
};
export function page<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: '下一页的游标 / cursor of the next page' }),
  });
}
export function list<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item) });
}

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({ description: '稳定的代码 / stable kebab-case code' }),
    detail: z.string(),
    basis: z.string().optional(),
    facts: jsonObject.optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    instance: z.string().optional(),
  })
  .meta({ id: 'Problem' });
