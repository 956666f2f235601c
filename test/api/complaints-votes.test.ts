// What users of other systems complain of when several decide at once, over HTTP and with a real Postgres: it goes right here.
import type { DecidingRule, SeatRule } from '../../src/kernel/procedure/definition';
import { EXAMPLES } from '../../src/contract/examples';
import { ROUTES } from '../../src/contract/routes';
import { anApi, type ApiUnderTest, type Reply, type Somebody } from '../support/an-api';
import { aVoteOver } from '../support/a-vote';
import { ALL, ANY, vote } from '../support/voting';

jest.setTimeout(90_000);
let api: ApiUnderTest;
const staff = new Map<string, Somebody>();
beforeAll(async () => {
  api = await anApi();
  const names = ['zhangwei', 'wangfang', 'lina', 'wujun', 'zhengyan', 'qianjianguo', 'zhoumin', 'shijie'];
  for (const name of names) staff.set(name, await api.letIn(name));
});
afterAll(() => api.drop());
const of = (name: string): Somebody => staff.get(name) as Somebody;
const acts = (task: string, step = 'acts'): string => `/api/tasks/${encodeURIComponent(task)}/${step}`;
const act = (who: string, task: string, body: object): Promise<Reply> => of(who).call('POST', acts(task), body);
const grant = { type: 'decide', outcome: 'grant', opinion: '同意。' };
const taskOf = async (who: string, task: string) => {
  const { json } = await of(who).call('GET', `/api/tasks/${encodeURIComponent(task)}`);
  expect(ROUTES.task.reply.safeParse(json).error?.issues ?? []).toEqual([]);
  return json;
};
async function typesOf(id: string): Promise<readonly string[]> {
  const sql = 'select type from acts where case_id = $1 order by seq';
  return (await api.db.pool.query<{ type: string }>(sql, [id])).rows.map(({ type }) => type);
}

const voting = (rule: DecidingRule, by: Partial<SeatRule> = { everyone: true }) => aVoteOver(api, of, rule, by);

test('“a double click creates two approvals”: two presses under two keys are one decision', async () => {
  const { id, task } = await voting(ALL);
  const [first, second] = await Promise.all([act('wujun', task, grant), act('wujun', task, grant)]);
  expect([first.status, second.status].sort()).toEqual([200, 409]);
  expect([first, second].find(({ status }) => status === 409)?.json.code).toBe('already-decided');
  expect((await typesOf(id)).filter((type) => type === 'decided')).toHaveLength(4);
  expect((await taskOf('wujun', task)).seats.map(({ state }: { state: string }) => state)).toEqual(['decided', 'open']);
});

test('“two replicas create duplicate approvals”: one key sent twice at once has one answer', async () => {
  const { id, task } = await voting(ALL);
  const press = () => of('wujun').call('POST', acts(task), grant, { key: `press ${id}` });
  const [first, second] = await Promise.all([press(), press()]);
  expect([first.status, second.json]).toEqual([200, first.json]);
  expect((await typesOf(id)).filter((type) => type === 'decided')).toHaveLength(4);
});

const withHead = { everyone: true, also: [{ post: 'agency-head', of: 'deciding' }] } as const;
test.each([
  ['the first decides', ANY, { everyone: true } as const, []],
  ['either of the last two completes the vote', vote([1, 2]), withHead, ['qianjianguo']],
])(
  '“concurrent completion fails and does not continue”: %s; one ends it, the other is told, and the case goes on',
  async (_, rule, by, before) => {
    const { id, task } = await voting(rule, by);
    for (const who of before) expect((await act(who, task, grant)).status).toBe(200);
    const answers = await Promise.all([act('wujun', task, grant), act('zhengyan', task, grant)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.json).toMatchObject({ code: 'already-decided' });
    const types = await typesOf(id);
    expect(types.filter((type) => type === 'granted')).toHaveLength(1);
    expect(types.filter((type) => type === 'closing')).toHaveLength(1);
  },
);

test('“concurrent completion fails”: of two who are both needed, both votes count and the case goes on', async () => {
  const { id, task } = await voting(ALL);
  const answers = await Promise.all([act('wujun', task, grant), act('zhengyan', task, grant)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect((await typesOf(id)).filter((type) => type === 'granted')).toHaveLength(1);
});

describe('the acts on the seats of a task', () => {
  const chaired = vote([1, 2], { tie: 'chair' });
  const by = { everyone: true, chair: { post: 'agency-head', of: 'deciding' } } as const;

  it('are offered and shown with the rule, the count and the turns', async () => {
    const { task } = await voting(chaired, by);
    const seen = await taskOf('wujun', task);
    expect(seen.deciding).toMatchObject({
      kind: 'vote',
      title: { zh: '票签' },
      rule: { zh: '同意票超过半数通过；票数相等时由主持人决定。' },
      tally: { agree: 0, disagree: 0, abstain: 0, undecided: 3, of: 3 },
    });
    expect(seen.seats).toMatchObject([
      { holder: { id: 'wujun' } },
      { holder: { id: 'zhengyan' } },
      { holder: { id: 'qianjianguo' }, chair: true },
    ]);
    expect([seen.offered, seen.addSign]).toEqual([
      expect.arrayContaining(['decide', 'add-sign']),
      ['before', 'after', 'parallel', 'consult'],
    ]);
    expect((await taskOf('zhangwei', task)).offered).not.toContain('add-sign');
  });

  it('go as their examples show', async () => {
    const { id, task } = await voting(chaired, by);
    const names = (await of('wujun').call('GET', `${acts(task, 'candidates')}?for=add-sign`)).json.items;
    const ids = names.map(({ person }: { person: { id: string } }) => person.id);
    expect(ids).toContain('zhoumin');
    for (const absent of ['wujun', 'zhengyan', 'wangfang', 'zhangwei']) expect(ids).not.toContain(absent);
    const none = await of('zhangwei').call('GET', `${acts(task, 'candidates')}?for=add-sign`);
    expect([none.status, none.json.code]).toEqual([409, 'add-sign-not-here']);

    const added = await act('wujun', task, EXAMPLES.actOnTask['add-sign'].value);
    expect([added.status, added.json.acts?.map(({ type }: { type: string }) => type)]).toEqual([
      200,
      ['signers-added', 'turns-changed'],
    ]);
    const waiting = await taskOf('wujun', task);
    expect(waiting.seats).toMatchObject([
      { state: 'waiting' },
      { state: 'open' },
      { state: 'open' },
      { holder: { id: 'zhoumin' }, added: { by: { id: 'wujun', name: '吴军' }, kind: 'before', of: `${task}.1` } },
    ]);
    expect(waiting.removable).toEqual([`${task}.4`]);
    const early = await act('wujun', task, grant);
    expect([early.status, early.json.code]).toEqual([409, 'not-your-turn']);
    const inbox = (await of('wujun').call('GET', '/api/tasks?box=mine&limit=200')).json.items as { id: string }[];
    expect(inbox.map((row) => row.id)).not.toContain(task);

    const foreign = await act('zhengyan', task, { type: 'remove-sign', seat: `${task}.4`, reason: '误加。' });
    expect([foreign.status, foreign.json.code]).toEqual([403, 'not-the-inviter']);
    const removed = await act('wujun', task, { ...EXAMPLES.actOnTask['remove-sign'].value, seat: `${task}.4` });
    expect(removed.status).toBe(200);
    const consult = { type: 'add-sign', kind: 'consult', people: ['zhoumin'], reason: '征求意见' };
    expect((await act('wujun', task, consult)).status).toBe(200);
    expect((await taskOf('zhoumin', task)).offered).toContain('submit-opinion');
    const given = await act('zhoumin', task, EXAMPLES.actOnTask['submit-opinion'].value);
    expect(given.status).toBe(200);

    expect((await act('wujun', task, grant)).status).toBe(200);
    const voted = await taskOf('wujun', task);
    expect([voted.offered, voted.deciding.tally.agree]).toEqual([['withdraw-vote', 'urge'], 1]);
    expect((await act('wujun', task, EXAMPLES.actOnTask['withdraw-vote'].value)).status).toBe(200);
    expect((await taskOf('wujun', task)).deciding.tally).toMatchObject({ agree: 0, undecided: 3 });
    expect(await typesOf(id)).toEqual(
      expect.arrayContaining(['signer-removed', 'opinion-submitted', 'vote-withdrawn']),
    );
  });

  it('say before they are confirmed what would follow', async () => {
    const { task } = await voting(vote([1, 2]), withHead);
    const parallel = { type: 'add-sign', kind: 'parallel', people: ['wangjianping'], weight: 2, reason: '共同研究' };
    const told = await of('wujun').call('POST', acts(task, 'consequences'), { act: parallel });
    expect([told.status, told.json.refusal?.code]).toEqual([200, 'not-eligible']);
    const unweighed = { type: 'add-sign', kind: 'parallel', people: ['zhoumin'], reason: '共同研究' };
    const asked = await of('wujun').call('POST', acts(task, 'consequences'), { act: unweighed });
    expect(asked.json.refusal?.code).toBe('weight-missing');
    const before = await of('wujun').call('POST', acts(task, 'consequences'), {
      act: EXAMPLES.actOnTask['add-sign'].value,
    });
    expect(before.json.refusal).toBeUndefined();
    expect(before.json.next).toMatchObject([{ kind: 'task', step: 'decision' }]);
    expect(ROUTES.consequences.reply.safeParse(before.json).error?.issues ?? []).toEqual([]);
  });
});
