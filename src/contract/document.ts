// Owns the shapes of papers: files handed in and documents issued.
import { z } from 'zod';
import { digest, id, instant, text } from './shapes';

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
/** As those who work here see it. */
export const issuedDocument = documentView.extend({
  issuedAt: instant,
  verifyCode: z.string().meta({ description: '核验码，见 /verify/:code / what its QR points to' }),
  standing: z.enum(['valid', 'replaced']).meta({ description: 'replaced：已作废 / void, another stands in its place' }),
});
