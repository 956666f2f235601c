// Owns which faults are the database being away (503, repeat with the same key) and which are our own (500).
import { BadCursorError } from '../queries/cursor';
import { OutcomeUnknownError, TooBusyError } from '../record/record';
import { problem, type Problem } from './problem';

// Classes 08 (connection), 53 (resources), 57P (shutdown), 40 (a commit whose outcome the driver saw as rolled back), Prisma's P1001, P1002, P1008, P1017, P2024.
const SQLSTATES = /^(08...|53...|57P0[123]|40001|40P01)$/;
const CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
];
const WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Can't reach database|connection is closed|Client has encountered a connection error|server has closed the connection|not queryable/i;

export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (error === null || typeof error !== 'object' || depth > 5) return false;
  const { code, message, cause, errors, meta } = error as {
    code?: unknown;
    message?: unknown;
    cause?: unknown;
    errors?: unknown;
    meta?: { code?: unknown; driverAdapterError?: unknown };
  };
  if ([code, meta?.code].some((each) => typeof each === 'string' && (SQLSTATES.test(each) || CODES.includes(each))))
    return true;
  if (typeof message === 'string' && WORDS.test(message)) return true;
  const inner = [cause, meta?.driverAdapterError, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  return inner.some((each) => isDatabaseAway(each, depth + 1));
}

/** The problem a fault is answered with; undefined for a fault of our own, which is logged. */
export function knownFault(error: unknown): Problem | undefined {
  if (error instanceof TooBusyError) return problem('too-busy', { retryAfter: error.retryAfterSeconds });
  if (error instanceof BadCursorError) return problem('cursor-invalid');
  if (error instanceof OutcomeUnknownError || isDatabaseAway(error))
    return problem('database-unavailable', { retryAfter: 2 });
  return undefined;
}
