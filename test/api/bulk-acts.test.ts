import { randomUUID } from 'node:crypto';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown, type ApplicantTown } from '../support/applicant-town';

let api: ApiUnderTest;
let town: ApplicantTown;
let clerk: Somebody;
let approver: Somebody;
beforeAll(async () => {
  api = await anApi();
  town = await applicantTown(api);
  clerk = await api.signIn('zhangwei');
  approver = await api.signIn('wujun');
});
afterAll(() => api.drop());

interface Wanted {
  readonly task: string;
  readonly type: string;
  readonly expectedSeq: number;
  readonly outcome?: string;
}
/** As the row of the list offers it. */
async function routineOf(who: Somebody, id: string): Promise<Wanted> {
  const { items } = (await who.call('GET', '/api/tasks?box=todo&limit=200')).json;
  const row = items.find((item: { case: string }) => item.case === id);
  return {
    task: row.id,
    type: 'decide',
    expectedSeq: row.seq,
    ...(row.routine ? { outcome: row.routine.outcome } : {}),
  };
}
const send = (who: Somebody, acts: readonly object[], key: string = randomUUID(), more = {}) =>
  who.call('POST', '/api/tasks/acts', { acts, ...more }, { key });
const actsOf = async (id: string): Promise<readonly string[]> =>
  (await api.db.pool.query<{ type: string }>('select type from acts where case_id = $1 order by seq', [id])).rows.map(
    ({ type }) => type,
  );

test('what may be decided at a glance is decided, and what may not is named with its reason', async () => {
  const [whole, incomplete, foreign] = [
    await town.open(),
    await town.open(['identity']),
    await api.open(await api.signIn('chenjing')),
  ];
  const wanted = [
    await routineOf(clerk, whole.id),
    { ...(await routineOf(clerk, incomplete.id)), outcome: 'accept' },
    { task: `${foreign.id}.acceptance.1`, type: 'decide', expectedSeq: 1, outcome: 'accept' },
    { task: 'nothing', type: 'claim', expectedSeq: 1 },
  ];
  const { status, json } = await send(clerk, wanted);
  expect(status).toBe(200);
  expect([json.done, json.refused]).toEqual([1, 3]);
  expect(json.results).toEqual([
    { task: wanted[0]?.task, ok: true, seq: expect.any(Number) },
    {
      task: wanted[1]?.task,
      ok: false,
      problem: expect.objectContaining({ status: 409, code: 'materials-missing', basis: expect.any(String) }),
    },
    { task: wanted[2]?.task, ok: false, problem: expect.objectContaining({ status: 404, code: 'not-found' }) },
    { task: 'nothing', ok: false, problem: expect.objectContaining({ status: 404, code: 'not-found' }) },
  ]);
  expect(await actsOf(whole.id)).toContain('accepted');
  expect(await actsOf(incomplete.id)).not.toContain('accepted');
});

test('a repeat gets the first answers, and nothing is done twice', async () => {
  const [one, two] = [await town.open(), await town.open(['identity'])];
  const wanted = [await routineOf(clerk, one.id), { ...(await routineOf(clerk, two.id)), outcome: 'accept' }];
  const key = randomUUID();
  const first = await send(clerk, wanted, key);
  const acts = await actsOf(one.id);
  // The paper comes meanwhile: the first answer stays what it was.
  const again = await send(clerk, wanted, key);
  expect([again.status, again.json]).toEqual([200, first.json]);
  expect(await actsOf(one.id)).toEqual(acts);
  const other = await send(clerk, wanted.slice(0, 1), key);
  expect([other.status, other.json.code]).toEqual([422, 'idempotency-key-reused']);
});

test('many at once with the same key decide once', async () => {
  const cases = [await town.open(), await town.open(), await town.open()];
  const wanted = await Promise.all(cases.map(({ id }) => routineOf(clerk, id)));
  const key = randomUUID();
  const replies = await Promise.all([1, 2, 3].map(() => send(clerk, wanted, key)));
  for (const { status, json } of replies) expect([status, json]).toEqual([200, replies[0]?.json]);
  for (const { id } of cases) expect((await actsOf(id)).filter((type) => type === 'decided')).toEqual(['decided']);
});

test('what changed since it was listed, what asks for reading and an outcome that is not the ordinary one are refused', async () => {
  const granted = await town.accepted(2);
  const row = await routineOf(approver, granted.id);
  const codes = async (act: object): Promise<string> =>
    (await send(approver, [act])).json.results[0].problem?.code ?? 'done';
  expect(await codes({ ...row, expectedSeq: row.expectedSeq - 1 })).toBe('task-stale');
  expect(await codes({ ...row, outcome: 'reexamine' })).toBe('opinion-missing');
  expect(await codes({ ...row, outcome: 'nothing' })).toBe('outcome-unknown');
  const examiner = await api.signIn('wangfang');
  const examined = await town.accepted();
  const unread = { ...(await routineOf(examiner, examined.id)), outcome: 'recommend-grant' };
  expect((await send(examiner, [unread])).json.results[0].problem.code).toBe('not-routine');
  expect((await send(clerk, [row])).json.results[0].problem.code).toBe('not-your-post');
  expect(await codes(row)).toBe('done');
});

test('claiming many and giving them back', async () => {
  const cases = [await town.open(), await town.open()];
  const rows = await Promise.all(cases.map(({ id }) => routineOf(clerk, id)));
  const claims = rows.map(({ task, expectedSeq }) => ({ task, expectedSeq, type: 'claim' }));
  const { json } = await send(clerk, claims);
  expect(json.done).toBe(2);
  const back = claims.map((act, n) => ({ ...act, type: 'unclaim', expectedSeq: json.results[n].seq }));
  expect((await send(await api.signIn('liuyang'), back)).json.results[0].problem.code).toBe('not-claimed');
  expect((await send(clerk, back)).json.done).toBe(2);
});

test('a dry run judges and writes nothing; an empty or endless choice is no choice', async () => {
  const [one, two] = [await town.open(), await town.open(['identity'])];
  const wanted = [await routineOf(clerk, one.id), { ...(await routineOf(clerk, two.id)), outcome: 'accept' }];
  const before = await actsOf(one.id);
  const { json } = await send(clerk, wanted, randomUUID(), { dryRun: true });
  expect(json.results.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, false]);
  expect(await actsOf(one.id)).toEqual(before);
  for (const acts of [[], Array.from({ length: 101 }, () => wanted[0] as object)]) {
    const reply = await send(clerk, acts);
    expect([reply.status, reply.json.code]).toEqual([400, 'malformed']);
  }
});
