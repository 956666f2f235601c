/**
 * The only writer of cases. A commit reads the case and the clock in one statement, lets the pure kernel settle, check
 * and decide, and writes everything in one more, on condition that the case is still as it was read. A decision that
 * draws a number holds the series' lock from before the clock is read, so numbers have no gaps and no twins.
 */
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { AnyAct, AnyDraft } from '../kernel/acts/act';
import type { CaseState } from '../kernel/case';
import type { Actor, Drawn, Moment } from '../kernel/command';
import { EMPTY, evolve, fold, KERNEL_VERSION } from '../kernel/evolve';
import { apply, checkOpen, closeChild, open, openChild } from '../kernel/kernel';
import type { Definition } from '../kernel/procedure/definition';
import { findBlock } from '../kernel/procedure/find';
import type { Json } from '../kernel/text';
import type { Calendar } from '../kernel/time/calendar';
import { dayOf } from '../kernel/time/civil';
import type { Instant } from '../kernel/time/clock';
import type { Definitions } from './definitions';
import { initialsOf } from './initials';
import type { Installation } from './installation';
import { lawTime } from './law-clock';
import { actOf, chain, GENESIS, LEDGER_COLUMNS, rfc3339, type LedgerRow } from './ledger';
import { createCaseQueue } from './queue';
import { broughtBy, caseColumns, changesOf, rowsOf, type Rows } from './read-model';
import { OutcomeUnknownError, type Answer, type CaseRecord, type CommitRequest, type OpenRequest } from './record';
import type { Sql } from './sql';
import { WRITE, type Batch, type CaseUpdate } from './write';

export interface RecordDeps {
  readonly pool: Pool;
  readonly definitions: Definitions;
  readonly installation: Installation;
  /** A webhook receiver is configured. */
  readonly webhook: boolean;
  /** Told when something is owed to the workflows, after the commit. */
  readonly onOwed?: () => void;
}

const RETRIES = 20;
/** Real ms that an act of a party received in time may wait for its turn. */
const RECEIVED_IN_TIME_MS = 60_000;
const NO_ROWS: Rows = { seats: [], clocks: [], waits: [], effects: [] };
const PENDING = 0;

interface CaseRead {
  readonly id: string;
  readonly rev: number;
  readonly head: string;
  readonly kernel: number;
  readonly state: CaseState;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly workflow: string;
  readonly root_id: string;
  readonly armed_at: number | null;
  readonly now: number;
  readonly answer: { readonly fingerprint: string; readonly body: Answer } | null;
}

const READ = `
  select c.id, c.rev, c.head, c.kernel, c.state, c.procedure_id, c.procedure_version, c.workflow, c.root_id,
    extract(epoch from c.armed_at)::float8 * 1000 as armed_at, extract(epoch from clock_timestamp())::float8 * 1000 as now,
    (select jsonb_build_object('fingerprint', a.fingerprint, 'body', a.body) from answers a where a.actor = $2 and a.scope = $3 and a.key = $4) as answer
  from cases c where c.id = $1`;

export function actorKey(actor: Actor, caseId: string): string {
  return actor.kind === 'person' ? actor.person : actor.kind === 'party' ? `party:${caseId}` : 'process';
}

/** A case as it will stand: its read row (absent for a new one), state, and the acts that lead there. */
interface Written {
  readonly read?: CaseRead;
  readonly definition: Definition;
  readonly before: CaseState;
  readonly drafts: readonly AnyDraft[];
  readonly at: Instant;
}

export function createRecord(deps: RecordDeps): CaseRecord {
  const { pool, definitions, installation } = deps;
  const queue = createCaseQueue();

  return {
    commit: (request) => queue.run(request.caseId, () => commit(request)),
    open: (request) => openCase(request),
  };

  async function commit(request: CommitRequest): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await tryCommit(pool, request, [])) ?? (await committedUnderLocks(request));
      } catch (fault) {
        const repeat = await afterFault(fault, request, attempt);
        if (repeat) return repeat;
      }
    }
  }

  /** What a failed write means: try again (somebody was faster), a repeat already answered, or an unknown outcome. */
  async function afterFault(fault: unknown, request: CommitRequest, attempt: number): Promise<Answer | undefined> {
    const code = (fault as { code?: unknown }).code;
    const moved = code === '22012' || code === '40001' || code === '40P01';
    const twin = code === '23505';
    if ((!moved && !twin) || attempt >= RETRIES) throw asUnknown(fault);
    if (twin) {
      const stored = await storedAnswer(pool, actorKey(request.actor, request.caseId), request.scope, request.key);
      if (stored) return sameBody(stored, request.fingerprint);
    }
    return undefined;
  }

  /** Undefined when numbers are needed that only a locked transaction may draw. */
  async function tryCommit(
    sql: Sql,
    request: CommitRequest,
    numbers: readonly DrawnNumber[],
  ): Promise<Answer | undefined> {
    const actor = actorKey(request.actor, request.caseId);
    const { rows } = await sql.query<CaseRead>(READ, [request.caseId, actor, request.scope, request.key]);
    const read = rows[0];
    if (!read) return { kind: 'no-such-case' };
    if (read.answer) return sameBody(read.answer, request.fingerprint);
    const definition = await definitions.version(read.procedure_id, read.procedure_version);
    const calendar = await definitions.calendar();
    const state = await currentState(sql, read);
    const moment = momentOf(read.now, state, request.raisedBy ?? 'act');
    const settleAt =
      request.receivedAt === undefined
        ? moment.now
        : lawTime(installation, Math.max(request.receivedAt, read.now - RECEIVED_IN_TIME_MS));
    const decision = apply(
      definition,
      state,
      request.command,
      request.actor,
      moment,
      calendar,
      drawnOf(numbers),
      settleAt,
    );
    if (decision.walk.needs.length > 0) return undefined;
    const drafts = keyed(decision.walk.drafts, actKey(request, actor), decision.settled);
    const answer: Answer = decision.refusal
      ? { kind: 'refused', refusal: decision.refusal, seq: decision.walk.state.seq }
      : {
          kind: 'done',
          caseId: request.caseId,
          number: state.number,
          seq: decision.walk.state.seq,
          acts: drafts.map((d, n) => ({ seq: state.seq + n + 1, type: d.type })),
        };
    const remembered =
      request.command.type === 'raise-rungs'
        ? []
        : [
            {
              actor,
              scope: request.scope,
              key: request.key,
              fingerprint: request.fingerprint ?? '',
              status: PENDING,
              body: answer,
            },
          ];
    if (drafts.length === 0 && remembered.length === 0) return answer;
    const batch = await batchOf(
      sql,
      [{ read, definition, before: state, drafts, at: moment.now }],
      calendar,
      moment,
      request,
      numbers,
    );
    batch.answers.push(...remembered);
    await sql.query(WRITE, [JSON.stringify(flat(batch))]);
    if (batch.wakes.length + batch.outcomes.length > 0) deps.onOwed?.();
    return answer;
  }

  /** The same commit in a transaction that holds the series' locks from before the clock is read. */
  async function committedUnderLocks(request: CommitRequest): Promise<Answer> {
    return inTransaction(async (client) => {
      await client.query('select 1 from cases where id = $1 for update', [request.caseId]);
      let numbers: readonly DrawnNumber[] = [];
      // A rung that falls due while a number is drawn may ask for one more series.
      for (let round = 0; round < 3; round++) {
        const dry = await needsOf(client, request, numbers);
        numbers = [...numbers, ...(await draw(client, dry.needs, dry.day))];
        const answer = await tryCommit(client, request, numbers);
        if (answer) return answer;
      }
      throw new Error('numbers were still missing under their locks');
    });
  }

  async function needsOf(
    client: PoolClient,
    request: CommitRequest,
    numbers: readonly DrawnNumber[],
  ): Promise<{ readonly needs: readonly string[]; readonly day: string }> {
    const { rows } = await client.query<CaseRead>(READ, [request.caseId, '', '', '']);
    const read = rows[0];
    if (!read) return { needs: [], day: '' };
    const state = await currentState(client, read);
    const moment = momentOf(read.now, state, request.raisedBy ?? 'act');
    const definition = await definitions.version(read.procedure_id, read.procedure_version);
    const decision = apply(
      definition,
      state,
      request.command,
      request.actor,
      moment,
      await definitions.calendar(),
      drawnOf(numbers),
    );
    return { needs: decision.walk.needs, day: dayOf(moment.now) };
  }

  async function openCase(request: OpenRequest): Promise<Answer> {
    const definition = await definitions.version(request.procedure.id, request.procedure.version);
    const refusal = checkOpen(definition, request.command, request.actor);
    const id = randomUUID();
    const actor = actorKey(request.actor, id);
    try {
      return await inTransaction(async (client) => {
        // The key first: a twin waits here for our commit and then reads our answer.
        const first = await client.query(
          'insert into answers (actor, scope, key, fingerprint, status, body) values ($1, $2, $3, $4, 0, $5) on conflict do nothing',
          [actor, request.scope, request.key, request.fingerprint, '{}'],
        );
        if (first.rowCount === 0) {
          const stored = await storedAnswer(client, actor, request.scope, request.key);
          if (!stored) throw new Error('an answer vanished');
          return sameBody(stored, request.fingerprint);
        }
        const answer: Answer = refusal
          ? { kind: 'refused', refusal, seq: 0 }
          : await insertCase(client, id, definition, request);
        await client.query('update answers set body = $4 where actor = $1 and scope = $2 and key = $3', [
          actor,
          request.scope,
          request.key,
          JSON.stringify(answer),
        ]);
        return answer;
      });
    } finally {
      deps.onOwed?.();
    }
  }

  async function insertCase(
    client: PoolClient,
    id: string,
    definition: Definition,
    request: OpenRequest,
  ): Promise<Answer> {
    const code = request.command.item?.code ?? definition.id;
    const first = await client.query<{ now: number }>(
      'select extract(epoch from clock_timestamp())::float8 * 1000 as now',
    );
    const day = dayOf(lawTime(installation, first.rows[0]?.now ?? 0));
    const series = `${code}-${day.replaceAll('-', '')}`;
    const [n] = await nextIn(client, [series], Number(day.slice(0, 4)));
    const number = `${series}-${String(n ?? 0).padStart(6, '0')}`;
    const clock = await client.query<{ now: number }>(
      'select extract(epoch from clock_timestamp())::float8 * 1000 as now',
    );
    const moment = momentOf(clock.rows[0]?.now ?? 0, { ...EMPTY, id }, 'act');
    const calendar = await definitions.calendar();
    let walk = open(definition, id, number, request.command, request.actor, moment, calendar, { numbers: {} });
    let numbers: readonly DrawnNumber[] = [{ number, series, year: Number(day.slice(0, 4)), n: n ?? 0 }];
    if (walk.needs.length > 0) {
      numbers = [...numbers, ...(await draw(client, walk.needs, day))];
      walk = open(definition, id, number, request.command, request.actor, moment, calendar, drawnOf(numbers));
    }
    const drafts = keyed(walk.drafts, `${actorKey(request.actor, id)} ${request.scope} ${request.key}`, 0);
    const batch = await batchOf(
      client,
      [{ definition, before: { ...EMPTY, id }, drafts, at: moment.now }],
      calendar,
      moment,
      undefined,
      numbers,
    );
    await client.query(WRITE, [JSON.stringify(flat(batch))]);
    return {
      kind: 'done',
      caseId: id,
      number,
      seq: walk.state.seq,
      acts: drafts.map((d, at) => ({ seq: at + 1, type: d.type })),
      receiptNumber: number,
    };
  }

  function momentOf(real: number, state: CaseState, raisedBy: Moment['raisedBy']): Moment {
    // Never earlier than the case's last act, whatever a server's clock says.
    return { now: Math.max(Math.floor(lawTime(installation, real)), state.at), raisedBy, webhook: deps.webhook };
  }

  async function inTransaction<R>(work: (client: PoolClient) => Promise<R>): Promise<R> {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      client.release();
      return result;
    } catch (fault) {
      await client.query('rollback').then(
        () => client.release(),
        () => client.release(true),
      );
      throw asUnknown(fault);
    }
  }

  /** Everything one commit writes: the case, the children it opens or closes, their read models, wakes and outcomes. */
  async function batchOf(
    sql: Sql,
    roots: readonly Written[],
    calendar: Calendar,
    moment: Moment,
    request: CommitRequest | undefined,
    numbers: readonly DrawnNumber[],
  ): Promise<Batch> {
    const batch = emptyBatch(rfc3339(moment.now));
    const work = [...roots];
    for (let written = work.shift(); written; written = work.shift()) {
      if (written.drafts.length === 0) continue;
      const acts = numberedActs(written);
      let after = written.before;
      for (const act of acts) {
        const before = after;
        after = evolve(before, act);
        const brought = broughtBy(written.definition, before, after, act);
        batch.messages.push(...brought.messages);
        if (brought.form) batch.forms.push(brought.form);
        if (brought.document) batch.documents.push(brought.document);
        if (act.type === 'child-opened')
          work.push(await childOf(after, act.payload, written.definition, calendar, moment));
        if (act.type === 'child-closed')
          work.push(...(await closedChild(sql, act.payload.child, act.payload.cause, calendar, moment)));
        if (act.type === 'rated')
          batch.ratings.push({
            case_id: after.id,
            grade: act.payload.grade,
            remark: request?.command.type === 'rate' ? (request.command.remark ?? null) : null,
            at: rfc3339(act.at),
          });
        if (act.type === 'received') takeIn(batch, after, act.payload);
        if (act.type === 'received' || act.type === 'supplemented')
          batch.files.push(...filesOf(written.definition, after.id, act.payload.data));
        for (const number of numbers) {
          const noted = batch.numbers.some((n) => n.number === number.number);
          if (!noted && carries(act, number.number)) batch.numbers.push({ ...number, case_id: after.id, seq: act.seq });
        }
      }
      const head = written.read?.head ?? GENESIS;
      const links = chain(after.id, head, acts, installation.simulated);
      batch.acts.push(...links);
      pushCase(batch, written, after, links, calendar, moment, request);
    }
    return batch;
  }

  async function childOf(
    parent: CaseState,
    run: { id: string; block: string; round: number; procedure: string },
    definition: Definition,
    calendar: Calendar,
    moment: Moment,
  ): Promise<Written> {
    const child = await definitions.newest(run.procedure);
    const block = findBlock(definition, run.block);
    const walk = openChild(
      child,
      parent,
      { ...run, state: 'open' },
      block?.kind === 'child' ? block.hands : [],
      moment,
      calendar,
      { numbers: {} },
    );
    return { definition: child, before: { ...EMPTY, id: run.id }, drafts: walk.drafts, at: moment.now };
  }

  async function closedChild(
    sql: Sql,
    id: string,
    cause: string,
    calendar: Calendar,
    moment: Moment,
  ): Promise<readonly Written[]> {
    const { rows } = await sql.query<CaseRead>(READ, [id, '', '', '']);
    const read = rows[0];
    if (!read) return [];
    const definition = await definitions.version(read.procedure_id, read.procedure_version);
    const state = await currentState(sql, read);
    const at = { ...moment, now: Math.max(moment.now, state.at) };
    return [
      {
        read,
        definition,
        before: state,
        drafts: closeChild(definition, state, cause, at, calendar).drafts,
        at: at.now,
      },
    ];
  }

  function pushCase(
    batch: Batch,
    written: Written,
    after: CaseState,
    links: readonly LedgerRow[],
    calendar: Calendar,
    moment: Moment,
    request: CommitRequest | undefined,
  ): void {
    const { read, definition, before } = written;
    const columns = caseColumns(definition, after, calendar);
    const changes = changesOf(
      read ? rowsOf(definition, before, calendar) : NO_ROWS,
      rowsOf(definition, after, calendar),
      numberedActs(written),
    );
    batch.changes.push(changes);
    const next = columns.next?.raiseAt;
    const armed = read?.armed_at ?? null;
    // A timer once armed is kept: only an earlier rung, or one whose armed instant has passed, needs a wake.
    const mustArm = next !== undefined && (armed === null || armed <= moment.now || next < armed);
    const byTimer = request?.raisedBy === 'timer';
    const head = links.at(-1)?.hash ?? GENESIS;
    const update: CaseUpdate = {
      id: after.id,
      rev: read?.rev ?? 0,
      seq: after.seq,
      head,
      changed_seq: after.changedSeq,
      state: after,
      kernel: KERNEL_VERSION,
      status: columns.status,
      outcome: columns.outcome,
      light: columns.light,
      ended_at: after.state === 'ended' ? rfc3339(after.at) : null,
      next_rung_at: next === undefined ? null : rfc3339(next),
      next_rung: columns.next ? `${columns.next.clock}:${columns.next.term}:${columns.next.rung.id}` : null,
      armed_at: next === undefined ? null : rfc3339(mustArm ? next : (armed ?? next)),
    };
    const rootId = read?.root_id ?? (after.parent ? after.parent.id : after.id);
    const workflow = read?.workflow ?? (definition.workflow === 'procedure' ? definition.id : definition.workflow);
    if (read) batch.updates.push(update);
    else {
      const party = batch.parties.find((p) => p.case_id === after.id);
      batch.inserts.push({
        ...update,
        number: after.number,
        procedure_id: definition.id,
        procedure_version: definition.version,
        workflow,
        item: after.item?.code ?? null,
        item_version: after.item?.version ?? null,
        parent_id: after.parent?.id ?? null,
        root_id: rootId,
        receiving: after.organisations.receiving ?? null,
        deciding: after.organisations.deciding ?? null,
        reviewing: after.parent ? (after.organisations.reviewing ?? null) : null,
        party_name: party?.name ?? null,
        party_initials: party ? initialsOf(party.name) : null,
        opened_at: rfc3339(written.at),
      });
    }
    const wanted = changes.effects.some((e) => e.state === 'wanted');
    const opened = written.drafts.some((d) => d.type === 'child-opened' || d.type === 'child-closed');
    const endedOpen =
      after.state === 'ended' && (after.effects.length > 0 || after.children.some((c) => c.state === 'open'));
    const urgent = !read || (mustArm && !byTimer) || wanted || opened || endedOpen;
    const moved = after.changedSeq !== before.changedSeq || after.state === 'ended';
    if (urgent || moved)
      batch.wakes.push({
        case_id: after.id,
        root_id: rootId,
        workflow,
        seq: after.seq,
        head,
        urgency: urgent ? 'now' : 'idle',
      });
    if (after.state === 'ended' && before.state !== 'ended' && after.parent && after.outcome !== 'closed') {
      batch.outcomes.push({
        child_id: after.id,
        parent_id: after.parent.id,
        outcome: after.outcome ?? '',
        facts: { facts: {}, duties: after.duties },
      });
    }
  }

  async function currentState(sql: Sql, read: CaseRead): Promise<CaseState> {
    if (read.kernel === KERNEL_VERSION) return read.state;
    // The folded state is a cache: another kernel wrote this one, so it is folded anew from the ledger.
    const { rows } = await sql.query<LedgerRow>(`select ${LEDGER_COLUMNS} from acts where case_id = $1 order by seq`, [
      read.id,
    ]);
    return fold(read.id, rows.map(actOf));
  }
}

interface DrawnNumber {
  readonly number: string;
  readonly series: string;
  readonly year: number;
  readonly n: number;
}

function drawnOf(numbers: readonly DrawnNumber[]): Drawn {
  return { numbers: Object.fromEntries(numbers.map((n) => [n.series, n.number])) };
}

/** Draws the next number of each series; the lock lasts until the transaction ends. */
async function draw(client: PoolClient, series: readonly string[], day: string): Promise<readonly DrawnNumber[]> {
  const year = Number(day.slice(0, 4));
  const sorted = [...series].sort();
  const drawn = await nextIn(client, sorted, year);
  return sorted.map((name, at) => ({
    series: name,
    year,
    n: drawn[at] ?? 0,
    number: `${name}〔${year}〕第${drawn[at] ?? 0}号`,
  }));
}

async function nextIn(client: PoolClient, series: readonly string[], year: number): Promise<readonly number[]> {
  const drawn: number[] = [];
  for (const name of series) {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`series:${name}:${year}`]);
    const { rows } = await client.query<{ last: number }>(
      'insert into series (series, year, last) values ($1, $2, 1) on conflict (series, year) do update set last = series.last + 1 returning last',
      [name, year],
    );
    drawn.push(rows[0]?.last ?? 0);
  }
  return drawn;
}

async function storedAnswer(
  sql: Sql,
  actor: string,
  scope: string,
  key: string,
): Promise<{ fingerprint: string; body: Answer } | undefined> {
  const { rows } = await sql.query<{ fingerprint: string; body: Answer }>(
    'select fingerprint, body from answers where actor = $1 and scope = $2 and key = $3',
    [actor, scope, key],
  );
  return rows[0];
}
function sameBody(
  stored: { readonly fingerprint: string; readonly body: Answer },
  fingerprint: string | undefined,
): Answer {
  return stored.fingerprint.trim() === (fingerprint ?? '') ? stored.body : { kind: 'key-reused' };
}

/** The act key of the ledger: what makes a promise unique for a case, for ever. */
function actKey(request: CommitRequest, actor: string): string | undefined {
  if (request.command.type === 'raise-rungs') return undefined;
  return actor === 'process' ? request.key : `${actor} ${request.scope} ${request.key}`;
}
/** Puts the request's key on the first act that is the request's own, not a settled rung's or its consequence. */
function keyed(drafts: readonly AnyDraft[], key: string | undefined, settled: number): readonly AnyDraft[] {
  return key === undefined ? drafts : drafts.map((draft, at) => (at === settled ? { ...draft, key } : draft));
}

function numberedActs({ before, drafts, at }: Written): readonly AnyAct[] {
  return drafts.map((draft, n) => ({ ...draft, seq: before.seq + n + 1, v: 1, at }));
}

function carries(act: AnyAct, number: string): boolean {
  if (act.type === 'granted' || act.type === 'refused' || act.type === 'received') return act.payload.number === number;
  return act.type === 'effects-wanted' && act.payload.wants.some((w) => w.number === number);
}

function takeIn(
  batch: Batch,
  state: CaseState,
  received: { readonly party?: { readonly [field: string]: Json } },
): void {
  const party = received.party;
  if (!party) return;
  const text = (field: string): string => (typeof party[field] === 'string' ? party[field] : '');
  batch.parties.push({
    case_id: state.id,
    kind: text('kind'),
    name: text('name'),
    id_type: text('idType'),
    id_number: text('idNumber'),
    phone: text('phone'),
    email: text('email') || null,
    address: text('address') || null,
  });
}
function filesOf(
  definition: Definition,
  caseId: string,
  data: { readonly [field: string]: Json },
): readonly { id: string; case_id: string }[] {
  return definition.materials.flatMap(({ field }) =>
    typeof data[field] === 'string' ? [{ id: data[field], case_id: caseId }] : [],
  );
}

function emptyBatch(closedAt: string): Batch {
  return {
    inserts: [],
    updates: [],
    acts: [],
    changes: [],
    closedAt,
    messages: [],
    forms: [],
    documents: [],
    parties: [],
    wakes: [],
    outcomes: [],
    numbers: [],
    ratings: [],
    files: [],
    answers: [],
  };
}
function flat({ changes, ...batch }: Batch): object {
  const all = <K extends keyof Batch['changes'][number]>(part: K): readonly unknown[] =>
    changes.flatMap((c) => [...c[part]]);
  return {
    ...batch,
    seats: all('seats'),
    seatsGone: all('seatsGone'),
    clocks: all('clocks'),
    waits: all('waits'),
    waitsClosed: all('waitsClosed'),
    effects: all('effects'),
    effectsLeft: all('effectsLeft'),
  };
}

/** Errors of the connection leave the outcome unknown; the caller repeats with the same key. */
function asUnknown(fault: unknown): unknown {
  const { code: raw } = fault as { code?: unknown };
  const code = typeof raw === 'string' ? raw : '';
  const lost =
    code.startsWith('08') ||
    code.startsWith('57P') ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'].includes(code) ||
    /terminat|timeout|Connection/i.test(fault instanceof Error ? fault.message : '');
  return lost ? new OutcomeUnknownError(fault) : fault;
}
