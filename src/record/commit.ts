/**
 * The only writer of cases. A commit reads the case and the clock in one statement, lets the pure kernel settle, check
 * and decide, and writes everything in one more, on condition that the case is still as it was read. A decision that
 * draws a number holds the series' lock from before the clock is read, so numbers have no gaps and no twins.
 */
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { AnyDraft } from '../kernel/acts/act';
import type { CaseState } from '../kernel/case';
import type { Actor, CertificateNow, Drawn, Moment } from '../kernel/command';
import { EMPTY } from '../kernel/evolve';
import { apply, checkOpen, isApplication, open } from '../kernel/kernel';
import type { Definition } from '../kernel/procedure/definition';
import { dayOf } from '../kernel/time/civil';
import { createGather, flat, owesAtOnce } from './batch';
import { concerned } from './certificates';
import type { Definitions } from './definitions';
import type { Installation } from './installation';
import { lawSpan, lawTime } from './law-clock';
import { draw, drawnOf, nextIn, type DrawnNumber } from './numbers';
import { drawPeople, numbersAmong } from './people';
import { createCaseQueue } from './queue';
import { currentState, readCase } from './read-case';
import type { Answer, CaseRecord, CommitRequest, OpenRequest } from './record';
import type { Sql } from './sql';
import { asUnknown, inTransaction } from './transaction';
import { WRITE } from './write';

export interface RecordDeps {
  readonly pool: Pool;
  readonly definitions: Definitions;
  readonly installation: Installation;
  /** A webhook receiver is configured. */
  readonly webhook: boolean;
  /** Real seconds for which a decision may be taken back; 0 or absent: it takes effect at once. */
  readonly undoSeconds?: number;
  /** Told which answer is given for a commit that owes the relay something at once. */
  readonly onOwed?: (answer: Answer) => void;
}

const RETRIES = 20;
/** Real ms that an act of a party received in time may wait for its turn. */
const RECEIVED_IN_TIME_MS = 60_000;
const PENDING = 0;

export function actorKey(actor: Actor, caseId: string): string {
  return actor.kind === 'person' ? actor.person : actor.kind === 'party' ? `party:${caseId}` : 'process';
}

export function createRecord(deps: RecordDeps): CaseRecord {
  const { pool, definitions, installation } = deps;
  const undoMs = lawSpan(installation, (deps.undoSeconds ?? 0) * 1_000);
  const queue = createCaseQueue();
  const gather = createGather(definitions, installation.simulated);

  return {
    commit: (request) => queue.run(request.caseId, () => commit(request)),
    open: (request) =>
      openCase(request).catch((fault: unknown) => {
        throw asUnknown(fault);
      }),
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
      const actor = actorKey(request.actor, request.caseId);
      const stored = await storedAnswer(pool, actor, request.scope, request.key).catch((lost: unknown) => {
        throw asUnknown(lost);
      });
      if (stored) return sameBody(stored, request.fingerprint);
    }
    return undefined;
  }

  /** Undefined when numbers are needed that only a locked transaction may draw, or people whom it reads. */
  async function tryCommit(
    sql: Sql,
    request: CommitRequest,
    numbers: readonly DrawnNumber[],
    people?: Drawn['people'],
  ): Promise<Answer | undefined> {
    const actor = actorKey(request.actor, request.caseId);
    const read = await readCase(sql, request.caseId, { actor, scope: request.scope, key: request.key });
    if (!read) return { kind: 'no-such-case' };
    if (read.answer) {
      allUsed(numbers, []);
      return sameBody(read.answer, request.fingerprint);
    }
    const definition = await definitions.version(read.procedure_id, read.procedure_version, sql);
    const calendar = await definitions.calendar(sql);
    const state = await currentState(sql, read);
    const moment = momentOf(read.now, state, request.raisedBy ?? 'act', read.certificate ?? undefined);
    const decision = apply(
      definition,
      state,
      request.command,
      request.actor,
      moment,
      calendar,
      drawnOf(numbers, people),
      settleInstant(request, read.now),
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
    if (drafts.length === 0 && remembered.length === 0) {
      allUsed(numbers, []);
      return answer;
    }
    const batch = await gather(
      sql,
      [{ read, definition, before: state, drafts, at: moment.now }],
      calendar,
      moment,
      request,
      numbers,
    );
    allUsed(numbers, batch.numbers);
    batch.answers.push(...remembered);
    await sql.query(WRITE, [JSON.stringify(flat(batch))]);
    if (owesAtOnce(batch)) deps.onOwed?.(answer);
    return answer;
  }

  /** The same commit in a transaction that holds the series' locks from before the clock is read. */
  async function committedUnderLocks(request: CommitRequest): Promise<Answer> {
    return inTransaction(pool, async (client) => {
      await client.query('select 1 from cases where id = $1 for update', [request.caseId]);
      let numbers: readonly DrawnNumber[] = [];
      let people: Drawn['people'] = {};
      // A rung that falls due while a number is drawn may ask for one more series.
      for (let round = 0; round < 3; round++) {
        const dry = await needsOf(client, request, numbers, people);
        people = await drawPeople(client, dry.needs, people);
        numbers = [...numbers, ...(await draw(client, numbersAmong(dry.needs), dry.day))];
        const answer = await tryCommit(client, request, numbers, people);
        if (answer) return answer;
      }
      throw new Error('numbers or people were still missing under their locks');
    });
  }

  async function needsOf(
    client: PoolClient,
    request: CommitRequest,
    numbers: readonly DrawnNumber[],
    people: Drawn['people'],
  ): Promise<{ readonly needs: readonly string[]; readonly day: string }> {
    const read = await readCase(client, request.caseId);
    if (!read) return { needs: [], day: '' };
    const state = await currentState(client, read);
    const moment = momentOf(read.now, state, request.raisedBy ?? 'act', read.certificate ?? undefined);
    const definition = await definitions.version(read.procedure_id, read.procedure_version, client);
    const decision = apply(
      definition,
      state,
      request.command,
      request.actor,
      moment,
      await definitions.calendar(client),
      drawnOf(numbers, people),
    );
    return { needs: decision.walk.needs, day: dayOf(moment.now) };
  }

  async function openCase(request: OpenRequest): Promise<Answer> {
    const definition = await definitions.version(request.procedure.id, request.procedure.version);
    const id = randomUUID();
    const actor = actorKey(request.actor, id);
    return inTransaction(pool, async (client) => {
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
      const about = definition.concerns
        ? await concerned(client, request.command, {
            today: dayOf(await lawNow(client)),
            applied: isApplication(definition, request.command, request.actor),
          })
        : { command: request.command };
      const refusal = checkOpen(definition, about.command, request.actor);
      const answer: Answer = refusal
        ? { kind: 'refused', refusal, seq: 0 }
        : await insertCase(client, id, definition, { ...request, command: about.command }, about.now);
      await client.query('update answers set body = $4 where actor = $1 and scope = $2 and key = $3', [
        actor,
        request.scope,
        request.key,
        JSON.stringify(answer),
      ]);
      return answer;
    });
  }

  async function insertCase(
    client: PoolClient,
    id: string,
    definition: Definition,
    request: OpenRequest,
    certificate?: CertificateNow,
  ): Promise<Answer> {
    const code = request.command.item?.code ?? definition.id;
    const day = dayOf(await lawNow(client));
    const series = `${code}-${day.replaceAll('-', '')}`;
    const [n] = await nextIn(client, [series], Number(day.slice(0, 4)));
    const number = `${series}-${String(n ?? 0).padStart(6, '0')}`;
    const clock = await client.query<{ now: number }>(
      'select extract(epoch from clock_timestamp())::float8 * 1000 as now',
    );
    const moment = momentOf(clock.rows[0]?.now ?? 0, { ...EMPTY, id }, 'act', certificate);
    const calendar = await definitions.calendar(client);
    let walk = open(definition, id, number, request.command, request.actor, moment, calendar, { numbers: {} });
    let numbers: readonly DrawnNumber[] = [{ number, series, year: Number(day.slice(0, 4)), n: n ?? 0 }];
    if (walk.needs.length > 0) {
      const people = await drawPeople(client, walk.needs);
      numbers = [...numbers, ...(await draw(client, numbersAmong(walk.needs), day))];
      walk = open(definition, id, number, request.command, request.actor, moment, calendar, drawnOf(numbers, people));
    }
    const drafts = keyed(walk.drafts, `${actorKey(request.actor, id)} ${request.scope} ${request.key}`, 0);
    const batch = await gather(
      client,
      [{ definition, before: { ...EMPTY, id }, drafts, at: moment.now }],
      calendar,
      moment,
      undefined,
      numbers,
    );
    await client.query(WRITE, [JSON.stringify(flat(batch))]);
    const answer: Answer = {
      kind: 'done',
      caseId: id,
      number,
      seq: walk.state.seq,
      acts: drafts.map((d, at) => ({ seq: at + 1, type: d.type })),
      receiptNumber: number,
    };
    deps.onOwed?.(answer);
    return answer;
  }

  async function lawNow(client: PoolClient): Promise<number> {
    const { rows } = await client.query<{ now: number }>(
      'select extract(epoch from clock_timestamp())::float8 * 1000 as now',
    );
    return lawTime(installation, rows[0]?.now ?? 0);
  }

  /** Law instant up to which rungs are settled before the act: for a party's act that waited its turn, when it came. */
  function settleInstant(request: CommitRequest, now: number): number | undefined {
    if (request.receivedAt === undefined) return undefined;
    return lawTime(installation, Math.max(request.receivedAt, now - RECEIVED_IN_TIME_MS));
  }

  function momentOf(
    real: number,
    state: CaseState,
    raisedBy: Moment['raisedBy'],
    certificate?: CertificateNow,
  ): Moment {
    // Never earlier than the case's last act, whatever a server's clock says.
    const now = Math.max(Math.floor(lawTime(installation, real)), state.at);
    return {
      now,
      raisedBy,
      webhook: deps.webhook,
      ...(undoMs > 0 ? { undoMs } : {}),
      ...(certificate ? { certificate } : {}),
    };
  }
}

/** A rung that falls due after a number was drawn can change the decision: everything is then undone and done anew. */
function allUsed(drawn: readonly DrawnNumber[], used: readonly { readonly number: string }[]): void {
  if (used.length < drawn.length) throw Object.assign(new Error('a number was drawn in vain'), { code: '40001' });
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
