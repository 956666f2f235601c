import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';

let api: ApiUnderTest;
let clerk: Somebody;
beforeAll(async () => {
  api = await anApi();
  clerk = await api.signIn('zhangwei');
});
afterAll(() => api.drop());

const check = (definition: unknown) => clerk.call('POST', '/api/procedures/checks', { definition }, { key: null });

test('a published procedure passes the checker, sent back as it was served', async () => {
  const { definition } = (await clerk.call('GET', '/api/procedures/food-business-permit')).json;
  expect(definition).toMatchObject({ version: 1, hash: expect.any(String) });
  const { status, json } = await check(definition);
  expect([status, json.findings.filter((finding: { severity: string }) => finding.severity === 'error')]).toEqual([
    200,
    [],
  ]);
});

test('what is no definition gets findings and no fault', async () => {
  for (const definition of [{}, { id: 7 }, { flow: { kind: 'task' } }]) {
    const { status, json } = await check(definition);
    expect(status).toBe(200);
    expect(json.findings.length).toBeGreaterThan(0);
    expect(json.findings[0]).toMatchObject({ severity: 'error', message: expect.stringMatching(/[一-龥]/) });
  }
});
