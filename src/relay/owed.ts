/**
 * Owns the rows the record owes: leased in one short statement, so that no lock is held while Temporal or another case is
 * asked; given back or removed afterwards. An expired lease is anybody's.
 */
import type { Json } from '../kernel/text';
import type { Sql } from '../record/sql';

export type Urgency = 'now' | 'idle';
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

const LEASE = '15 seconds';
const LEASE_WAKES = `
  with due as (
    select case_id from wakes where urgency = $2 and (lease_until is null or lease_until < clock_timestamp()) order by owed_at limit $1 for update skip locked
  )
  update wakes w set lease_until = clock_timestamp() + interval '${LEASE}', attempts = w.attempts + 1
  from due, cases c, installation i where w.case_id = due.case_id and c.id = w.case_id and i.id = 1
  returning w.case_id, c.parent_id, w.workflow, c.procedure_id, c.procedure_version, c.number, w.seq, w.head, i.epoch,
    extract(epoch from clock_timestamp() - w.owed_at)::float8 as age,
    c.status = 'ended' and not exists (select 1 from effects e where e.case_id = c.id and e.state in ('wanted', 'claimed')) as over`;
const LEASE_OUTCOMES = `
  with due as (
    select child_id from child_outcomes where lease_until is null or lease_until < clock_timestamp() order by owed_at limit $1 for update skip locked
  )
  update child_outcomes o set lease_until = clock_timestamp() + interval '${LEASE}', attempts = o.attempts + 1 from due where o.child_id = due.child_id
  returning o.child_id, o.parent_id, o.kind, o.outcome, o.facts`;

export function createOwed(sql: Sql) {
  return {
    async leaseWakes(limit: number, urgency: Urgency): Promise<readonly LeasedWake[]> {
      const { rows } = await sql.query<LeasedWake>(LEASE_WAKES, [limit, urgency]);
      return rows;
    },
    /** Two statements on purpose: in one, a commit between them would leave its wake leased for ever. */
    async wakeSent(caseId: string, seq: number): Promise<void> {
      const { rowCount } = await sql.query('delete from wakes where case_id = $1 and seq = $2', [caseId, seq]);
      if (rowCount === 0)
        await sql.query(
          'update wakes set lease_until = null, attempts = 0, owed_at = clock_timestamp() where case_id = $1 and seq <> $2',
          [caseId, seq],
        );
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
    async leaseOutcomes(limit: number): Promise<readonly LeasedOutcome[]> {
      const { rows } = await sql.query<LeasedOutcome>(LEASE_OUTCOMES, [limit]);
      return rows;
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
