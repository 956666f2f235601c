// Owns the shapes of papers: files handed in and documents issued.
import { z } from 'zod';
import { digest, id, text } from './shapes';

export const storedFile = z.object({
  id,
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: digest,
});
export const documentView = z.object({
  id,
  kind: z.string(),
  number: z.string().nullable(),
  title: text,
  mediaType: z.string(),
  size: z.number().int(),
  sha256: digest,
  sealed: z.boolean(),
  href: z.string(),
});
