import { anApi, shop, zhang, type ApiUnderTest, type Somebody } from '../support/an-api';
import { sampleOf } from '../support/sample';

let api: ApiUnderTest;
let clerk: Somebody;
let paper: string;
beforeAll(async () => {
  api = await anApi();
  clerk = await api.signIn('zhangwei');
  paper = (await clerk.upload()).json.id;
});
afterAll(() => api.drop());

const ask = (body: object, who: Somebody = clerk) => who.call('POST', '/api/cases/acceptance-checks', body);
const food = (data: object) => ({ procedure: 'food-business-permit', data: { ...shop, ...data } });
async function counts(): Promise<unknown> {
  const { rows } = await api.db.pool.query(
    'select (select count(*) from cases) as cases, (select count(*) from acts) as acts, (select count(*) from answers) as answers',
  );
  return rows[0];
}

test('it says what is missing, and that one list of gaps is the answer', async () => {
  const before = await counts();
  const { status, json } = await ask(food({ identity: paper }));
  expect(status).toBe(200);
  expect(json).toMatchObject({ errors: [], missing: ['premisesProof', 'floorPlan'], best: 'request-supplement' });
  expect(json.papers.find(({ field }: { field: string }) => field === 'identity')).toMatchObject({
    needed: true,
    received: true,
  });
  const accept = json.answers.find(({ outcome }: { outcome: string }) => outcome === 'accept');
  expect(accept).toMatchObject({ possible: false, refusal: { code: 'materials-missing' } });
  expect(json.promise).toBeUndefined();
  expect(await counts()).toEqual(before);
});

test('complete, it can be accepted, and asking for more is refused', async () => {
  const { json } = await ask(food({ identity: paper, premisesProof: paper, floorPlan: paper }));
  expect(json).toMatchObject({ missing: [], best: 'accept', answerBy: expect.any(String) });
  expect(json.answers.find(({ outcome }: { outcome: string }) => outcome === 'request-supplement')).toMatchObject({
    possible: false,
    refusal: { code: 'nothing-missing' },
  });
});

test('where a paper may follow, it says which, and by when at the latest', async () => {
  const { json } = await ask({
    procedure: 'business-registration',
    data: await completeBut('business-registration', ['premisesProof']),
  });
  expect(json).toMatchObject({
    missing: ['premisesProof'],
    best: 'accept-with-gaps',
    promise: { papers: ['premisesProof'], days: 5, due: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
  });
});

test.each(['business-registration', 'drainage-permit', 'public-place-hygiene-permit'])(
  'what may follow on a promise is accepted so: %s',
  async (procedure) => {
    const { json } = await ask({ procedure, data: {} });
    const wanted = json.papers.filter(({ deferrable }: { deferrable: boolean }) => deferrable);
    const late = wanted.map(({ field }: { field: string }) => field) as string[];
    const { definition } = (await clerk.call('GET', `/api/procedures/${procedure}`)).json;
    const data = { ...(sampleOf(definition.dataSchema) as object), ...(await completeBut(procedure, late)) };
    expect((await ask({ procedure, data })).json).toMatchObject({
      missing: late,
      best: 'accept-with-gaps',
      errors: [],
    });
    const { id } = (await clerk.call('POST', '/api/cases', { procedure, party: zhang, data })).json;
    const task = (await clerk.call('GET', `/api/cases/${id}`)).json.tasks[0].id;
    const promise = { promiseSigned: true, creditChecked: true, promiseDays: 3 };
    const act = { type: 'decide', outcome: 'accept-with-gaps', data: promise };
    const accepted = await clerk.call('POST', `/api/tasks/${task}/acts`, act);
    expect([accepted.status, accepted.status === 200 ? '' : accepted.text]).toEqual([200, '']);
    const { clocks } = (await clerk.call('GET', `/api/cases/${id}`)).json;
    expect(clocks.find((each: { id: string }) => each.id === 'promise')).toMatchObject({ state: 'running' });
  },
);

/** Every needed paper but some. */
async function completeBut(procedure: string, without: readonly string[]): Promise<object> {
  const { definition } = (await clerk.call('GET', `/api/procedures/${procedure}`)).json;
  return Object.fromEntries(
    definition.materials
      .filter(({ field, required }: { field: string; required: boolean }) => required && !without.includes(field))
      .map(({ field }: { field: string }) => [field, paper]),
  );
}

test('what it foretells is what the acceptance then says', async () => {
  const papers = ['identity', 'premisesProof', 'floorPlan'];
  for (let some = 0; some < 8; some += 1) {
    const handed = Object.fromEntries(papers.filter((_, n) => some & (1 << n)).map((field) => [field, paper]));
    const { answers } = (await ask(food(handed))).json;
    const opened = await clerk.call('POST', '/api/cases', { ...food(handed), party: zhang });
    const task = (await clerk.call('GET', `/api/cases/${opened.json.id}`)).json.tasks[0].id;
    const { outcomes } = (await clerk.call('GET', `/api/tasks/${task}`)).json;
    expect(
      answers.filter((each: { possible: boolean }) => each.possible).map((each: { outcome: string }) => each.outcome),
    ).toEqual(
      outcomes
        .map(({ id }: { id: string }) => id)
        // Offered before its form says what is missing; of nothing there is no list.
        .filter((id: string) => id !== 'request-supplement' || some !== 7),
    );
  }
});

test('the form is judged beside it, an unknown procedure and another’s window are refused', async () => {
  const { json } = await ask({ procedure: 'food-business-permit', data: { shopName: 7 } });
  expect(json.errors).toEqual(
    expect.arrayContaining([
      { path: '/data/shopName', message: { zh: '“经营者名称”应当是文字。', en: expect.any(String) } },
    ]),
  );
  expect((await ask({ procedure: 'nothing', data: {} })).json.code).toBe('procedure-unknown');
  expect((await ask(food({}), await api.signIn('wangfang'))).json.code).toBe('not-your-post');
  expect((await ask({ ...food({}), organisation: 'huashi-centre' })).json.code).toBe('not-your-post');
});
