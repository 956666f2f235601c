// The crash points of every commit, enumerated by numbering its statements: before each, and after each with the reply lost.
import { randomUUID } from 'node:crypto';
import type { PersonActor } from '../../src/kernel/command';
import { createRecord } from '../../src/record/commit';
import { createDefinitions } from '../../src/record/definitions';
import { rebuildCase } from '../../src/record/rebuild';
import { OutcomeUnknownError, type Answer, type CaseRecord, type CommitRequest } from '../../src/record/record';
import { verifyCase } from '../../src/record/verify';
import { aRecord, examined, papers, people, shop, zhang, type RecordUnderTest } from '../support/a-record';
import { around, beside, DATA, ended, inOrder, outcome, step } from '../support/branching';
import { seamsOf, type CrashPoint, type Seams } from '../support/seams';

const DAY_MS = 86_400_000;
const MONDAY = Date.parse('2026-01-05T09:00:00+08:00');

const next = outcome({ to: 'next' }).target;
/** Two sides at once, a person's and a child process's, and a way back out of them. */
const joint = around(
  inOrder(
    'flow',
    step('survey'),
    beside('sides', {
      fire: step('fire-view', { returns: { to: ['survey'], mode: 're-walk' } }),
      law: {
        kind: 'child',
        id: 'review',
        title: { zh: '法制审核', en: 'Legal review' },
        procedure: 'legal-review',
        hands: [],
        clock: 'limit',
        of: 'reviewing',
        outcomes: { agree: next, correct: next, supplement: next, transfer: next },
      },
    }),
    ended(),
  ),
);

let world: RecordUnderTest;
let seams: Seams;
let tried = 0;
beforeAll(async () => {
  world = await aRecord({ lawStart: MONDAY, also: [joint] });
  seams = seamsOf(world.db.pool);
});
afterAll(async () => {
  process.stdout.write(`crash points tried: ${tried}\n`);
  await world.drop();
});

/** A record as a process just started has it: nothing kept in memory; `days` later by the law. */
function restarted(days = 0): CaseRecord {
  return createRecord({
    pool: seams.pool,
    definitions: createDefinitions(seams.pool),
    installation: { ...world.installation, lawStart: world.installation.lawStart + days * DAY_MS },
    webhook: true,
  });
}

type Ask = (record: CaseRecord, key: string) => Promise<Answer>;
interface Operation {
  /** Law days after which the operation is asked for. */
  readonly days?: number;
  readonly refused?: true;
  /** Rungs raised by the process itself. */
  readonly rungs?: true;
  /** Makes a case ready for it. */
  prepare(): Promise<Ask>;
}

const by =
  (
    caseId: string,
    command: CommitRequest['command'],
    actor: CommitRequest['actor'],
    over: Partial<CommitRequest> = {},
  ): Ask =>
  (record, key) =>
    record.commit({ caseId, command, actor, key, scope: 'POST /test', fingerprint: '', ...over });
const bySystem = (caseId: string, command: CommitRequest['command']): Ask =>
  by(caseId, command, { kind: 'system' }, { scope: 'process' });
const decision = (
  caseId: string,
  step: string,
  outcome: string,
  actor: PersonActor,
  data?: { readonly [field: string]: string | boolean | readonly string[] },
): Ask =>
  by(
    caseId,
    {
      type: 'decide',
      task: `${caseId}.${step}.1`,
      outcome,
      opinion: '材料齐全，符合法定条件。',
      formErrors: [],
      ...(data ? { data } : {}),
    },
    actor,
  );

async function opened(): Promise<string> {
  return world.open();
}
async function accepted(): Promise<string> {
  const id = await opened();
  await world.decide(id, 'acceptance', 1, 'accept', people.clerk);
  return id;
}
async function supplementAwaited(): Promise<string> {
  const id = await world.open(shop);
  await world.decide(id, 'acceptance', 1, 'request-supplement', people.clerk, { gaps: ['identity'] });
  return id;
}
async function examinedByAll(): Promise<string> {
  const id = await accepted();
  await world.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined);
  await world.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined);
  return id;
}
async function inReview(): Promise<string> {
  const id = await accepted();
  await world.affect(id);
  return id;
}
/** Everybody but one of those told has waived the hearing. */
async function lastWaiverOwed(): Promise<string> {
  const id = await accepted();
  await world.affect(id, 1, { lastWaives: false });
  return id;
}
async function effectOf(caseId: string, which: 'closing' | 'first'): Promise<string> {
  const { rows } = await world.db.pool.query<{ id: string }>(
    `select id from effects where case_id = $1 and ($2 = 'first' or spec->>'block' is not null) order by id limit 1`,
    [caseId, which],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error(`case ${caseId} wants no effect`);
  return id;
}
const issued = () => ({
  document: randomUUID(),
  sha256: 'b'.repeat(64),
  size: 1000,
  mediaType: 'application/pdf',
  sealed: true,
  standsOnSeq: 1,
  standsOnHash: 'c'.repeat(64),
  verifyCode: randomUUID(),
});
async function claimed(caseId: string, which: 'closing' | 'first'): Promise<string> {
  const effect = await effectOf(caseId, which);
  await world.system(caseId, { type: 'claim-effect', effect, claim: 1 });
  return effect;
}
async function opinionGiven(): Promise<{ readonly parent: string; readonly child: string; readonly opinion: string }> {
  const parent = await inReview();
  const child = `${parent}.review.1.1`;
  await world.decide(child, 'opinion', 1, 'agree', people.reviewer);
  return { parent, child, opinion: await claimed(child, 'first') };
}

/** Both sides open. */
async function besides(): Promise<{
  readonly parent: string;
  readonly child: string;
  readonly back: CommitRequest['command'];
}> {
  const parent = await world.open(DATA, randomUUID(), joint.id);
  await world.decide(parent, 'survey', 1, 'done', people.examiner);
  const child = `${parent}.review.1.1`;
  return {
    parent,
    child,
    back: { type: 'return', task: `${parent}.fire-view.1`, to: 'survey', reason: '面积有误', confirmed: true },
  };
}
/** The child's opinion is printed, its outcome owed to a parent that goes back meanwhile. */
async function owedToReturned(): Promise<{ readonly parent: string; readonly child: string }> {
  const { parent, child, back } = await besides();
  await world.decide(child, 'opinion', 1, 'agree', people.reviewer);
  const effect = await claimed(child, 'first');
  await world.system(child, {
    type: 'finish-effect',
    effect,
    claim: 1,
    result: { ...issued(), sealed: false },
  });
  const answer = await world.act(parent, back, people.examiner);
  if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
  return { parent, child };
}

const operations: Readonly<Record<string, Operation>> = {
  'opening a case': {
    async prepare() {
      return (record, key) =>
        record.open({
          procedure: { id: 'food-business-permit', version: 1 },
          command: {
            type: 'open-case',
            item: { code: 'P2', version: 1 },
            organisations: {
              receiving: 'xuxiake-centre',
              deciding: 'approval-bureau',
              reviewing: 'justice-bureau',
              supervising: 'justice-bureau',
            },
            data: { ...shop, ...papers },
            party: zhang,
            formErrors: [],
          },
          actor: people.clerk,
          key,
          scope: 'POST /api/cases',
          fingerprint: 'a'.repeat(64),
        });
    },
  },
  acceptance: { prepare: async () => decision(await opened(), 'acceptance', 'accept', people.clerk) },
  'a refused act': {
    refused: true,
    prepare: async () => decision(await opened(), 'acceptance', 'accept', people.otherClerk),
  },
  'an act refused after a rung fell due': {
    refused: true,
    days: 8,
    prepare: async () => decision(await opened(), 'acceptance', 'accept', people.clerk),
  },
  'a list of gaps': {
    prepare: async () =>
      decision(await world.open(shop), 'acceptance', 'request-supplement', people.clerk, { gaps: ['identity'] }),
  },
  'a supplement': {
    prepare: async () =>
      by(
        await supplementAwaited(),
        { type: 'supplement', data: { identity: 'f9' }, formErrors: [] },
        { kind: 'party' },
        { receivedAt: Date.now() },
      ),
  },
  'a claim': {
    prepare: async () => {
      const id = await opened();
      return by(id, { type: 'claim', task: `${id}.acceptance.1` }, people.clerk);
    },
  },
  'an examination that lacks the second officer': {
    prepare: async () => decision(await accepted(), 'examination', 'recommend-grant', people.examiner, examined),
  },
  'the start of a child': {
    prepare: async () => by(await lastWaiverOwed(), { type: 'waive-hearing', by: 'party-1' }, people.clerk),
  },
  'the start of a hearing, which stops the clock': {
    prepare: async () => by(await lastWaiverOwed(), { type: 'request-hearing', by: 'party-1' }, people.clerk),
  },
  'a grant, with its number': {
    prepare: async () => decision(await examinedByAll(), 'decision', 'grant', people.approver),
  },
  'a non-acceptance, with its number': {
    prepare: async () => decision(await opened(), 'acceptance', 'refuse-acceptance', people.clerk),
  },
  'a withdrawal that closes a child and draws a number': {
    prepare: async () => by(await inReview(), { type: 'withdraw-application', reason: '不办了' }, { kind: 'party' }),
  },
  'silence that is acceptance': {
    days: 8,
    rungs: true,
    prepare: async () => bySystem(await opened(), { type: 'raise-rungs' }),
  },
  'a term that ends a case and draws a number': {
    days: 30,
    rungs: true,
    prepare: async () => bySystem(await supplementAwaited(), { type: 'raise-rungs' }),
  },
  'reminder, lights and escalation': {
    days: 30,
    rungs: true,
    prepare: async () => bySystem(await accepted(), { type: 'raise-rungs' }),
  },
  'the claim of an effect': {
    prepare: async () => {
      const id = await accepted();
      return bySystem(id, { type: 'claim-effect', effect: await effectOf(id, 'first'), claim: 1 });
    },
  },
  'the result of an effect': {
    prepare: async () => {
      const id = await accepted();
      const effect = await claimed(id, 'first');
      return bySystem(id, { type: 'finish-effect', effect, claim: 1, result: issued() });
    },
  },
  'the result that ends a case': {
    prepare: async () => {
      const id = await examinedByAll();
      await world.decide(id, 'decision', 1, 'grant', people.approver);
      const effect = await claimed(id, 'closing');
      return bySystem(id, { type: 'finish-effect', effect, claim: 1, result: issued() });
    },
  },
  'the failure of an effect': {
    prepare: async () => {
      const id = await accepted();
      const effect = await claimed(id, 'first');
      return bySystem(id, { type: 'fail-effect', effect, claim: 1, failure: 'printer-away' });
    },
  },
  'the end of a child, whose outcome is owed': {
    prepare: async () => {
      const { child, opinion } = await opinionGiven();
      return bySystem(child, {
        type: 'finish-effect',
        effect: opinion,
        claim: 1,
        result: { ...issued(), sealed: false },
      });
    },
  },
  'a return out of a parallel block, which closes the child beside it': {
    prepare: async () => {
      const { parent, back } = await besides();
      return by(parent, back, people.examiner);
    },
  },
  'a withdrawal while an effect is claimed': {
    prepare: async () => {
      const id = await accepted();
      await claimed(id, 'first');
      return by(id, { type: 'withdraw-application', reason: '不办了' }, { kind: 'party' });
    },
  },
  'a child that decides when its parent has been returned': {
    refused: true,
    prepare: async () => {
      const { parent, child, back } = await besides();
      await world.act(parent, back, people.examiner);
      return decision(child, 'opinion', 'agree', people.reviewer);
    },
  },
  'the outcome of a child whose parent was returned meanwhile': {
    prepare: async () => {
      const { parent, child } = await owedToReturned();
      return bySystem(parent, {
        type: 'child-outcome',
        child,
        outcome: 'agree',
        facts: {},
        duties: { 'legal-review': [people.reviewer.person] },
      });
    },
  },
  'the outcome of a child': {
    prepare: async () => {
      const { parent, child, opinion } = await opinionGiven();
      await world.system(child, {
        type: 'finish-effect',
        effect: opinion,
        claim: 1,
        result: { ...issued(), sealed: false },
      });
      return bySystem(parent, {
        type: 'child-outcome',
        child,
        outcome: 'agree',
        facts: {},
        duties: { 'legal-review': [people.reviewer.person] },
      });
    },
  },
};

const TABLES = [
  'cases',
  'acts',
  'answers',
  'drawn_numbers',
  'effects',
  'messages',
  'documents',
  'child_outcomes',
  'forms',
  'parties',
  'seats',
  'clocks',
  'waits',
] as const;

/** How many rows there are, and what the newest acts are. */
async function census(): Promise<Record<string, number>> {
  const { rows } = await world.db.pool.query<Record<string, number>>(
    `select ${TABLES.map((t) => `(select count(*)::int from ${t}) as ${t}`).join(', ')}`,
  );
  return rows[0] ?? {};
}
function grown(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  return Object.fromEntries(TABLES.map((t) => [t, (after[t] ?? 0) - (before[t] ?? 0)]));
}

async function numbersAreWhole(): Promise<void> {
  const { rows } = await world.db.pool.query(
    `select s.series, s.last, count(n.n)::int as drawn, max(n.n) as highest
     from series s left join drawn_numbers n on n.series = s.series and n.year = s.year
     group by s.series, s.year, s.last having count(n.n) <> s.last or max(n.n) <> s.last`,
  );
  expect(rows).toEqual([]);
  const { rows: homeless } = await world.db.pool.query(
    'select number from drawn_numbers n where not exists (select 1 from acts a where a.case_id = n.case_id and a.seq = n.seq)',
  );
  expect(homeless).toEqual([]);
}

const judged = new Set<string>();
/** Every case since the last asking: its chain holds, and a rebuild finds nothing. */
async function allIntact(): Promise<void> {
  const { rows } = await world.db.pool.query<{ id: string }>('select id from cases order by opened_at, id');
  const definitions = createDefinitions(world.db.pool);
  for (const { id } of rows.filter((row) => !judged.has(row.id))) {
    judged.add(id);
    expect(await verifyCase(world.db.pool, id, [])).toMatchObject({ intact: true });
    expect(await rebuildCase(world.db.pool, definitions, id, false)).toEqual([]);
  }
}

/** Every connection is back in the pool, and none holds a transaction open: a backend takes a moment to see that its client is gone. */
async function nothingHeld(): Promise<void> {
  expect(world.db.pool.waitingCount).toBe(0);
  expect(world.db.pool.idleCount).toBe(world.db.pool.totalCount);
  for (const deadline = performance.now() + 5_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const { rows } = await world.db.pool.query(
      `select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    );
    if (rows.length === 0) return;
    if (performance.now() > deadline) return expect(rows).toEqual([]);
  }
}

async function within<R>(what: string, work: Promise<R>): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than five seconds`)), 5_000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const shape = (answer: Answer): unknown =>
  answer.kind === 'done'
    ? { kind: answer.kind, acts: answer.acts.map((a) => a.type) }
    : answer.kind === 'refused'
      ? { kind: answer.kind, code: answer.refusal.code }
      : answer;

test.each(Object.entries(operations))('%s survives a lost connection at every statement', async (_name, operation) => {
  // Once in peace: how many statements, what is answered, and what it leaves behind.
  const ask = await operation.prepare();
  const before = await census();
  seams.arm();
  const answer = await ask(restarted(operation.days), randomUUID());
  const statements = [...seams.passed];
  const left = grown(before, await census());
  expect(answer.kind).toBe(operation.refused ? 'refused' : 'done');
  expect(statements.length).toBeGreaterThan(0);

  for (let at = 1; at <= statements.length; at++) {
    for (const when of ['before', 'after'] as const) {
      const point: CrashPoint = { at, when };
      const place = `${when} ${at}/${statements.length} ${statements[at - 1]}`;
      try {
        await crash(operation, point, left, shape(answer));
      } catch (fault) {
        throw new Error(`crash point ${place}`, { cause: fault });
      }
      tried += 1;
    }
  }
  await allIntact();
});

async function crash(
  operation: Operation,
  point: CrashPoint,
  left: Record<string, number>,
  expected: unknown,
): Promise<void> {
  const ask = await operation.prepare();
  const before = await census();
  const key = randomUUID();
  const record = restarted(operation.days);
  seams.arm(point);
  const fault = await within(
    'the failing act',
    ask(record, key).then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
  // The caller is told that the outcome is unknown, and nothing else: that is the answer with which it repeats.
  expect(fault).toBeInstanceOf(OutcomeUnknownError);
  await nothingHeld();
  const unknown = grown(before, await census());
  const nothing = Object.fromEntries(TABLES.map((t) => [t, 0]));
  expect([nothing, left]).toContainEqual(unknown);

  seams.arm();
  // In the same process, then in one started anew: the first answer comes again, and nothing is added.
  const first = await within('the repeat', ask(record, key));
  // Rungs have no key of the asker's: raised already, there is simply nothing more to raise.
  const raised = operation.rungs === true && unknown['acts'] !== 0;
  expect(shape(first)).toEqual(raised ? { kind: 'done', acts: [] } : expected);
  expect(grown(before, await census())).toEqual(left);
  const again = await within('the third asking', ask(restarted(operation.days), key));
  expect(again.kind).toBe(first.kind);
  expect(grown(before, await census())).toEqual(left);
  await nothingHeld();
  await numbersAreWhole();
}
