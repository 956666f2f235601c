import { Pool } from 'pg';
import { openDatabase } from '../../src/queries/database';
import { createBacklog } from '../../src/record/backlog';
import { OutcomeUnknownError, TooBusyError } from '../../src/record/record';
import { anApi, shop, zhang, type ApiUnderTest } from '../support/an-api';

const open: ApiUnderTest[] = [];
async function without(...parts: Parameters<typeof anApi>): Promise<ApiUnderTest> {
  const api = await anApi(...parts);
  open.push(api);
  return api;
}
afterAll(() => Promise.all(open.map((api) => api.drop())));
const NOWHERE = 'postgres://nobody:nothing@127.0.0.1:1/none';

test('without the database every answer says so, with the time to come back', async () => {
  const pool = new Pool({ connectionString: NOWHERE });
  const db = openDatabase(NOWHERE, 1);
  const api = await without({ pool, db });
  for (const [method, path, body] of [
    ['GET', '/api/me'],
    ['POST', '/api/session', { username: 'zhangwei', password: 'x' }],
    ['POST', '/api/deadlines', { from: '2025-03-03', amount: 5, unit: 'months' }],
  ] as const) {
    const { status, json, headers } = await api.nobody.call(method, path, body, {
      headers: { cookie: `oneseal=${'a'.repeat(43)}` },
    });
    expect({ path, status, code: json.code }).toEqual({ path, status: 503, code: 'database-unavailable' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  const page = await api.nobody.call('GET', '/', undefined, {
    headers: { cookie: `oneseal=${'a'.repeat(43)}`, 'accept-language': 'zh-CN' },
  });
  expect([page.status, page.text.includes('系统暂时不可用，请稍后再试'), page.headers.has('retry-after')]).toEqual([
    503,
    true,
    true,
  ]);
  expect((await api.nobody.call('GET', '/healthz')).json).toEqual({ status: 'alive' });
  const ready = await api.nobody.call('GET', '/readyz');
  expect([ready.status, ready.json.status]).toEqual([503, 'down']);
  expect((await api.nobody.call('GET', '/metrics')).status).toBe(200);
  await pool.end();
  await db.$disconnect();
});

test('with Temporal away the API is degraded and goes on', async () => {
  const api = await without({ temporal: () => Promise.reject(new Error('away')) });
  expect((await api.nobody.call('GET', '/readyz')).json).toEqual({
    status: 'degraded',
    database: true,
    temporal: { reachable: false, behindSeconds: 0 },
    worker: false,
  });
  await api.open(await api.signIn('zhangwei'));
});

test('while the processes are behind new cases are refused, those under way go on, and it is over when they are fewer', async () => {
  const health = { reachable: true, behindSeconds: 0, worker: true };
  const api = await without({ temporal: () => Promise.resolve({ ...health }) }, (deps) => ({
    ...deps,
    behind: createBacklog(deps.pool).behind,
  }));
  const clerk = await api.signIn('zhangwei');
  const under = await api.open(clerk);
  const owe = (count: number, seconds: number) =>
    api.db.pool.query(
      `insert into wakes (case_id, root_id, workflow, seq, head, urgency, owed_at)
       select 'late' || n, 'late', 'approval', 1, '', 'now', now() - $2::float8 * interval '1 second' from generate_series(1, $1::int) n`,
      [count, seconds],
    );
  const opening = () =>
    clerk.call('POST', '/api/cases', { procedure: 'food-business-permit', powerItem: 'P2', party: zhang, data: shop });
  const lookedAnew = async (behind: boolean): Promise<void> => {
    const deadline = performance.now() + 5_000;
    while (((await opening()).json.code === 'processes-behind') !== behind)
      if (performance.now() > deadline) throw new Error(`never ${behind ? 'behind' : 'caught up'}`);
  };
  // A few that cannot be carried out are no crowd, and a crowd that came just now is not behind.
  await owe(5, 600);
  expect(await createBacklog(api.db.pool).behind()).toBe(false);
  await api.db.pool.query('delete from wakes');
  await owe(50, 1);
  expect(await createBacklog(api.db.pool).behind()).toBe(false);
  await api.db.pool.query('delete from wakes');
  await owe(50, 60);
  await lookedAnew(true);
  const { status, json, headers } = await opening();
  expect([status, json.code]).toEqual([429, 'processes-behind']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await clerk.call('GET', `/api/cases/${under.id}`)).status).toBe(200);
  expect((await clerk.call('POST', `/api/tasks/${under.id}.acceptance.1/acts`, { type: 'claim' })).status).toBe(200);
  health.worker = false;
  expect((await opening()).json.code).not.toBe('processes-behind');
  health.worker = true;
  await api.db.pool.query('delete from wakes');
  await lookedAnew(false);
});

test('papers that nobody has begun for long are a backlog, messages that wait for the morning are none', async () => {
  const { db, signIn, open: opening } = await without({});
  const { id } = await opening(await signIn('zhangwei'));
  await db.pool.query(
    `insert into acts (case_id, seq, v, simulated_time, at, effective_at, type, payload_digest, previous_hash, hash)
     select id, 1000, 1, false, now() - interval '1 minute', now(), 'effects-wanted', head, head, head from cases where id = $1`,
    [id],
  );
  const want = (kind: string) =>
    db.pool.query(
      `insert into effects (id, case_id, kind, state, asked_by, spec, claim)
       select $2 || n, $1, $2, 'wanted', 1000, '{}', 0 from generate_series(1, 30) n`,
      [id, kind],
    );
  await want('notify');
  expect(await createBacklog(db.pool).behind()).toBe(false);
  await want('issue-paper');
  expect(await createBacklog(db.pool).behind()).toBe(true);
  await db.pool.query(`update effects set state = 'claimed' where kind = 'issue-paper'`);
  expect(await createBacklog(db.pool).behind()).toBe(false);
});

test.each([
  ['a commit of unknown outcome', new OutcomeUnknownError(new Error('gone')), 503, 'database-unavailable'],
  ['too many waiting', new TooBusyError(3), 429, 'too-busy'],
  ['a fault of our own', new Error('secret of the house'), 500, 'internal'],
])('%s is answered without saying more', async (_, fault, status, code) => {
  const api = await without({ record: { open: () => Promise.reject(fault), commit: () => Promise.reject(fault) } });
  const clerk = await api.signIn('zhangwei');
  const body = { procedure: 'food-business-permit', party: zhang, data: shop };
  const { json, text, headers } = await clerk.call('POST', '/api/cases', body);
  expect(json).toMatchObject({ status, code });
  expect(text).not.toContain('secret');
  if (status !== 500) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  else expect(json.instance).toMatch(/^urn:uuid:/);
});
