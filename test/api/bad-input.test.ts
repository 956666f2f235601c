import { randomUUID } from 'node:crypto';
import { anApi, PDF, shop, withCode, zhang, type ApiUnderTest, type Reply, type Somebody } from '../support/an-api';

let api: ApiUnderTest;
let clerk: Somebody;
let examiner: Somebody;
let foreignClerk: Somebody;
let caseId: string;
let number: string;
let code: string;
let taskId: string;

beforeAll(async () => {
  api = await anApi();
  clerk = await api.signIn('zhangwei');
  examiner = await api.signIn('wangfang');
  foreignClerk = await api.signIn('chenjing');
  ({ id: caseId, number, code } = await api.open(clerk));
  taskId = (await clerk.call('GET', `/api/cases/${caseId}`)).json.tasks[0].id;
});
afterAll(() => api.drop());

const ENGLISH = { headers: { 'accept-language': 'en' } };
const application = (over: object = {}, data: object = {}) => ({
  procedure: 'food-business-permit',
  party: zhang,
  data: { ...shop, ...data },
  ...over,
});
async function written(): Promise<unknown> {
  const { rows } = await api.db.pool.query(
    `select (select count(*) from acts) as acts, (select count(*) from cases) as cases, (select count(*) from files) as files`,
  );
  return rows[0];
}
/** A problem document with a Chinese sentence, and nothing written. */
async function refused(asking: () => Promise<Reply>, status: number, code: string): Promise<Reply> {
  const before = await written();
  const reply = await asking();
  expect({ status: reply.status, code: reply.json?.code }).toEqual({ status, code });
  expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(reply.json).toMatchObject({
    type: `urn:oneseal:problem:${code}`,
    status,
    title: expect.stringMatching(/[一-龥]/),
  });
  expect(reply.json.detail).toMatch(/[一-龥].*。$/);
  expect(await written()).toEqual(before);
  return reply;
}

describe('the body', () => {
  const post = (raw: string, headers: Record<string, string> = {}) =>
    clerk.call('POST', '/api/cases', undefined, { raw, headers });

  test('that is no JSON is malformed', () => refused(() => post('{"procedure": '), 400, 'malformed'));
  test('of another kind is unsupported', () =>
    refused(() => post('<a/>', { 'content-type': 'application/xml' }), 415, 'media-type-unsupported'));
  test('of two megabytes of text is too large', () =>
    refused(() => post(JSON.stringify(application({}, { premises: '长'.repeat(700_000) }))), 413, 'too-large'));
  test('nested a hundred deep is malformed', () =>
    refused(() => post(`{"procedure":"p","data":{"a":${'['.repeat(100)}${']'.repeat(100)}}}`), 400, 'malformed'));
  test('nested a hundred thousand deep is malformed', () => refused(() => post('['.repeat(100_000)), 400, 'malformed'));
  test('with a NUL is malformed', () =>
    refused(() => clerk.call('POST', '/api/cases', application({}, { shopName: 'a\0b' })), 400, 'malformed'));
  test('with half of a surrogate pair is malformed', () =>
    refused(() => post(JSON.stringify(application()).replace('张先生', '\\ud83d')), 400, 'malformed'));
  test('with an unknown member is malformed', () =>
    refused(() => clerk.call('POST', '/api/cases', application({ status: 'ended' })), 400, 'malformed'));
  test('with a wrong type is malformed and says where', async () => {
    const { json } = await refused(
      () => clerk.call('POST', '/api/cases', application({ procedure: 7 })),
      400,
      'malformed',
    );
    expect(json.errors[0].path).toBe('/procedure');
  });
  test('that is null is malformed', () => refused(() => post('null'), 400, 'malformed'));
});

describe('the application', () => {
  const open = (body: object, who: Somebody = clerk) => who.call('POST', '/api/cases', body);

  test('for an unknown item', () => refused(() => open(application({ powerItem: 'P99' })), 422, 'power-item-unknown'));
  test('for an unknown procedure', () =>
    refused(() => open(application({ procedure: 'nothing' })), 422, 'procedure-unknown'));
  test('at an unknown organisation', () =>
    refused(() => open(application({ organisation: 'mars' })), 422, 'organisation-unknown'));
  test('at the window of another town', () =>
    refused(() => open(application({ organisation: 'huashi-centre' })), 403, 'not-your-post'));
  test('by somebody without a window', () => refused(() => open(application(), examiner), 403, 'not-your-post'));
  test('of a procedure that only a parent starts', () =>
    refused(() => open({ ...application(), procedure: 'legal-review' }), 403, 'item-not-held'));
  test('with a field that the form has not', async () => {
    const { json } = await refused(() => open(application({}, { colour: '红' })), 422, 'form-invalid');
    expect(json.errors).toEqual([{ path: '/data/colour', message: '表单中没有“colour”这一项。' }]);
  });
  test('with a wrong type and a missing field', async () => {
    const { json } = await refused(
      () => open({ ...application(), data: { shopName: 7, premises: 'x' } }),
      422,
      'form-invalid',
    );
    expect(json.errors).toEqual(
      expect.arrayContaining([
        { path: '/data/shopName', message: '“经营者名称”应当是文字。' },
        { path: '/data/business', message: '请填写“经营项目”。' },
      ]),
    );
  });
  test('says in English to who reads English what is wrong with which field', async () => {
    const sent = { ...application({}, { colour: '红', shopName: 7, identity: randomUUID() }) };
    const { business: _, ...data } = sent.data as Record<string, unknown>;
    const { status, json } = await clerk.call('POST', '/api/cases', { ...sent, data }, ENGLISH);
    expect([status, json.code, json.detail]).toEqual([422, 'form-invalid', 'The form does not meet its rules.']);
    expect(json.errors).toEqual(
      expect.arrayContaining([
        { path: '/data/shopName', message: '“Name of the business” should be text.' },
        { path: '/data/business', message: 'Please fill in “Kind of business”.' },
        { path: '/data/colour', message: 'The form has no field “colour”.' },
        { path: '/data/identity', message: expect.stringMatching(/upload it again/) },
      ]),
    );
    expect(JSON.stringify(json)).not.toMatch(/[\u4e00-\u9fff]/);
  });
  test('of a wrong party is told in English to who reads English', async () => {
    const party = { ...zhang, phone: '12800138000' };
    const { json } = await clerk.call('POST', '/api/cases', application({ party }), ENGLISH);
    expect(json.errors).toEqual([
      { path: '/party/phone', message: 'A mobile number has 11 digits and begins with 1.' },
    ]);
  });
  test('with a paper that nobody uploaded', () =>
    refused(() => open(application({}, { identity: randomUUID() })), 422, 'form-invalid'));
  test('with a paper that somebody else uploaded', async () => {
    const { json } = await foreignClerk.upload();
    await refused(() => open(application({}, { identity: json.id })), 422, 'form-invalid');
  });
  test.each([
    ['a wrong check digit', { ...zhang, idNumber: '320281198001011238' }, '/party/idNumber'],
    ['a birthday that never was', { ...zhang, idNumber: '320281198002301239' }, '/party/idNumber'],
    ['a telephone number of another country', { ...zhang, phone: '12800138000' }, '/party/phone'],
    ['a credit code of a person', { ...zhang, idType: 'credit-code', idNumber: '91320281MA1N1NLN3X' }, '/party/idType'],
  ])('of a party with %s', async (_, party, path) => {
    const { json } = await refused(() => open(application({ party })), 422, 'party-invalid');
    expect(json.errors.map((error: { path: string }) => error.path)).toContain(path);
  });
  test('without a party', () =>
    refused(() => open({ procedure: 'food-business-permit', data: shop }), 422, 'party-invalid'));
});

describe('an act', () => {
  const act = (body: object, who: Somebody = clerk, task = taskId) => who.call('POST', `/api/tasks/${task}/acts`, body);

  test('of an unknown type', () => refused(() => act({ type: 'explode' }), 400, 'malformed'));
  test('with an unknown outcome', () =>
    refused(() => act({ type: 'decide', outcome: '__proto__' }), 422, 'outcome-unknown'));
  test('that is refused names in words what it takes, in the language of the reader', async () => {
    const own = await api.open(clerk, ['identity', 'floorPlan']);
    const [task] = (await clerk.call('GET', `/api/cases/${own.id}`)).json.tasks;
    const told = async (body: object, who: Somebody = clerk) => {
      const [zh, en] = await Promise.all(
        [{}, ENGLISH].map((asking) => who.call('POST', `/api/tasks/${task.id}/acts`, body, asking)),
      );
      return [zh?.json.detail, en?.json.detail];
    };
    expect(await told({ type: 'claim' }, examiner)).toEqual([
      '您的岗位不能办理此任务。需要的岗位：窗口人员。',
      'This task does not belong to a post you hold. It takes the post of: window clerk.',
    ]);
    expect(await told({ type: 'decide', outcome: 'accept' })).toEqual([
      '申请材料不齐全，应当一次性告知补正，不能受理。尚缺：营业场所使用证明。',
      'Papers are missing; send the one list of gaps instead of accepting. Missing: Proof of the right to use the premises.',
    ]);
    expect(await told({ type: 'decide', outcome: 'acept' })).toEqual([
      expect.stringMatching(/^该任务没有这个办理结果。可以选择：受理、.*不予受理。$/),
      expect.stringMatching(/^This task has no such outcome\. Possible are: Accept, .*Refuse acceptance\.$/),
    ]);
  });
  test('that the same key repeats in another language is told in that language', async () => {
    const claim = (asking: object) =>
      examiner.call('POST', `/api/tasks/${taskId}/acts`, { type: 'claim' }, { key: 'one-key-two-readers', ...asking });
    expect((await claim({})).json.detail).toMatch(/窗口人员/);
    expect((await claim(ENGLISH)).json.detail).toMatch(/window clerk/);
  });
  test('on an unknown task', () =>
    refused(() => act({ type: 'claim' }, clerk, `${caseId}.nothing.1`), 404, 'not-found'));
  test('on a task of another post', () => refused(() => act({ type: 'claim' }, examiner), 403, 'not-your-post'));
  test('on a task of another town is on nothing', () =>
    refused(() => act({ type: 'claim' }, foreignClerk), 404, 'not-found'));
  test('that mends at the window what was bound at the receipt', () =>
    refused(
      () => act({ type: 'decide', outcome: 'correct-now', data: { deliveryCentre: 'huashi-centre' } }),
      422,
      'field-bound',
    ));
  test('of somebody who looked too long ago', async () => {
    const { json } = await refused(() => act({ type: 'decide', outcome: 'accept', expectedSeq: 1 }), 409, 'task-stale');
    expect(json.facts.seq).toBeGreaterThan(1);
  });
  test('out of order: a supplement that nobody asked for', () =>
    refused(
      () => clerk.call('POST', `/api/cases/${caseId}/acts`, { type: 'supplement', data: { shopName: '新' } }),
      409,
      'not-awaited',
    ));
  test('with a field that the task has not', () =>
    refused(() => act({ type: 'decide', outcome: 'accept', data: { acceptedOn: '2020-01-01' } }), 422, 'form-invalid'));
  test('without the opinion it needs', () =>
    refused(() => act({ type: 'decide', outcome: 'refuse-acceptance' }), 422, 'opinion-missing'));
});

describe('who is asking', () => {
  test('nobody', () => refused(() => api.nobody.call('GET', '/api/me'), 401, 'not-signed-in'));
  test('somebody whose session is over', async () => {
    const gone = await api.signIn('liuyang');
    await api.db.pool.query(
      `update sessions set created_at = now() - interval '13 hours', seen_at = now() where person_id = 'liuyang'`,
    );
    await refused(() => gone.call('POST', `/api/tasks/${taskId}/acts`, { type: 'claim' }), 401, 'not-signed-in');
  });
  test('somebody with a made-up token', () =>
    refused(
      () => api.nobody.call('GET', '/api/me', undefined, { headers: { authorization: 'Bearer oneseal_made_up' } }),
      401,
      'not-signed-in',
    ));
  test('a browser on behalf of another site', () =>
    refused(
      () =>
        clerk.call(
          'POST',
          `/api/tasks/${taskId}/acts`,
          { type: 'claim' },
          { headers: { origin: 'https://evil.example' } },
        ),
      403,
      'foreign-origin',
    ));
  test('a browser in a frame without an origin', () =>
    refused(
      () => clerk.call('POST', `/api/tasks/${taskId}/acts`, { type: 'claim' }, { headers: { origin: 'null' } }),
      403,
      'foreign-origin',
    ));
  test('with a wrong password', () =>
    refused(
      () => api.nobody.call('POST', '/api/session', { username: 'zhangwei', password: 'guess' }),
      401,
      'sign-in-refused',
    ));
  test.each(['', '/acts', '/explanation', '/forecast', '/verification', '/documents', '/files/x'])(
    'another town, for the case%s',
    async (path) => {
      const unknown = await foreignClerk.call('GET', `/api/cases/${randomUUID()}${path}`);
      const foreign = await refused(() => foreignClerk.call('GET', `/api/cases/${caseId}${path}`), 404, 'not-found');
      expect(foreign.text).toBe(unknown.text);
    },
  );
  test('another town, in the list and in a search', async () => {
    for (const query of ['', `?q=${number}`])
      expect((await foreignClerk.call('GET', `/api/cases${query}`)).json.items).toEqual([]);
  });
  test('the applicant with a wrong code, like one with a wrong number', async () => {
    const wrongCode = await refused(
      () => api.nobody.call('GET', `/api/public/cases/${number}`, undefined, withCode('0000000000')),
      404,
      'not-found',
    );
    const wrongNumber = await api.nobody.call('GET', '/api/public/cases/000', undefined, withCode(code));
    expect(wrongNumber.text).toBe(wrongCode.text);
  });
});

describe('the idempotency key', () => {
  test('that is missing', () =>
    refused(() => clerk.call('POST', '/api/cases', application(), { key: null }), 400, 'idempotency-key-missing'));
  test.each([
    ['too long', 'k'.repeat(129)],
    ['blank', '   '],
    ['not printable', 'a\tb'],
  ])('that is %s', (_, key) =>
    refused(() => clerk.call('POST', '/api/cases', application(), { key }), 400, 'idempotency-key-missing'),
  );
  test('that was used with another body', async () => {
    const key = randomUUID();
    expect((await clerk.call('POST', '/api/cases', application(), { key })).status).toBe(201);
    await refused(
      () => clerk.call('POST', '/api/cases', application({}, { shopName: '别家' }), { key }),
      422,
      'idempotency-key-reused',
    );
  });
  test('remembers a refusal of the rules, and one that the API made before them', async () => {
    for (const [body, first] of [
      [application({}, { colour: '红' }), 'form-invalid'],
      [application({ powerItem: 'P99' }), 'power-item-unknown'],
    ] as const) {
      const key = randomUUID();
      await refused(() => clerk.call('POST', '/api/cases', body, { key }), 422, first);
      await refused(() => clerk.call('POST', '/api/cases', body, { key }), 422, first);
      await refused(() => clerk.call('POST', '/api/cases', application(), { key }), 422, 'idempotency-key-reused');
    }
  });
  test('does not remember what was malformed', async () => {
    const key = randomUUID();
    expect((await clerk.call('POST', '/api/cases', { procedure: 7 }, { key })).status).toBe(400);
    expect((await clerk.call('POST', '/api/cases', application(), { key })).status).toBe(201);
  });
  test('of a token shows its secret once', async () => {
    const key = randomUUID();
    const body = { name: '对接程序', expiresAt: new Date(Date.now() + 86_400_000).toISOString() };
    const { json } = await clerk.call('POST', '/api/access-tokens', body, { key });
    expect(json.token).toMatch(/^oneseal_/);
    const me = await api.nobody.call('GET', '/api/me', undefined, {
      headers: { authorization: `Bearer ${json.token}` },
    });
    expect(me.json.person.username).toBe('zhangwei');
    await refused(() => clerk.call('POST', '/api/access-tokens', body, { key }), 409, 'token-already-shown');
    const { rows } = await api.db.pool.query(
      `select count(*)::int as n from answers where body::text like '%' || $1 || '%'`,
      [json.token],
    );
    expect(rows[0].n).toBe(0);
  });
});

describe('a file', () => {
  test('that is not what it says', () =>
    refused(() => clerk.upload('MZ this is a program', '身份证.pdf'), 415, 'file-not-accepted'));
  test('whose name says another type', () => refused(() => clerk.upload(PDF, '身份证.jpg'), 415, 'file-not-accepted'));
  test('that is empty', () => refused(() => clerk.upload('', '空.pdf'), 422, 'file-empty'));
  test('that is too large', () => refused(() => clerk.upload(PDF + ' '.repeat(21 * 1024 * 1024)), 413, 'too-large'));
  test('that comes as JSON', () =>
    refused(() => clerk.call('POST', '/api/files', { file: 'x' }), 415, 'media-type-unsupported'));
  test('that is the two hundred and first of one receipt code', async () => {
    const mine = await api.open(clerk);
    await api.db.pool.query(
      `insert into files (id, case_id, name, media_type, size, sha256)
       select gen_random_uuid()::text, $1, '材料.pdf', 'application/pdf', 1, repeat('0', 64) from generate_series(1, 200)`,
      [mine.id],
    );
    const path = `/api/public/cases/${mine.number}/files`;
    await refused(() => api.nobody.upload(PDF, '材料.pdf', { ...withCode(mine.code), path }), 409, 'files-enough');
  });
  test('keeps its Chinese name, and nothing of a path', async () => {
    const { json } = await clerk.upload(PDF, '../../营业场所使用证明.pdf');
    expect(json.name).toBe('营业场所使用证明.pdf');
  });
});

describe('the address', () => {
  test('that does not exist', () => refused(() => clerk.call('GET', '/api/nothing'), 404, 'method-unknown'));
  test('with a NUL', () => refused(() => clerk.call('GET', '/api/cases/a%00b'), 404, 'not-found'));
  test('that is no text', () => refused(() => clerk.call('GET', '/api/cases/%ff'), 400, 'malformed'));
  test('with an unknown question', () => refused(() => clerk.call('GET', '/api/cases?offset=3'), 400, 'malformed'));
  test('with a cursor of nobody', () =>
    refused(() => clerk.call('GET', '/api/cases?after=xyz'), 400, 'cursor-invalid'));
  test.each([
    ['/api/power-items', ['\0']],
    ['/api/cases', [1, '\0']],
    ['/api/cases', [1e300, 'x']],
    ['/api/cases', [8_640_000_000_000_000, 'x']],
    ['/api/messages', [1, '\0']],
    ['/api/tasks', ['\0', 'x']],
    ['/api/tasks?sort=new', ['abc', 'x']],
  ])('%s with a cursor somebody made up: %j', (path, values) => {
    const after = Buffer.from(JSON.stringify(values)).toString('base64url');
    return refused(
      () => clerk.call('GET', `${path}${path.includes('?') ? '&' : '?'}after=${after}`),
      400,
      'cursor-invalid',
    );
  });
  test('with a page too long', () => refused(() => clerk.call('GET', '/api/tasks?limit=201'), 400, 'malformed'));
});

test('whoever asks in English is told in English', async () => {
  const { json, headers } = await api.nobody.call('GET', '/api/me', undefined, {
    headers: { 'accept-language': 'en' },
  });
  expect(json.detail).toBe('You are not signed in, or your session has expired.');
  expect(headers.get('content-language')).toBe('en');
});

test('ten wrong codes an hour are enough', async () => {
  const { number: another, code: right } = await api.open(clerk);
  const look = (given: string) => api.nobody.call('GET', `/api/public/cases/${another}`, undefined, withCode(given));
  for (let n = 0; n < 10; n += 1) expect((await look('0000000000')).status).toBe(404);
  const limited = await refused(() => look(right), 429, 'too-many-wrong-codes');
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
});

describe('a request of another shape', () => {
  const wrong = { procedure: 'food-business-permit', party: { kind: 'nobody', name: 5 }, data: {} };

  test('says in Chinese what is to be done, without words of a programming language', async () => {
    const { json } = await refused(() => clerk.call('POST', '/api/cases', wrong), 400, 'malformed');
    expect(json.errors).toEqual(
      expect.arrayContaining([
        { path: '/party/kind', message: '应当是下列之一：person、organisation。' },
        { path: '/party/name', message: '应当是文字。' },
        { path: '/party/idNumber', message: '此项必填。' },
      ]),
    );
    expect(JSON.stringify(json.errors)).not.toMatch(/undefined|string/);
  });

  test('says it in English to who reads English', async () => {
    const headers = { 'accept-language': 'en' };
    const { status, json } = await clerk.call('POST', '/api/cases', wrong, { headers });
    expect(status).toBe(400);
    expect(json.errors).toContainEqual({ path: '/party/idNumber', message: 'This is required.' });
    expect(JSON.stringify(json.errors)).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
