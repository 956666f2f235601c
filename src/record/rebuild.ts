/** Rebuilding: the folded state and the read model made anew from the ledger, and compared with what stands there. */
import { evolve, EMPTY, KERNEL_VERSION } from '../kernel/evolve';
import type { CaseState } from '../kernel/case';
import type { Definitions } from './definitions';
import { actOf, canonical, LEDGER_COLUMNS, type LedgerRow } from './ledger';
import { broughtBy, caseColumns, rowsOf } from './read-model';
import type { Sql } from './sql';

export interface Difference {
  readonly case: string;
  readonly what: string;
}

/** Reads a case's ledger, folds it, and returns what a rebuild finds different; with `repair` the rebuilt rows are written. */
export async function rebuildCase(
  sql: Sql,
  definitions: Definitions,
  caseId: string,
  repair: boolean,
): Promise<readonly Difference[]> {
  const { rows: ledger } = await sql.query<LedgerRow>(
    `select ${LEDGER_COLUMNS} from acts where case_id = $1 order by seq`,
    [caseId],
  );
  const { rows: cases } = await sql.query<{
    state: CaseState;
    procedure_id: string;
    procedure_version: number;
    status: string;
    outcome: string | null;
    light: string;
    seq: number;
    head: string;
  }>('select state, procedure_id, procedure_version, status, outcome, light, seq, head from cases where id = $1', [
    caseId,
  ]);
  const stored = cases[0];
  if (!stored) return [{ case: caseId, what: 'the case row is missing' }];
  if (ledger.some((row) => row.payload === null))
    return [{ case: caseId, what: 'payloads were lawfully erased: the state stands and cannot be rebuilt' }];
  const definition = await definitions.version(stored.procedure_id, stored.procedure_version);
  const calendar = await definitions.calendar();
  const messages: string[] = [];
  const documents: string[] = [];
  let state: CaseState = { ...EMPTY, id: caseId };
  for (const act of ledger.map(actOf)) {
    const before = state;
    state = evolve(before, act);
    const brought = broughtBy(definition, before, state, act);
    messages.push(...brought.messages.map((m) => m.id));
    if (brought.document) documents.push(brought.document.id);
  }
  const rows = rowsOf(definition, state, calendar);
  const columns = caseColumns(definition, state, calendar);
  const differences: Difference[] = [];
  const compare = (what: string, live: unknown, rebuilt: unknown): void => {
    if (canonical(live) !== canonical(rebuilt)) differences.push({ case: caseId, what });
  };
  compare('folded state', stored.state, JSON.parse(JSON.stringify(state)));
  compare(
    'status, outcome, light, seq and head',
    [stored.status, stored.outcome, stored.light, stored.seq, stored.head],
    [columns.status, columns.outcome, columns.light, state.seq, ledger.at(-1)?.hash ?? ''],
  );
  const seats = await sql.query<{ row: unknown }>(
    `select jsonb_build_array(id, principal, task_id, step, round, state, outcome, due_on, light) as row from seats where case_id = $1 order by id, principal`,
    [caseId],
  );
  compare(
    'inbox',
    seats.rows.map((r) => r.row),
    [...rows.seats]
      .sort(by((s) => `${s.id} ${s.principal}`))
      .map((s) => [s.id, s.principal, s.task_id, s.step, s.round, s.state, s.outcome, s.due_on, s.light]),
  );
  const clocks = await sql.query<{ row: unknown }>(
    `select jsonb_build_array(clock_id, term, state, started_on, due_on) as row from clocks where case_id = $1 order by clock_id collate "C"`,
    [caseId],
  );
  compare(
    'clocks',
    clocks.rows.map((r) => r.row),
    [...rows.clocks].sort(by((c) => c.clock_id)).map((c) => [c.clock_id, c.term, c.state, c.started_on, c.due_on]),
  );
  const waits = await sql.query<{ row: unknown }>(
    `select jsonb_build_array(id, kind, subject, due_on) as row from waits where case_id = $1 and closed_at is null order by id collate "C"`,
    [caseId],
  );
  compare(
    'open waits',
    waits.rows.map((r) => r.row),
    [...rows.waits].sort(by((w) => w.id)).map((w) => [w.id, w.kind, w.subject, w.due_on]),
  );
  const effects = await sql.query<{ row: unknown }>(
    `select jsonb_build_array(id, kind, state, asked_by, claim) as row from effects where case_id = $1 and state in ('wanted', 'claimed', 'failed') order by id collate "C"`,
    [caseId],
  );
  compare(
    'open effects',
    effects.rows.map((r) => r.row),
    [...rows.effects].sort(by((e) => e.id)).map((e) => [e.id, e.kind, e.state, e.asked_by, e.claim]),
  );
  const told = await sql.query<{ id: string }>('select id from messages where case_id = $1', [caseId]);
  compare('messages', told.rows.map((r) => r.id).sort(), messages.sort());
  const issued = await sql.query<{ id: string }>('select id from documents where case_id = $1', [caseId]);
  compare('documents', issued.rows.map((r) => r.id).sort(), documents.sort());
  if (repair && differences.length > 0) await write(sql, caseId, state, rows, columns);
  return differences;
}

function by<R>(key: (row: R) => string): (a: R, b: R) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

/** Replaces the caches of one case; the ledger is never touched. */
async function write(
  sql: Sql,
  caseId: string,
  state: CaseState,
  rows: ReturnType<typeof rowsOf>,
  columns: ReturnType<typeof caseColumns>,
): Promise<void> {
  await sql.query(
    `with c as (update cases set state = $2::jsonb, kernel = $3, status = $4, outcome = $5, light = $6, rev = rev + 1, seq = $7, changed_seq = $8 where id = $1),
     s as (delete from seats where case_id = $1 and not exists (select 1 from jsonb_to_recordset($9::jsonb) as n(id text, principal text) where n.id = seats.id and n.principal = seats.principal)),
     k as (insert into clocks select case_id, clock_id, term, state, started_on, due_on from jsonb_to_recordset($10::jsonb) as n(case_id text, clock_id text, term int, state text, started_on text, due_on text)
       on conflict (case_id, clock_id) do update set term = excluded.term, state = excluded.state, started_on = excluded.started_on, due_on = excluded.due_on),
     e as (insert into effects (id, case_id, kind, state, asked_by, spec, claim, failure) select id, case_id, kind, state, asked_by, spec, claim, failure
       from jsonb_to_recordset($11::jsonb) as n(id text, case_id text, kind text, state text, asked_by int, spec jsonb, claim int, failure text)
       on conflict (id) do update set state = excluded.state, claim = excluded.claim, failure = excluded.failure),
     w as (insert into waits (id, case_id, kind, subject, since, due_on, detail) select id, case_id, kind, subject, since, due_on, detail
       from jsonb_to_recordset($12::jsonb) as n(id text, case_id text, kind text, subject text, since timestamptz, due_on text, detail jsonb)
       on conflict (case_id, id) do update set kind = excluded.kind, subject = excluded.subject, due_on = excluded.due_on, closed_at = null)
     insert into seats (id, principal, case_id, task_id, step, round, state, outcome, since, due_on, light, closed_at)
     select id, principal, case_id, task_id, step, round, state, outcome, since, due_on, light, case when closed_at is null then null else clock_timestamp() end
     from jsonb_to_recordset($9::jsonb) as n(id text, principal text, case_id text, task_id text, step text, round int, state text, outcome text, since timestamptz, due_on text, light text, closed_at text)
     on conflict (id, principal) do update set state = excluded.state, outcome = excluded.outcome, due_on = excluded.due_on, light = excluded.light`,
    [
      caseId,
      JSON.stringify(state),
      KERNEL_VERSION,
      columns.status,
      columns.outcome,
      columns.light,
      state.seq,
      state.changedSeq,
      JSON.stringify(rows.seats),
      JSON.stringify(rows.clocks),
      JSON.stringify(rows.effects),
      JSON.stringify(rows.waits),
    ],
  );
}
