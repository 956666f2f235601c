import { Pool } from 'pg';
import { openDatabase } from '../../src/queries/database';
import { OutcomeUnknownError, TooBusyError } from '../../src/record/record';
import { anApi, shop, zhang, type ApiUnderTest } from '../support/an-api';

const open: ApiUnderTest[] = [];
async function without(over: Parameters<typeof anApi>[0]): Promise<ApiUnderTest> {
  const api = await anApi(over);
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
    ['GET', '/'],
  ] as const) {
    const { status, json, headers } = await api.nobody.call(method, path, body, {
      headers: { cookie: `oneseal=${'a'.repeat(43)}` },
    });
    expect({ path, status, code: json.code }).toEqual({ path, status: 503, code: 'database-unavailable' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
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
