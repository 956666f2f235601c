/** Owns one transaction on one connection, and what a connection lost in it means: an outcome nobody knows yet. */
import type { Pool, PoolClient } from 'pg';
import { OutcomeUnknownError } from './record';

/** Runs the work between `begin` and `commit`. Throws `OutcomeUnknownError` when the connection is lost, wherever. */
export async function inTransaction<R>(pool: Pool, work: (client: PoolClient) => Promise<R>): Promise<R> {
  const client = await pool.connect().catch((fault: unknown) => {
    throw asUnknown(fault);
  });
  // A pool listens only to its idle connections: one cut between two statements would otherwise end the process.
  // The next statement fails and tells.
  const cut = (): void => undefined;
  client.on('error', cut);
  const giveBack = (broken: boolean): void => {
    client.release(broken);
    client.removeListener('error', cut);
  };
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    giveBack(false);
    return result;
  } catch (fault) {
    await client.query('rollback').then(
      () => giveBack(false),
      () => giveBack(true),
    );
    throw asUnknown(fault);
  }
}

/** Lost connections, a server that stops, starts or takes no more: no answer of Postgres about the statement itself. */
const LOST_CODES = [
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

/** Errors of the connection leave the outcome unknown; the caller repeats with the same key. */
export function asUnknown(fault: unknown): unknown {
  if (fault instanceof OutcomeUnknownError) return fault;
  const { code: raw } = fault as { code?: unknown };
  const code = typeof raw === 'string' ? raw : '';
  const lost =
    code.startsWith('08') ||
    code.startsWith('57P') ||
    LOST_CODES.includes(code) ||
    /terminat|timeout|Connection|not queryable/i.test(fault instanceof Error ? fault.message : '');
  return lost ? new OutcomeUnknownError(fault) : fault;
}
