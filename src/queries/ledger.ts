// Owns the reads of the ledger: the acts of a case in order, and those of one task.
import { pageOf, readCursor } from './cursor';
import { Prisma, type Database } from './database';

export interface LedgerRow {
  readonly seq: number;
  readonly v: number;
  readonly key: string | null;
  readonly simulated_time: boolean;
  readonly at: Date;
  readonly effective_at: Date;
  readonly type: string;
  readonly actor: string | null;
  readonly principal: string | null;
  readonly basis: string | null;
  readonly cause: string | null;
  readonly raised_by: string | null;
  readonly payload: unknown;
  readonly salt: Uint8Array | null;
  readonly payload_digest: string;
  readonly hash: string;
  readonly previous_hash: string;
}

/** A page of the ledger; the reader has been found to see the case. */
export async function ledgerOf(
  db: Database,
  caseId: string,
  filter: { readonly limit?: number | undefined; readonly after?: string | undefined },
) {
  const limit = filter.limit ?? 200;
  const place = readCursor(filter.after, ['seq']) ?? [0];
  const rows = await db.$queryRaw<LedgerRow[]>`
    SELECT seq, v, key, simulated_time, at, effective_at, type, actor, principal, basis, cause, raised_by, payload, salt,
      payload_digest, hash, previous_hash
    FROM acts WHERE case_id = ${caseId} AND seq > ${place[0]} ORDER BY seq LIMIT ${limit + 1}`;
  return pageOf(rows, limit, (row) => [row.seq]);
}

export type ActRow = Pick<LedgerRow, 'seq' | 'at' | 'type' | 'actor' | 'payload'>;

/** The acts that speak of one task. */
export async function actsOfTask(db: Database, caseId: string, task: string): Promise<ActRow[]> {
  return db.$queryRaw<ActRow[]>`
    SELECT seq, at, type, actor, payload FROM acts WHERE case_id = ${caseId} AND payload->>'task' = ${task} ORDER BY seq`;
}

/** The acts of given types, for telling a case's course. */
export async function actsOfTypes(db: Database, caseId: string, types: readonly string[]): Promise<ActRow[]> {
  return db.$queryRaw<ActRow[]>`
    SELECT seq, at, type, actor, payload FROM acts WHERE case_id = ${caseId} AND type IN (${Prisma.join([...types])}) ORDER BY seq`;
}
