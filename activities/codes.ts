/**
 * Owns what crosses to Temporal when an activity fails: a code, and whether another try is worth it. Messages and causes may
 * quote addresses or forms, and a history keeps them for years.
 */
import { heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';

const BEAT_MS = 5_000;
/** Errors that the same activity would meet again, by the name of their class. */
const FINAL = new Set([
  'PermanentDeliveryError',
  'ServiceRefused',
  'PaperFactMissing',
  'CharacterUnknown',
  'AlreadySealed',
  'PdfUnreadable',
  'RangeError',
  'TypeError',
  'SyntaxError',
]);

/** An expected failure, kept out of error metrics. */
export function failure(
  code: string,
  options: { readonly final?: boolean; readonly againInMs?: number } = {},
): ApplicationFailure {
  return ApplicationFailure.create({
    message: code,
    type: code,
    nonRetryable: options.final ?? false,
    category: 'BENIGN',
    ...(options.againInMs === undefined ? {} : { nextRetryDelay: Math.max(1, Math.ceil(options.againInMs)) }),
  });
}

function codeOf(fault: unknown): string {
  if (fault instanceof AggregateError) return codeOf(fault.errors[0]);
  if (!(fault instanceof Error)) return 'fault';
  const code = 'code' in fault ? String(fault.code) : '';
  if (/^[\w.-]{1,60}$/.test(code)) return code.toLowerCase().replaceAll('_', '-');
  return /^[A-Z]\w{0,60}$/.test(fault.name)
    ? fault.name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()
    : 'fault';
}

function crossing(fault: unknown): ApplicationFailure {
  const final = fault instanceof Error && FINAL.has(fault.name);
  const crossed =
    fault instanceof ApplicationFailure
      ? fault
      : ApplicationFailure.create({ message: codeOf(fault), type: codeOf(fault), nonRetryable: final });
  // A stack begins with the message of what was thrown first, and frames name paths of this machine.
  crossed.stack = `${crossed.name}: ${crossed.type ?? 'fault'}`;
  return crossed;
}

type Activity<A extends readonly unknown[], R> = (...args: A) => Promise<R>;
export type OnFault = (activity: string, code: string, fault: unknown) => void;

/** An activity whose failures are codes. */
export function codesOnly<A extends readonly unknown[], R>(
  name: string,
  work: Activity<A, R>,
  onFault?: OnFault,
): Activity<A, R> {
  return async (...args) => {
    try {
      return await work(...args);
    } catch (fault) {
      const crossed = crossing(fault);
      if (crossed !== fault) onFault?.(name, crossed.type ?? 'fault', fault);
      throw crossed;
    }
  };
}

/** Beats while it works, so that a worker that died is noticed in seconds and not when the time for the work is over. */
export function beating<A extends readonly unknown[], R>(work: Activity<A, R>): Activity<A, R> {
  return async (...args) => {
    const beat = setInterval(() => heartbeat(), BEAT_MS);
    try {
      return await work(...args);
    } finally {
      clearInterval(beat);
    }
  };
}
