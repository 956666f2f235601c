// Owns the proof that an administrator says who is in charge of a topic in a body, that only somebody of that body can be, one at a time,
// that it is kept in the log, and that a step which goes to whoever is in charge finds him.
import { PEOPLE } from '../../src/kernel/walk';
import { drawPeople } from '../../src/record/people';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';

let api: ApiUnderTest;
let shijie: Somebody;
let reader: Somebody;
beforeAll(async () => {
  api = await anApi();
  [shijie, reader] = [await api.signIn('shijie'), await api.signIn('wangfang')];
});
afterAll(() => api.drop());
const reason = '班子分工调整。';
const day = (after = 0): string => new Date(Date.now() + (8 + after * 24) * 3_600_000).toISOString().slice(0, 10);
const fire = { organisation: 'approval-bureau', topic: '消防', person: 'qianjianguo', from: day(), reason };
const post = (path: string, body: object) => shijie.call('POST', `/api/admin/topic-leads${path}`, body);
const messages = ({ json }: { json: { errors?: { path: string; message: string }[] } }) =>
  (json.errors ?? []).map(({ path, message }) => `${path} ${message}`);

test('somebody of the body is put in charge, found by the step, and ended again', async () => {
  const given = await post('', fire);
  expect([given.status, given.json]).toEqual([
    201,
    {
      id: expect.any(String),
      organisation: 'approval-bureau',
      topic: '消防',
      person: { id: 'qianjianguo', name: '钱建国', username: 'qianjianguo' },
      from: day(),
      to: null,
      current: true,
    },
  ]);
  const need = 'topic:消防:agency-head@approval-bureau';
  const found = async () => (await drawPeople(api.db.pool, [`${PEOPLE}${need}`]))[need]?.map(({ person }) => person);
  expect(await found()).toEqual(['qianjianguo']);
  expect(messages(await post('', { ...fire, person: 'wujun' }))).toEqual([
    `/topic “消防”已由钱建国分管（${day()} 起），请先结束。`,
  ]);
  const path = `/${given.json.id}/end`;
  expect((await post(path, { on: day(-5), reason })).json.code).toBe('day-too-early');
  expect((await post(path, { on: day(-1), reason })).json).toMatchObject({ to: day(-1), current: false });
  expect(await found()).toEqual([]);
  expect((await post(path, { on: day(), reason })).json.code).toBe('term-over');
  const list = async (query = '') => (await shijie.call('GET', `/api/admin/topic-leads${query}`)).json.items;
  expect([await list(), await list('?standing=all&organisation=approval-bureau')]).toEqual([
    [],
    [expect.objectContaining({ to: day(-1) })],
  ]);
  const log = (await shijie.call('GET', `/api/admin/log?subject=${given.json.id}`)).json.items;
  expect(log.map(({ act, reason: why }: { act: string; reason: string }) => [act, why])).toEqual(
    expect.arrayContaining([
      ['topic-given', reason],
      ['topic-ended', reason],
    ]),
  );
});

test('what cannot be is said at its field', async () => {
  expect(messages(await post('', { ...fire, topic: '水务', person: 'zhangwei' }))).toEqual([
    `/person 张伟在 ${day()} 没有江阴市行政审批局的岗位，请先任职。`,
  ]);
  expect(messages(await post('', { ...fire, topic: '水务', person: 'nobody' }))).toEqual(['/person 没有这个人员。']);
  expect(messages(await post('', { ...fire, organisation: 'nowhere' }))).toEqual(['/organisation 没有这个单位。']);
  expect(messages(await post('', { ...fire, topic: '水务', to: day(-3) }))).toEqual([
    expect.stringMatching(/^\/to 止日/),
  ]);
});

test('it is the administrators’ alone, and what does not exist is not found', async () => {
  expect((await post('/none/end', { on: day(), reason })).status).toBe(404);
  for (const [method, path] of [
    ['GET', ''],
    ['POST', ''],
    ['POST', '/none/end'],
  ] as const) {
    const body = method === 'GET' ? undefined : path === '' ? fire : { on: day(), reason };
    const refused = await reader.call(method, `/api/admin/topic-leads${path}`, body);
    expect([method, path, refused.status]).toEqual([method, path, 403]);
  }
});
