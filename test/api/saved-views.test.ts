import { randomUUID } from 'node:crypto';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';

let api: ApiUnderTest;
let clerk: Somebody;
let colleague: Somebody;
let stranger: Somebody;
beforeAll(async () => {
  api = await anApi();
  clerk = await api.signIn('zhangwei');
  colleague = await api.signIn('liuyang');
  stranger = await api.signIn('chenjing');
});
afterAll(() => api.drop());
afterEach(() => api.db.pool.query('delete from saved_views'));

const overdue = { name: '超期', list: 'tasks', query: { box: 'todo', due: 'overdue' } };
const save = (who: Somebody, view: object = overdue) => who.call('POST', '/api/views', view);
const names = async (who: Somebody): Promise<string[]> =>
  (await who.call('GET', '/api/views')).json.items.map(({ name }: { name: string }) => name);

test('a view is kept for its owner, changed and dropped by him', async () => {
  const { status, json } = await save(clerk);
  expect([status, json]).toEqual([
    201,
    expect.objectContaining({ ...overdue, own: true, default: false, owner: { id: 'zhangwei', name: '张伟' } }),
  ]);
  expect(await names(clerk)).toEqual(['超期']);
  expect(await names(colleague)).toEqual([]);
  const changed = await clerk.call('PUT', `/api/views/${json.id}`, { ...overdue, name: '已超期' });
  expect([changed.status, changed.json.name]).toEqual([200, '已超期']);
  for (let n = 0; n < 2; n += 1) expect((await clerk.call('DELETE', `/api/views/${json.id}`)).status).toBe(204);
  expect(await names(clerk)).toEqual([]);
});

test('a view shared with the own body is seen there, and changed by its owner alone', async () => {
  const { json } = await save(clerk, { ...overdue, organisation: 'xuxiake-centre', default: true });
  const [shown] = (await colleague.call('GET', '/api/views')).json.items;
  expect(shown).toMatchObject({ name: '超期', own: false, default: false, owner: { name: '张伟' } });
  expect(await names(stranger)).toEqual([]);
  for (const [who, status, code] of [
    [colleague, 403, 'view-not-yours'],
    [stranger, 404, 'not-found'],
  ] as const) {
    const reply = await who.call('PUT', `/api/views/${json.id}`, overdue);
    expect([reply.status, reply.json.code]).toEqual([status, code]);
  }
  const dropped = await colleague.call('DELETE', `/api/views/${json.id}`);
  expect([dropped.status, dropped.json.code]).toEqual([403, 'view-not-yours']);
  expect((await stranger.call('DELETE', `/api/views/${json.id}`)).status).toBe(204);
  expect(await names(clerk)).toEqual(['超期']);
});

test('nobody shares with a body that is not his', async () => {
  const { status, json } = await save(clerk, { ...overdue, organisation: 'huashi-centre' });
  expect([status, json.code]).toEqual([403, 'organisation-not-yours']);
  expect(await names(clerk)).toEqual([]);
});

test('one view of a list comes first', async () => {
  await save(clerk, { ...overdue, default: true });
  await save(clerk, { name: '办件', list: 'cases', query: {}, default: true });
  await save(clerk, { ...overdue, name: '今日', default: true });
  const { items } = (await clerk.call('GET', '/api/views')).json;
  expect(items.map((view: { name: string; default: boolean }) => [view.name, view.default])).toEqual([
    ['超期', false],
    ['办件', true],
    ['今日', true],
  ]);
});

test('a query that its list would not take is not saved', async () => {
  for (const [view, path] of [
    [{ ...overdue, query: { state: 'open' } }, '/query'],
    [{ ...overdue, list: 'cases' }, '/query'],
    [{ ...overdue, query: { colour: 'red' } }, '/query'],
    [{ ...overdue, query: { due: 'someday' } }, '/query/due'],
    [{ ...overdue, name: '  ' }, '/name'],
  ] as const) {
    const { status, json } = await save(clerk, view);
    expect([status, json.code, json.errors[0].path]).toEqual([400, 'malformed', path]);
  }
  expect(await names(clerk)).toEqual([]);
});

test('the same key saves one view, and fifty are enough', async () => {
  const key = randomUUID();
  const [first, again] = [
    await clerk.call('POST', '/api/views', overdue, { key }),
    await clerk.call('POST', '/api/views', overdue, { key }),
  ];
  expect(again.json).toEqual(first.json);
  const replies = await Promise.all(Array.from({ length: 51 }, (_, n) => save(clerk, { ...overdue, name: `${n}` })));
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(49);
  expect(replies.find(({ status }) => status !== 201)?.json.code).toBe('views-enough');
  expect(await names(clerk)).toHaveLength(50);
});

test('settings are the person’s own, wherever he signs in', async () => {
  expect((await clerk.call('GET', '/api/me/settings')).json).toEqual({
    language: 'zh',
    colours: 'system',
    textSize: 'normal',
  });
  const wanted = { language: 'en', colours: 'dark', textSize: 'large' };
  expect((await clerk.call('PUT', '/api/me/settings', wanted)).json).toEqual(wanted);
  expect((await (await api.letIn('zhangwei')).call('GET', '/api/me/settings')).json).toEqual(wanted);
  expect((await colleague.call('GET', '/api/me/settings')).json.language).toBe('zh');
  expect((await clerk.call('PUT', '/api/me/settings', { ...wanted, colours: 'pink' })).status).toBe(400);
});
