// What time does to a case: silence, midnight, acts received in time, and every rung once, whoever raises it.
import type { Pool } from 'pg';
import { Pool as RealPool } from 'pg';
import { createRecord } from '../../src/record/commit';
import { createDefinitions } from '../../src/record/definitions';
import type { Installation } from '../../src/record/installation';
import { rebuildCase } from '../../src/record/rebuild';
import type { Answer, CaseRecord } from '../../src/record/record';
import { verifyCase } from '../../src/record/verify';
import { aRecord, examined, people, shop, type RecordUnderTest } from '../support/a-record';

const law = (text: string): number => Date.parse(`${text}+08:00`);
/** A Monday; the fifth working day after it is Monday the 12th. */
const RECEIPT = '2026-01-05T09:00:00';
const LAST_SECOND = '2026-01-12T23:59:59';
const MIDNIGHT = '2026-01-13T00:00:00.000+08:00';
const ONE_PAST = '2026-01-13T00:00:01';

let world: RecordUnderTest;
let otherPool: Pool;
beforeAll(async () => {
  world = await aRecord({ lawStart: law(RECEIPT) });
  otherPool = new RealPool({ connectionString: world.db.url, max: 5 });
});
afterAll(async () => {
  await otherPool.end();
  await world.drop();
});

/** The product's clock set to a law instant, from which it runs on. */
function clockAt(text: string): Installation {
  return { ...world.installation, realStart: Date.now(), lawStart: law(text) };
}
/** The record as a process has it in which it is now that instant. */
function recordAt(text: string, pool = world.db.pool): CaseRecord {
  return createRecord({ pool, definitions: createDefinitions(pool), installation: clockAt(text), webhook: false });
}
const asSystem = { actor: { kind: 'system' as const }, scope: 'process' };
let keys = 0;
const key = (): string => `k${++keys}`;

function raise(record: CaseRecord, caseId: string, raisedBy: 'timer' | 'sweep'): Promise<Answer> {
  return record.commit({ caseId, command: { type: 'raise-rungs' }, key: key(), raisedBy, ...asSystem });
}
function decide(record: CaseRecord, caseId: string, outcome: string, data?: { gaps: string[] }): Promise<Answer> {
  return record.commit({
    caseId,
    command: {
      type: 'decide',
      task: `${caseId}.acceptance.1`,
      outcome,
      opinion: '见清单。',
      formErrors: [],
      ...(data ? { data } : {}),
    },
    actor: people.clerk,
    key: key(),
    scope: 'POST /test',
    fingerprint: '',
  });
}
interface ActRow {
  readonly type: string;
  readonly key: string | null;
  readonly raisedBy: string | null;
  readonly effectiveAt: string;
  readonly payload: {
    readonly rung?: string;
    readonly clock?: string;
    readonly on?: string;
    readonly deemed?: boolean;
  };
}
async function ledger(caseId: string): Promise<readonly ActRow[]> {
  const { rows } = await world.db.pool.query<ActRow>(
    `select type, key, raised_by as "raisedBy", payload,
       to_char(effective_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') as "effectiveAt"
     from acts where case_id = $1 order by seq`,
    [caseId],
  );
  return rows;
}
async function intact(caseId: string): Promise<void> {
  expect(await verifyCase(world.db.pool, caseId, [])).toMatchObject({ intact: true });
  expect(await rebuildCase(world.db.pool, createDefinitions(world.db.pool), caseId, false)).toEqual([]);
}

test('silence for five working days is acceptance from the day of receipt, once, though timer and sweep come together', async () => {
  const id = await world.open();
  const answers = await Promise.all([
    raise(recordAt(ONE_PAST), id, 'timer'),
    raise(recordAt(ONE_PAST, otherPool), id, 'sweep'),
    raise(recordAt(ONE_PAST), id, 'sweep'),
    raise(recordAt(ONE_PAST, otherPool), id, 'timer'),
  ]);
  expect(answers.map((a) => a.kind)).toEqual(['done', 'done', 'done', 'done']);
  expect(answers.filter((a) => a.kind === 'done' && a.acts.length > 0)).toHaveLength(1);
  const acts = await ledger(id);
  const deemed = acts.filter((a) => a.payload.rung === 'deemed');
  expect(deemed).toMatchObject([
    { type: 'rung-raised', key: `clock:${id}.acceptance:1:deemed`, effectiveAt: MIDNIGHT },
  ]);
  expect(['timer', 'sweep']).toContain(deemed[0]?.raisedBy);
  expect(acts.filter((a) => a.type === 'accepted')).toMatchObject([
    { payload: { on: '2026-01-05', deemed: true }, effectiveAt: MIDNIGHT },
  ]);
  const { rows } = await world.db.pool.query(
    'select started_on, due_on from clocks where case_id = $1 and clock_id = $2',
    [id, 'decision'],
  );
  expect(rows).toEqual([{ started_on: '2026-01-05', due_on: '2026-01-19' }]);
  await intact(id);
});

test.each([
  ['accept', undefined],
  ['request-supplement', { gaps: ['identity'] }],
  ['refuse-acceptance', undefined],
] as const)('at 00:00:01 after the fifth day %s comes too late, and the acceptance stands', async (outcome, data) => {
  const id = await world.open();
  const answer = await decide(recordAt(ONE_PAST), id, outcome, data && { gaps: [...data.gaps] });
  expect(answer).toMatchObject({ kind: 'refused', refusal: { code: 'already-accepted' } });
  expect((await ledger(id)).filter((a) => a.type === 'accepted')).toMatchObject([
    { payload: { deemed: true }, effectiveAt: MIDNIGHT },
  ]);
  expect((await ledger(id)).filter((a) => a.payload.rung === 'deemed')).toMatchObject([{ raisedBy: 'act' }]);
  expect(await raise(recordAt('2026-01-13T00:00:02'), id, 'timer')).toMatchObject({ kind: 'done', acts: [] });
  await intact(id);
});

test('in the last second of the fifth day the window still decides', async () => {
  const id = await world.open();
  expect(await decide(recordAt(LAST_SECOND), id, 'accept')).toMatchObject({ kind: 'done' });
  expect((await ledger(id)).filter((a) => a.type === 'accepted')).toMatchObject([{ payload: { deemed: false } }]);
});

test('what a party handed in before midnight counts as handed in before midnight', async () => {
  const id = await world.open();
  const answer = await recordAt('2026-01-13T00:00:20').commit({
    caseId: id,
    command: { type: 'withdraw-application', reason: '不办了' },
    actor: { kind: 'party' },
    key: key(),
    scope: 'POST /withdrawal',
    fingerprint: '',
    receivedAt: Date.now() - 25_000,
  });
  expect(answer).toMatchObject({ kind: 'done' });
  expect((await ledger(id)).map((a) => a.type)).not.toContain('accepted');
  await intact(id);
});

test('a supplement received in time is taken though its turn comes when the term has lapsed; one minute is the most it may wait', async () => {
  // Ten working days from Monday the 5th end on the 19th; the right is cut off two minutes after its midnight.
  const late = '2026-01-20T00:02:20';
  const hand = (id: string, secondsAgo: number): Promise<Answer> =>
    recordAt(late).commit({
      caseId: id,
      command: { type: 'supplement', data: { identity: 'f1', premisesProof: 'f2', floorPlan: 'f3' }, formErrors: [] },
      actor: { kind: 'party' },
      key: key(),
      scope: 'POST /supplements',
      fingerprint: '',
      receivedAt: Date.now() - secondsAgo * 1000,
    });
  const awaiting = async (): Promise<string> => {
    const id = await world.open(shop);
    await world.decide(id, 'acceptance', 1, 'request-supplement', people.clerk, { gaps: ['identity'] });
    return id;
  };
  const inTime = await awaiting();
  expect(await hand(inTime, 30)).toMatchObject({ kind: 'done' });
  expect((await ledger(inTime)).map((a) => a.type)).not.toContain('closing');
  const tooLate = await awaiting();
  expect(await hand(tooLate, 5)).toMatchObject({ kind: 'refused' });
  expect((await ledger(tooLate)).filter((a) => a.payload.rung === 'lapse')).toMatchObject([
    { effectiveAt: '2026-01-20T00:00:00.000+08:00' },
  ]);
  await intact(inTime);
  await intact(tooLate);
});

test('nobody decides: reminder, yellow, red and escalation come once each, in the order of the law', async () => {
  const id = await world.open();
  await decide(recordAt('2026-01-06T10:00:00'), id, 'accept');
  for (const day of ['13', '14', '15', '16', '19', '20', '21', '22'])
    await Promise.all([
      raise(recordAt(`2026-01-${day}T10:00:00`), id, 'timer'),
      raise(recordAt(`2026-01-${day}T10:00:00`, otherPool), id, 'sweep'),
    ]);
  const rungs = (await ledger(id)).filter((a) => a.type === 'rung-raised' && a.payload.clock === 'decision');
  expect(rungs.map((a) => a.payload.rung)).toEqual(['reminder', 'yellow', 'red', 'escalation']);
  expect(rungs.map((a) => a.effectiveAt.slice(0, 10))).toEqual([
    '2026-01-13',
    '2026-01-15',
    '2026-01-20',
    '2026-01-21',
  ]);
  expect(new Set(rungs.map((a) => a.key)).size).toBe(4);
  const { rows } = await world.db.pool.query("select id from effects where case_id = $1 and kind = 'escalate'", [id]);
  expect(rows).toHaveLength(1);
  await intact(id);
});

test('after weeks without any process one act finds every rung raised, each dated at its own instant', async () => {
  const id = await world.open();
  await decide(recordAt('2026-01-06T10:00:00'), id, 'accept');
  await recordAt('2026-02-10T10:00:00').commit({
    caseId: id,
    command: { type: 'claim', task: `${id}.examination.1` },
    actor: people.examiner,
    key: key(),
    scope: 'POST /test',
    fingerprint: '',
  });
  const rungs = (await ledger(id)).filter((a) => a.type === 'rung-raised');
  expect(rungs.map((a) => a.payload.rung)).toEqual(['reminder', 'yellow', 'red', 'escalation']);
  expect(rungs.map((a) => a.effectiveAt)).toEqual([...rungs.map((a) => a.effectiveAt)].sort());
  expect(rungs.every((a) => a.raisedBy === 'act')).toBe(true);
  await intact(id);
});

test('midnight passes while a number is drawn: the act is refused and the number is not wasted', async () => {
  const id = await world.open();
  const clock = { ...clockAt('2026-01-12T23:59:30') };
  const jumping = new Proxy(world.db.pool, {
    get(target, name) {
      if (name !== 'connect') {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      }
      return async () => {
        const client = await target.connect();
        return new Proxy(client, {
          get(inner, member) {
            if (member === 'query')
              return (text: string, values?: unknown[]) => {
                if (text.includes('pg_advisory_xact_lock')) clock.lawStart = law(ONE_PAST);
                return inner.query(text, values);
              };
            const value: unknown = Reflect.get(inner, member, inner);
            return typeof value === 'function' ? (value.bind(inner) as unknown) : value;
          },
        });
      };
    },
  });
  const record = createRecord({
    pool: jumping,
    definitions: createDefinitions(world.db.pool),
    installation: clock,
    webhook: false,
  });
  expect(await decide(record, id, 'refuse-acceptance')).toMatchObject({
    kind: 'refused',
    refusal: { code: 'already-accepted' },
  });
  const { rows } = await world.db.pool.query(
    `select s.series from series s where s.last <> (select count(*) from drawn_numbers n where n.series = s.series and n.year = s.year)`,
  );
  expect(rows).toEqual([]);
  await intact(id);
});

test('a case goes on after its silence as after any acceptance', async () => {
  const id = await world.open();
  const later = recordAt('2026-01-13T09:00:00');
  await raise(later, id, 'timer');
  for (const officer of [people.examiner, people.secondExaminer])
    expect(
      await later.commit({
        caseId: id,
        command: {
          type: 'decide',
          task: `${id}.examination.1`,
          outcome: 'recommend-grant',
          data: examined,
          formErrors: [],
        },
        actor: officer,
        key: key(),
        scope: 'POST /test',
        fingerprint: '',
      }),
    ).toMatchObject({ kind: 'done' });
  await intact(id);
});
