import { anApi, zhang, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown, type ApplicantTown } from '../support/applicant-town';
import { sampleOf } from '../support/sample';

let api: ApiUnderTest;
let town: ApplicantTown;
let clerk: Somebody;
beforeAll(async () => {
  api = await anApi();
  town = await applicantTown(api);
  clerk = await api.signIn('zhangwei');
});
afterAll(() => api.drop());

interface Section {
  readonly count: number;
  readonly items: readonly { readonly case: string; readonly [member: string]: unknown }[];
}
const day = async (who: Somebody): Promise<Readonly<Record<string, Section>>> =>
  (await who.call('GET', '/api/window/day')).json;
const has = (section: Section | undefined, id: string) => section?.items.find((item) => item.case === id);
test('the day shows what is open, whom it waits for and what did not arrive, at this window alone', async () => {
  const [open, waiting, failed] = [await town.open(), await town.incomplete(['identity']), await town.open()];
  const effect = await town.undelivered(failed.id);
  const shown = await day(clerk);
  expect(has(shown['open'], open.id)).toMatchObject({
    number: open.number,
    party: '张先生',
    title: { zh: expect.stringMatching(/食品/) },
    due: expect.any(String),
    task: `${open.id}.acceptance.1`,
  });
  expect(has(shown['supplements'], waiting.id)).toMatchObject({ due: expect.any(String) });
  expect(has(shown['open'], waiting.id)).toBeUndefined();
  expect(has(shown['undelivered'], failed.id)).toMatchObject({ effect });
  expect(shown['open']?.count).toBe(shown['open']?.items.length);
  const elsewhere = await day(await api.signIn('chenjing'));
  for (const section of ['open', 'supplements', 'promises', 'handOuts', 'undelivered'])
    expect(elsewhere[section]).toEqual({ count: 0, items: [] });
  expect(await day(await api.signIn('wangfang'))).toMatchObject({ open: { count: 0 } });
});

test('papers promised and results to hand out are shown where they are awaited', async () => {
  const paper = (await clerk.upload()).json.id;
  const body = {
    procedure: 'business-registration',
    party: zhang,
    data: {
      ...(await requiredOf('business-registration')),
      identity: paper,
      deliveryWay: 'window',
    },
  };
  const { id } = (await clerk.call('POST', '/api/cases', body)).json;
  const promised = {
    type: 'decide',
    outcome: 'accept-with-gaps',
    data: { promiseSigned: true, creditChecked: true, promiseDays: 3 },
  };
  const accepted = await clerk.call('POST', `/api/tasks/${id}.acceptance.1/acts`, promised);
  expect([accepted.status, accepted.status === 200 ? '' : accepted.text]).toEqual([200, '']);
  expect(has((await day(clerk))['promises'], id)).toMatchObject({ due: expect.any(String) });
  const kept = { type: 'supplement', data: { premisesProof: paper } };
  expect((await clerk.call('POST', `/api/cases/${id}/acts`, kept)).status).toBe(200);
  await town.decide('wujun', id, 'register');
  await town.issuePapers(id);
  const shown = await day(clerk);
  expect(has(shown['promises'], id)).toBeUndefined();
  expect(has(shown['handOuts'], id)).toMatchObject({ task: `${id}.hand-out.1` });
});

async function requiredOf(procedure: string): Promise<object> {
  const { dataSchema } = (await clerk.call('GET', `/api/procedures/${procedure}`)).json.definition;
  return sampleOf(dataSchema) as object;
}

test('what is known of an applicant is shown with its source, to windows that may see it, and the look is on record', async () => {
  const own = await town.open();
  const asked = { idType: zhang.idType, idNumber: zhang.idNumber };
  const { status, json } = await clerk.call('POST', '/api/window/known', asked);
  expect(status).toBe(200);
  expect(json.party).toMatchObject({
    name: '张先生',
    phone: zhang.phone,
    source: { case: own.id, number: own.number },
  });
  const premises = json.fields.find(({ field }: { field: string }) => field === 'premises');
  expect(premises).toMatchObject({ value: expect.any(String), source: { number: expect.any(String) } });
  // A paper was given for one application and is asked for anew.
  expect(json.fields.map(({ field }: { field: string }) => field)).not.toContain('identity');
  const { rows } = await api.db.pool.query(
    `select 1 from access_log where case_id = $1 and person_id = 'zhangwei' and what = 'known-party'`,
    [own.id],
  );
  expect(rows).toHaveLength(1);
  const elsewhere = await (await api.signIn('chenjing')).call('POST', '/api/window/known', asked);
  expect([elsewhere.status, elsewhere.json]).toEqual([200, { fields: [], certificates: [] }]);
  const examiner = await (await api.signIn('wangfang')).call('POST', '/api/window/known', asked);
  expect([examiner.status, examiner.json.code]).toEqual([403, 'not-your-post']);
  const unknown = await clerk.call('POST', '/api/window/known', { ...asked, idNumber: '32028119800101123X' });
  expect([unknown.status, unknown.json]).toEqual([200, { fields: [], certificates: [] }]);
});

test('a certificate that holds is among what is known', async () => {
  const granted = await town.ended('grant');
  const asked = { idType: zhang.idType, idNumber: zhang.idNumber };
  const held = async (): Promise<readonly { number: string; source: { case: string } }[]> =>
    (await clerk.call('POST', '/api/window/known', asked)).json.certificates;
  const own = (await held()).find(({ source }) => source.case === granted.id);
  expect(own).toMatchObject({
    standing: 'valid',
    title: { zh: expect.stringMatching(/食品/) },
    validTo: expect.any(String),
  });
  await api.db.pool.query(
    `insert into certificates (case_id, seq, number, kind, entry, on_day, body) select $1, 9999, $2, 'annulled', 2, '2026-12-01', 'approval-bureau'`,
    [granted.id, own?.number],
  );
  expect((await held()).map(({ number }) => number)).not.toContain(own?.number);
});

test('an item is found by what somebody wants to do, in both languages', async () => {
  const { items } = (await clerk.call('GET', '/api/power-items?limit=200')).json;
  const food = items.find(({ procedure }: { procedure: string }) => procedure === 'food-business-permit');
  expect(food.situations.length).toBeGreaterThanOrEqual(2);
  const asked = items.flatMap((item: { situations: object[] }) => item.situations);
  for (const { id, question, answers } of asked as { id: string; question: object; answers: object[] }[]) {
    const texts = [question, ...answers];
    for (const text of texts)
      expect([id, text]).toEqual([
        id,
        { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/[a-z]/) },
      ]);
    // One question is worded alike wherever it is asked.
    const alike = asked.filter((other: { id: string }) => other.id === id);
    expect(new Set(alike.map((other: { question: object }) => JSON.stringify(other.question))).size).toBe(1);
  }
});
