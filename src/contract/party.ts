// Owns the shape of a party (当事人); whether its numbers can be real ones is the kernel's to say.
import { z } from 'zod';

export const party = z.strictObject({
  kind: z.enum(['person', 'organisation']),
  name: z.string().trim().min(1).max(200),
  idType: z.enum(['resident-id', 'passport', 'credit-code']),
  idNumber: z.string().trim().min(1).max(50),
  phone: z.string().trim().max(30),
  email: z.email().max(200).optional(),
  address: z.string().max(500).optional(),
  language: z
    .enum(['zh', 'en'])
    .optional()
    .meta({ description: '通知所用语言，默认中文 / language of the messages, Chinese unless said otherwise' }),
});
export type PartyData = z.infer<typeof party>;
