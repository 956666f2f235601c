// Owns the code on the receipt (查询码) with which an applicant without an account sees and answers his case.
import { createHmac, timingSafeEqual } from 'node:crypto';

// Crockford's base32: nothing that is misread on paper or over the telephone.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** Ten signs, 50 bits, of the installation's secret and the case: never stored, always the same. */
export function receiptCode(secret: string, caseId: string): string {
  const bits = createHmac('sha256', secret).update(`receipt-code:${caseId}`).digest().readBigUInt64BE() >> 14n;
  return Array.from({ length: LENGTH }, (_, at) => SIGNS[Number((bits >> BigInt(5 * (LENGTH - 1 - at))) & 31n)]).join(
    '',
  );
}

/** As people type it: lower case, O for 0, I or L for 1, spaces and hyphens between. */
function normalised(given: string): string {
  return given.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}

/**
 * Whether the code given is that of the case, in a time that tells nothing of the code. Without a case (no such number) the same
 * work ends in no, so a wrong number and a wrong code cannot be told apart.
 */
export function receiptCodeMatches(secret: string, caseId: string | undefined, given: string): boolean {
  const expected = Buffer.from(receiptCode(secret, caseId ?? ''));
  const typed = Buffer.from(normalised(given.slice(0, 64)));
  const same = typed.length === expected.length && timingSafeEqual(typed, expected);
  return same && caseId !== undefined;
}
