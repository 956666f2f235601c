import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown, type ApplicantTown } from '../support/applicant-town';

let api: ApiUnderTest;
let town: ApplicantTown;
let clerk: Somebody;
let approver: Somebody;

beforeAll(async () => {
  api = await anApi();
  town = await applicantTown(api);
  [clerk, approver] = [await api.signIn('zhangwei'), await api.signIn('wujun')];
});
afterAll(() => api.drop());

async function actsOf(who: Somebody, id: string) {
  const { json } = await who.call('GET', `/api/cases/${id}`);
  // What is offered and what can be filled in are one list.
  expect(Object.keys(json.acts).sort()).toEqual([...json.offered].sort());
  return json.acts;
}

test('a supplement at the window names what is missing first, and never what was bound at the receipt', async () => {
  const { id } = await town.incomplete(['identity']);
  const { supplement } = await actsOf(clerk, id);
  const fields = Object.keys(supplement.properties.data.properties);
  expect(fields.slice(0, 2).sort()).toEqual(['floorPlan', 'premisesProof']);
  expect(fields).toContain('shopName');
  expect(fields).not.toContain('deliveryCentre');
});

test('an act on a clock names the clocks it would be accepted for, and no other', async () => {
  const { id } = await town.accepted();
  const acts = await actsOf(approver, id);
  expect(acts['suspend-clock'].properties.clock.enum).toEqual(['decision']);
  expect(acts['suspend-clock'].properties.ground.enum).toContain('expert-review');
  expect(acts['resume-clock']).toBeUndefined();
  await approver.call('POST', `/api/cases/${id}/acts`, { type: 'suspend-clock', clock: 'decision', ground: 'testing' });
  const stopped = await actsOf(approver, id);
  expect(stopped['suspend-clock']).toBeUndefined();
  expect(stopped['resume-clock'].properties.clock.enum).toEqual(['decision']);
});

test('whoever has no window is given no form of the window', async () => {
  const { id } = await town.accepted();
  const acts = await actsOf(await api.signIn('wangfang'), id);
  expect(acts.terminate).toBeUndefined();
  expect(acts['withdraw-application']).toBeUndefined();
});
