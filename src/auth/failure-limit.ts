// Owns how many wrong guesses are borne before the next has to wait; counted in Postgres, so that every process counts the same.
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';

interface Rule {
  readonly failures: number;
  readonly seconds: number;
}
/** Counts failures per subject; a subject is e.g. a user name or an address, and each kind of subject has its own rule. */
export interface FailureLimit<Subject extends string> {
  /** Seconds to wait, 0 while another try is free. Real time. */
  waitFor(subjects: Readonly<Record<Subject, string>>): Promise<number>;
  /** Counts a failure; the seconds to wait when it was one too many. */
  failed(subjects: Readonly<Record<Subject, string>>): Promise<number>;
  /** Forgets the failures of one subject. */
  forget(kind: Subject, subject: string): Promise<void>;
}

// What people type as a user name may be a password, and an address is a person's: neither is stored as it is.
const keyOf = (subject: string): string => createHash('sha256').update(subject).digest('hex');
const secondsOf = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));

export function failureLimit<Subject extends string>(
  pool: Pool,
  name: string,
  rules: Readonly<Record<Subject, Rule>>,
): FailureLimit<Subject> {
  const limiters = (Object.entries(rules) as [Subject, Rule][]).map(([kind, rule]) => ({
    kind,
    rule,
    limiter: new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix: `${name}:${kind}`,
      points: rule.failures,
      duration: rule.seconds,
    }),
  }));
  const longest = (waits: readonly number[]): number => Math.max(0, ...waits);
  return {
    async waitFor(subjects) {
      const waits = limiters.map(async ({ kind, rule, limiter }) => {
        const known = await limiter.get(keyOf(subjects[kind]));
        return known && known.consumedPoints >= rule.failures ? secondsOf(known.msBeforeNext) : 0;
      });
      return longest(await Promise.all(waits));
    },
    async failed(subjects) {
      const waits = limiters.map(async ({ kind, rule, limiter }) => {
        const now = await limiter.penalty(keyOf(subjects[kind]), 1);
        return now.consumedPoints > rule.failures ? secondsOf(now.msBeforeNext) : 0;
      });
      return longest(await Promise.all(waits));
    },
    async forget(kind, subject) {
      await limiters.find((each) => each.kind === kind)?.limiter.delete(keyOf(subject));
    },
  };
}

/** Five wrong passwords per user name and fifty per address in a quarter of an hour (GB/T 22239-2019, 8.1.4.1). */
export function signInLimit(pool: Pool): FailureLimit<'username' | 'address'> {
  return failureLimit(pool, 'sign-in', {
    username: { failures: 5, seconds: 900 },
    address: { failures: 50, seconds: 900 },
  });
}

/**
 * Ten wrong codes an hour for a number from one address: the applicant himself is not shut out by a stranger elsewhere. A hundred
 * for an address, whatever the numbers, so nobody goes through them.
 */
export function receiptCodeLimit(pool: Pool): FailureLimit<'number' | 'address'> {
  const limit = failureLimit(pool, 'receipt-code', {
    number: { failures: 10, seconds: 3600 },
    address: { failures: 100, seconds: 3600 },
  });
  const here = ({ number, address }: Readonly<Record<'number' | 'address', string>>) => ({
    number: `${number}\n${address}`,
    address,
  });
  return {
    ...limit,
    waitFor: (subjects) => limit.waitFor(here(subjects)),
    failed: (subjects) => limit.failed(here(subjects)),
  };
}
