import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown, type ApplicantTown, type OwnCase } from '../support/applicant-town';

let api: ApiUnderTest;
let town: ApplicantTown;
beforeAll(async () => {
  api = await anApi();
  town = await applicantTown(api);
});
afterAll(() => api.drop());

interface Point {
  readonly id: string;
  readonly result: string;
  readonly [member: string]: unknown;
}
async function openTask(who: Somebody, { id }: OwnCase): Promise<{ checkPoints: readonly Point[]; routine?: unknown }> {
  const { tasks } = (await who.call('GET', `/api/cases/${id}`)).json;
  return (await who.call('GET', `/api/tasks/${tasks[0].id}`)).json;
}
const results = (points: readonly Point[]) => Object.fromEntries(points.map(({ id, result }) => [id, result]));

test('at the window each paper is a point of its own, told by the system with its article and its phrase', async () => {
  const clerk = await api.signIn('zhangwei');
  const { checkPoints } = await openTask(clerk, await town.open(['identity', 'floorPlan']));
  expect(results(checkPoints)).toMatchObject({
    identity: 'pass',
    floorPlan: 'pass',
    premisesProof: 'fail',
    healthCertificates: 'not-needed',
    agentMandate: 'not-needed',
  });
  expect(checkPoints.find(({ id }) => id === 'premisesProof')).toMatchObject({
    paper: 'premisesProof',
    basis: expect.stringContaining('食品安全法'),
    because: { zh: '材料未提交', en: expect.any(String) },
    phrase: { zh: '请补充提交营业场所使用证明。', en: expect.any(String) },
  });
});

test('what only an officer can see on the premises is left to him', async () => {
  const { checkPoints } = await openTask(await api.signIn('wangfang'), await town.accepted());
  expect(results(checkPoints)).toMatchObject({ authentic: 'open', layout: 'open', 'others-affected': 'open' });
  for (const { basis } of checkPoints) expect(basis).toMatch(/法第.+条/);
});

test('nobody grants from a list what the examination would refuse', async () => {
  const approver = await api.signIn('wujun');
  const good = await openTask(approver, await town.accepted(2));
  expect(results(good.checkPoints)).toEqual({ recommended: 'pass' });
  expect(good.routine).toMatchObject({ outcome: 'grant' });
  const doubtful = await town.accepted();
  await town.decide('wangfang', doubtful.id, 'recommend-refusal', {
    findings: '布局不合理。',
    thirdPartiesAffected: false,
  });
  const bad = await openTask(approver, doubtful);
  expect(results(bad.checkPoints)).toEqual({ recommended: 'fail' });
  expect(bad.routine).toBeUndefined();
});
