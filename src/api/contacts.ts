// Owns the telephone that an applicant is told to call: that of the body where it is known, else the hotline of the city.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PRODUCT_ROOT } from '../root';

const phone = z.string().regex(/^[\d -]{3,20}$/, '电话号码只含数字、空格和连字符。');
const contacts = z.strictObject({ hotline: phone, organisations: z.record(z.string(), phone) });

// Read when the program starts, like every other text of `messages/`: a slip of the pen stops the start and names the place.
const CONTACTS = contacts.parse(JSON.parse(readFileSync(join(PRODUCT_ROOT, 'messages', 'contacts.json'), 'utf8')));

export function phoneOf(organisation: string): string {
  return CONTACTS.organisations[organisation] ?? CONTACTS.hotline;
}
/** 12345: the one number for complaints about any body. */
export const HOTLINE = CONTACTS.hotline;
