import { randomUUID } from 'node:crypto';
import { EXAMPLE, EXAMPLES, type RouteExamples } from '../../src/contract/examples';
import type { partyActs } from '../../src/contract/applicant';
import { ROUTES } from '../../src/contract/routes';
import { Client } from 'pg';
import { APPLICATION, AWAITING_PAYMENT, publishAwaitingPayment } from '../support/awaiting-payment';
import { publishReadingTooEarly, READING_TOO_EARLY } from '../support/reading-too-early';
import { anApi, shop, withCode, zhang, type ApiUnderTest, type Reply, type Somebody } from '../support/an-api';
import { createRecord } from '../../src/record/commit';
import { createDefinitions } from '../../src/record/definitions';
import { installation } from '../../src/record/installation';
import type { CaseRecord } from '../../src/record/record';
import { applicantTown, daysLater, type ApplicantTown, type OwnCase } from '../support/applicant-town';

let api: ApiUnderTest;
let town: ApplicantTown;
/** A record on a day of law that the town's own has not reached. */
let later: CaseRecord | undefined;
const staff = new Map<string, Somebody>();
beforeAll(async () => {
  api = await anApi({}, (deps) => ({
    ...deps,
    record: { ...deps.record, commit: (asked) => (later ?? deps.record).commit(asked) },
  }));
  town = await applicantTown(api);
  for (const name of ['zhangwei', 'wangfang', 'lina', 'zhoumin', 'wujun', 'qianjianguo', 'shijie', 'qinyu'])
    staff.set(name, await api.signIn(name));
});
afterAll(() => api.drop());
const of = (name: string): Somebody => staff.get(name) as Somebody;

/** As a reader does: his own in place of what is the running product's. */
function own(value: unknown, mine: Readonly<Partial<Record<keyof typeof EXAMPLE, string>>> = {}): unknown {
  return Object.entries(mine).reduce(
    (text, [name, id]) => text.replaceAll(EXAMPLE[name as keyof typeof EXAMPLE], id ?? ''),
    JSON.stringify(value),
  );
}
const accepted = ({ status, text }: Reply, expected = 200): void =>
  expect({ status, ...(status === expected ? {} : { text }) }).toEqual({ status: expected });
const shown = <N extends keyof typeof EXAMPLES>(name: N): RouteExamples => EXAMPLES[name];
const valueOf = (name: keyof typeof EXAMPLES, example: string): unknown => shown(name)[example]?.value;
const raw = (value: unknown, mine: Parameters<typeof own>[1] = {}) => ({
  raw: own(value, mine) as string,
});

describe('whoever signs in, issues, checks, uploads or counts as shown is served', () => {
  test('signing in', async () =>
    accepted(await api.nobody.call('POST', '/api/session', valueOf('signIn', 'clerk')), 204));
  test('a token', async () =>
    accepted(
      await of('zhangwei').call(
        'POST',
        '/api/access-tokens',
        undefined,
        raw(valueOf('issueToken', 'program'), { expiresAt: new Date(Date.now() + 30 * 86_400_000).toISOString() }),
      ),
      201,
    ));
  test('settings', async () =>
    accepted(await of('zhangwei').call('PUT', '/api/me/settings', valueOf('saveSettings', 'large'))));
  test('a view, and the same view changed', async () => {
    const reply = await of('zhangwei').call('POST', '/api/views', valueOf('saveView', 'overdue'));
    accepted(reply, 201);
    accepted(await of('zhangwei').call('PUT', `/api/views/${reply.json.id}`, valueOf('changeView', 'renamed')));
  });
  test('what is half written', async () =>
    accepted(await of('zhangwei').call('PUT', '/api/drafts/window', valueOf('saveDraft', 'opinion'))));
  test('a draft to check', async () => {
    const reply = await of('shijie').call('POST', '/api/procedures/checks', valueOf('checkProcedure', 'draft'));
    accepted(reply);
    expect(ROUTES.checkProcedure.reply.safeParse(reply.json).error?.issues ?? []).toEqual([]);
  });
  test('a paper', async () => {
    const { file } = valueOf('upload', 'paper') as { file: string };
    accepted(await of('zhangwei').upload(file), 201);
  });
  test.each(Object.entries(EXAMPLES.deadline))('a period: %s', async (_, { value }) =>
    accepted(await api.nobody.call('POST', '/api/deadlines', value)),
  );
});

test('the application that is shown is received', async () => {
  const file = (await of('zhangwei').upload()).json.id as string;
  accepted(await of('zhangwei').call('POST', '/api/cases', undefined, raw(valueOf('openCase', 'food'), { file })), 201);
});

test('the acts of people on a task go as shown, one after the other', async () => {
  const { id } = await town.open(['identity', 'floorPlan']);
  const { tasks } = (await of('zhangwei').call('GET', `/api/cases/${id}`)).json;
  const act = async (who: string, name: keyof typeof EXAMPLES.actOnTask, more: object = {}) =>
    accepted(
      await of(who).call('POST', `/api/tasks/${tasks[0].id}/acts`, {
        ...(valueOf('actOnTask', name) as object),
        ...more,
      }),
    );
  await act('zhangwei', 'claim');
  await act('zhangwei', 'delegate');
  await act('zhangwei', 'recall-delegation');
  await act('zhangwei', 'delegate');
  await act('lina', 'submit-opinion');
  await act('zhangwei', 'transfer');
});

test.each(['claim', 'unclaim', 'decide', 'urge', 'reassign'] as const)(
  'a task can be acted on as shown: %s',
  async (act) => {
    const { id } = await town.open(['identity', 'floorPlan']);
    const { tasks } = (await of('zhangwei').call('GET', `/api/cases/${id}`)).json;
    const path = `/api/tasks/${tasks[0].id}/acts`;
    if (act === 'unclaim') accepted(await of('zhangwei').call('POST', path, valueOf('actOnTask', 'claim')));
    // Only a head or an administrator gives a seat away.
    accepted(await of(act === 'reassign' ? 'shijie' : 'zhangwei').call('POST', path, valueOf('actOnTask', act)));
  },
);

test('the approver of a permit of the catalogue returns it as shown, and asks a colleague first', async () => {
  const { id } = await town.accepted();
  for (const name of ['wangfang', 'lina'])
    await town.decide(name, id, 'recommend-grant', { findings: '现场一致。', thirdPartiesAffected: false });
  const open = async () => {
    const { tasks } = (await of('wujun').call('GET', `/api/cases/${id}`)).json;
    return (tasks as { id: string; step: string; state: string }[]).find(({ state }) => state === 'open');
  };
  const decision = await open();
  const path = `/api/tasks/${decision?.id}`;
  const { json } = await of('wujun').call('GET', path);
  expect([json.addSign, json.returns]).toEqual([
    ['before', 'consult'],
    [expect.objectContaining({ to: 'examination', modes: ['direct'] })],
  ]);
  accepted(await of('wujun').call('POST', `${path}/acts`, valueOf('actOnTask', 'add-sign')));
  // Asked before: he says whether he agrees, and the decision stays with whoever asked.
  accepted(await of('zhoumin').call('POST', `${path}/acts`, { type: 'decide', outcome: 'grant' }));
  accepted(await of('wujun').call('POST', `${path}/acts`, valueOf('actOnTask', 'return')));
  expect((await open())?.step).toBe('examination');
});

/** Told of the right to be heard: the applicant and one neighbour. */
async function toldOfRights(): Promise<OwnCase> {
  const opened = await town.accepted();
  const affected = { findings: '紧邻居民楼。', thirdPartiesAffected: true };
  for (const name of ['wangfang', 'lina']) await town.decide(name, opened.id, 'recommend-grant', affected);
  await town.decide('wangfang', opened.id, 'tell', { parties: [{ name: '李阿姨' }] });
  return opened;
}
async function stopped(): Promise<OwnCase> {
  const opened = await town.accepted();
  accepted(await of('wujun').call('POST', `/api/cases/${opened.id}/acts`, valueOf('actOnCase', 'suspend-clock')));
  return opened;
}
/** One message could not be delivered. */
async function undelivered(): Promise<OwnCase & { readonly effect: string }> {
  const opened = await town.accepted();
  const { rows } = await api.db.pool.query<{ id: string }>(
    `select id from effects where case_id = $1 and state = 'wanted' order by asked_by, id limit 1`,
    [opened.id],
  );
  const effect = rows[0]?.id ?? '';
  const system = { caseId: opened.id, actor: { kind: 'system' } as const, scope: 'process' };
  await api.record.commit({ ...system, command: { type: 'claim-effect', effect, claim: 1 }, key: `${effect}:claim` });
  await api.record.commit({
    ...system,
    command: { type: 'fail-effect', effect, claim: 1, failure: 'unreachable' },
    key: `${effect}:failed`,
  });
  return { ...opened, effect };
}

/** A condition that reads what nobody wrote. */
async function unjudged(): Promise<OwnCase> {
  const owner = new Client({ connectionString: api.db.ownerUrl });
  await owner.connect();
  await publishReadingTooEarly(owner);
  await owner.end();
  const { json } = await of('zhangwei').call('POST', '/api/cases', {
    procedure: READING_TOO_EARLY,
    party: zhang,
    data: { ...shop, ...Object.fromEntries(await Promise.all(PAPERS.map(paperFor))) },
  });
  await town.decide('zhangwei', json.id, 'accept');
  for (const name of ['wangfang', 'lina'])
    await town.decide(name, json.id, 'recommend-grant', { findings: '现场一致。' });
  return { id: json.id, number: json.number, code: json.receipt.code };
}
async function awaitingPayment(): Promise<OwnCase> {
  const owner = new Client({ connectionString: api.db.ownerUrl });
  await owner.connect();
  await publishAwaitingPayment(owner);
  await owner.end();
  const { json } = await of('zhangwei').call('POST', '/api/cases', {
    procedure: AWAITING_PAYMENT,
    party: zhang,
    data: APPLICATION,
  });
  return { id: json.id, number: json.number, code: json.receipt.code };
}
const PAPERS = ['identity', 'premisesProof', 'floorPlan'];
const paperFor = async (field: string): Promise<readonly [string, string]> => [
  field,
  (await of('zhangwei').upload()).json.id,
];

const SITUATIONS: {
  readonly [A in keyof typeof EXAMPLES.actOnCase]: { readonly by: string; readonly when: () => Promise<OwnCase> };
} = {
  supplement: { by: 'zhangwei', when: () => town.incomplete(['identity', 'floorPlan']) },
  'withdraw-application': { by: 'zhangwei', when: () => town.open() },
  'suspend-clock': { by: 'wujun', when: () => town.accepted() },
  'resume-clock': { by: 'wujun', when: stopped },
  'extend-clock': { by: 'qianjianguo', when: () => town.accepted() },
  'retry-effect': { by: 'shijie', when: undelivered },
  urge: { by: 'qianjianguo', when: () => town.open() },
  'follow-again': { by: 'shijie', when: () => town.open() },
  'send-back': { by: 'wujun', when: unjudged },
  terminate: { by: 'zhangwei', when: () => town.accepted() },
  'allow-second-list': { by: 'qianjianguo', when: () => town.incomplete() },
  'explain-delay': { by: 'wujun', when: () => town.accepted() },
  'request-hearing': { by: 'zhangwei', when: toldOfRights },
  'waive-hearing': { by: 'zhangwei', when: toldOfRights },
  'state-views': { by: 'zhangwei', when: toldOfRights },
  'receive-message': { by: 'wangfang', when: awaitingPayment },
  complain: { by: 'zhangwei', when: () => town.open() },
  copy: { by: 'zhangwei', when: () => town.open() },
  'read-copy': { by: 'qinyu', when: copied },
  comment: { by: 'zhangwei', when: () => town.open() },
};
async function copied(): Promise<OwnCase> {
  const opened = await town.open();
  accepted(await of('zhangwei').call('POST', `/api/cases/${opened.id}/acts`, valueOf('actOnCase', 'copy')));
  return opened;
}
test.each(Object.entries(SITUATIONS))('a case can be acted on as shown: %s', async (act, { by, when }) => {
  const situation = await when();
  const effect = (situation as { effect?: string }).effect ?? '';
  const file = (await of(by).upload()).json.id as string;
  const asking = raw(valueOf('actOnCase', act), { effect, file });
  // Only a limit that has passed can be explained.
  if (act === 'explain-delay') later = await recordAfter(60);
  const reply = await of(by).call('POST', `/api/cases/${situation.id}/acts`, undefined, asking);
  later = undefined;
  await daysLater(api, 0);
  accepted(reply);
});
async function recordAfter(days: number): Promise<CaseRecord> {
  await daysLater(api, days);
  const { pool } = api.db;
  return createRecord({
    pool,
    definitions: createDefinitions(pool),
    installation: await installation(pool, { demo: true }),
    webhook: false,
  });
}

const PARTY: {
  readonly [A in keyof typeof partyActs]: {
    readonly route: keyof typeof EXAMPLES;
    readonly example: string;
    readonly path: string;
    readonly when: () => Promise<OwnCase>;
  };
} = {
  supplement: {
    route: 'publicSupplement',
    example: 'paper',
    path: 'supplements',
    when: () => town.incomplete(['identity', 'floorPlan']),
  },
  'withdraw-application': { route: 'publicWithdrawal', example: 'reason', path: 'withdrawal', when: () => town.open() },
  'request-hearing': {
    route: 'publicHearingRequest',
    example: 'reasoned',
    path: 'hearing-requests',
    when: toldOfRights,
  },
  'waive-hearing': { route: 'publicHearingWaiver', example: 'plain', path: 'hearing-waivers', when: toldOfRights },
  'state-views': { route: 'publicViews', example: 'views', path: 'views', when: toldOfRights },
  rate: { route: 'publicRating', example: 'satisfied', path: 'rating', when: () => town.withdrawn() },
  complain: { route: 'publicComplaint', example: 'service', path: 'complaints', when: () => town.open() },
};
test.each(Object.entries(PARTY))('an applicant may %s as shown, by either address', async (act, one) => {
  for (const [path, value] of [
    [one.path, valueOf(one.route, one.example)],
    ['acts', valueOf('publicAct', act)],
  ] as const) {
    const { number, code } = await one.when();
    const base = `/api/public/cases/${number}`;
    const { file: paper } = valueOf('publicUpload', 'paper') as { file: string };
    const file = (await api.nobody.upload(paper, undefined, { ...withCode(code), path: `${base}/files` })).json.id;
    const { headers } = withCode(code);
    const key = randomUUID();
    const ask = () =>
      api.nobody.call('POST', `${base}/${path}`, undefined, { ...raw(value, { file }), headers: headers ?? {}, key });
    const first = await ask();
    accepted(first);
    // The same key again is the same act, not another one.
    expect((await ask()).json).toEqual(first.json);
  }
});

test('a browser gets to its case, withdraws and leaves as shown', async () => {
  const { number, code } = await town.open();
  const send = (path: string, value: unknown, cookie = '') =>
    fetch(api.base + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: api.base, cookie },
      body: new URLSearchParams(JSON.parse(own(value, { number, code }) as string) as Record<string, string>),
    });
  const begun = await send('/track', valueOf('beginVisit', 'receipt'));
  const cookie = begun.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  expect([begun.status, cookie]).toEqual([303, expect.stringContaining('oneseal-visit')]);
  const withdrawn = await send(
    `/track/${number}/acts/withdraw-application`,
    valueOf('doTrackAct', 'withdrawal'),
    cookie,
  );
  expect([withdrawn.status, withdrawn.headers.get('location')]).toEqual([303, expect.stringContaining('done=')]);
  expect((await send(`/track/${number}/end`, valueOf('endVisit', 'plain'), cookie)).status).toBe(303);
});
