// A decision that may be taken back, over HTTP: what is told before, what is shown meanwhile and to whom, and what the withdrawal answers.
import { randomUUID } from 'node:crypto';
import { ROUTES } from '../../src/contract/routes';
import { EXAMPLES } from '../../src/contract/examples';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';

jest.setTimeout(60_000);
let api: ApiUnderTest;
const staff = new Map<string, Somebody>();
beforeAll(async () => {
  api = await anApi({ undoSeconds: 30 });
  for (const name of ['zhangwei', 'liuyang', 'wangfang', 'lina', 'wujun', 'shijie'])
    staff.set(name, await api.signIn(name));
});
afterAll(() => api.drop());
const of = (name: string): Somebody => staff.get(name) as Somebody;

const acceptance = (id: string): string => `${id}.acceptance.1`;
const acts = (id: string): string => `/api/tasks/${acceptance(id)}/acts`;
const task = async (who: string, id: string) => (await of(who).call('GET', `/api/tasks/${acceptance(id)}`)).json;
const accept = { type: 'decide', outcome: 'accept', opinion: '材料齐全。' };
async function accepting(): Promise<string> {
  const { id } = await api.open(of('zhangwei'));
  const { status, json } = await of('zhangwei').call('POST', acts(id), accept);
  expect([status, json.acts]).toEqual([200, [{ seq: json.seq, type: 'decision-held' }]]);
  return id;
}

test('how long it may be taken back is told before it is confirmed, with all that would follow', async () => {
  const { id } = await api.open(of('zhangwei'));
  const told = await of('zhangwei').call('POST', `/api/tasks/${acceptance(id)}/consequences`, { outcome: 'accept' });
  expect(told.json).toMatchObject({ undoSeconds: 30, next: [{ kind: 'task', step: 'examination' }] });
  expect(told.json.documents).not.toEqual([]);
  expect(ROUTES.consequences.reply.safeParse(told.json).error?.issues ?? []).toEqual([]);
});

test('meanwhile everybody sees who decided; its maker alone is offered to take it back', async () => {
  const id = await accepting();
  const mine = await task('zhangwei', id);
  expect(mine.held).toMatchObject({ person: 'zhangwei', outcome: 'accept' });
  expect(mine.held.seconds).toBeGreaterThan(25);
  expect(mine.held.seconds).toBeLessThanOrEqual(30);
  expect([mine.offered, Object.keys(mine.acts)]).toEqual([['withdraw'], ['withdraw']]);
  expect(ROUTES.task.reply.safeParse(mine).error?.issues ?? []).toEqual([]);
  const others = await task('liuyang', id);
  expect(others.seats).toMatchObject([{ state: 'decided', holder: { id: 'zhangwei' }, outcome: 'accept' }]);
  expect(others.offered).toEqual([]);
  const again = await of('liuyang').call('POST', acts(id), accept);
  expect([again.status, again.json.code]).toEqual([409, 'already-decided']);
  const theirs = await of('liuyang').call('POST', acts(id), { type: 'withdraw' });
  expect([theirs.status, theirs.json.code]).toEqual([403, 'not-your-decision']);
  const inbox = (await of('liuyang').call('GET', '/api/tasks?box=todo&limit=200')).json.items as { id: string }[];
  expect(inbox.map((row) => row.id)).not.toContain(acceptance(id));
});

test('why the case waits is one sentence: whose decision stands, until when, and who may take it back', async () => {
  const id = await accepting();
  const { sentence, waits } = (await of('liuyang').call('GET', `/api/cases/${id}/explanation`)).json;
  expect(sentence.zh).toMatch(/^“.+”已由张伟办理，\d\d:\d\d:\d\d生效，此前只有本人可以撤回。$/);
  expect(sentence.en).toMatch(/^张伟 has decided “.+”; it takes effect at \d\d:\d\d:\d\d, and until then/);
  expect(waits[0]).toMatchObject({ kind: 'decision-held', subject: 'person:zhangwei', offered: [] });
  const own = (await of('zhangwei').call('GET', `/api/cases/${id}/explanation`)).json;
  expect(own.waits[0].offered).toMatchObject([{ type: 'withdraw', on: 'task', id: acceptance(id) }]);
});

test('taken back, the seat is open, what was typed is there, and a repeat gets the first answer', async () => {
  const { id } = await api.open(of('zhangwei'));
  const draft = `/api/drafts/task:${encodeURIComponent(acceptance(id))}`;
  await of('zhangwei').call('PUT', draft, { version: 0, data: { opinion: '材料齐全。', checks: { identity: {} } } });
  await of('zhangwei').call('POST', acts(id), accept);
  const key = randomUUID();
  const body = EXAMPLES.actOnTask.withdraw.value;
  const first = await of('zhangwei').call('POST', acts(id), body, { key });
  expect([first.status, first.json.acts]).toEqual([200, [{ seq: first.json.seq, type: 'decision-withdrawn' }]]);
  expect((await of('zhangwei').call('POST', acts(id), body, { key })).json).toEqual(first.json);
  const open = await task('zhangwei', id);
  expect(open.held).toBeUndefined();
  expect(open.offered).toContain('decide');
  expect(open.history.find(({ type }: { type: string }) => type === 'decision-held').payload).toMatchObject({
    outcome: 'accept',
    opinion: '材料齐全。',
  });
  expect((await of('zhangwei').call('GET', draft)).json.data).toEqual({
    opinion: '材料齐全。',
    checks: { identity: {} },
  });
});

test('after the window it stands, and the refusal says what is possible instead', async () => {
  const id = await accepting();
  // The act of another lets it take effect.
  const asked = await of('shijie').call('POST', `/api/cases/${id}/acts`, { type: 'follow-again', reason: '核对' });
  expect(asked.status).toBe(200);
  const late = await of('zhangwei').call('POST', acts(id), { type: 'withdraw' });
  expect([late.status, late.json.code]).toEqual([409, 'decision-stands']);
  expect(late.json.detail).toContain('退回');
  const { tasks } = (await of('zhangwei').call('GET', `/api/cases/${id}`)).json;
  expect(tasks.map(({ step }: { step: string }) => step)).toContain('examination');
});

test('several done from the list are held, each for itself', async () => {
  const opened = [await api.open(of('zhangwei')), await api.open(of('zhangwei'))];
  const rows = await Promise.all(opened.map(({ id }) => task('zhangwei', id)));
  const { json } = await of('zhangwei').call('POST', '/api/tasks/acts', {
    acts: rows.map(({ id, seq }) => ({ task: id, type: 'decide', expectedSeq: seq, outcome: 'accept' })),
  });
  expect([json.done, json.refused]).toEqual([2, 0]);
  for (const { id } of opened) expect((await task('zhangwei', id)).offered).toEqual(['withdraw']);
});

describe('in effect', () => {
  const follows = (id: string) =>
    of('shijie').call('POST', `/api/cases/${id}/acts`, { type: 'follow-again', reason: '核对' });
  const examination = (id: string, round = 1): string => `/api/tasks/${id}.examination.${round}`;
  const examines = (who: string, id: string, round = 1) =>
    of(who).call('POST', `${examination(id, round)}/acts`, {
      ...{ type: 'decide', outcome: 'recommend-grant', opinion: '符合条件。' },
      data: { findings: '现场与图纸一致。', thirdPartiesAffected: false },
    });
  async function examined(): Promise<string> {
    const id = await accepting();
    await follows(id);
    for (const who of ['wangfang', 'lina']) expect((await examines(who, id)).status).toBe(200);
    await follows(id);
    return id;
  }

  test('it is taken back as long as nobody has decided after it: his seat alone is open again', async () => {
    const id = await examined();
    expect((await of('wujun').call('POST', `/api/tasks/${id}.decision.1/acts`, { type: 'claim' })).status).toBe(200);
    const typed = { opinion: '同意。' };
    await of('wujun').call('PUT', `/api/drafts/task:${id}.decision.1`, { version: 0, data: typed });
    const before = (await of('lina').call('GET', examination(id))).json;
    expect(before.offered).toEqual(['withdraw']);
    const told = await of('lina').call('POST', `${examination(id)}/consequences`, { act: { type: 'withdraw' } });
    expect(told.json).toMatchObject({ next: [{ step: 'examination' }], messages: expect.anything() as unknown });
    expect(told.json.messages).toContainEqual(expect.objectContaining({ event: 'taken-back' }));
    const body = { ...EXAMPLES.actOnTask.withdraw.value, expectedSeq: before.seq };
    const [first, second] = await Promise.all(
      [1, 2].map(() => of('lina').call('POST', `${examination(id)}/acts`, body)),
    );
    expect([first?.status, second?.status].sort()).toEqual([200, 409]);
    const again = (await of('lina').call('GET', examination(id, 2))).json;
    expect(again.seats).toMatchObject([
      { state: 'decided', holder: { id: 'wangfang' }, outcome: 'recommend-grant' },
      { state: 'open', holder: { id: 'lina' } },
    ]);
    const { tasks } = (await of('lina').call('GET', `/api/cases/${id}`)).json;
    expect(tasks.filter(({ state }: { state: string }) => state === 'open')).toMatchObject([{ step: 'examination' }]);
    const heard = (await of('wujun').call('GET', '/api/messages?limit=5')).json.items as { template: string }[];
    expect(heard.map(({ template }) => template)).toContain('taken-back');
    const late = await of('wujun').call('POST', `/api/tasks/${id}.decision.1/acts`, {
      type: 'decide',
      outcome: 'grant',
    });
    expect([late.status, late.json.code]).toEqual([409, 'step-taken-back']);
    expect((await examines('lina', id, 2)).status).toBe(200);
    await follows(id);
    // What he had typed is there when the step comes again.
    const draft = (await of('wujun').call('GET', `/api/drafts/task:${id}.decision.2`)).json;
    expect(draft).toMatchObject({ version: 0, data: typed });
  });

  test('it stands when somebody has decided after it, and for everybody else', async () => {
    const id = await examined();
    const asked = await of('wangfang').call('POST', `${examination(id)}/acts`, { type: 'withdraw' });
    expect(asked.status).toBe(200);
    const other = await of('zhangwei').call('POST', `${examination(id)}/acts`, { type: 'withdraw' });
    expect([other.status, other.json.code]).toEqual([403, 'not-your-decision']);
    await examines('wangfang', id, 2);
    await follows(id);
    const grant = { type: 'decide', outcome: 'grant', opinion: '同意。' };
    expect((await of('wujun').call('POST', `/api/tasks/${id}.decision.2/acts`, grant)).status).toBe(200);
    const late = await of('lina').call('POST', `${examination(id, 2)}/acts`, { type: 'withdraw' });
    expect([late.status, late.json.code]).toEqual([409, 'decision-stands']);
    expect(late.json.detail).toContain('退回');
  });
});
