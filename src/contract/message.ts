// Owns the shape of an in-app message.
import { z } from 'zod';
import { id, instant, jsonObject, page, pageQuery, text } from './shapes';

export const messageQuery = z.strictObject({ ...pageQuery, unread: z.enum(['true', 'false']).optional() });
export const message = z.object({
  id,
  case: id,
  template: z.string(),
  text,
  facts: jsonObject,
  at: instant,
  read: z.boolean(),
});
export const messages = page(message);
