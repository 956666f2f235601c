/** Rebuilding: the folded state and the read model made anew from the ledger, and compared with what stands there. */
import type { CaseState } from '../kernel/case';
import { EMPTY, evolve, KERNEL_VERSION } from '../kernel/evolve';
import { certificateCaseRow, certificateRow } from './certificates';
import type { Definitions } from './definitions';
import { actOf, canonical, LEDGER_COLUMNS, type LedgerRow } from './ledger';
import { broughtBy, caseColumns, rowsOf, type DocumentRow, type MessageRow, type Rows } from './read-model';
import type { Sql } from './sql';
import type { CertificateCaseRow, CertificateRow } from './write';

export interface Difference {
  readonly case: string;
  readonly what: string;
  /** `erased`: no fault, but nothing to rebuild from either; `gone`: nothing that could be repaired. */
  readonly kind: 'differs' | 'gone' | 'erased';
}

interface Live {
  readonly rev: number;
  readonly state: CaseState;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly head_columns: unknown;
  readonly ledger: readonly LedgerRow[];
  readonly seats: unknown;
  readonly readers: unknown;
  readonly clocks: unknown;
  readonly waits: unknown;
  readonly effects: unknown;
  readonly messages: unknown;
  readonly documents: unknown;
  readonly certificates: unknown;
  readonly concerned: unknown;
}

/** All of one case in one statement, which sees one instant: a case may be rebuilt while it is being worked on. */
const LIVE = `
  select c.rev, c.state, c.procedure_id, c.procedure_version, jsonb_build_array(c.status, c.outcome, c.light, c.seq, c.head) as head_columns,
    (select coalesce(jsonb_agg(to_jsonb(l) order by l.seq), '[]') from (select ${LEDGER_COLUMNS} from acts where case_id = c.id) l) as ledger,
    (select coalesce(jsonb_agg(jsonb_build_array(id, principal, task_id, step, round, state, outcome, due_on, light)
      order by id collate "C", principal collate "C"), '[]') from seats where case_id = c.id) as seats,
    (select coalesce(jsonb_agg(jsonb_build_array(person, kind, seq, read) order by person collate "C", kind collate "C"), '[]')
      from readers where case_id = c.id) as readers,
    (select coalesce(jsonb_agg(jsonb_build_array(clock_id, term, state, started_on, due_on) order by clock_id collate "C"), '[]')
      from clocks where case_id = c.id) as clocks,
    (select coalesce(jsonb_agg(jsonb_build_array(id, kind, subject, due_on) order by id collate "C"), '[]')
      from waits where case_id = c.id and closed_at is null) as waits,
    (select coalesce(jsonb_agg(jsonb_build_array(id, kind, state, asked_by, claim, failure) order by id collate "C"), '[]')
      from effects where case_id = c.id) as effects,
    (select coalesce(jsonb_agg(id order by id collate "C"), '[]') from messages where case_id = c.id) as messages,
    (select coalesce(jsonb_agg(id order by id collate "C"), '[]') from documents where case_id = c.id) as documents,
    (select coalesce(jsonb_agg(jsonb_build_array(seq, number, kind, entry, on_day, valid_from, valid_to, item, body, validity) order by seq), '[]')
      from certificates where case_id = c.id) as certificates,
    (select coalesce(jsonb_agg(jsonb_build_array(number, concern)), '[]') from certificate_cases where case_id = c.id) as concerned
  from cases c where c.id = $1`;

/** What the ledger alone says should stand beside it. */
interface Rebuilt {
  readonly state: CaseState;
  readonly head: string;
  readonly rows: Rows;
  readonly columns: ReturnType<typeof caseColumns>;
  /** Every effect ever wanted: those no longer in the state as they ended. */
  readonly effects: readonly (readonly [string, string, string, number, number, string | null])[];
  readonly left: readonly { readonly id: string; readonly state: string }[];
  readonly messages: readonly MessageRow[];
  readonly documents: readonly DocumentRow[];
  readonly certificates: readonly CertificateRow[];
  readonly certificateCases: readonly CertificateCaseRow[];
}

/**
 * Reads a case's ledger, folds it, and returns what a rebuild finds different; with `repair` the rebuilt rows are written,
 * unless the case was changed meanwhile: then it is looked at again.
 */
export async function rebuildCase(
  sql: Sql,
  definitions: Definitions,
  caseId: string,
  repair: boolean,
): Promise<readonly Difference[]> {
  for (;;) {
    const { rows } = await sql.query<Live>(LIVE, [caseId]);
    const live = rows[0];
    if (!live) return [{ case: caseId, what: 'the case row is missing', kind: 'gone' }];
    if (live.ledger.length === 0) return [{ case: caseId, what: 'the ledger is missing', kind: 'gone' }];
    if (live.ledger.some((row) => row.payload === null))
      return [
        { case: caseId, what: 'payloads were lawfully erased: the state stands and cannot be rebuilt', kind: 'erased' },
      ];
    const rebuilt = await fromLedger(definitions, caseId, live);
    const differences = compared(live, rebuilt).map((what) => ({ case: caseId, what, kind: 'differs' as const }));
    if (!repair || differences.length === 0 || (await write(sql, caseId, live.rev, rebuilt))) return differences;
  }
}

async function fromLedger(definitions: Definitions, caseId: string, live: Live): Promise<Rebuilt> {
  const definition = await definitions.version(live.procedure_id, live.procedure_version);
  const calendar = await definitions.calendar();
  const messages: MessageRow[] = [];
  const documents: DocumentRow[] = [];
  const certificates: CertificateRow[] = [];
  let certificateCases: readonly CertificateCaseRow[] = [];
  const effects = new Map<string, Rebuilt['effects'][number]>();
  let state: CaseState = { ...EMPTY, id: caseId };
  for (const act of live.ledger.map(actOf)) {
    const before = state;
    state = evolve(before, act);
    const brought = broughtBy(definition, before, state, act);
    messages.push(...brought.messages);
    if (brought.document) documents.push(brought.document);
    if (act.type === 'certificate-recorded') certificates.push(certificateRow(state, act));
    if (act.type === 'received') certificateCases = certificateCaseRow(definition, state);
    for (const row of rowsOf(definition, state, calendar).effects)
      effects.set(row.id, [row.id, row.kind, row.state, row.asked_by, row.claim, row.failure]);
    const ended = act.type === 'effect-done' ? 'done' : act.type === 'effect-cancelled' ? 'cancelled' : undefined;
    if (ended !== undefined && 'effect' in act.payload) {
      const known = effects.get(act.payload.effect);
      const [id, kind, , askedBy, claim, failure] = known ?? [];
      if (id !== undefined && kind !== undefined)
        effects.set(id, [id, kind, ended, askedBy ?? 0, claim ?? 0, failure ?? null]);
    }
  }
  const rows = rowsOf(definition, state, calendar);
  const standing = new Set(rows.effects.map((e) => e.id));
  return {
    state,
    head: live.ledger.at(-1)?.hash ?? '',
    rows,
    columns: caseColumns(definition, state, calendar),
    effects: [...effects.values()],
    left: [...effects.values()].filter(([id]) => !standing.has(id)).map(([id, , run]) => ({ id, state: run })),
    messages,
    documents,
    certificates,
    certificateCases,
  };
}

function compared(
  live: Live,
  { state, head, rows, columns, effects, messages, documents, certificates, certificateCases }: Rebuilt,
): readonly string[] {
  const parts: readonly (readonly [what: string, live: unknown, rebuilt: unknown])[] = [
    ['folded state', live.state, JSON.parse(JSON.stringify(state))],
    [
      'status, outcome, light, seq and head',
      live.head_columns,
      [columns.status, columns.outcome, columns.light, state.seq, head],
    ],
    [
      'inbox',
      live.seats,
      [...rows.seats]
        .sort(by((s) => `${s.id}\0${s.principal}`))
        .map((s) => [s.id, s.principal, s.task_id, s.step, s.round, s.state, s.outcome, s.due_on, s.light]),
    ],
    [
      'readers',
      live.readers,
      [...rows.readers].sort(by((r) => `${r.person}\0${r.kind}`)).map((r) => [r.person, r.kind, r.seq, r.read]),
    ],
    [
      'clocks',
      live.clocks,
      [...rows.clocks].sort(by((c) => c.clock_id)).map((c) => [c.clock_id, c.term, c.state, c.started_on, c.due_on]),
    ],
    ['open waits', live.waits, [...rows.waits].sort(by((w) => w.id)).map((w) => [w.id, w.kind, w.subject, w.due_on])],
    ['effects', live.effects, [...effects].sort(by(([id]) => id))],
    ['messages', live.messages, messages.map((m) => m.id).sort()],
    ['documents', live.documents, documents.map((d) => d.id).sort()],
    [
      'certificates',
      live.certificates,
      certificates.map((z) => [
        z.seq,
        z.number,
        z.kind,
        z.entry,
        z.on_day,
        z.valid_from,
        z.valid_to,
        z.item,
        z.body,
        z.validity,
      ]),
    ],
    ['certificate it is about', live.concerned, certificateCases.map((k) => [k.number, k.concern])],
  ];
  return parts.filter(([, there, here]) => canonical(there) !== canonical(here)).map(([what]) => what);
}

function by<R>(key: (row: R) => string): (a: R, b: R) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

/** As in the commit, `guard` lets every part write or none: the case must still be as it was read. */
const REPAIR = `
with c as (
  update cases set state = $1::jsonb->'state', kernel = ($1::jsonb->>'kernel')::int, status = $1::jsonb->>'status', outcome = $1::jsonb->>'outcome',
    light = $1::jsonb->>'light', rev = rev + 1, seq = ($1::jsonb->>'seq')::int, head = $1::jsonb->>'head', changed_seq = ($1::jsonb->>'changedSeq')::int
  where id = $1::jsonb->>'case' and rev = ($1::jsonb->>'rev')::int returning id
), guard as materialized (select id from c),
seats_gone as (
  delete from seats s using guard where s.case_id = guard.id
    and not exists (select 1 from jsonb_to_recordset($1::jsonb->'seats') as n(id text, principal text) where n.id = s.id and n.principal = s.principal)
), seats_now as (
  insert into seats (id, principal, case_id, task_id, step, round, state, outcome, since, due_on, light, closed_at)
  select n.id, principal, case_id, task_id, step, round, state, outcome, since, due_on, light, case when closed_at is null then null else clock_timestamp() end
  from jsonb_to_recordset($1::jsonb->'seats') as n(id text, principal text, case_id text, task_id text, step text, round int, state text, outcome text,
    since timestamptz, due_on text, light text, closed_at text), guard
  on conflict (id, principal) do update set task_id = excluded.task_id, step = excluded.step, round = excluded.round, state = excluded.state,
    outcome = excluded.outcome, due_on = excluded.due_on, light = excluded.light,
    closed_at = case when excluded.closed_at is null then null else coalesce(seats.closed_at, excluded.closed_at) end
), readers_gone as (
  delete from readers r using guard where r.case_id = guard.id
    and not exists (select 1 from jsonb_to_recordset($1::jsonb->'readers') as n(person text, kind text) where n.person = r.person and n.kind = r.kind)
), readers_now as (
  insert into readers (case_id, person, kind, seq, read) select n.case_id, person, kind, seq, read
  from jsonb_to_recordset($1::jsonb->'readers') as n(case_id text, person text, kind text, seq int, read boolean), guard
  on conflict (case_id, person, kind) do update set seq = excluded.seq, read = excluded.read
), clocks_gone as (
  delete from clocks k using guard where k.case_id = guard.id
    and not exists (select 1 from jsonb_to_recordset($1::jsonb->'clocks') as n(clock_id text) where n.clock_id = k.clock_id)
), clocks_now as (
  insert into clocks (case_id, clock_id, term, state, started_on, due_on) select case_id, clock_id, term, state, started_on, due_on
  from jsonb_to_recordset($1::jsonb->'clocks') as n(case_id text, clock_id text, term int, state text, started_on text, due_on text), guard
  on conflict (case_id, clock_id) do update set term = excluded.term, state = excluded.state, started_on = excluded.started_on, due_on = excluded.due_on
), waits_closed as (
  update waits w set closed_at = clock_timestamp() from guard where w.case_id = guard.id and w.closed_at is null
    and not exists (select 1 from jsonb_to_recordset($1::jsonb->'waits') as n(id text) where n.id = w.id)
), waits_now as (
  insert into waits (id, case_id, kind, subject, since, due_on, detail) select n.id, case_id, kind, subject, since, due_on, detail
  from jsonb_to_recordset($1::jsonb->'waits') as n(id text, case_id text, kind text, subject text, since timestamptz, due_on text, detail jsonb), guard
  on conflict (case_id, id) do update set kind = excluded.kind, subject = excluded.subject, due_on = excluded.due_on, detail = excluded.detail, closed_at = null
), effects_gone as (
  delete from effects e using guard where e.case_id = guard.id
    and not exists (select 1 from jsonb_to_recordset($1::jsonb->'known') as n(id text) where n.id = e.id)
), effects_now as (
  insert into effects (id, case_id, kind, state, asked_by, spec, claim, failure) select n.id, case_id, kind, state, asked_by, spec, claim, failure
  from jsonb_to_recordset($1::jsonb->'effects') as n(id text, case_id text, kind text, state text, asked_by int, spec jsonb, claim int, failure text), guard
  on conflict (id) do update set kind = excluded.kind, state = excluded.state, asked_by = excluded.asked_by, claim = excluded.claim, failure = excluded.failure
), effects_left as (
  update effects e set state = n.state, lease_until = null from jsonb_to_recordset($1::jsonb->'left') as n(id text, state text), guard where e.id = n.id
), untold as (
  delete from messages m using guard where m.case_id = guard.id
    and not exists (select 1 from jsonb_to_recordset($1::jsonb->'messages') as n(id text) where n.id = m.id)
), told as (
  insert into messages (id, principal, case_id, template, facts, at) select n.id, principal, case_id, template, facts, at
  from jsonb_to_recordset($1::jsonb->'messages') as n(id text, principal text, case_id text, template text, facts jsonb, at timestamptz), guard
  on conflict (id) do nothing
), unissued as (
  delete from documents d using guard where d.case_id = guard.id
    and not exists (select 1 from jsonb_to_recordset($1::jsonb->'documents') as n(id text) where n.id = d.id)
), issued as (
  insert into documents (id, case_id, kind, number, title_zh, title_en, media_type, size, sha256, sealed, decision_seq, decision_hash, verify_code, effect_id,
    issued_at, to_applicant)
  select n.id, case_id, kind, number, title_zh, title_en, media_type, size, sha256, sealed, decision_seq, decision_hash, verify_code, effect_id, issued_at, to_applicant
  from jsonb_to_recordset($1::jsonb->'documents') as n(id text, case_id text, kind text, number text, title_zh text, title_en text, media_type text, size int,
    sha256 text, sealed boolean, decision_seq int, decision_hash text, verify_code text, effect_id text, issued_at timestamptz, to_applicant boolean), guard
  on conflict (id) do nothing
), uncertified as (
  delete from certificates z using guard where z.case_id = guard.id
    and not exists (select 1 from jsonb_to_recordset($1::jsonb->'certificates') as n(seq int) where n.seq = z.seq)
), certified as (
  insert into certificates (case_id, seq, number, kind, on_day, valid_from, valid_to, item, body, entry, validity)
  select n.case_id, seq, number, kind, on_day, valid_from, valid_to, item, body, entry, validity
  from jsonb_to_recordset($1::jsonb->'certificates') as n(case_id text, seq int, number text, kind text, on_day text, valid_from text, valid_to text, item text,
    body text, entry int, validity jsonb), guard
  on conflict (case_id, seq) do update set number = excluded.number, kind = excluded.kind, on_day = excluded.on_day, valid_from = excluded.valid_from,
    valid_to = excluded.valid_to, item = excluded.item, body = excluded.body, entry = excluded.entry, validity = excluded.validity
), unconcerned as (
  delete from certificate_cases k using guard where k.case_id = guard.id and jsonb_array_length($1::jsonb->'certificateCases') = 0
), concerned as (
  insert into certificate_cases (case_id, number, concern) select n.case_id, number, concern
  from jsonb_to_recordset($1::jsonb->'certificateCases') as n(case_id text, number text, concern text), guard
  on conflict (case_id) do update set number = excluded.number, concern = excluded.concern
)
select id from guard`;

/** Replaces the caches of one case; the ledger is never touched. False: the case has moved on. */
async function write(sql: Sql, caseId: string, rev: number, rebuilt: Rebuilt): Promise<boolean> {
  const { state, head, rows, columns, left, effects, messages, documents, certificates, certificateCases } = rebuilt;
  const { rowCount } = await sql.query(REPAIR, [
    JSON.stringify({
      case: caseId,
      rev,
      state,
      kernel: KERNEL_VERSION,
      status: columns.status,
      outcome: columns.outcome,
      light: columns.light,
      seq: state.seq,
      head,
      changedSeq: state.changedSeq,
      ...rows,
      known: effects.map(([id]) => ({ id })),
      left,
      messages,
      documents,
      certificates,
      certificateCases,
    }),
  ]);
  return rowCount === 1;
}
