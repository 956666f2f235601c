import { randomUUID } from 'node:crypto';
import { anApi, shop, zhang, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown, type ApplicantTown } from '../support/applicant-town';

let api: ApiUnderTest;
let town: ApplicantTown;
let clerk: Somebody;
beforeAll(async () => {
  api = await anApi();
  town = await applicantTown(api);
  clerk = await api.signIn('zhangwei');
});
afterAll(() => api.drop());

const taskOf = async (id: string): Promise<string> =>
  (await clerk.call('GET', `/api/cases/${id}`)).json.tasks[0].id as string;
const at = (subject: string): string => `/api/drafts/${encodeURIComponent(subject)}`;
const typed = { outcome: 'accept', opinion: '写到一半' };

test('what was typed is there again, from whatever screen', async () => {
  const path = at(`task:${await taskOf((await town.open()).id)}`);
  expect((await clerk.call('GET', path)).json).toMatchObject({ version: 0, data: null, savedAt: null });
  const saved = await clerk.call('PUT', path, { version: 0, data: typed });
  expect([saved.status, saved.json]).toEqual([200, expect.objectContaining({ version: 1, data: typed })]);
  expect((await (await api.letIn('zhangwei')).call('GET', path)).json).toEqual(saved.json);
});

test('of two screens the second is shown what the first has saved, and nothing is lost', async () => {
  const path = at('window:7');
  await clerk.call('PUT', path, { version: 0, data: { name: '张' } });
  await clerk.call('PUT', path, { version: 1, data: { name: '张三' } });
  const late = await clerk.call('PUT', path, { version: 1, data: { name: '李四' } });
  expect([late.status, late.json.code, late.json.facts]).toEqual([
    409,
    'draft-moved',
    { version: 2, data: { name: '张三' }, savedAt: expect.any(String) },
  ]);
  // A repeat because the answer was lost is no conflict.
  expect((await clerk.call('PUT', path, { version: 1, data: { name: '张三' } })).json.version).toBe(2);
  expect((await clerk.call('PUT', path, { version: 2, data: { name: '李四' } })).json.version).toBe(3);
});

test('many saves at once over one version leave one of them, and every other is told', async () => {
  const path = at('window:8');
  const replies = await Promise.all(
    Array.from({ length: 8 }, (_, n) => clerk.call('PUT', path, { version: 0, data: { n } })),
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
});

test('a draft is its author’s alone, and on a task that he may see', async () => {
  const task = at(`task:${await taskOf((await town.open()).id)}`);
  await clerk.call('PUT', task, { version: 0, data: typed });
  expect((await (await api.signIn('liuyang')).call('GET', task)).json).toMatchObject({ version: 0, data: null });
  const stranger = await api.signIn('chenjing');
  for (const [method, body] of [
    ['GET', undefined],
    ['PUT', { version: 0, data: typed }],
    ['DELETE', undefined],
  ] as const)
    expect((await stranger.call(method, task, body)).status).toBe(404);
  for (const subject of ['x', 'task:', 'task:x', 'window:', 'window:1234', 'window/1'])
    expect((await clerk.call('GET', at(subject))).status).toBe(404);
});

test('it ends with the act it was typed for, at the task and at the window', async () => {
  const task = await taskOf((await town.open()).id);
  await clerk.call('PUT', at(`task:${task}`), { version: 0, data: typed });
  const refused = await clerk.call('POST', `/api/tasks/${task}/acts`, { type: 'decide', outcome: 'nothing' });
  expect(refused.status).toBe(422);
  expect((await clerk.call('GET', at(`task:${task}`))).json.version).toBe(1);
  expect((await clerk.call('POST', `/api/tasks/${task}/acts`, { type: 'decide', outcome: 'accept' })).status).toBe(200);
  expect((await clerk.call('GET', at(`task:${task}`))).json.version).toBe(0);

  await clerk.call('PUT', at('window:2'), { version: 0, data: { party: zhang } });
  const body = { procedure: 'food-business-permit', party: zhang, data: shop, draft: 'window:2' };
  expect((await clerk.call('POST', '/api/cases', { ...body, data: {} })).status).toBe(422);
  expect((await clerk.call('GET', at('window:2'))).json.version).toBe(1);
  expect((await clerk.call('POST', '/api/cases', body)).status).toBe(201);
  expect((await clerk.call('GET', at('window:2'))).json.version).toBe(0);
});

test('it is dropped on request, kept for thirty days, and no larger than a body may be', async () => {
  const path = at('window:3');
  await clerk.call('PUT', path, { version: 0, data: typed });
  expect((await clerk.call('DELETE', path)).status).toBe(204);
  expect((await clerk.call('DELETE', path)).status).toBe(204);
  expect((await clerk.call('GET', path)).json.version).toBe(0);
  await clerk.call('PUT', path, { version: 0, data: typed });
  await api.db.pool.query(`update drafts set saved_at = now() - interval '31 days' where subject = 'window:3'`);
  await clerk.call('PUT', at('window:4'), { version: 0, data: typed });
  expect((await clerk.call('GET', path)).json.version).toBe(0);
  const tooLarge = await clerk.call('PUT', path, { version: 0, data: { text: '长'.repeat(100_000) } });
  expect([tooLarge.status, tooLarge.json.code]).toEqual([413, 'too-large']);
  const keyless = await clerk.call('PUT', path, { version: 0, data: typed }, { key: null });
  expect([keyless.status, keyless.json.code]).toEqual([400, 'idempotency-key-missing']);
  expect((await clerk.call('PUT', path, { version: 0, data: typed }, { key: randomUUID() })).status).toBe(200);
});
