// Owns the reads of the ledger: the acts of a case in order, and those of one task.
import type { Payloads } from '../kernel/acts/act';
import { pageOf, readCursor } from './cursor';
import type { Database } from './database';

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

export interface ActPlace {
  readonly caseId: string;
  readonly seq: number;
  readonly at: Date;
}
/** One act's place. */
export async function actAt(db: Database, caseId: string, seq: number): Promise<ActPlace | undefined> {
  const [row] = await db.$queryRaw<ActPlace[]>`
    SELECT case_id AS "caseId", seq, at FROM acts WHERE case_id = ${caseId} AND seq = ${seq}`;
  return row;
}
/** Where a child's end stands in the ledger of its parent. */
export async function childEnd(db: Database, parent: string, child: string): Promise<ActPlace | undefined> {
  const [row] = await db.$queryRaw<ActPlace[]>`
    SELECT case_id AS "caseId", seq, at FROM acts
    WHERE case_id = ${parent} AND type = 'child-ended' AND payload->>'child' = ${child} LIMIT 1`;
  return row;
}

export type Decided = Pick<LedgerRow, 'at' | 'actor'> & {
  readonly case_id: string;
  /** Null once it has been erased by law. */
  readonly payload: Payloads['decided'] | null;
};
/** Everything that was decided on these cases, oldest first; the reader has been found to see them. */
export async function decisionsOf(db: Database, cases: readonly string[]): Promise<Decided[]> {
  return db.$queryRaw<Decided[]>`
    SELECT case_id, at, actor, payload FROM acts
    WHERE case_id = ANY(${[...cases]}::text[]) AND type = 'decided' ORDER BY at, case_id, seq`;
}

export type SaidAct = Pick<LedgerRow, 'seq' | 'at' | 'actor'> &
  // Null once it has been erased by law.
  (
    | { readonly type: 'commented'; readonly payload: Payloads['commented'] | null }
    | { readonly type: 'copied'; readonly payload: Payloads['copied'] | null }
    | { readonly type: 'copy-read'; readonly payload: Payloads['copy-read'] | null }
  );
/** What people said to one another about a case and sent one another of it, oldest first. */
export async function saidOn(db: Database, caseId: string): Promise<SaidAct[]> {
  return db.$queryRaw<SaidAct[]>`
    SELECT seq, at, type, actor, payload FROM acts
    WHERE case_id = ${caseId} AND type IN ('commented', 'copied', 'copy-read') ORDER BY seq`;
}

const ASKING = [
  'delegated',
  'delegation-recalled',
  'signers-added',
  'signer-removed',
  'opinion-submitted',
  'decided',
  'vote-withdrawn',
] as const;
export type AskingAct = {
  readonly [T in (typeof ASKING)[number]]: Pick<LedgerRow, 'seq' | 'at' | 'actor'> & {
    readonly type: T;
    readonly payload: Payloads[T];
  };
}[(typeof ASKING)[number]];
/** Who asked whom for an opinion on a case, and what came of it, oldest first; what was erased by law is not among it. */
export async function askingOn(db: Database, caseId: string): Promise<AskingAct[]> {
  return db.$queryRaw<AskingAct[]>`
    SELECT seq, at, type, actor, payload FROM acts
    WHERE case_id = ${caseId} AND type = ANY(${[...ASKING]}::text[]) AND payload IS NOT NULL ORDER BY seq`;
}

/** Those who have acted on a case. */
export async function actorsOf(db: Database, caseId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ actor: string }[]>`
    SELECT DISTINCT actor FROM acts WHERE case_id = ${caseId} AND actor IS NOT NULL ORDER BY actor`;
  return rows.map(({ actor }) => actor);
}

export type CourseAct = Pick<LedgerRow, 'seq' | 'at' | 'type' | 'payload'> & { readonly milestone: string | null };

/** The acts of these types or milestones, for telling a case's course. */
export async function courseOf(db: Database, caseId: string, codes: readonly string[]): Promise<CourseAct[]> {
  return db.$queryRaw<CourseAct[]>`
    SELECT seq, at, type, payload, milestone FROM acts
    WHERE case_id = ${caseId} AND (type = ANY(${[...codes]}::text[]) OR milestone = ANY(${[...codes]}::text[])) ORDER BY seq`;
}

export interface Delivery {
  readonly effect: string;
  readonly event: string;
  readonly channel: string;
  readonly state: string;
  readonly failure: string | null;
  readonly at: Date;
}
/** The messages that a case sent or wants to send, oldest first; `at`: when that became so. */
export async function deliveriesOf(db: Database, caseId: string): Promise<Delivery[]> {
  return db.$queryRaw<Delivery[]>`
    SELECT e.id AS effect, e.spec->>'subject' AS event, coalesce(e.spec->>'how', '') AS channel, e.state, e.failure,
      coalesce((SELECT max(a.at) FROM acts a WHERE a.case_id = e.case_id AND a.payload->>'effect' = e.id), asked.at) AS at
    FROM effects e JOIN acts asked ON asked.case_id = e.case_id AND asked.seq = e.asked_by
    WHERE e.case_id = ${caseId} AND e.kind = 'notify' ORDER BY e.asked_by, e.id`;
}
