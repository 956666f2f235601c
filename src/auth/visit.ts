/**
 * Owns the visit of an applicant at a browser: what the code of the receipt opens for one case and its pages. A signed cookie, so
 * that nothing is stored and the code itself is typed once, and stands in no address.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { IDLE_MINUTES, LASTS_HOURS } from './sessions';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `begun`: real time, ms, when the code was typed. */
export interface Visit {
  readonly begun: number;
}
export interface VisitSetting {
  /** Of the installation. */
  readonly secret: string;
  readonly secure: boolean;
}

// `__Host-` would ask for the path `/`; this cookie goes to the pages of one case only.
const nameOf = (secure: boolean): string => (secure ? '__Secure-oneseal-visit' : 'oneseal-visit');
/** Where the pages of a case are. */
export const visitPath = (number: string): string => `/track/${encodeURIComponent(number)}`;

function signature(secret: string, number: string, times: string): Buffer {
  return createHmac('sha256', secret).update(`visit:${times}:${number}`).digest();
}

/** The `Set-Cookie` value that opens or renews a visit: thirty minutes from `now`, twelve hours from its beginning at most. */
export function visitCookie({ secret, secure }: VisitSetting, number: string, { begun }: Visit, now: number): string {
  const times = `${begun.toString(36)}.${now.toString(36)}`;
  const value = `${times}.${signature(secret, number, times).toString('base64url')}`;
  return `${nameOf(secure)}=${value}; Path=${visitPath(number)}; Max-Age=${IDLE_MINUTES * 60}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** The `Set-Cookie` value that ends it. */
export function clearedVisitCookie({ secure }: Pick<VisitSetting, 'secure'>, number: string): string {
  return `${nameOf(secure)}=; Path=${visitPath(number)}; Max-Age=0; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** The visit that a `Cookie` header carries for this case. The record is not asked, so no answer tells whether there is such a case. */
export function visitIn(
  { secret, secure }: VisitSetting,
  cookie: string | undefined,
  number: string,
  now: number,
): Visit | undefined {
  for (const part of cookie?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() !== nameOf(secure)) continue;
    const found = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([\w-]{43})$/.exec(part.slice(at + 1).trim());
    if (!found) continue;
    const [, first = '', last = '', signed = ''] = found;
    const expected = signature(secret, number, `${first}.${last}`);
    const given = Buffer.from(signed, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) continue;
    const [begun, seen] = [parseInt(first, 36), parseInt(last, 36)];
    if (now - seen < IDLE_MINUTES * MINUTE && now - begun < LASTS_HOURS * HOUR) return { begun };
  }
  return undefined;
}
