import { randomUUID } from 'node:crypto';
import { anApi, shop, withCode, zhang, type ApiUnderTest, type Somebody } from '../support/an-api';

const FOOD = '000131023000';
let api: ApiUnderTest;
let clerk: Somebody;
let examiner: Somebody;
let second: Somebody;
let approver: Somebody;

beforeAll(async () => {
  api = await anApi();
  [clerk, examiner, second, approver] = (await Promise.all(
    ['zhangwei', 'wangfang', 'lina', 'wujun'].map((name) => api.signIn(name)),
  )) as [Somebody, Somebody, Somebody, Somebody];
});
afterAll(() => api.drop());

async function taskOf(who: Somebody, id: string): Promise<string> {
  const { json } = await who.call('GET', `/api/cases/${id}`);
  return json.tasks[0].id;
}
async function decide(who: Somebody, id: string, outcome: string, data?: object) {
  return who.call('POST', `/api/tasks/${await taskOf(who, id)}/acts`, {
    type: 'decide',
    outcome,
    opinion: '材料齐全，符合法定条件，同意。',
    ...(data ? { data } : {}),
  });
}
const examined = { findings: '现场与申请材料一致。', thirdPartiesAffected: false };

test('a complete application is accepted, examined by two and granted, through HTTP alone', async () => {
  const { id, number, code } = await api.open(clerk);
  const task = await clerk.call('GET', `/api/tasks/${await taskOf(clerk, id)}`);
  expect(task.json.offered).toEqual(['claim', 'decide', 'urge']);
  expect(task.json.outcomes[0]).toMatchObject({ id: 'accept' });
  expect(task.json.acts.decide.properties.outcome).toBeDefined();
  expect((await decide(clerk, id, 'accept')).status).toBe(200);
  expect((await decide(examiner, id, 'recommend-grant', examined)).status).toBe(200);
  expect((await decide(examiner, id, 'recommend-grant', examined)).json.code).toBe('already-seated');
  expect((await decide(second, id, 'recommend-grant', examined)).status).toBe(200);
  const granted = await decide(approver, id, 'grant');
  expect(granted.json.acts.map((act: { type: string }) => act.type)).toContain('granted');
  const seen = await api.nobody.call('GET', `/api/public/cases/${number}`, undefined, withCode(code));
  expect(seen.json).toMatchObject({ number, now: { zh: '决定已经作出，正在制作并送达文书。' } });
  expect(seen.text).not.toMatch(/wangfang|王芳|材料齐全/);
  const verified = await clerk.call('GET', `/api/cases/${id}/verification`);
  expect(verified.json).toMatchObject({ intact: true });
});

test('what was corrected at the window is what the case says from then on', async () => {
  const { id } = await api.open(clerk);
  expect((await decide(clerk, id, 'correct-now', { shopName: '徐霞客镇张记饭店' })).status).toBe(200);
  const { json } = await clerk.call('GET', `/api/cases/${id}`);
  expect(json.data).toMatchObject({ shopName: '徐霞客镇张记饭店', business: '餐饮服务' });
});

test('there is a receipt of what was handed in, and none of the case that a complaint opens', async () => {
  const { id } = await api.open(clerk);
  await clerk.call('POST', `/api/cases/${id}/acts`, { type: 'complain', text: '等候时间太长。' });
  const [linked] = (await clerk.call('GET', `/api/cases/${id}`)).json.linked;
  expect(linked.procedure).toBe('complaint');
  expect((await clerk.call('GET', `/api/cases/${id}/receipt`)).status).toBe(200);
  expect((await clerk.call('GET', `/api/cases/${linked.id}/receipt`)).status).toBe(404);
});

test('what is missing is listed once and supplied with the code of the receipt', async () => {
  const { id, number, code } = await api.open(clerk, ['identity', 'floorPlan']);
  const refused = await decide(clerk, id, 'accept');
  expect(refused.json).toMatchObject({ status: 409, code: 'materials-missing' });
  expect((await decide(clerk, id, 'request-supplement', { gaps: ['premisesProof'] })).status).toBe(200);
  const asked = await api.nobody.call('GET', `/api/public/cases/${number}`, undefined, withCode(code));
  expect(asked.json.todo.gaps).toEqual([
    { field: 'premisesProof', title: { zh: '营业场所使用证明', en: 'Proof of the right to use the premises' } },
  ]);
  expect(asked.json.may).toEqual(['supplement', 'withdraw-application']);
  const file = await api.nobody.upload(undefined, undefined, {
    ...withCode(code),
    path: `/api/public/cases/${number}/files`,
  });
  expect(file.status).toBe(201);
  const supplied = await api.nobody.call(
    'POST',
    `/api/public/cases/${number}/supplements`,
    { data: { premisesProof: file.json.id } },
    withCode(code),
  );
  expect(supplied.status).toBe(200);
  expect((await decide(clerk, id, 'accept')).status).toBe(200);
});

test('the inbox shows a task to those whose post it is, and counts it', async () => {
  const { id } = await api.open(clerk);
  const task = await taskOf(clerk, id);
  const pool = await clerk.call('GET', '/api/tasks?box=pool&limit=200');
  expect(pool.json.items.map((item: { id: string }) => item.id)).toContain(task);
  expect((await clerk.call('POST', `/api/tasks/${task}/acts`, { type: 'claim' })).status).toBe(200);
  const mine = await clerk.call('GET', '/api/tasks?box=mine');
  expect(mine.json.items).toEqual([
    expect.objectContaining({ id: task, case: id, offered: ['unclaim', 'decide', 'transfer', 'delegate', 'recuse'] }),
  ]);
  expect((await clerk.call('GET', '/api/tasks/counts')).json).toMatchObject({ mine: 1, cc: 0 });
  const other = await api.signIn('chenjing');
  expect((await other.call('GET', '/api/tasks?box=pool')).json.items).toEqual([]);
});

test('pages of the inbox and of the cases follow each other without a gap or a repeat', async () => {
  for (let n = 0; n < 3; n += 1) await api.open(clerk);
  for (const path of [
    '/api/tasks?box=pool&sort=due',
    '/api/tasks?box=pool&sort=new',
    '/api/cases?',
    '/api/cases?state=open',
  ]) {
    const all = (await clerk.call('GET', `${path}&limit=200`)).json.items.map((item: { id: string }) => item.id);
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { json } = await clerk.call('GET', `${path}&limit=1${after}`);
      seen.push(...json.items.map((item: { id: string }) => item.id));
      if (json.next === null) break;
      after = `&after=${json.next}`;
    }
    expect(seen).toEqual(all);
  }
});

test('the same key brings the first answer again, and nothing is opened twice', async () => {
  const key = randomUUID();
  const body = { procedure: 'food-business-permit', powerItem: FOOD, party: zhang, data: shop };
  const first = await clerk.call('POST', '/api/cases', body, { key });
  const again = await clerk.call('POST', '/api/cases', body, { key });
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.json).toEqual(first.json);
  expect(first.headers.get('location')).toBe(`/api/cases/${first.json.id}`);
});

test('a case explains what it waits for, and says what comes next', async () => {
  const { id } = await api.open(clerk);
  const why = await clerk.call('GET', `/api/cases/${id}/explanation`);
  expect(why.json.sentence.zh).toContain('徐霞客镇');
  expect(why.json.waits[0]).toMatchObject({ kind: 'human-unclaimed', clock: 'acceptance' });
  const steps = (await clerk.call('GET', `/api/cases/${id}/forecast`)).json.steps;
  expect(steps.map((step: { step: string }) => step.step)).toEqual([
    'acceptance',
    'examination',
    'telling',
    'rights',
    'hearing',
    'review',
    'decision',
  ]);
});
