/**
 * Owns the rows the record owes: leased in one short statement, so that no lock is held while Temporal or another case is
 * asked; given back or removed afterwards. An expired lease is anybody's.
 */
import type { Json } from '../kernel/text';
import type { Sql } from '../record/sql';

export interface LeasedWake {
  readonly case_id: string;
  readonly parent_id: string | null;
  readonly workflow: string;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly number: string;
  readonly seq: number;
  readonly head: string;
  readonly epoch: number;
  readonly age: number;
  readonly over: boolean;
}
export interface LeasedOutcome {
  readonly child_id: string;
  readonly parent_id: string;
  readonly kind: 'child' | 'linked';
  readonly outcome: string;
  readonly facts: {
    readonly facts: { readonly [name: string]: Json };
    readonly duties: { readonly [duty: string]: readonly string[] };
  };
}

export interface Leased {
  readonly wakes: readonly LeasedWake[];
  readonly outcomes: readonly LeasedOutcome[];
}
/** How many rows of each kind there is room for. */
export interface Room {
  readonly now: number;
  readonly idle: number;
  readonly outcomes: number;
}

const LEASE = '15 seconds';
const FREE = '(lease_until is null or lease_until < clock_timestamp())';
/** Everything owed in one question. A lease or a removal lost in a crash is made again, so neither waits for the disk. */
const LEASE_OWED = `
  with quick as materialized (
    select set_config('synchronous_commit', 'off', true)
  ), urgent as (
    select case_id from wakes where urgency = 'now' and ${FREE} order by owed_at limit $1 for update skip locked
  ), idle as (
    select case_id from wakes where urgency = 'idle' and ${FREE} and not exists (select 1 from urgent) order by owed_at limit $2 for update skip locked
  ), leased as (
    update wakes w set lease_until = clock_timestamp() + interval '${LEASE}', attempts = w.attempts + 1
    from (select case_id from urgent union all select case_id from idle) due, cases c, installation i where w.case_id = due.case_id and c.id = w.case_id and i.id = 1
    returning w.case_id, c.parent_id, w.workflow, c.procedure_id, c.procedure_version, c.number, w.seq, trim(w.head) as head, i.epoch,
      extract(epoch from clock_timestamp() - w.owed_at)::float8 as age,
      c.status = 'ended' and not exists (select 1 from effects e where e.case_id = c.id and e.state in ('wanted', 'claimed')) as over
  ), ended as (
    select child_id from child_outcomes where ${FREE} order by owed_at limit $3 for update skip locked
  ), told as (
    update child_outcomes o set lease_until = clock_timestamp() + interval '${LEASE}', attempts = o.attempts + 1 from ended where o.child_id = ended.child_id
    returning o.child_id, o.parent_id, o.kind, o.outcome, o.facts
  )
  select (select coalesce(jsonb_agg(to_jsonb(leased)), '[]') from leased) as wakes, (select coalesce(jsonb_agg(to_jsonb(told)), '[]') from told) as outcomes
  from quick`;
const SENT = `
  with quick as materialized (
    select set_config('synchronous_commit', 'off', true)
  )
  delete from wakes w using quick, unnest($1::text[], $2::int[]) as sent(case_id, seq) where w.case_id = sent.case_id and w.seq = sent.seq returning w.case_id`;
const MOVED_ON = `
  update wakes w set lease_until = null, attempts = 0, owed_at = clock_timestamp()
  from unnest($1::text[], $2::int[]) as sent(case_id, seq) where w.case_id = sent.case_id and w.seq <> sent.seq`;

export function createOwed(sql: Sql) {
  return {
    async lease({ now, idle, outcomes }: Room): Promise<Leased> {
      const { rows } = await sql.query<Leased>(LEASE_OWED, [now, idle, outcomes]);
      return rows[0] ?? { wakes: [], outcomes: [] };
    },
    /** Two statements on purpose: in one, a commit between them would leave its wake leased for ever. */
    async wakesSent(sent: readonly { readonly case: string; readonly seq: number }[]): Promise<void> {
      const { rows } = await sql.query<{ case_id: string }>(SENT, columns(sent));
      if (rows.length === sent.length) return;
      const gone = new Set(rows.map((row) => row.case_id));
      await sql.query(MOVED_ON, columns(sent.filter((wake) => !gone.has(wake.case))));
    },
    /** Real ms until somebody may try again. */
    async wakeKept(caseId: string, againInMs: number): Promise<void> {
      await sql.query(
        `update wakes set lease_until = clock_timestamp() + $2::float8 * interval '1 millisecond' where case_id = $1`,
        [caseId, againInMs],
      );
    },
    /** Something has to look at this case now, whatever the record thought. */
    async owe(caseId: string): Promise<void> {
      await sql.query(
        `insert into wakes (case_id, root_id, workflow, seq, head, urgency) select id, root_id, workflow, seq, head, 'now' from cases where id = $1
         on conflict (case_id) do update set urgency = 'now', lease_until = null`,
        [caseId],
      );
    },
    async outcomeDelivered(childId: string): Promise<void> {
      await sql.query('delete from child_outcomes where child_id = $1', [childId]);
    },
    async outcomeKept(childId: string, againInMs: number): Promise<void> {
      await sql.query(
        `update child_outcomes set lease_until = clock_timestamp() + $2::float8 * interval '1 millisecond' where child_id = $1`,
        [childId, againInMs],
      );
    },
  };
}
export type Owed = ReturnType<typeof createOwed>;

function columns(sent: readonly { readonly case: string; readonly seq: number }[]): readonly unknown[] {
  return [sent.map((wake) => wake.case), sent.map((wake) => wake.seq)];
}
