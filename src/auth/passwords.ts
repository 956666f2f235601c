// Owns how passwords are kept and judged: argon2id, two at a time.
import { hash, verify } from '@node-rs/argon2';

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
