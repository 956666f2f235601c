import { randomUUID } from 'node:crypto';
import { anApi, type ApiUnderTest, type Reply, type Somebody } from '../support/an-api';

let api: ApiUnderTest;
let shijie: Somebody;
let day: (offset?: number) => string;
beforeAll(async () => {
  api = await anApi();
  shijie = await api.signIn('shijie');
  const { rows } = await api.db.pool.query<{ day: string }>(
    `select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day`,
  );
  const today = Date.parse(`${rows[0]?.day ?? ''}T00:00:00Z`);
  day = (offset = 0) => new Date(today + offset * 86_400_000).toISOString().slice(0, 10);
}, 120_000);
afterAll(() => api.drop());

const reason = '机构调整。';
const post = (path: string, body: object, as = shijie, key: string = randomUUID()): Promise<Reply> =>
  as.call('POST', `/api/admin/${path}`, body, { key });
const get = async (path: string, as = shijie) => (await as.call('GET', `/api/admin/${path}`)).json;
const code = ({ status, json }: Reply): readonly [number, string] => [status, json?.code];
const messages = ({ json }: Reply): readonly string[] =>
  (json.errors as { path: string; message: string }[]).map(({ path, message }) => `${path} ${message}`);
async function somebody(username: string, name = '唐伟'): Promise<{ id: string; password: string }> {
  const { json, status } = await post('people', { username, name, reason });
  expect(status).toBe(201);
  return { id: json.id, password: json.firstPassword };
}
async function enter(username: string, password: string): Promise<Somebody & { readonly status: number }> {
  const { status, headers } = await api.nobody.call('POST', '/api/session', { username, password });
  const cookie = headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const call: Somebody['call'] = (method, path, body, asking = {}) =>
    api.nobody.call(method, path, body, { ...asking, headers: { cookie, origin: api.base, ...asking.headers } });
  return { ...api.nobody, call, status };
}
const logged = async (subject: string): Promise<{ act: string; reason: string | null; person: { id: string } }[]> =>
  (await get(`log?subject=${encodeURIComponent(subject)}`)).items;

describe('a first password', () => {
  test('is shown once, opens nothing but its own change, and is then worth nothing', async () => {
    const key = randomUUID();
    const first = await post('people', { username: 'TangWei', name: '唐伟', reason }, shijie, key);
    expect(first.json).toMatchObject({ id: 'tangwei', state: 'first-password' });
    const again = await post('people', { username: 'TangWei', name: '唐伟', reason }, shijie, key);
    expect(code(again)).toEqual([409, 'password-already-shown']);
    expect(again.text).not.toContain(first.json.firstPassword);
    const { rows } = await api.db.pool.query('select body::text from answers where body::text like $1', [
      `%${first.json.firstPassword}%`,
    ]);
    expect(rows).toEqual([]);

    const tangwei = await enter('tangwei', first.json.firstPassword);
    expect(tangwei.status).toBe(204);
    expect((await tangwei.call('GET', '/api/me')).json).toMatchObject({ passwordToChange: true });
    for (const path of ['/api/cases', '/api/tasks', '/api/organisations'])
      expect(code(await tangwei.call('GET', path))).toEqual([403, 'password-to-change']);
    expect(
      code(await tangwei.call('POST', '/api/access-tokens', { name: 'x', expiresAt: `${day(1)}T00:00:00Z` })),
    ).toEqual([403, 'password-to-change']);
    const change = (current: string, password: string) =>
      tangwei.call('POST', '/api/me/password', { current, password });
    expect(messages(await change(first.json.firstPassword, 'short'))).toEqual([
      '/password 密码须为 12 至 200 个字符。',
    ]);
    expect(messages(await change(first.json.firstPassword, first.json.firstPassword))).toEqual([
      '/password 新密码不能与当前密码相同。',
    ]);
    expect(code(await change('not the password', '一个新的很长的密码2026'))).toEqual([422, 'password-wrong']);
    expect((await change(first.json.firstPassword, '一个新的很长的密码2026')).status).toBe(204);
    // The old session is gone with the old password.
    expect((await tangwei.call('GET', '/api/me')).status).toBe(401);
    expect((await enter('tangwei', first.json.firstPassword)).status).toBe(401);
    const back = await enter('tangwei', '一个新的很长的密码2026');
    expect((await back.call('GET', '/api/me')).json).toMatchObject({ passwordToChange: false });
  });

  test('is given anew to whoever forgot his, who is out everywhere until he has it', async () => {
    const { id } = await somebody('fengqi');
    const inside = await api.letIn(id);
    const { json } = await post(`people/${id}/password`, { reason: '忘记密码。' });
    expect((await inside.call('GET', '/api/me')).status).toBe(401);
    expect((await enter('fengqi', json.firstPassword)).status).toBe(204);
    expect((await logged(id))[0]).toMatchObject({ act: 'password-reset', reason: '忘记密码。' });
    expect(JSON.stringify(await logged(id))).not.toContain(json.firstPassword);
  });

  test('a password is not guessed faster by changing it than at the door', async () => {
    const { id } = await somebody('guessed');
    const inside = await api.letIn(id);
    const wrong = () =>
      inside.call('POST', '/api/me/password', { current: randomUUID(), password: '又一个很长的密码2026' });
    for (let n = 0; n < 5; n++) expect(code(await wrong())).toEqual([422, 'password-wrong']);
    expect(code(await wrong())).toEqual([429, 'too-many-sign-ins']);
  });
});

describe('people', () => {
  test('are found by name, user name and initials, page by page, and the look is on record', async () => {
    for (const q of ['zhangwei', '张伟', 'zw'])
      expect((await get(`people?q=${encodeURIComponent(q)}`)).items).toEqual(
        expect.arrayContaining([expect.objectContaining({ username: 'zhangwei', state: 'active' })]),
      );
    const names: string[] = [];
    let after = '';
    do {
      const page = await get(`people?limit=30${after}`);
      names.push(...page.items.map((item: { username: string }) => item.username));
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(names).toEqual([...new Set(names)].sort());
    expect(names.length).toBeGreaterThanOrEqual(71);
    await get('people/zhangwei');
    const { rows } = await api.db.pool.query(`select what, about from access_log where person_id = 'shijie'`);
    expect(rows).toEqual(
      expect.arrayContaining([
        { what: 'people', about: null },
        { what: 'person', about: 'person:zhangwei' },
      ]),
    );
  });

  test('whoever is locked out is out at once, with every session and token', async () => {
    const { id } = await somebody('locked');
    const browser = await api.letIn(id);
    await api.db.pool.query(`update persons set password_to_change = false where id = $1`, [id]);
    const expiresAt = `${day(30)}T00:00:00Z`;
    const { json } = await browser.call('POST', '/api/access-tokens', { name: 'x', expiresAt });
    const program = { headers: { authorization: `Bearer ${json.token as string}` } };
    expect((await api.nobody.call('GET', '/api/me', undefined, program)).status).toBe(200);
    expect((await post(`people/${id}/lock`, { reason: '密码泄露。' })).json).toMatchObject({ state: 'locked' });
    expect((await browser.call('GET', '/api/me')).status).toBe(401);
    expect((await api.nobody.call('GET', '/api/me', undefined, program)).status).toBe(401);
    expect(code(await post(`people/${id}/lock`, { reason }))).toEqual([409, 'nothing-to-change']);
    expect((await post(`people/${id}/unlock`, { reason })).json).toMatchObject({ state: 'active' });
    // What was ended stays ended.
    expect((await browser.call('GET', '/api/me')).status).toBe(401);
    expect((await logged(id)).map(({ act }) => act)).toEqual(['person-unlocked', 'person-locked', 'person-added']);
  });

  test.each([
    [{ username: 'zhangwei', name: '张伟' }, '/username 登录名“zhangwei”已被使用。'],
    [{ username: '张 伟', name: '张伟' }, '/username “张 伟”不能作登录名：只能用字母、数字和 . _ -，最多 64 个字符。'],
    [{ username: 'new.one', name: '新人', email: 'nowhere' }, '/email 不是电子邮箱地址；没有可以留空。'],
  ])('what is wrong with %o is told at its field', async (person, told) => {
    const reply = await post('people', person);
    expect([reply.status, messages(reply)]).toEqual([422, [told]]);
  });

  test('a file is shown before it is written, and told row by row what is wrong in it', async () => {
    const people = 'username,name,email\nsunli,孙丽,\nqianduo,钱多,nowhere\n';
    const posts = 'person,kind,organisation,from\nsunli,approver,huashi-centre,2026-03-02\n';
    const wrong = await post('people/imports', { files: { 'people.csv': people, 'posts.csv': posts }, apply: true });
    expect(wrong.json.written).toBe(false);
    expect(
      wrong.json.faults.map((f: { file: string; line: number; message: string }) => `${f.file} ${f.line} ${f.message}`),
    ).toEqual(['people.csv 3 不是电子邮箱地址；没有可以留空。', expect.stringContaining('posts.csv 2 华士镇')]);
    const right = {
      files: { 'people.csv': people.replace('nowhere', ''), 'posts.csv': posts.replace('approver', 'window-clerk') },
    };
    const shown = await post('people/imports', { ...right, apply: false });
    expect(shown.json).toMatchObject({ written: false, faults: [] });
    expect((await get('people?q=sunli')).items).toEqual([]);
    expect((await post('people/imports', { ...right, apply: true })).json).toMatchObject({ written: true });
    expect((await get('people?q=sunli')).items).toMatchObject([
      { username: 'sunli', state: 'no-password', posts: [{ kind: 'window-clerk' }] },
    ]);
    expect((await logged('sunli')).map(({ act }) => act)).toEqual(['import-added']);
  });

  test('whoever leaves is told what he still holds, and his posts end on the day', async () => {
    const clerk = await api.signIn('zhaolei');
    const { id } = await api.open(clerk);
    const { tasks } = (await clerk.call('GET', `/api/cases/${id}`)).json;
    expect((await clerk.call('POST', `/api/tasks/${tasks[0].id}/acts`, { type: 'claim' })).status).toBe(200);
    const holds = await get('people/zhaolei/holdings');
    expect(holds.seats).toMatchObject([{ task: tasks[0].id, case: { id }, due: expect.any(String) }]);

    const gone = await post('people/zhaolei/departure', { on: day(-1), reason: '退休。' });
    expect(gone.json).toMatchObject({
      seats: holds.seats,
      ended: [{ kind: 'window-clerk', to: day(-1), current: false }],
    });
    expect((await clerk.call('GET', '/api/me')).status).toBe(401);
    expect((await get('people/zhaolei')).state).toBe('left');
    expect(code(await post('people/zhaolei/departure', { on: day(-1), reason }))).toEqual([409, 'nothing-to-change']);
    expect(code(await post('people/zhaolei/departure', { on: day(-2), reason }))).toEqual([422, 'day-too-early']);
  });

  test('whoever leaves in a week works until then, and posts that nobody would hold are named', async () => {
    const host = (await get('posts?limit=200')).items.find(({ kind }: { kind: string }) => kind === 'supervisor');
    const gone = await post(`people/${host.person.id as string}/departure`, { on: day(7), reason });
    expect(gone.json.deserted).toMatchObject([{ kind: 'supervisor', organisation: host.organisation, waiting: 0 }]);
    expect((await get(`people/${host.person.id as string}`)).state).toBe('active');
    await api.db.pool.query(`update persons set left_on = $2 where id = $1`, [host.person.id, day(-1)]);
    expect((await (await api.letIn(host.person.id)).call('GET', '/api/me')).status).toBe(401);
  });
});

describe('the last administrator', () => {
  test.each([
    ['locked', 'people/shijie/lock', () => ({ reason })],
    ['let go', 'people/shijie/departure', () => ({ on: day(30), reason })],
    [
      'put out of his post',
      `posts/${encodeURIComponent('administrator@approval-bureau:shijie')}/end`,
      () => ({ on: day(3), reason }),
    ],
  ])('cannot be %s, and nothing of it is written', async (_, path, body) => {
    expect(code(await post(path, body()))).toEqual([409, 'last-administrator']);
    expect(await get('people/shijie')).toMatchObject({ state: 'active', leftOn: null });
    expect((await get('people/shijie')).allPosts).toMatchObject([{ to: null }]);
  });

  test('nor by a file', async () => {
    const posts = `person,kind,organisation,from,to\nshijie,administrator,approval-bureau,2020-01-01,${day(-1)}\n`;
    expect(code(await post('people/imports', { files: { 'posts.csv': posts }, apply: true }))).toEqual([
      409,
      'last-administrator',
    ]);
  });

  test('may go when another can sign in', async () => {
    const { id } = await somebody('hejing', '何静');
    const given = await post('posts', {
      person: id,
      kind: 'administrator',
      organisation: 'justice-bureau',
      from: day(),
      reason,
    });
    expect(given.status).toBe(201);
    const ending = await post(`posts/${encodeURIComponent(given.json.id as string)}/end`, { on: day(), reason });
    expect(ending.json).toMatchObject({ to: day(), current: true });
    // She is there for today alone.
    expect(code(await post('people/shijie/departure', { on: day(5), reason }))).toEqual([409, 'last-administrator']);
  });
});

describe('posts and bodies', () => {
  test('a post is given with a term, not twice at once, and only where there is one', async () => {
    const { id } = await somebody('lixue');
    const term = { person: id, kind: 'window-clerk', organisation: 'huashi-centre', from: day() };
    expect((await post('posts', { ...term, to: day(10), reason })).json).toMatchObject({ current: true, to: day(10) });
    expect(messages(await post('posts', { ...term, from: day(5), to: day(20) }))).toEqual([
      expect.stringMatching(/^\/from 与库中 .* 的任期重叠。$/),
    ]);
    expect((await post('posts', { ...term, from: day(11), to: day(20) })).status).toBe(201);
    expect(messages(await post('posts', { ...term, kind: 'approver' }))).toEqual([
      expect.stringMatching(/^\/organisation .*不设“审批人”岗位/),
    ]);
    expect(messages(await post('posts', { ...term, person: 'nobody' }))).toEqual(['/person 没有这个人员。']);
    expect(messages(await post('posts', { ...term, to: day(-3) }))).toEqual([expect.stringMatching(/^\/to 止日/)]);
  });

  test('a body is added, renamed and ended, but not while something stands on it', async () => {
    const body = {
      id: 'data-bureau',
      kind: 'department',
      name: { zh: '江阴市数据局', en: 'Data bureau' },
      parent: 'jiangyin',
    };
    expect((await post('organisations', { ...body, reason })).json).toMatchObject({
      ...body,
      validFrom: day(),
      validTo: null,
    });
    expect(messages(await post('organisations', body))).toEqual(['/id 已有标识为“data-bureau”的单位。']);
    expect(messages(await post('organisations', { ...body, id: 'x', parent: 'nowhere' }))).toEqual([
      '/parent 没有单位“nowhere”。',
    ]);
    const renamed = { zh: '江阴市数据管理局', en: 'Data administration' };
    expect((await post('organisations/data-bureau', { name: renamed, reason })).json).toMatchObject({ name: renamed });
    expect(messages(await post('organisations/jiangyin', { parent: 'data-bureau', reason }))).toEqual([
      expect.stringMatching(/^\/parent 上级绕成了圈/),
    ]);
    expect(code(await post('organisations/data-bureau', { name: renamed, reason }))).toEqual([
      409,
      'nothing-to-change',
    ]);
    const { id } = await somebody('dataman');
    const given = await post('posts', { person: id, kind: 'examiner', organisation: 'data-bureau', from: day() });
    const ended = await post('organisations/data-bureau', { validTo: day(30), reason });
    expect([code(ended), ended.json.facts]).toEqual([
      [409, 'organisation-in-use'],
      { posts: [given.json.id], items: [], bodies: [] },
    ]);
    await post(`posts/${encodeURIComponent(given.json.id as string)}/end`, { on: day(30), reason });
    expect((await post('organisations/data-bureau', { validTo: day(30), reason })).json).toMatchObject({
      validTo: day(30),
    });
    expect(
      messages(await post('posts', { person: id, kind: 'approver', organisation: 'data-bureau', from: day() })),
    ).toEqual([expect.stringMatching(/^\/organisation 江阴市数据管理局设到/)]);
  });

  test('a qualification runs out, and is listed before it does', async () => {
    const given = { person: 'fenglei', kind: 'enforcement', number: '苏B0201001', from: day(), to: day(20) };
    const { json } = await post('qualifications', given);
    expect(json).toMatchObject({ id: 'enforcement:fenglei', current: true });
    expect((await get('qualifications?within=30')).items).toMatchObject([{ number: '苏B0201001' }]);
    expect((await get('qualifications?within=10')).items).toEqual([]);
    expect(messages(await post('qualifications', given))).toEqual([expect.stringMatching(/任期重叠/)]);
    const ended = await post('qualifications/enforcement%3Afenglei/end', { on: day(-1), reason });
    expect(ended.json).toMatchObject({ current: false, to: day(-1) });
    expect(code(await post('qualifications/enforcement%3Afenglei/end', { on: day(), reason }))).toEqual([
      409,
      'term-over',
    ]);
  });
});

describe('the logs', () => {
  test('a look at the access log is the first thing it shows; it is filtered by person, case and day', async () => {
    const { items } = await get('access-log?person=shijie&limit=1');
    expect(items).toMatchObject([{ person: { id: 'shijie' }, what: 'access-log', about: 'person:shijie' }]);
    const clerk = await api.signIn('zhangwei');
    const { id, number } = await api.open(clerk);
    await clerk.call('GET', `/api/cases/${id}`);
    for (const which of [id, number])
      expect((await get(`access-log?case=${which}`)).items).toMatchObject([
        { person: { id: 'zhangwei', name: '张伟' }, case: { id, number }, what: 'case' },
      ]);
    expect((await get(`access-log?case=${id}&to=${day(-1)}`)).items).toEqual([]);
    expect((await shijie.call('GET', '/api/admin/access-log?from=2026-02-30')).status).toBe(400);
  });

  test('neither log can be bent by the login that the product works with', async () => {
    for (const table of ['administration_log', 'access_log'])
      for (const statement of [`update ${table} set at = now()`, `delete from ${table}`, `truncate ${table}`])
        await expect(api.db.pool.query(statement)).rejects.toThrow(/permission denied/);
  });

  test('a change that is refused is not in the log, and one that is made is there with before and after', async () => {
    const before = (await get('log?limit=200')).items.length;
    await post('people/nobody/lock', { reason });
    expect((await get('log?limit=200')).items).toHaveLength(before);
    await post('organisations/huashi', { name: { zh: '华士镇（改）', en: 'Huashi' }, reason: '更名。' });
    expect((await get('log?limit=1')).items).toMatchObject([
      {
        act: 'organisation-changed',
        reason: '更名。',
        person: { id: 'shijie' },
        before: { name: { zh: expect.stringContaining('华士') } },
        after: { name: { zh: '华士镇（改）' } },
      },
    ]);
  });

  test.each([
    ['people/zhangwei/departure', { on: '2026-02-30', reason }, '/on', '存在的日期', 'A date that exists'],
    ['people/zhangwei/departure', { on: '9999-12-31', reason }, '/on', '1900 年至 2199 年', 'between 1900 and 2199'],
    ['people/zhangwei/lock', { reason: '  ' }, '/reason', '请填写内容', 'fill this in'],
    ['people/imports', { files: {}, apply: false }, '/files', '至少给出一个文件', 'one file at least'],
  ])('what %s is sent in the wrong shape is told in both languages: %o', async (path, body, at, zh, en) => {
    for (const [language, words] of [
      ['zh-CN', zh],
      ['en', en],
    ] as const) {
      const asking = { headers: { 'accept-language': language } };
      const { status, json } = await shijie.call('POST', `/api/admin/${path}`, body, asking);
      expect([status, json.errors]).toEqual([400, [{ path: at, message: expect.stringContaining(words) }]]);
    }
  });

  test('without a reason nothing is ended', async () => {
    for (const body of [{}, { reason: ' ' }]) expect((await post('people/zhangwei/lock', body)).status).toBe(400);
  });
});
