// Owns how passwords are drawn, kept and judged: argon2id, two at a time.
import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Text } from '../kernel/text';

const SHORTEST = 12;
/** The contract of `POST /api/session` takes no longer one. */
const LONGEST = 200;

/** Why this cannot be somebody's password; undefined when it can. */
export function passwordFault(password: string, username: string): Text | undefined {
  if (password.length < SHORTEST || password.length > LONGEST)
    return {
      zh: `密码须为 ${SHORTEST} 至 ${LONGEST} 个字符。`,
      en: `A password has ${SHORTEST} to ${LONGEST} characters.`,
    };
  if (password.toLowerCase() === username.toLowerCase())
    return { zh: '密码不能与登录名相同。', en: 'A password is not the name one signs in with.' };
  return undefined;
}

// Nothing that is misread on paper or over the telephone.
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Sixteen signs in four groups, 79 bits: told once to whom it is for, and good for one sign-in. */
export function drawPassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

// OWASP's smallest argon2id setting; 19 MiB and about 25 ms for each.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
// Hashing is pure CPU and memory: without a bound a burst of sign-ins starves the people already at work.
const AT_ONCE = 2;
const WAITING_AT_MOST = 200;

/** More sign-ins are waiting than can be judged in reasonable time. */
export class TooManySignIns extends Error {
  override readonly name = 'TooManySignIns';
}

let running = 0;
const waiting: (() => void)[] = [];

/** Runs at most two pieces of work at once, first come first served. @throws TooManySignIns when 200 wait already */
export async function oneOfTwo<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running += 1;
  else {
    if (waiting.length >= WAITING_AT_MOST) throw new TooManySignIns('Too many sign-ins are waiting');
    await new Promise<void>((turn) => waiting.push(turn));
  }
  try {
    return await work();
  } finally {
    // The place passes to the next in line without ever being free, so nobody slips in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** The argon2id hash of a password in PHC form, to be kept in `persons.password_hash`. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let nobodys: Promise<string> | undefined;

/**
 * Whether the password is that of the hash. Without a hash (nobody of that name) it does the same work and says no, so the time
 * of an answer does not tell who exists.
 */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await nobodys), password);
  return matches && passwordHash !== undefined;
}
