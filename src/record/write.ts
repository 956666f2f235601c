/** The one writing statement of the record: guard, ledger, state, read model, effects, wakes and the stored answer, in one commit. */
import type { LedgerRow } from './ledger';
import type { Changes, DocumentRow, FormRow, MessageRow } from './read-model';

export interface CaseUpdate {
  readonly id: string;
  readonly rev: number;
  readonly seq: number;
  readonly head: string;
  readonly changed_seq: number;
  readonly state: unknown;
  readonly kernel: number;
  readonly status: string;
  readonly outcome: string | null;
  readonly light: string;
  readonly ended_at: string | null;
  readonly next_rung_at: string | null;
  readonly next_rung: string | null;
  readonly armed_at: string | null;
}
export interface CaseInsert extends CaseUpdate {
  readonly number: string;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly workflow: string;
  readonly item: string | null;
  readonly item_version: number | null;
  readonly parent_id: string | null;
  readonly root_id: string;
  readonly receiving: string | null;
  readonly deciding: string | null;
  readonly reviewing: string | null;
  readonly preliminary: string | null;
  readonly handing: string | null;
  readonly party_name: string | null;
  readonly party_initials: string | null;
  readonly opened_at: string;
}
/** An entry of the register of certificates (证照). */
export interface CertificateRow {
  readonly case_id: string;
  readonly seq: number;
  readonly number: string;
  readonly kind: string;
  readonly on_day: string;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly item: string | null;
  readonly body: string | null;
  readonly entry: number;
  readonly validity: unknown;
}
/** A case that is about a certificate, and as what. */
export interface CertificateCaseRow {
  readonly case_id: string;
  readonly number: string;
  readonly concern: string;
}
export interface Batch {
  readonly inserts: CaseInsert[];
  readonly updates: CaseUpdate[];
  readonly acts: LedgerRow[];
  readonly changes: Changes[];
  readonly closedAt: string;
  readonly messages: MessageRow[];
  readonly forms: FormRow[];
  readonly documents: DocumentRow[];
  readonly parties: {
    readonly case_id: string;
    readonly kind: string;
    readonly name: string;
    readonly id_type: string;
    readonly id_number: string;
    readonly phone: string;
    readonly email: string | null;
    readonly address: string | null;
  }[];
  readonly wakes: {
    readonly case_id: string;
    readonly root_id: string;
    readonly workflow: string;
    readonly seq: number;
    readonly head: string;
    readonly urgency: 'now' | 'idle';
    /** The process did this itself and will look without being told; the wake is for the case that it is gone. */
    readonly own: boolean;
  }[];
  readonly outcomes: {
    readonly child_id: string;
    readonly parent_id: string;
    /** `child`: an outcome for its parent; `linked`: a word for a linked case. */
    readonly kind: 'child' | 'linked';
    readonly outcome: string;
    readonly facts: unknown;
  }[];
  readonly certificates: CertificateRow[];
  readonly certificateCases: CertificateCaseRow[];
  readonly numbers: {
    readonly number: string;
    readonly series: string;
    readonly year: number;
    readonly n: number;
    readonly case_id: string;
    readonly seq: number;
  }[];
  readonly ratings: {
    readonly case_id: string;
    readonly grade: number;
    readonly remark: string | null;
    readonly at: string;
  }[];
  readonly files: { readonly id: string; readonly case_id: string }[];
  readonly answers: {
    readonly actor: string;
    readonly scope: string;
    readonly key: string;
    readonly fingerprint: string;
    readonly status: number;
    readonly body: unknown;
  }[];
}

/**
 * Every part is one JSON array, so that the statement is the same for one case and for a parent with its children.
 * `guard` divides by zero when a case was changed since it was read: the whole statement then writes nothing.
 */
export const WRITE = `
with updated as (
  update cases c set rev = c.rev + 1, seq = n.seq, head = n.head, changed_seq = n.changed_seq, state = n.state, kernel = n.kernel, status = n.status,
    outcome = n.outcome, light = n.light, ended_at = n.ended_at, next_rung_at = n.next_rung_at, next_rung = n.next_rung, armed_at = n.armed_at
  from jsonb_to_recordset($1::jsonb->'updates') as n(id text, rev int, seq int, head text, changed_seq int, state jsonb, kernel int, status text,
    outcome text, light text, ended_at timestamptz, next_rung_at timestamptz, next_rung text, armed_at timestamptz)
  where c.id = n.id and c.rev = n.rev returning c.id
), guard as materialized (
  select 1 / (case when (select count(*) from updated) = jsonb_array_length($1::jsonb->'updates') then 1 else 0 end) as ok
), inserted as (
  insert into cases (id, number, procedure_id, procedure_version, workflow, item, item_version, parent_id, root_id, rev, seq, head, changed_seq, state, kernel,
    status, outcome, light, receiving, deciding, reviewing, preliminary, handing, party_name, party_initials, opened_at, ended_at, next_rung_at, next_rung, armed_at)
  select id, number, procedure_id, procedure_version, workflow, item, item_version, parent_id, root_id, rev, seq, head, changed_seq, state, kernel,
    status, outcome, light, receiving, deciding, reviewing, preliminary, handing, party_name, party_initials, opened_at, ended_at, next_rung_at, next_rung, armed_at
  from jsonb_to_recordset($1::jsonb->'inserts') as n(id text, number text, procedure_id text, procedure_version int, workflow text, item text, item_version int,
    parent_id text, root_id text, rev int, seq int, head text, changed_seq int, state jsonb, kernel int, status text, outcome text, light text, receiving text,
    deciding text, reviewing text, preliminary text, handing text, party_name text, party_initials text, opened_at timestamptz, ended_at timestamptz, next_rung_at timestamptz, next_rung text,
    armed_at timestamptz), guard
), ledger as (
  insert into acts (case_id, seq, v, key, simulated_time, at, effective_at, type, actor, principal, basis, cause, raised_by, payload, salt, payload_digest,
    previous_hash, hash, milestone)
  select n."case", n.seq, n.v, n.key, n."simulatedTime", n.at, n."effectiveAt", n.type, n.actor, n.principal, n.basis, n.cause, n."raisedBy", n.payload,
    decode(n.salt, 'hex'), n."payloadDigest", n."previousHash", n.hash, n.milestone
  from jsonb_to_recordset($1::jsonb->'acts') as n("case" text, seq int, v int, key text, "simulatedTime" boolean, at timestamptz, "effectiveAt" timestamptz,
    type text, actor text, principal text, basis text, cause text, "raisedBy" text, payload jsonb, salt text, "payloadDigest" text, "previousHash" text,
    hash text, milestone text), guard
), seats_gone as (
  delete from seats s using jsonb_to_recordset($1::jsonb->'seatsGone') as n(id text, principal text), guard where s.id = n.id and s.principal = n.principal
), seats_now as (
  insert into seats (id, principal, case_id, task_id, step, round, state, outcome, since, due_on, light, closed_at)
  select id, principal, case_id, task_id, step, round, state, outcome, since, due_on, light, case when closed_at is null then null else ($1::jsonb->>'closedAt')::timestamptz end
  from jsonb_to_recordset($1::jsonb->'seats') as n(id text, principal text, case_id text, task_id text, step text, round int, state text, outcome text,
    since timestamptz, due_on text, light text, closed_at text), guard
  on conflict (id, principal) do update set state = excluded.state, outcome = excluded.outcome, due_on = excluded.due_on, light = excluded.light,
    closed_at = case when excluded.closed_at is null then null else coalesce(seats.closed_at, excluded.closed_at) end
), readers_gone as (
  delete from readers r using jsonb_to_recordset($1::jsonb->'readersGone') as n(case_id text, person text, kind text), guard
  where r.case_id = n.case_id and r.person = n.person and r.kind = n.kind
), readers_now as (
  insert into readers (case_id, person, kind, seq, read) select case_id, person, kind, seq, read
  from jsonb_to_recordset($1::jsonb->'readers') as n(case_id text, person text, kind text, seq int, read boolean), guard
  on conflict (case_id, person, kind) do update set seq = excluded.seq, read = excluded.read,
    since = case when readers.seq = excluded.seq then readers.since else now() end
), clocks_now as (
  insert into clocks (case_id, clock_id, term, state, started_on, due_on)
  select case_id, clock_id, term, state, started_on, due_on
  from jsonb_to_recordset($1::jsonb->'clocks') as n(case_id text, clock_id text, term int, state text, started_on text, due_on text), guard
  on conflict (case_id, clock_id) do update set term = excluded.term, state = excluded.state, started_on = excluded.started_on, due_on = excluded.due_on
), waits_closed as (
  update waits w set closed_at = ($1::jsonb->>'closedAt')::timestamptz from jsonb_to_recordset($1::jsonb->'waitsClosed') as n(case_id text, id text), guard
  where w.case_id = n.case_id and w.id = n.id and w.closed_at is null
), waits_now as (
  insert into waits (id, case_id, kind, subject, since, due_on, detail)
  select id, case_id, kind, subject, since, due_on, detail
  from jsonb_to_recordset($1::jsonb->'waits') as n(id text, case_id text, kind text, subject text, since timestamptz, due_on text, detail jsonb), guard
  on conflict (case_id, id) do update set kind = excluded.kind, subject = excluded.subject, due_on = excluded.due_on, detail = excluded.detail, closed_at = null
), effects_now as (
  insert into effects (id, case_id, kind, state, asked_by, spec, claim, failure, lease_until)
  select id, case_id, kind, state, asked_by, spec, claim, failure, case when state = 'claimed' then clock_timestamp() + interval '2 minutes' end
  from jsonb_to_recordset($1::jsonb->'effects') as n(id text, case_id text, kind text, state text, asked_by int, spec jsonb, claim int, failure text), guard
  on conflict (id) do update set state = excluded.state, claim = excluded.claim, failure = excluded.failure, lease_until = excluded.lease_until
), effects_left as (
  update effects e set state = n.state, lease_until = null from jsonb_to_recordset($1::jsonb->'effectsLeft') as n(id text, state text), guard where e.id = n.id
), wakes_now as (
  insert into wakes (case_id, root_id, workflow, seq, head, urgency, lease_until)
  select case_id, root_id, workflow, seq, head, urgency, case when own then clock_timestamp() + interval '5 seconds' end
  from jsonb_to_recordset($1::jsonb->'wakes') as n(case_id text, root_id text, workflow text, seq int, head text, urgency text, own boolean), guard
  on conflict (case_id) do update set seq = excluded.seq, head = excluded.head, urgency = case when wakes.urgency = 'now' then 'now' else excluded.urgency end,
    lease_until = case when wakes.attempts = 0 and wakes.lease_until is not null then excluded.lease_until else wakes.lease_until end
), owed as (
  insert into child_outcomes (child_id, parent_id, kind, outcome, facts)
  select child_id, parent_id, kind, outcome, facts
  from jsonb_to_recordset($1::jsonb->'outcomes') as n(child_id text, parent_id text, kind text, outcome text, facts jsonb), guard
  on conflict (child_id) do nothing
), certified as (
  insert into certificates (case_id, seq, number, kind, on_day, valid_from, valid_to, item, body, entry, validity)
  select case_id, seq, number, kind, on_day, valid_from, valid_to, item, body, entry, validity
  from jsonb_to_recordset($1::jsonb->'certificates') as n(case_id text, seq int, number text, kind text, on_day text, valid_from text, valid_to text, item text,
    body text, entry int, validity jsonb), guard
), concerned as (
  insert into certificate_cases (case_id, number, concern) select case_id, number, concern
  from jsonb_to_recordset($1::jsonb->'certificateCases') as n(case_id text, number text, concern text), guard
  on conflict (case_id) do nothing
), told as (
  insert into messages (id, principal, case_id, template, facts, at)
  select id, principal, case_id, template, facts, at
  from jsonb_to_recordset($1::jsonb->'messages') as n(id text, principal text, case_id text, template text, facts jsonb, at timestamptz), guard
), formed as (
  insert into forms (case_id, seq, step, data) select case_id, seq, step, data
  from jsonb_to_recordset($1::jsonb->'forms') as n(case_id text, seq int, step text, data jsonb), guard
), issued as (
  insert into documents (id, case_id, kind, number, title_zh, title_en, media_type, size, sha256, sealed, decision_seq, decision_hash, verify_code, effect_id, issued_at, to_applicant)
  select id, case_id, kind, number, title_zh, title_en, media_type, size, sha256, sealed, decision_seq, decision_hash, verify_code, effect_id, issued_at, to_applicant
  from jsonb_to_recordset($1::jsonb->'documents') as n(id text, case_id text, kind text, number text, title_zh text, title_en text, media_type text, size int,
    sha256 text, sealed boolean, decision_seq int, decision_hash text, verify_code text, effect_id text, issued_at timestamptz, to_applicant boolean), guard
), partied as (
  insert into parties (case_id, kind, name, id_type, id_number, phone, email, address)
  select case_id, kind, name, id_type, id_number, phone, email, address
  from jsonb_to_recordset($1::jsonb->'parties') as n(case_id text, kind text, name text, id_type text, id_number text, phone text, email text, address text), guard
), filed as (
  update files f set case_id = n.case_id from jsonb_to_recordset($1::jsonb->'files') as n(id text, case_id text), guard where f.id = n.id and f.case_id is null
), numbered as (
  insert into drawn_numbers (number, series, year, n, case_id, seq) select number, series, year, n, case_id, seq
  from jsonb_to_recordset($1::jsonb->'numbers') as x(number text, series text, year int, n int, case_id text, seq int), guard
), rated as (
  insert into ratings (case_id, grade, remark, at) select case_id, grade, remark, at
  from jsonb_to_recordset($1::jsonb->'ratings') as n(case_id text, grade int, remark text, at timestamptz), guard
)
insert into answers (actor, scope, key, fingerprint, status, body)
select actor, scope, key, fingerprint, status, body
from jsonb_to_recordset($1::jsonb->'answers') as n(actor text, scope text, key text, fingerprint text, status int, body jsonb), guard`;
