import { createHash, randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import { EXAMPLES } from '../../src/contract/examples';
import { openApiDocument } from '../../src/contract/openapi';
import type { RouteRule } from '../../src/contract/route';
import { ROUTES } from '../../src/contract/routes';
import { anApi, forgiving, withCode, type ApiUnderTest, type Somebody } from '../support/an-api';

let api: ApiUnderTest;
let clerk: Somebody;
let opened: { readonly id: string; readonly number: string; readonly code: string };
beforeAll(async () => {
  api = await anApi({}, forgiving);
  clerk = await api.signIn('zhangwei');
  opened = await api.open(clerk);
});
afterAll(() => api.drop());

const routes = Object.entries<RouteRule>(ROUTES);

test.each(routes.filter(([, rule]) => rule.auth === 'person'))('%s is nobody’s without signing in', async (_, rule) => {
  const path = rule.path.replace(/:\w+/g, 'x');
  const { status, json } = await api.nobody.call(rule.method.toUpperCase(), path, rule.body ? {} : undefined);
  expect([status, json.code]).toEqual([401, 'not-signed-in']);
});

test.each(routes.filter(([, rule]) => rule.auth === 'receipt'))(
  '%s is nobody’s without the code of the receipt',
  async (_, rule) => {
    const path = rule.path.replace(':number', opened.number).replace(/:\w+/g, 'x');
    const { status, json } = await api.nobody.call(rule.method.toUpperCase(), path, rule.body ? {} : undefined);
    expect([status, json.code]).toEqual([404, 'not-found']);
  },
);

test('every view is of the shape that the contract promises', async () => {
  const task = (await clerk.call('GET', `/api/cases/${opened.id}`)).json.tasks[0].id as string;
  const file = (await clerk.upload()).json.id as string;
  // A certificate of the case's own number, so that one name fits both paths.
  await api.db.pool.query(
    `insert into certificates (case_id, seq, number, kind, entry, on_day, valid_from, valid_to, body)
     values ($1, 1, $2, 'issued', 1, '2026-03-05', '2026-03-05', '2031-03-04', 'approval-bureau')`,
    [opened.id, opened.number],
  );
  const administrator = await api.signIn('shijie');
  const { json: proposal } = await administrator.call(
    'POST',
    '/api/admin/calendars',
    EXAMPLES.proposeCalendar.year?.value,
  );
  const names: Readonly<Record<string, string>> = {
    person: 'zhangwei',
    proposal: proposal.id,
    event: 'received',
    id: opened.id,
    number: opened.number,
    version: '1',
    year: '2026',
    file,
    message: 'x',
    subject: 'window',
  };
  const asked: Readonly<Record<string, string>> = { handover: '?to=liuyang' };
  for (const [name, rule] of routes) {
    if (rule.method !== 'get' || !rule.reply || rule.sees === 'document') continue;
    const id =
      rule.sees === 'task' ? task : rule.path.startsWith('/api/procedures') ? 'food-business-permit' : opened.id;
    const path = rule.path.replace(/:(\w+)/g, (_, part: string) =>
      encodeURIComponent(part === 'id' ? id : (names[part] ?? 'x')),
    );
    const watching = ['process', 'candidates', 'findings'].includes(name);
    const who = rule.post === undefined && !watching ? clerk : administrator;
    const reply = await who.call('GET', `${path}${asked[name] ?? ''}`, undefined, withCode(opened.code));
    const parsed = rule.reply.safeParse(reply.json);
    expect({ name, status: reply.status, issues: parsed.error?.issues ?? [] }).toEqual({
      name,
      status: 200,
      issues: [],
    });
  }
});

test('the document lists every route with its summary, its answers and who may call it', async () => {
  const { json } = await api.nobody.call('GET', '/openapi.json');
  expect(json).toEqual(JSON.parse(JSON.stringify(openApiDocument('0.0.0'))));
  const listed = Object.values<Record<string, object>>(json.paths).flatMap((path) => Object.values(path)) as {
    operationId: string;
    security?: object[];
  }[];
  expect(listed.map((operation) => operation.operationId).sort()).toEqual(Object.keys(ROUTES).sort());
  for (const [name, rule] of routes)
    expect(listed.find((each) => each.operationId === name)?.security).toHaveLength(
      { none: 0, receipt: 1, visit: 1, person: 2 }[rule.auth],
    );
});

test('pages run no script but their own, and say nothing of what they are made with', async () => {
  for (const path of ['/', '/docs', '/verify/none', '/api/me', '/assets/docs.js']) {
    const { headers } = await clerk.call('GET', path);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  }
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'oneseal.css', 'docs.js'])
    expect((await clerk.call('GET', `/assets/${file}`)).status).toBe(200);
  for (const file of ['..%2fpackage.json', 'package.json', '__proto__'])
    expect((await clerk.call('GET', `/assets/${file}`)).status).toBe(404);
});

test('the verification page escapes what it is asked and knows no invented code', async () => {
  const { status, text } = await api.nobody.call('GET', `/verify/${encodeURIComponent('<script>alert(1)</script>')}`);
  expect(status).toBe(404);
  expect(text).not.toContain('<script');
});

test('a procedure can be looked at as a picture', async () => {
  const { text, headers } = await clerk.call('GET', '/api/procedures/food-business-permit?as=svg');
  expect(headers.get('content-type')).toMatch(/^image\/svg\+xml/);
  expect(text).toContain('审查');
});

test('a paper of a case is downloaded by who sees the case, and leaves a trace', async () => {
  const { data } = (await clerk.call('GET', `/api/cases/${opened.id}`)).json;
  const { status, headers, text } = await clerk.call('GET', `/api/cases/${opened.id}/files/${data.identity}`);
  expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(text).toMatch(/^%PDF/);
  expect((await clerk.call('GET', `/api/cases/${opened.id}/files/${randomUUID()}`)).status).toBe(404);
  const { rows } = await api.db.pool.query('select what from access_log where case_id = $1 and person_id = $2', [
    opened.id,
    'zhangwei',
  ]);
  expect(rows.map((row: { what: string }) => row.what)).toEqual(expect.arrayContaining(['case', 'file']));
});

test('a change is told to those who see the case, and to nobody else', async () => {
  const stranger = await api.signIn('chenjing');
  const heard: Record<string, string> = { clerk: '', stranger: '' };
  const gone = new AbortController();
  const listen = async (name: 'clerk' | 'stranger', who: Somebody): Promise<void> => {
    const response = await who.stream('/api/events', gone.signal);
    void (async () => {
      for await (const part of response.body as unknown as AsyncIterable<Uint8Array>)
        heard[name] += Buffer.from(part).toString();
    })().catch(() => undefined);
  };
  await Promise.all([listen('clerk', clerk), listen('stranger', stranger)]);
  const { id } = await api.open(clerk);
  const theirs = await api.open(stranger);
  for (let n = 0; n < 100 && !(heard.clerk?.includes(id) && heard.stranger?.includes(theirs.id)); n += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  gone.abort();
  expect(heard.clerk).toContain(`"case":"${id}"`);
  expect(heard.stranger).toContain(`"case":"${theirs.id}"`);
  expect(heard.stranger).not.toContain(id);
});

test('messages to a post are read by its holders, each for himself', async () => {
  const { json } = await clerk.call('GET', '/api/messages?limit=200');
  const [message] = json.items;
  expect(message).toMatchObject({
    template: 'task-opened',
    read: false,
    text: { zh: expect.stringContaining('待办') },
  });
  const key = randomUUID();
  for (let n = 0; n < 2; n += 1)
    expect(
      (await clerk.call('POST', `/api/messages/${encodeURIComponent(message.id)}/read`, undefined, { key })).status,
    ).toBe(204);
  expect((await clerk.call('GET', '/api/messages?limit=200')).json.items[0].read).toBe(true);
  const colleague = await api.signIn('liuyang');
  expect((await colleague.call('GET', '/api/messages?limit=200')).json.items[0].read).toBe(false);
  const stranger = await api.signIn('chenjing');
  expect((await stranger.call('POST', `/api/messages/${encodeURIComponent(message.id)}/read`)).status).toBe(404);
});

test('a stranger recomputes the chain from what is served', async () => {
  const sha256 = (...parts: readonly (string | Buffer)[]) =>
    parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
  let previous = '0'.repeat(64);
  const { items } = (await clerk.call('GET', `/api/cases/${opened.id}/acts`)).json;
  for (const { payload, salt, hash, ...link } of items) {
    expect(link.payloadDigest).toBe(sha256(Buffer.from(salt, 'hex'), canonicalize(payload) ?? ''));
    expect(link.previousHash).toBe(previous);
    expect(hash).toBe(sha256(canonicalize({ case: opened.id, ...link }) ?? ''));
    previous = hash;
  }
  const { json } = await clerk.call('GET', `/api/cases/${opened.id}/verification`);
  expect(json).toEqual({ intact: true, acts: items.length, head: previous });
});
