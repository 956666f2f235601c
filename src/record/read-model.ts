/**
 * The read model is a pure function of the folded state: `rowsOf` says which rows a case has, `changesOf` what a commit
 * has to write. Rebuilding is the same function over the folded ledger, so the two cannot drift apart.
 */
import type { AnyAct } from '../kernel/acts/act';
import { clockRule } from '../kernel/procedure/find';
import type { CaseState, Seat } from '../kernel/case';
import { noticesOf, postOf } from '../kernel/effects';
import { explain } from '../kernel/explain';
import type { Definition } from '../kernel/procedure/definition';
import { nextDueOf, type NextDue } from '../kernel/settle';
import type { Json } from '../kernel/text';
import type { Calendar } from '../kernel/time/calendar';
import { isUndecided } from '../kernel/tally';
import { dayOf } from '../kernel/time/civil';
import { dueDay, isPaused, type Light } from '../kernel/time/clock';
import { lightOf } from '../kernel/time/rungs';
import { rfc3339 } from './ledger';

export interface SeatRow {
  readonly id: string;
  readonly principal: string;
  readonly case_id: string;
  readonly task_id: string;
  readonly step: string;
  readonly round: number;
  readonly state: string;
  readonly outcome: string | null;
  readonly since: string;
  readonly due_on: string | null;
  readonly light: string;
  readonly closed_at: string | null;
}
export interface ClockRow {
  readonly case_id: string;
  readonly clock_id: string;
  readonly term: number;
  readonly state: string;
  readonly started_on: string;
  readonly due_on: string | null;
}
export interface WaitRow {
  readonly id: string;
  readonly case_id: string;
  readonly kind: string;
  readonly subject: string;
  readonly since: string;
  readonly due_on: string | null;
  readonly detail: Json;
}
export interface EffectRow {
  readonly id: string;
  readonly case_id: string;
  readonly kind: string;
  readonly state: string;
  readonly asked_by: number;
  readonly spec: Json;
  readonly claim: number;
  readonly failure: string | null;
}

/** Who may read a case without a part in it by his post: by a copy (抄送), or because his opinion was asked (委派). */
export interface ReaderRow {
  readonly case_id: string;
  readonly person: string;
  readonly kind: 'copy' | 'opinion';
  readonly seq: number;
  readonly read: boolean;
}

export interface Rows {
  readonly readers: readonly ReaderRow[];
  readonly seats: readonly SeatRow[];
  readonly clocks: readonly ClockRow[];
  readonly waits: readonly WaitRow[];
  readonly effects: readonly EffectRow[];
}

const ORDER: readonly Light[] = ['green', 'yellow', 'red', 'overdue'];

/** The case's light: the worst of its statutory clocks that run, paused while the statutory one stands. */
export function caseLight(definition: Definition, state: CaseState, calendar: Calendar, now = state.at): Light {
  const lights = Object.entries(state.clocks).flatMap(([id, clock]) => {
    const rule = clockRule(definition, id);
    return rule && clock.endedOn === undefined && rule.kind === 'statutory'
      ? [lightOf(rule, clock, dayOf(now), calendar)]
      : [];
  });
  if (lights.includes('paused')) return 'paused';
  return lights.reduce<Light>((worst, light) => (ORDER.indexOf(light) > ORDER.indexOf(worst) ? light : worst), 'green');
}

export function rowsOf(definition: Definition, state: CaseState, calendar: Calendar): Rows {
  const today = dayOf(state.at);
  const seats = state.tasks.flatMap((task) => {
    const rule = task.clock === undefined ? undefined : clockRule(definition, task.clock);
    const clock = task.clock === undefined ? undefined : state.clocks[task.clock];
    const running = rule && clock && clock.endedOn === undefined;
    const due = running ? dueDay(rule, clock, calendar) : undefined;
    const light = running ? lightOf(rule, clock, today, calendar) : 'green';
    const since = rfc3339(task.openedAt);
    return task.seats.flatMap((seat) =>
      principalsOf(seat).map((principal): SeatRow => ({
        id: seat.id,
        principal,
        case_id: state.id,
        task_id: task.id,
        step: task.step,
        round: task.round,
        state: seat.state,
        outcome: seat.outcome ?? null,
        since,
        due_on: due ?? null,
        light,
        closed_at: isUndecided(seat) ? null : 'closed',
      })),
    );
  });
  const clocks = Object.entries(state.clocks).flatMap(([id, clock]): ClockRow[] => {
    const rule = clockRule(definition, id);
    if (!rule) return [];
    const due = dueDay(rule, clock, calendar);
    return [
      {
        case_id: state.id,
        clock_id: id,
        term: clock.term,
        state: clock.endedOn !== undefined ? 'ended' : isPaused(rule, clock, calendar) ? 'suspended' : 'running',
        started_on: clock.startedOn,
        due_on: due ?? null,
      },
    ];
  });
  const waits = explain(definition, state, state.at, calendar).map((wait): WaitRow => ({
    id: `${wait.id}@${wait.since}`,
    case_id: state.id,
    kind: wait.kind,
    subject: wait.subject,
    since: rfc3339(wait.since),
    due_on: wait.due ?? null,
    detail: {
      what: { ...wait.what },
      fingerprint: wait.fingerprint,
      actions: [...wait.actions],
      clock: wait.clock?.id ?? null,
      paused: wait.clock?.state === 'paused',
      organisation: wait.organisation ?? null,
    },
  }));
  const effects = state.effects.map(({ state: run, askedBy, since: _, claim, failure, ...spec }): EffectRow => ({
    id: spec.id,
    case_id: state.id,
    kind: spec.kind,
    state: run,
    asked_by: askedBy,
    spec: spec,
    claim: claim ?? 0,
    failure: failure ?? null,
  }));
  return { seats, clocks, waits, effects, readers: readersOf(state) };
}

/** In whose inbox a seat is: its holder's or its post's, and his who was asked for an opinion last. */
function principalsOf({ state, holder, lentTo, ...seat }: Seat): readonly string[] {
  const asked = state === 'open' ? lentTo?.at(-1) : undefined;
  const own = holder === undefined ? postOf(seat) : `person:${holder}`;
  return asked === undefined ? [own] : [own, `person:${asked}`];
}

function readersOf(state: CaseState): readonly ReaderRow[] {
  const copies = Object.entries(state.copies ?? {}).map(([person, { seq, read }]): ReaderRow => ({
    case_id: state.id,
    person,
    kind: 'copy',
    seq,
    read: read !== undefined,
  }));
  const asked = new Set(
    state.tasks.flatMap(({ seats }) =>
      seats.flatMap(({ lentTo = [], opinions = [] }) => [...lentTo, ...opinions.map(({ by }) => by)]),
    ),
  );
  return [
    ...copies,
    ...[...asked].map((person): ReaderRow => ({ case_id: state.id, person, kind: 'opinion', seq: 0, read: true })),
  ];
}

/** What one commit changes in the read model of one case. */
export interface Changes {
  readonly seats: readonly SeatRow[];
  readonly seatsGone: readonly { readonly id: string; readonly principal: string }[];
  readonly readers: readonly ReaderRow[];
  readonly readersGone: readonly Pick<ReaderRow, 'case_id' | 'person' | 'kind'>[];
  readonly clocks: readonly ClockRow[];
  readonly waits: readonly WaitRow[];
  readonly waitsClosed: readonly { readonly case_id: string; readonly id: string }[];
  readonly effects: readonly EffectRow[];
  /** Effects that left the state: done or cancelled. */
  readonly effectsLeft: readonly { readonly id: string; readonly state: string }[];
}

export function changesOf(before: Rows, after: Rows, acts: readonly AnyAct[]): Changes {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const changed = <R>(old: readonly R[], now: readonly R[], key: (row: R) => string): readonly R[] => {
    const known = new Map(old.map((row) => [key(row), row]));
    return now.filter((row) => !same(known.get(key(row)), row));
  };
  const gone = <R>(old: readonly R[], now: readonly R[], key: (row: R) => string): readonly R[] => {
    const kept = new Set(now.map(key));
    return old.filter((row) => !kept.has(key(row)));
  };
  const seatKey = (s: SeatRow): string => `${s.id} ${s.principal}`;
  const readerKey = (r: ReaderRow): string => `${r.kind} ${r.person}`;
  const ends = new Map(
    acts.flatMap((act): [string, string][] =>
      act.type === 'effect-done'
        ? [[act.payload.effect, 'done']]
        : act.type === 'effect-cancelled'
          ? [[act.payload.effect, 'cancelled']]
          : [],
    ),
  );
  return {
    seats: changed(before.seats, after.seats, seatKey),
    seatsGone: gone(before.seats, after.seats, seatKey).map(({ id, principal }) => ({ id, principal })),
    readers: changed(before.readers, after.readers, readerKey),
    readersGone: gone(before.readers, after.readers, readerKey).map(({ case_id, person, kind }) => ({
      case_id,
      person,
      kind,
    })),
    clocks: changed(before.clocks, after.clocks, (c) => c.clock_id),
    waits: changed(before.waits, after.waits, (w) => w.id),
    waitsClosed: gone(before.waits, after.waits, (w) => w.id).map(({ case_id, id }) => ({ case_id, id })),
    effects: changed(before.effects, after.effects, (e) => e.id),
    effectsLeft: [...ends].map(([id, state]) => ({ id, state })),
  };
}

export interface MessageRow {
  readonly id: string;
  readonly principal: string;
  readonly case_id: string;
  readonly template: string;
  readonly facts: Json;
  readonly at: string;
}
export interface FormRow {
  readonly case_id: string;
  readonly seq: number;
  readonly step: string;
  readonly data: Json;
}
export interface DocumentRow {
  readonly id: string;
  readonly case_id: string;
  readonly kind: string;
  readonly number: string | null;
  readonly title_zh: string;
  readonly title_en: string;
  readonly media_type: string;
  readonly size: number;
  readonly sha256: string;
  readonly sealed: boolean;
  readonly decision_seq: number;
  readonly decision_hash: string;
  readonly verify_code: string;
  readonly effect_id: string;
  readonly issued_at: string;
  readonly to_applicant: boolean;
}

/** In-app messages, forms and documents that one act brings; `before` and `after` are the states around it. */
export function broughtBy(
  definition: Definition,
  before: CaseState,
  after: CaseState,
  act: AnyAct,
): { readonly messages: readonly MessageRow[]; readonly form?: FormRow; readonly document?: DocumentRow } {
  const messages = noticesOf(definition, after, act).map((notice, n) => ({
    id: `${after.id}:${act.seq}:${n + 1}`,
    principal: notice.principal,
    case_id: after.id,
    template: notice.template,
    facts: notice.facts,
    at: rfc3339(act.at),
  }));
  const form = formOf(after, act);
  const document = act.type === 'effect-done' ? documentOf(definition, before, act.payload, act) : undefined;
  return { messages, ...(form ? { form } : {}), ...(document ? { document } : {}) };
}

function formOf(state: CaseState, act: AnyAct): FormRow | undefined {
  if (act.type === 'received')
    return { case_id: state.id, seq: act.seq, step: 'application', data: act.payload.data as Json };
  if (act.type === 'supplemented')
    return { case_id: state.id, seq: act.seq, step: 'supplement', data: act.payload.data as Json };
  // What was mended at the window is the application's from then on, whatever else was said at that step.
  if (act.type === 'corrected')
    return { case_id: state.id, seq: act.seq, step: 'correction', data: act.payload.data as Json };
  if (act.type === 'decided' && act.payload.data)
    return {
      case_id: state.id,
      seq: act.seq,
      step: state.tasks.find((t) => t.id === act.payload.task)?.step ?? act.payload.task,
      data: act.payload.data as Json,
    };
  return undefined;
}

/** The result every issued paper reports: the file's SHA-256, and seq and hash of the act it stands on. */
export interface IssuedPaper {
  readonly document: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  readonly sealed: boolean;
  readonly standsOnSeq: number;
  readonly standsOnHash: string;
  readonly verifyCode: string;
}

function documentOf(
  definition: Definition,
  before: CaseState,
  done: { readonly effect: string; readonly result: { readonly [name: string]: Json } },
  act: AnyAct,
): DocumentRow | undefined {
  const effect = before.effects.find((e) => e.id === done.effect);
  const paper = effect && definition.papers[effect.subject];
  if (effect?.kind !== 'issue-paper' || !paper) return undefined;
  const issued = done.result as unknown as IssuedPaper;
  return {
    id: issued.document,
    case_id: before.id,
    kind: effect.subject,
    number: effect.number ?? null,
    title_zh: paper.title.zh,
    title_en: paper.title.en,
    media_type: issued.mediaType,
    size: issued.size,
    sha256: issued.sha256,
    sealed: issued.sealed,
    decision_seq: issued.standsOnSeq,
    decision_hash: issued.standsOnHash,
    verify_code: issued.verifyCode,
    effect_id: effect.id,
    issued_at: rfc3339(act.at),
    to_applicant: paper.to === 'applicant',
  };
}

/** The head of the case row, as far as it follows from the state. */
export function caseColumns(
  definition: Definition,
  state: CaseState,
  calendar: Calendar,
): { readonly status: string; readonly outcome: string | null; readonly light: Light; readonly next?: NextDue } {
  const next = nextDueOf(definition, state, calendar);
  return {
    status: state.state,
    outcome: state.outcome ?? null,
    light: caseLight(definition, state, calendar),
    ...(next ? { next } : {}),
  };
}
