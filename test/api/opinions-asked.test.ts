// Owns the proof that what comes of handing a seat on, asking for an opinion or a recusal is said before it is confirmed, and that whoever
// decides reads what others were asked and answered.
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown, type ApplicantTown } from '../support/applicant-town';

let api: ApiUnderTest;
let town: ApplicantTown;
const staff = new Map<string, Somebody>();
beforeAll(async () => {
  api = await anApi();
  town = await applicantTown(api);
  for (const name of ['zhangwei', 'wangfang', 'lina', 'sunqiang', 'zhoumin', 'wujun', 'zhengyan'])
    staff.set(name, await api.signIn(name));
});
afterAll(() => api.drop());
const of = (name: string): Somebody => staff.get(name) as Somebody;
const act = async (who: string, task: string, body: object): Promise<void> => {
  const { status, text } = await of(who).call('POST', `/api/tasks/${task}/acts`, body);
  expect({ status, ...(status === 200 ? {} : { text }) }).toEqual({ status: 200 });
};
const foretold = async (who: string, task: string, said: object) =>
  (await of(who).call('POST', `/api/tasks/${task}/consequences`, { act: said })).json;
const zh = (told: { says?: { zh: string }[] }): string => (told.says ?? []).map((each) => each.zh).join('\n');
const decisionOf = async (): Promise<string> => `${(await town.accepted(2)).id}.decision.1`;
const asked = async (who: string, task: string) =>
  (
    (await of(who).call('GET', `/api/tasks/${task}`)).json.asked as {
      kind: string;
      by: { name: string };
      to: { name: string };
      state: string;
      answer?: { opinion?: string; outcome?: { zh: string } };
    }[]
  ).map(({ kind, by, to, state, answer }) => [
    `${by.name}→${to.name} ${kind} ${state}`,
    ...(answer ? [answer.outcome?.zh ?? answer.opinion] : []),
  ]);

test('handed on: who decides then, who is told, and that the limit does not begin anew', async () => {
  const task = await decisionOf();
  await act('wujun', task, { type: 'claim' });
  const told = await foretold('wujun', task, { type: 'transfer', to: 'zhengyan', reason: '外出' });
  expect(told.refusal).toBeUndefined();
  expect(zh(told)).toMatch(/^“决定”由郑艳办理，收到消息；您不再办理，也不能收回。\n期限不重新计算，仍为 \d+月\d+日。$/);
  expect(told.messages).toEqual([expect.objectContaining({ channel: 'in-app', to: { zh: '郑艳', en: '郑艳' } })]);
  expect(told.clocks).toEqual([]);
  // Whom the law keeps away is told so, and nothing is promised.
  const kept = await foretold('wujun', task, { type: 'transfer', to: 'wangfang', reason: '外出' });
  expect([kept.refusal.code, kept.says]).toEqual(['not-eligible', undefined]);
});

test('an opinion asked for: it comes back, the seat waits, and what the other may not do any more', async () => {
  const opened = await town.accepted();
  const task = `${opened.id}.examination.1`;
  await act('wangfang', task, { type: 'claim' });
  const told = await foretold('wangfang', task, { type: 'delegate', to: 'sunqiang', question: '面积？' });
  expect(zh(told).split('\n')).toEqual([
    '孙强收到您的问题，只能提交意见，不能办理；意见交回给您，由您决定。',
    '意见交回或者您收回之前，您不能办理本环节。',
    expect.stringMatching(/^期限不重新计算/),
    expect.stringMatching(/^提交意见后，孙强不得再办理本办件的：.*决定/),
  ]);
  await act('wangfang', task, { type: 'delegate', to: 'sunqiang', question: '面积如何计算？' });
  const handed = await foretold('wangfang', task, { type: 'transfer', to: 'zhoumin', reason: '外出' });
  expect(zh(handed)).toContain('已向孙强征求的意见交给周敏。');
});

test('a recusal: who decides, and what each answer means', async () => {
  const task = await decisionOf();
  await act('wujun', task, { type: 'claim' });
  const told = await foretold('wujun', task, { type: 'recuse', ground: 'relative', reason: '亲属' });
  expect(zh(told)).toContain('由江阴市行政审批局机关负责人决定；决定前您的席位暂停办理。');
  expect(zh(told)).toContain('不得再承担本办件的此项职责');
});

test('who decides reads what was asked and answered, at this step and at those before', async () => {
  const opened = await town.accepted();
  const examination = `${opened.id}.examination.1`;
  await act('wangfang', examination, { type: 'claim' });
  await act('wangfang', examination, { type: 'delegate', to: 'sunqiang', question: '面积如何计算？' });
  expect(await asked('wangfang', examination)).toEqual([['王芳→孙强 delegate waiting']]);
  await act('wangfang', examination, { type: 'recall-delegation' });
  await act('wangfang', examination, { type: 'delegate', to: 'sunqiang', question: '面积如何计算？' });
  await act('sunqiang', examination, { type: 'submit-opinion', opinion: '按建筑面积。' });
  for (const name of ['wangfang', 'lina'])
    await town.decide(name, opened.id, 'recommend-grant', { findings: '一致。', thirdPartiesAffected: false });
  const decision = `${opened.id}.decision.1`;
  await act('wujun', decision, { type: 'add-sign', kind: 'consult', people: ['zhoumin'], reason: '是否同意？' });
  await act('wujun', decision, { type: 'add-sign', kind: 'before', people: ['zhengyan'], reason: '请先核对。' });
  const before = [['王芳→孙强 delegate ended'], ['王芳→孙强 delegate answered', '按建筑面积。']];
  expect(await asked('wujun', decision)).toEqual([
    ...before,
    ['吴军→周敏 consult waiting'],
    ['吴军→郑艳 before waiting'],
  ]);
  await act('zhoumin', decision, { type: 'submit-opinion', opinion: '同意。' });
  await act('zhengyan', decision, { type: 'decide', outcome: 'grant' });
  expect(await asked('wujun', decision)).toEqual([
    ...before,
    ['吴军→周敏 consult answered', '同意。'],
    ['吴军→郑艳 before answered', '准予许可'],
  ]);
});
