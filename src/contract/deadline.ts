// Owns the shapes of the deadline calculator and of the calendar.
import { z } from 'zod';
import { day } from './shapes';

export const deadlineQuestion = z.strictObject({
  from: day,
  amount: z.int().min(0),
  unit: z.enum(['working-days', 'calendar-days', 'months']),
  direction: z.enum(['after', 'before']).optional(),
  rollForward: z.boolean().optional(),
  excluded: z
    .array(z.strictObject({ from: day, to: day }))
    .max(5000)
    .optional(),
});
export const due = z.object({
  due: day,
  provisional: z.boolean(),
  calendarVersion: z.string(),
  counted: z.array(day).optional(),
});
export const calendarYear = z.object({
  year: z.number().int(),
  version: z.string(),
  provisional: z.boolean(),
  notice: z.string().optional(),
  restDays: z.array(day),
  workingDays: z.array(day),
});
