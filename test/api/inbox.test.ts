import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown, daysLater, type ApplicantTown } from '../support/applicant-town';

let api: ApiUnderTest;
let town: ApplicantTown;
let clerk: Somebody;
beforeAll(async () => {
  api = await anApi();
  town = await applicantTown(api);
  clerk = await api.signIn('zhangwei');
});
afterAll(() => api.drop());
afterEach(() => daysLater(api, 0));

interface Row {
  readonly case: string;
  readonly id: string;
  readonly seq: number;
  readonly step: string;
  readonly [member: string]: unknown;
}
async function rows(who: Somebody, query: string): Promise<readonly Row[]> {
  const { status, json, text } = await who.call('GET', `/api/tasks?limit=200&${query}`);
  if (status !== 200) throw new Error(text);
  return json.items as Row[];
}
const rowOf = async (who: Somebody, id: string, query = 'box=pool'): Promise<Row | undefined> =>
  (await rows(who, query)).find((row) => row.case === id);

test('a row says what, for whom, why mine, how long and how much is there', async () => {
  const own = await town.open(['identity', 'floorPlan']);
  const row = await rowOf(clerk, own.id);
  expect(row).toMatchObject({
    number: own.number,
    party: '张先生',
    item: { code: '000131023000', name: { zh: expect.stringMatching(/食品/), en: expect.any(String) } },
    procedure: { id: 'food-business-permit', version: 1 },
    step: 'acceptance',
    round: 1,
    because: { code: 'post', zh: expect.stringContaining('窗口人员'), en: expect.stringContaining('window clerk') },
    clock: { id: 'acceptance', state: 'running', article: '行政许可法第三十二条第一款第四项' },
    daysLeft: 5,
    materials: { received: 2, required: 3 },
    flags: [],
  });
  expect(row?.holder).toBeUndefined();
  // A paper is missing: it cannot be accepted by a glance at a list.
  expect(row?.routine).toBeUndefined();
});

test('claimed, it is shown with its holder and the act that is to be named', async () => {
  const own = await town.open();
  const row = (await rowOf(clerk, own.id)) as Row;
  const act = { type: 'claim', expectedSeq: row.seq };
  expect((await clerk.call('POST', `/api/tasks/${row.id}/acts`, act)).status).toBe(200);
  const mine = (await rowOf(clerk, own.id, 'box=mine')) as Row;
  expect(mine).toMatchObject({
    because: { code: 'claimed' },
    holder: { id: 'zhangwei', name: '张伟' },
    routine: { outcome: 'accept', title: { zh: '受理' } },
  });
  const stale = await clerk.call('POST', `/api/tasks/${row.id}/acts`, { type: 'unclaim', expectedSeq: row.seq });
  expect([stale.status, stale.json.facts.seq]).toEqual([409, mine.seq]);
  const decided = { type: 'decide', outcome: 'accept', expectedSeq: mine.seq };
  expect((await clerk.call('POST', `/api/tasks/${row.id}/acts`, decided)).status).toBe(200);
  expect(await rowOf(clerk, own.id, 'box=done')).toMatchObject({ because: { code: 'decided' } });
  expect(await rowOf(clerk, own.id, 'box=waiting')).toMatchObject({
    because: { code: 'waiting' },
    step: 'examination',
  });
});

test('what asks for a form or an opinion is no routine; the approver’s grant is', async () => {
  const own = await town.accepted();
  const examiner = await api.signIn('wangfang');
  expect((await rowOf(examiner, own.id))?.routine).toBeUndefined();
  const ready = await town.accepted(2);
  const row = await rowOf(await api.signIn('wujun'), ready.id);
  expect(row?.routine).toEqual({ outcome: 'grant', title: { zh: '准予许可', en: 'Grant' } });
});

test('a limit that stands still says why, and one that has passed by how many working days', async () => {
  const approver = await api.signIn('wujun');
  const own = await town.accepted(2);
  const stop = { type: 'suspend-clock', clock: 'decision', ground: 'expert-review' };
  expect((await approver.call('POST', `/api/cases/${own.id}/acts`, stop)).status).toBe(200);
  expect(await rowOf(approver, own.id)).toMatchObject({
    light: 'paused',
    due: null,
    clock: { state: 'paused', ground: { zh: '专家评审', en: 'a review by experts' }, article: '行政许可法第四十五条' },
    daysLeft: 10,
  });
  const late = await town.accepted(2);
  await daysLater(api, 30);
  const row = (await rowOf(approver, late.id, 'box=pool&due=overdue')) as Row;
  expect(row.daysLeft).toBeLessThan(0);
  expect(await rowOf(approver, own.id, 'box=pool&due=overdue')).toBeUndefined();
  expect(await rowOf(approver, late.id, 'box=pool&due=today')).toBeUndefined();
});

test('supplemented in a second round, it says so', async () => {
  const own = await town.incomplete(['identity', 'floorPlan']);
  const file = (await clerk.upload()).json.id;
  const supplement = { type: 'supplement', data: { premisesProof: file } };
  expect((await clerk.call('POST', `/api/cases/${own.id}/acts`, supplement)).status).toBe(200);
  expect(await rowOf(clerk, own.id)).toMatchObject({
    round: 2,
    flags: ['supplemented'],
    materials: { received: 3, required: 3 },
  });
});

test('each filter finds what it says and nothing else; one list holds what is mine and what is offered', async () => {
  const own = await town.open();
  const all = await rows(clerk, 'box=todo');
  const [mine, pool] = [await rows(clerk, 'box=mine'), await rows(clerk, 'box=pool')];
  expect(all.map(({ id }) => id).sort()).toEqual([...mine, ...pool].map(({ id }) => id).sort());
  for (const query of [
    'step=acceptance',
    'procedure=food-business-permit',
    'organisation=xuxiake-centre',
    'organisation=approval-bureau',
    'q=zxs',
    `q=${own.number}`,
  ])
    expect([query, (await rowOf(clerk, own.id, `box=todo&${query}`))?.case]).toEqual([query, own.id]);
  for (const query of ['step=examination', 'procedure=renewal', 'organisation=huashi-centre', 'due=overdue', 'q=wrx'])
    expect([query, await rowOf(clerk, own.id, `box=todo&${query}`)]).toEqual([query, undefined]);
  const pages: string[] = [];
  for (let after = ''; ;) {
    const { items, next } = (await clerk.call('GET', `/api/tasks?box=todo&limit=2${after}`)).json;
    pages.push(...items.map(({ id }: Row) => id));
    if (next === null) break;
    after = `&after=${next}`;
  }
  expect(pages).toEqual(all.map(({ id }) => id));
});

test('what is due today and overdue is counted as the lists show it', async () => {
  await town.open();
  for (const days of [0, 7, 40]) {
    await daysLater(api, days);
    const { dueToday, overdue } = (await clerk.call('GET', '/api/tasks/counts')).json;
    const listed = [await rows(clerk, 'box=todo&due=today'), await rows(clerk, 'box=todo&due=overdue')];
    expect([days, dueToday, overdue]).toEqual([days, ...listed.map((each) => each.length)]);
  }
});
