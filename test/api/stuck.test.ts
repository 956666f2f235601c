import { ROUTES } from '../../src/contract/routes';
import { FAULT_CODES, type Fault } from '../../src/ops/fault';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown, daysLater, type ApplicantTown, type OwnCase } from '../support/applicant-town';

let api: ApiUnderTest;
let town: ApplicantTown;
let faults: readonly Fault[] = [];
const staff = new Map<string, Somebody>();
const of = (name: string): Somebody => staff.get(name) as Somebody;
/** Accepted, and nobody has examined it yet. */
let examining: OwnCase;
let atWindow: OwnCase;

beforeAll(async () => {
  const found = () => Promise.resolve({ faults, reachable: true, lookedAt: Date.now() });
  api = await anApi({}, (deps) => ({ ...deps, watch: { ...deps.watch, findings: found, ofCase: found } }));
  town = await applicantTown(api);
  for (const name of ['zhangwei', 'wangfang', 'wujun', 'qianjianguo', 'shijie', 'fenglei', 'zhujianhua', 'chenjing'])
    staff.set(name, await api.signIn(name));
  [examining, atWindow] = [await town.accepted(0), await town.open()];
}, 120_000);
afterAll(() => api?.drop());

interface Listed {
  readonly id: string;
  readonly case: string;
  readonly kind: string;
  readonly task?: string;
  readonly sentence: { readonly zh: string; readonly en: string };
  readonly urgedAt?: string;
  readonly actions: readonly { readonly type: string; readonly on: string; readonly id: string }[];
}
const listed = async (who: string, query = ''): Promise<readonly Listed[]> => {
  const { status, json } = await of(who).call('GET', `/api/waits${query}`);
  expect(status).toBe(200);
  expect(ROUTES.waits.reply.safeParse(json).error?.issues ?? []).toEqual([]);
  return json.items;
};
const typesFor = async (who: string, caseId: string): Promise<readonly string[]> =>
  (await listed(who)).filter((wait) => wait.case === caseId)[0]?.actions.map(({ type }) => type) ?? [];

test('each open wait is listed with its sentence and with the acts that are offered to who asks', async () => {
  const waits = await listed('qianjianguo');
  const seats = waits.filter((wait) => wait.case === examining.id);
  expect(seats.map(({ kind }) => kind)).toEqual(['human-unclaimed', 'human-unclaimed']);
  expect(seats[0]?.sentence.zh).toMatch(/等待江阴市行政审批局审查人员/);
  expect(JSON.stringify(waits)).not.toContain('张先生');
  expect(await typesFor('qianjianguo', examining.id)).toEqual(['urge', 'reassign']);
  expect(await typesFor('wangfang', examining.id)).toEqual(['claim', 'decide', 'urge']);
  expect(await typesFor('zhangwei', examining.id)).toEqual(['urge']);
});

test('the list is cut into pages, and filtered by kind, body, procedure, cause, limit and words', async () => {
  const all = await listed('shijie');
  const paged: Listed[] = [];
  for (let after = ''; ;) {
    const { json } = await of('shijie').call('GET', `/api/waits?limit=1${after}`);
    paged.push(...json.items);
    if (json.next === null) break;
    after = `&after=${json.next}`;
  }
  expect(paged.map(({ case: of_, id }) => [of_, id])).toEqual(all.map(({ case: of_, id }) => [of_, id]));
  const cases = async (query: string) => [...new Set((await listed('shijie', query)).map((wait) => wait.case))];
  expect(await cases('?organisation=approval-bureau')).toEqual([examining.id]);
  expect(await cases('?organisation=xuxiake-centre')).toEqual([atWindow.id]);
  expect(await cases('?procedure=none')).toEqual([]);
  expect(await cases('?kind=applicant')).toEqual([]);
  expect(await cases(`?q=${atWindow.number}`)).toEqual([atWindow.id]);
  expect(await cases('?fingerprint=task:food-business-permit:acceptance:window-clerk@xuxiake-centre')).toEqual([
    atWindow.id,
  ]);
  expect(await cases('?overdue=true')).toEqual([]);
  expect((await of('shijie').call('GET', '/api/waits?after=nonsense')).status).toBe(400);
  expect((await of('shijie').call('GET', '/api/waits?overdue=perhaps')).status).toBe(400);
});

test('they are counted by unit and by cause, over the same cases as the list', async () => {
  for (const who of ['shijie', 'zhangwei', 'wangfang', 'chenjing']) {
    const { json } = await of(who).call('GET', '/api/waits/groups');
    expect(ROUTES.waitGroups.reply.safeParse(json).error?.issues ?? []).toEqual([]);
    const sum = (groups: readonly { readonly count: number }[]) => groups.reduce((n, { count }) => n + count, 0);
    const { length } = await listed(who);
    expect([who, sum(json.byUnit), sum(json.byCause)]).toEqual([who, length, length]);
  }
  const { json } = await of('shijie').call('GET', '/api/waits/groups');
  expect(json.byUnit[0]).toMatchObject({
    kind: 'human-unclaimed',
    organisation: { id: 'approval-bureau', name: { zh: '江阴市行政审批局' } },
    count: 2,
    overdue: 0,
  });
});

test('who is urged hears of it once in four hours, and it is seen that he was', async () => {
  const task = `${examining.id}.examination.1`;
  const urge = () => of('zhangwei').call('POST', `/api/tasks/${task}/acts`, { type: 'urge', reason: '申请人来电' });
  expect((await urge()).status).toBe(200);
  const again = await urge();
  expect([again.status, again.json.code]).toEqual([409, 'urged-recently']);
  expect(again.json.facts.minutes).toBeGreaterThan(230);
  const { items } = (await of('wangfang').call('GET', '/api/messages')).json as { items: { template: string }[] };
  expect(items.filter(({ template }) => template === 'urged')).toHaveLength(1);
  const [wait] = (await listed('wangfang')).filter((each) => each.case === examining.id);
  expect(wait?.urgedAt).toBeDefined();
  // What may not be done is not offered.
  expect(await typesFor('zhangwei', examining.id)).toEqual([]);
  const blank = await of('wujun').call('POST', `/api/cases/${examining.id}/acts`, { type: 'urge', reason: ' ' });
  expect([blank.status, blank.json.errors[0].path]).toEqual([400, '/reason']);
});

test('a seat is given only to who may sit there, by who may give it', async () => {
  const task = `${examining.id}.examination.1`;
  const give = (who: string, to: string, seat = `${task}.1`) =>
    of(who).call('POST', `/api/tasks/${task}/acts`, { type: 'reassign', seat, to, reason: '外出培训' });
  const { json } = await of('qianjianguo').call('GET', `/api/tasks/${task}/candidates`);
  const offered = (json.items as { person: { id: string }; seat: string }[]).filter(({ seat }) => seat === `${task}.1`);
  expect(offered.map(({ person }) => person.id)).toEqual(expect.arrayContaining(['wangfang', 'lina', 'sunqiang']));
  expect(offered.map(({ person }) => person.id)).not.toContain('wujun');
  expect([(await give('wujun', 'lina')).status, (await give('wangfang', 'lina')).status]).toEqual([403, 403]);
  for (const to of ['wujun', 'chenjing', 'nobody', 'shijie']) {
    const refused = await give('qianjianguo', to);
    expect([to, refused.status, refused.json.code, refused.json.facts.because]).toEqual([
      to,
      422,
      'not-eligible',
      'not-your-post',
    ]);
  }
  expect((await give('qianjianguo', 'sunqiang')).status).toBe(200);
  const twice = await give('shijie', 'sunqiang', `${task}.2`);
  expect([twice.status, twice.json.facts.because]).toEqual([422, 'already-seated']);
  expect((await give('shijie', 'lina')).status).toBe(200);
  const acts = (await of('shijie').call('GET', `/api/cases/${examining.id}/acts?limit=200`)).json.items;
  expect(acts.at(-1)).toMatchObject({
    type: 'reassigned',
    actor: 'shijie',
    basis: 'admin',
    principal: expect.stringMatching(/^post:administrator@/),
    payload: { from: 'sunqiang', to: 'lina', reason: '外出培训' },
  });
});

test('what lies under a wait is told first, and the sentence of the case tells it', async () => {
  const fault = (code: Fault['code'], facts: Fault['facts'] = {}): Fault => ({
    code,
    since: Date.now(),
    affected: 1,
    cases: [],
    fingerprint: code,
    facts,
  });
  const told = async () => (await of('shijie').call('GET', `/api/cases/${atWindow.id}/explanation`)).json;
  const kinds = (waits: readonly { kind: string; causes: readonly { kind: string }[] }[]) =>
    waits.map(({ kind, causes }) => [kind, causes.map((cause) => cause.kind)]);
  faults = [fault('nobody-eligible', { post: 'post:window-clerk@xuxiake-centre' })];
  const nobody = await told();
  expect(kinds(nobody.waits)).toEqual([['human-unclaimed', ['nobody-eligible']]]);
  expect(nobody.sentence.zh).toBe('徐霞客镇政务服务中心窗口人员目前没有在岗人员。');
  // A case that waits for people does not wait for the engine: that it is away is said, and is no cause.
  faults = [fault('temporal-down')];
  expect(kinds((await told()).waits)).toEqual([
    ['human-unclaimed', []],
    ['temporal-down', []],
  ]);
  faults = [fault('process-gone', { status: 'TERMINATED' })];
  const gone = await told();
  expect(kinds(gone.waits)[0]).toEqual(['process-gone', []]);
  expect(gone.sentence.zh).toMatch(/流程被人从外部终止/);
  expect(gone.waits[0].offered).toMatchObject([{ type: 'follow-again', on: 'case', id: atWindow.id }]);
  const found = (await of('zhujianhua').call('GET', '/api/findings')).json;
  expect(ROUTES.findings.reply.safeParse(found).error?.issues ?? []).toEqual([]);
  expect(found.items).toMatchObject([{ code: 'process-gone', severity: 'critical' }]);
  faults = [];
});

test('every fault is told in both languages, and no sentence shows a code', async () => {
  faults = FAULT_CODES.map((code) => ({
    code,
    since: Date.now(),
    affected: 1,
    cases: [],
    fingerprint: code,
    facts: {
      zh: '受理',
      en: 'Acceptance',
      failure: 'smtp-451',
      post: 'post:examiner@approval-bureau',
      person: 'wangfang',
      status: 'TERMINATED',
    },
  }));
  const { items } = (await of('shijie').call('GET', '/api/findings')).json as {
    items: {
      code: string;
      title: Record<string, string>;
      sentence: Record<string, string>;
      help: Record<string, string>;
    }[];
  };
  for (const { code, ...words } of items)
    for (const part of [words.title, words.sentence, words.help]) {
      expect([code, part['zh']]).toEqual([code, expect.stringMatching(/\p{Script=Han}/u)]);
      expect([code, part['en']]).toEqual([code, expect.stringMatching(/[a-z]{3}/)]);
      expect([code, Object.values(part).join(' ')]).toEqual([
        code,
        expect.not.stringMatching(/smtp-451|TERMINATED|approval-bureau|wangfang|undefined/),
      ]);
    }
  expect(items).toHaveLength(FAULT_CODES.length);
  faults = [];
});

// Last, since the days do not come back.
test('what has passed its limit is in the list of what has', async () => {
  await daysLater(api, 200);
  const overdue = await listed('shijie', '?overdue=true');
  expect(overdue.map((wait) => wait.case)).toContain(examining.id);
  await daysLater(api, 0);
});
