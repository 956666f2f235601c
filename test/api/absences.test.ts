// Absences over HTTP (我的外出): who acts for whom, that lists and counts agree, that it ends, and that a leaver's tasks are handed over.
import { randomUUID } from 'node:crypto';
import { ROUTES } from '../../src/contract/routes';
import { createAgencyEnds } from '../../src/record/agencies';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';

jest.setTimeout(60_000);
let api: ApiUnderTest;
const staff = new Map<string, Somebody>();
const NAMES = ['zhangwei', 'liuyang', 'chenjing', 'zhaolei', 'wangfang', 'lina', 'sunqiang', 'youlan', 'shijie'];
beforeAll(async () => {
  api = await anApi();
  for (const name of NAMES) staff.set(name, await api.signIn(name));
});
afterAll(() => api.drop());
const of = (name: string): Somebody => staff.get(name) as Somebody;

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const away = (agent: string, more: object = {}) => ({
  agent,
  from: today(),
  to: '2099-12-31',
  reason: '年休假。',
  ...more,
});
async function absent(who: string, agent: string, more: object = {}): Promise<string> {
  const { status, json } = await of(who).call('POST', '/api/me/absences', away(agent, more));
  expect([status, json.state]).toEqual([201, 'in-force']);
  return json.id as string;
}
const end = (who: string, id: string) => of(who).call('POST', `/api/me/absences/${id}/end`);
const box = async (who: string, name: string) =>
  (await of(who).call('GET', `/api/tasks?box=${name}&limit=200`)).json.items as {
    id: string;
    because: { code: string; zh: string };
  }[];
const counts = async (who: string) => (await of(who).call('GET', '/api/tasks/counts')).json as Record<string, number>;
const acceptance = (id: string): string => `${id}.acceptance.1`;
const ledger = async (id: string) => (await of('shijie').call('GET', `/api/cases/${id}/acts?limit=200`)).json.items;

async function agrees(who: string): Promise<void> {
  const n = await counts(who);
  for (const name of ['mine', 'pool', 'done', 'cc', 'waiting'])
    expect([who, name, n[name]]).toEqual([who, name, (await box(who, name)).length]);
}

test('the agent sees what the absent one has and what waits for his post, says for whom, and counts it', async () => {
  const [held, free] = [await api.open(of('zhangwei')), await api.open(of('zhangwei'))];
  await of('zhangwei').call('POST', `/api/tasks/${acceptance(held.id)}/acts`, { type: 'claim' });
  expect((await of('chenjing').call('GET', `/api/cases/${held.id}`)).status).toBe(404);
  const rule = await absent('zhangwei', 'chenjing');
  const pool = await box('chenjing', 'pool');
  for (const { id } of [held, free])
    expect(pool.find((row) => row.id === acceptance(id))?.because).toMatchObject({
      code: 'agent',
      zh: expect.stringMatching(/^代张伟办理/),
    });
  await agrees('chenjing');
  await agrees('liuyang');

  const done = await of('chenjing').call('POST', `/api/tasks/${acceptance(held.id)}/acts`, {
    type: 'decide',
    outcome: 'accept',
    opinion: '材料齐全。',
  });
  expect(done.status).toBe(200);
  expect((await ledger(held.id)).find(({ type }: { type: string }) => type === 'decided')).toMatchObject({
    actor: 'chenjing',
    principal: 'person:zhangwei',
    basis: 'agent',
    payload: { agent: { rule, for: 'zhangwei', held: true } },
  });

  // Taken and not decided, it goes back at the end of the rule; and he sees nothing of it any more.
  await of('chenjing').call('POST', `/api/tasks/${acceptance(free.id)}/acts`, { type: 'claim' });
  expect((await box('chenjing', 'mine')).find((row) => row.id === acceptance(free.id))?.because.zh).toMatch(
    /^代张伟签收/,
  );
  await agrees('chenjing');
  expect((await end('zhangwei', rule)).json.state).toBe('ended');
  const refused = await of('chenjing').call('POST', `/api/tasks/${acceptance(free.id)}/acts`, { type: 'claim' });
  expect([refused.status, refused.json.code]).toEqual([404, 'not-found']);
  const returns = createAgencyEnds({ sql: api.db.pool, record: api.record });
  expect([await returns(), await returns()]).toEqual([1, 0]);
  expect((await ledger(free.id)).at(-1)).toMatchObject({
    type: 'agency-ended',
    basis: 'system',
    payload: { rule, from: 'chenjing' },
  });
  await agrees('chenjing');
  expect((await box('liuyang', 'pool')).map(({ id }) => id)).toContain(acceptance(free.id));
});

test('the scope is kept to: another procedure, another post and what is left out are not his', async () => {
  const { id } = await api.open(of('zhangwei'));
  const hasIt = async (): Promise<boolean> => (await box('chenjing', 'pool')).some((row) => row.id === acceptance(id));
  for (const [scope, has] of [
    [{ procedures: ['legal-review'] }, false],
    [{ procedures: ['food-business-permit'] }, true],
    [{ posts: ['examiner'] }, false],
    [{ posts: ['window-clerk'] }, true],
    [{ excludes: ['food-business-permit'] }, false],
    [{ excludes: ['window-clerk'] }, false],
  ] as const) {
    const rule = await absent('zhangwei', 'chenjing', scope);
    expect([scope, await hasIt()]).toEqual([scope, has]);
    await agrees('chenjing');
    const { status } = await of('chenjing').call('GET', `/api/tasks/${acceptance(id)}`);
    expect([scope, status]).toEqual([scope, has ? 200 : 404]);
    expect((await end('zhangwei', rule)).status).toBe(200);
  }
});

test('an agent of an agent acts for the first, and no further', async () => {
  const { id } = await api.open(of('zhangwei'));
  const rules = [
    await absent('zhangwei', 'chenjing'),
    await absent('chenjing', 'youlan'),
    await absent('youlan', 'lina'),
  ];
  const claim = (who: string) => of(who).call('POST', `/api/tasks/${acceptance(id)}/acts`, { type: 'claim' });
  // She holds no post at a window, and three steps are one too many.
  expect((await claim('lina')).json.code).toBe('not-your-post');
  expect((await claim('youlan')).status).toBe(200);
  expect((await ledger(id)).at(-1)).toMatchObject({
    actor: 'youlan',
    principal: 'person:zhangwei',
    payload: { agent: { rule: rules[0], for: 'zhangwei', through: [rules[1]] } },
  });
  for (const [n, who] of ['zhangwei', 'chenjing', 'youlan'].entries()) await end(who, rules[n] ?? '');
});

test('no circle, no day that is over, nobody unknown', async () => {
  const rules = [await absent('zhangwei', 'liuyang'), await absent('liuyang', 'chenjing')];
  for (const [who, agent] of [
    ['chenjing', 'zhangwei'],
    ['liuyang', 'zhangwei'],
    ['zhangwei', 'zhangwei'],
  ] as const) {
    const { status, json } = await of(who).call('POST', '/api/me/absences', away(agent));
    expect([who, agent, status, json.code]).toEqual([who, agent, 409, 'absence-cycle']);
  }
  for (const [body, code] of [
    [away('nobody'), 'person-unknown'],
    [away('zhaolei', { from: '2020-01-01', to: '2020-01-02' }), 'absence-days'],
    [away('zhaolei', { from: '2099-01-02', to: '2099-01-01' }), 'absence-days'],
  ] as const) {
    const { status, json } = await of('wangfang').call('POST', '/api/me/absences', body);
    expect([status, json.code]).toEqual([422, code]);
  }
  await end('zhangwei', rules[0] ?? '');
  await end('liuyang', rules[1] ?? '');
  expect((await end('zhangwei', rules[0] ?? '')).json.code).toBe('nothing-to-change');
  expect((await end('liuyang', rules[0] ?? '')).status).toBe(404);
});

test('for somebody else it takes two administrators', async () => {
  const proposed = await of('shijie').call('POST', '/api/admin/absences', {
    absent: 'wangfang',
    ...away('youlan'),
  });
  expect([proposed.status, proposed.json.state, proposed.json.mayConfirm]).toEqual([201, 'proposed', false]);
  const { id } = await api.open(of('zhangwei'));
  await of('zhangwei').call('POST', `/api/tasks/${acceptance(id)}/acts`, {
    type: 'decide',
    outcome: 'accept',
    opinion: '材料齐全。',
  });
  const claim = () => of('youlan').call('POST', `/api/tasks/${id}.examination.1/acts`, { type: 'claim' });
  expect((await claim()).status).toBe(404);
  const path = `/api/admin/absences/${proposed.json.id}/confirmation`;
  const alone = await of('shijie').call('POST', path, { reason: '核实' });
  expect([alone.status, alone.json.code]).toEqual([403, 'second-person-needed']);
  await of('shijie').call('POST', '/api/admin/posts', {
    person: 'sunqiang',
    kind: 'administrator',
    organisation: 'approval-bureau',
    from: today(),
    title: { zh: '系统管理员', en: 'Administrator' },
    reason: '增配。',
  });
  const confirmed = await of('sunqiang').call('POST', path, { reason: '已核实' });
  expect([confirmed.status, confirmed.json.state]).toEqual([200, 'in-force']);
  expect(ROUTES.confirmAbsence.reply.safeParse(confirmed.json).error?.issues ?? []).toEqual([]);
  expect((await claim()).status).toBe(200);
  const log = (await of('shijie').call('GET', '/api/admin/log')).json.items as { act: string }[];
  expect(log.map(({ act }) => act)).toEqual(expect.arrayContaining(['absence-proposed', 'absence-confirmed']));
  const ended = await of('shijie').call('POST', `/api/admin/absences/${proposed.json.id}/end`, { reason: '返岗' });
  expect(ended.json.state).toBe('ended');
});

test('a leaver’s tasks are handed over seat by seat, once, and what the law forbids is left and said', async () => {
  const open: string[] = [];
  for (let n = 0; n < 2; n++) {
    const { id } = await api.open(of('zhangwei'));
    await of('zhangwei').call('POST', `/api/tasks/${acceptance(id)}/acts`, {
      type: 'decide',
      outcome: 'accept',
      opinion: '材料齐全。',
    });
    await of('wangfang').call('POST', `/api/tasks/${id}.examination.1/acts`, { type: 'claim' });
    open.push(id);
  }
  // Lina sits in the other seat of the second.
  await of('lina').call('POST', `/api/tasks/${open[1] ?? ''}.examination.1/acts`, { type: 'claim' });
  const at = '/api/admin/people/wangfang/handover';
  const preview = (await of('shijie').call('GET', `${at}?to=lina`)).json;
  expect(ROUTES.handover.reply.safeParse(preview).error?.issues ?? []).toEqual([]);
  const seat = (reply: typeof preview, id: string) =>
    reply.seats.find((each: { case: { id: string } }) => each.case.id === id);
  expect(seat(preview, open[0] ?? '')).toMatchObject({ ok: true });
  expect(seat(preview, open[1] ?? '')).toMatchObject({
    ok: false,
    basis: '行政许可法第三十四条第三款',
    because: { zh: expect.stringContaining('不同人员') },
  });
  const key = randomUUID();
  const hand = () => of('shijie').call('POST', at, { to: 'lina', reason: '王芳离岗' }, { key });
  const done = await hand();
  expect([done.status, done.json.skipped]).toEqual([200, preview.skipped]);
  expect(seat(done.json, open[0] ?? '')).toMatchObject({ ok: true });
  const given = async (id: string) =>
    (await ledger(id)).filter(({ type }: { type: string }) => type === 'reassigned').length;
  await hand();
  expect([await given(open[0] ?? ''), await given(open[1] ?? '')]).toEqual([1, 0]);
});
