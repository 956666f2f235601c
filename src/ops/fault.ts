/** Owns what the watchdog can find: a code, since when, how many cases, and which have the same cause. Words are the API's. */
import type { Instant } from '../kernel/time/clock';

/** In the order in which one lies under another: what stands first is the root of what stands later. */
export const FAULT_CODES = [
  'temporal-down',
  'relay-silent',
  'worker-stopped',
  'lagging',
  'process-failing',
  'process-gone',
  'child-gone',
  'data-error',
  'process-apart',
  'nobody-eligible',
  'holder-gone',
  'effect-failed',
  'paper-failing',
  'mail-refusing',
  'sms-failing',
  'webhook-failing',
  'service-failing',
  'timer-overdue',
  'suspended-without-end',
  'child-restarted',
  'applicant-silent',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

export interface Fault {
  readonly code: FaultCode;
  /** Law time, as everything that people read. */
  readonly since: Instant;
  readonly affected: number;
  /** Twenty at most. */
  readonly cases: readonly string[];
  readonly fingerprint: string;
  /** Codes and ids for the sentence: queue, post, failure, paper. */
  readonly facts: Readonly<Record<string, string>>;
}

/** Faults of the services that every process needs. */
export const SERVICE_FAULTS: readonly FaultCode[] = ['temporal-down', 'relay-silent', 'worker-stopped', 'lagging'];

export function rootFirst(faults: readonly Fault[]): readonly Fault[] {
  const rank = ({ code }: Fault): number => FAULT_CODES.indexOf(code);
  return [...faults].sort((a, b) => rank(a) - rank(b) || b.affected - a.affected || a.since - b.since);
}
