import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { DEMO_PASSWORD } from '../../prisma/seed';
import type { CaseActType } from '../support/duties';
import { EXAMPLES } from '../../src/contract/examples';
import type { RouteRule } from '../../src/contract/route';
import { ROUTES, type RouteName } from '../../src/contract/routes';
import type { PostKind } from '../../src/kernel/procedure/definition';
import { dayOf } from '../../src/kernel/time/civil';
import { PRODUCT_ROOT } from '../../src/root';
import { anApi, forgiving, withCode, type ApiUnderTest, type Reply, type Somebody } from '../support/an-api';
import { applicantTown, type OwnCase } from '../support/applicant-town';
import { CASE_ACTS, POSTS, ROUTE_DUTIES, SEES_THE_CASE } from '../support/duties';

/**
 * The case is handed in at the centre of Xuxiake and decided by the approval bureau. Of every kind of post there is somebody in a
 * body that has to do with it, somebody in one that has not, somebody whose post there ended yesterday, and somebody disabled.
 */
const HERE: Readonly<Partial<Record<PostKind, string>>> = { 'window-clerk': 'xuxiake-centre' };
const ELSEWHERE: Readonly<Partial<Record<PostKind, string>>> = { 'window-clerk': 'huashi-centre' };
const RELATIONS = ['same body', 'other body', 'post ended yesterday', 'disabled'] as const;
type Relation = (typeof RELATIONS)[number] | 'own case' | 'anonymous';
interface Who {
  readonly name: string;
  readonly post: PostKind | undefined;
  readonly relation: Relation;
  readonly as: Somebody;
}

let api: ApiUnderTest;
let everyone: readonly Who[];
let open: OwnCase;
let ended: OwnCase;
/** What there is of the two cases, by the parameter of an address. */
let things: Readonly<
  Record<'task' | 'file' | 'document' | 'certificate' | 'message' | 'proposal' | 'absence' | 'lead', string>
>;

beforeAll(async () => {
  api = await anApi({}, forgiving);
  const town = await applicantTown(api);
  [open, ended] = [await town.accepted(1), await town.ended('grant')];
  const clerk = await api.signIn('zhangwei');
  const view = (await clerk.call('GET', `/api/cases/${open.id}`)).json;
  const one = async (text: string, of = open): Promise<string> =>
    (await api.db.pool.query<{ id: string }>(text, [of.id])).rows[0]?.id ?? '';
  things = {
    task: view.tasks[0].id,
    file: view.data.identity,
    document: (await clerk.call('GET', `/api/cases/${ended.id}/documents`)).json.items[0].id,
    certificate: await one(`select number as id from certificates where case_id = $1 and entry = 1`, ended),
    proposal: (
      await (await api.signIn('shijie')).call('POST', '/api/admin/calendars', EXAMPLES.proposeCalendar.year?.value)
    ).json.id,
    absence: (
      await (
        await api.signIn('shijie')
      ).call('POST', '/api/admin/absences', {
        ...EXAMPLES.proposeAbsence.ill?.value,
        absent: 'chenjing',
      })
    ).json.id,
    lead: (
      await (
        await api.signIn('shijie')
      ).call('POST', '/api/admin/topic-leads', {
        ...EXAMPLES.giveTopic.fire?.value,
        organisation: 'huashi-centre',
        person: 'chenjing',
      })
    ).json.id,
    message: await one(
      `select id from messages where case_id = $1 and principal like '%window-clerk%' order by id limit 1`,
    ),
  };
  everyone = [
    ...(await people()),
    ...(await ownCase()),
    { name: 'anonymous', post: undefined, relation: 'anonymous', as: api.nobody },
  ];
}, 120_000);
afterAll(() => api.drop());

/** One person for each kind of post and each relation, all with the demo's password. */
async function people(): Promise<readonly Who[]> {
  const wanted = POSTS.flatMap((post) =>
    RELATIONS.map((relation) => ({
      post,
      relation,
      name: `${post}-${relation.replaceAll(' ', '-')}`,
      body:
        (relation === 'other body' ? ELSEWHERE[post] : HERE[post]) ??
        (relation === 'other body' ? 'planning-bureau' : 'approval-bureau'),
    })),
  );
  const owner = new Client({ connectionString: api.db.ownerUrl });
  await owner.connect();
  const yesterday = dayOf(Date.now() - 86_400_000);
  for (const { name, post, relation, body } of wanted) {
    await owner.query(
      `insert into persons (id, username, name, password_hash) select $1, $1, $1, password_hash from persons where username = 'zhangwei'`,
      [name],
    );
    await owner.query(
      `insert into posts (id, kind, organisation_id, person_id, title_zh, title_en, valid_from, valid_to) values ($1, $2, $3, $1, '', '', '2020-01-01', $4)`,
      [name, post, body, relation === 'post ended yesterday' ? yesterday : null],
    );
    await owner.query(
      `insert into qualifications (id, person_id, kind, number, valid_from) values ($1, $1, 'legal', '1', '2020-01-01')`,
      [name],
    );
  }
  const found: Who[] = [];
  for (const { name, post, relation } of wanted) found.push({ name, post, relation, as: await api.letIn(name) });
  // Disabled while signed in: the session that is open is worth nothing from then on.
  await owner.query(`update persons set disabled_at = now() where id like '%-disabled'`);
  await owner.end();
  return found;
}
/** Those who have acted on the case themselves, and one who examined it until her post ended yesterday. */
async function ownCase(): Promise<readonly Who[]> {
  const owner = new Client({ connectionString: api.db.ownerUrl });
  await owner.connect();
  const own: Who[] = [];
  for (const [name, post] of [
    ['zhangwei', 'window-clerk'],
    ['wangfang', 'examiner'],
  ] as const)
    own.push({ name, post, relation: 'own case', as: await api.letIn(name) });
  const lina = await api.letIn('lina');
  expect((await lina.call('POST', `/api/tasks/${things.task}/acts`, { type: 'claim' })).status).toBe(200);
  await owner.query(`update posts set valid_to = $1 where person_id = 'lina'`, [dayOf(Date.now() - 86_400_000)]);
  await owner.end();
  return [...own, { name: 'lina', post: 'examiner', relation: 'post ended yesterday', as: lina }];
}

const isKnown = ({ relation }: Who): boolean => relation !== 'anonymous' && relation !== 'disabled';
/** Posts that are held today, and where. */
const holds = ({ post, relation }: Who): PostKind | undefined =>
  relation === 'post ended yesterday' || relation === 'disabled' ? undefined : post;
function sees(who: Who): boolean {
  const post = holds(who);
  if (post === undefined) return false;
  return SEES_THE_CASE[post][who.relation === 'other body' ? 'elsewhere' : 'inItsBodies'];
}

/** The address with what there really is. */
function addressOf(name: RouteName, rule: RouteRule): string {
  const named: Readonly<Record<string, string>> = {
    id:
      rule.sees === 'task'
        ? things.task
        : rule.sees === 'document'
          ? things.document
          : rule.sees === 'case'
            ? open.id
            : 'food-business-permit',
    number: name === 'certificate' ? things.certificate : open.number,
    version: '1',
    kind: 'grant-decision',
    year: '2026',
    message: things.message,
    file: name === 'asset' ? 'oneseal.css' : name === 'deskAsset' ? deskScript() : things.file,
    document: things.document,
    act: 'withdraw-application',
    code: 'NONE',
    view: 'somebody-elses',
    subject: `task:${things.task}`,
    organisation: 'huashi',
    // Somebody who is in none of the relations: what is done to him changes nothing for them.
    person: 'chenjing',
    post: 'window-clerk@huashi-centre:chenjing',
    qualification: 'legal:fenglei',
    proposal: things.proposal,
    absence: things.absence,
    lead: things.lead,
    event: 'received',
  };
  return rule.path.replace(/[:*](\w+)/g, (_, part: string) => encodeURIComponent(named[part] ?? 'x'));
}
/** Its name follows its content. */
function deskScript(): string {
  const name = readdirSync(join(PRODUCT_ROOT, 'dist/web/assets')).find((each) => each.endsWith('.js'));
  if (name === undefined) throw new Error('The desk is not built: npm run build.');
  return name;
}
async function ask({ as }: Who, name: RouteName): Promise<Reply> {
  const rule: RouteRule = ROUTES[name];
  const path = addressOf(name, rule);
  if (name === 'events') return streamed(as, path);
  if (rule.upload) return as.upload(undefined, undefined, { path });
  if (rule.form) {
    const asking = {
      raw: 'number=x&code=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: api.base },
    };
    return as.call('POST', path, undefined, asking);
  }
  const body = rule.body ? bodyOf(name) : undefined;
  return as.call(rule.method.toUpperCase(), path, body);
}
/** A body of the right shape that changes nothing where it can: an unknown outcome, a limit that does not stand still. */
function bodyOf(name: RouteName): unknown {
  if (name === 'actOnTask') return { type: 'decide', outcome: 'none' };
  if (name === 'actOnCase') return { type: 'resume-clock', clock: 'none' };
  if (name === 'signIn') return { username: 'zhangwei', password: DEMO_PASSWORD };
  if (name === 'issueToken') return { name: 'x', expiresAt: new Date(Date.now() + 86_400_000).toISOString() };
  // A password that is not the caller's: nothing is changed.
  if (name === 'changePassword') return { current: 'not his password', password: 'another password of 2026' };
  if (name === 'openCase')
    return { ...EXAMPLES.openCase.food?.value, data: { shopName: '店', premises: '路', business: '餐饮服务' } };
  if (name === 'acceptance') {
    const { party: _, ...asked } = EXAMPLES.openCase.food?.value ?? {};
    return { ...asked, data: {} };
  }
  if (name === 'saveView') return { name: '超期', list: 'tasks', query: { due: 'overdue' } };
  const [example] = Object.values((EXAMPLES as Readonly<Record<string, object>>)[name] ?? {}) as { value: unknown }[];
  return example?.value ?? {};
}
async function streamed(as: Somebody, path: string): Promise<Reply> {
  const gone = new AbortController();
  const response = await as.stream(path, gone.signal);
  const { status, headers } = response;
  const text = status === 200 ? '' : await response.text();
  gone.abort();
  return { status, headers, text, json: text === '' ? undefined : JSON.parse(text) };
}

test('every route of the table says whose it is, and nothing else does', () => {
  expect(Object.keys(ROUTE_DUTIES).sort()).toEqual(Object.keys(ROUTES).sort());
});

const names = (Object.keys(ROUTES) as RouteName[]).filter((name) => name !== 'signOut');
test.each(names)('%s answers those whose it is, and nobody else', judged, 60_000);
async function judged(name: RouteName): Promise<void> {
  const duty = ROUTE_DUTIES[name];
  const got: string[] = [];
  const expected: string[] = [];
  // Several at once, as they would come; each answer is judged by itself.
  for (let n = 0; n < everyone.length; n += 8) {
    const some = everyone.slice(n, n + 8);
    const replies = await Promise.all(some.map((who) => ask(who, name)));
    some.forEach((who, i) => {
      const { status, json } = replies[i] as Reply;
      const told = verdict(status);
      const code = told === 'refused' || told === 'unknown' ? ` ${json?.code ?? 'page'}` : '';
      got.push(`${who.name} (${who.relation}): ${told}${code}`);
      expected.push(`${who.name} (${who.relation}): ${wanted(who, duty)}`);
    });
  }
  expect(got).toEqual(expected);
}

function verdict(status: number): string {
  if (status === 401) return 'not signed in';
  if (status === 403) return 'refused';
  if (status === 404) return 'unknown';
  return status >= 500 ? `fault ${status}` : 'answered';
}
function wanted(who: Who, duty: (typeof ROUTE_DUTIES)[RouteName]): string {
  if (duty === 'anybody') return 'answered';
  if (duty === 'a page that is not there') return 'unknown page';
  if (duty === 'the code of the receipt') return 'unknown not-found';
  if (!isKnown(who)) return 'not signed in';
  if (duty === 'whoever is signed in') return 'answered';
  if (duty === 'nobody else') return 'unknown not-found';
  const post = holds(who);
  if (duty === 'an administrator') return post === 'administrator' ? 'answered' : 'refused not-your-post';
  if (duty === 'a window') return post === 'window-clerk' ? 'answered' : 'refused not-your-post';
  if (duty === 'the post it was sent to')
    return post === 'window-clerk' && who.relation !== 'other body' ? 'answered' : 'unknown not-found';
  const above = post === 'administrator' || post === 'supervisor';
  if (duty === 'who watches over all') return above ? 'answered' : 'refused not-your-post';
  if (!sees(who)) return 'unknown not-found';
  if (duty === 'whoever sees the case') return 'answered';
  const head = post === 'agency-head' && who.relation !== 'other body';
  if (duty === 'who watches over it') return above || head ? 'answered' : 'refused not-your-post';
  if (duty === 'who gives its seats away')
    return post === 'administrator' || head ? 'answered' : 'refused not-your-post';
  // Acts: who sees the case is told that it is not his to act.
  const allowed =
    duty === 'who examines it' ? post === 'examiner' : CASE_ACTS['resume-clock'].deciding.includes(post as PostKind);
  const here = who.relation !== 'other body';
  if (duty === 'who examines it' && who.relation === 'own case' && post === 'examiner') return 'refused already-seated';
  return allowed && here ? 'answered' : 'refused not-your-post';
}

test.each(Object.keys(CASE_ACTS) as CaseActType[])('%s is for those whose duty it is', async (type) => {
  const { receiving, deciding, anywhere } = CASE_ACTS[type];
  // A complaint may come at any time, and each is a case of its own.
  const unseen = type === 'complain' || type === 'comment' ? {} : { expectedSeq: 0 };
  const value = (EXAMPLES.actOnCase[type] as { value: object }).value;
  const got: string[] = [];
  const expected: string[] = [];
  for (const who of everyone.filter(isKnown)) {
    // Whoever may act is told that he has not seen the latest, and nothing changes.
    const { json } = await who.as.call('POST', `/api/cases/${open.id}/acts`, { ...value, ...unseen });
    const told = json?.code === 'not-found' ? 'unknown' : json?.code === 'not-your-post' ? 'not his' : 'his';
    got.push(`${who.name}: ${told}`);
    const post = holds(who);
    const here = post !== undefined && who.relation !== 'other body';
    const his =
      post !== undefined &&
      (anywhere.includes(post) || (here && (post === 'window-clerk' ? receiving : deciding).includes(post)));
    expected.push(`${who.name}: ${!sees(who) ? 'unknown' : his ? 'his' : 'not his'}`);
  }
  expect(got).toEqual(expected);
});
test('what may not be seen is in no list, count, search or stream', async () => {
  const unseeing = everyone.filter((who) => isKnown(who) && !sees(who));
  expect(unseeing.length).toBeGreaterThan(15);
  const words = [open.id, open.number, ended.id, ended.number, things.certificate, things.document];
  for (const { name, as } of unseeing) {
    const q = encodeURIComponent(open.number);
    const asked = [
      '',
      `&q=${q}`,
      '&q=zxs',
      '&state=open',
      '&procedure=food-business-permit',
      '&organisation=xuxiake-centre',
    ].map((more) => `/api/cases?limit=200${more}`);
    const boxes = ['mine', 'pool', 'done', 'cc', 'waiting'].flatMap((box) => [
      `/api/tasks?limit=200&box=${box}`,
      `/api/tasks?limit=200&box=${box}&q=${q}`,
    ]);
    const stuck = ['', `?q=${q}`, '?organisation=approval-bureau', '?procedure=food-business-permit'].flatMap(
      (more) => [`/api/waits${more}`, `/api/waits/groups${more}`],
    );
    for (const path of [...asked, ...boxes, ...stuck, '/api/messages?limit=200']) {
      const { status, text } = await as.call('GET', path);
      expect([name, path, status, words.filter((word) => text.includes(word))]).toEqual([name, path, 200, []]);
    }
    const { mine, pool, done, cc, waiting } = (await as.call('GET', '/api/tasks/counts')).json;
    const listed = await Promise.all(
      ['mine', 'pool', 'done', 'cc', 'waiting'].map(
        async (box) => (await as.call('GET', `/api/tasks?limit=200&box=${box}`)).json.items.length,
      ),
    );
    expect([name, mine, pool, done, cc, waiting]).toEqual([name, ...listed]);
  }
}, 60_000);

test('whatever a list shows can be looked at by itself', async () => {
  for (const { as } of everyone.filter((who) => isKnown(who) && holds(who) !== undefined)) {
    const [cases, tasks] = [
      (await as.call('GET', '/api/cases?limit=200')).json.items as { id: string }[],
      (await as.call('GET', '/api/tasks?limit=200&box=pool')).json.items as { id: string }[],
    ];
    for (const path of [...cases.map(({ id }) => `/api/cases/${id}`), ...tasks.map(({ id }) => `/api/tasks/${id}`)])
      expect([path, (await as.call('GET', path)).status]).toEqual([path, 200]);
  }
}, 60_000);

test('what is invisible and what is not there are answered alike, byte by byte', async () => {
  const stranger = everyone.find(({ name }) => name === 'examiner-other-body') as Who;
  const pairs: readonly (readonly [string, string, string?, unknown?])[] = [
    ...[
      '',
      '/acts',
      '/documents',
      '/receipt',
      '/explanation',
      '/forecast',
      '/process',
      '/verification',
      `/files/${things.file}`,
    ].map((rest) => [`/api/cases/${open.id}${rest}`, `/api/cases/${unknown(open.id)}${rest}`] as const),
    [`/api/cases/${open.id}/acts`, `/api/cases/${unknown(open.id)}/acts`, 'POST', { type: 'complain', text: '投诉' }],
    [`/api/tasks/${things.task}`, `/api/tasks/${unknown(things.task)}`],
    [`/api/tasks/${things.task}/acts`, `/api/tasks/${unknown(things.task)}/acts`, 'POST', { type: 'claim' }],
    [`/api/documents/${things.document}`, `/api/documents/${unknown(things.document)}`],
    [
      `/api/certificates/${encodeURIComponent(things.certificate)}`,
      `/api/certificates/${encodeURIComponent(unknown(things.certificate))}`,
    ],
    [
      `/api/messages/${encodeURIComponent(things.message)}/read`,
      `/api/messages/${encodeURIComponent(unknown(things.message))}/read`,
      'POST',
    ],
  ];
  for (const [there, notThere, method = 'GET', body] of pairs) {
    const [one, other] = [await stranger.as.call(method, there, body), await stranger.as.call(method, notThere, body)];
    expect([there, one.status]).toEqual([there, 404]);
    expect([there, one.text, headersOf(one)]).toEqual([there, other.text, headersOf(other)]);
  }
});
/** An id of the same length and make that nobody has. */
function unknown(id: string): string {
  const at = id.search(/[0-9a-f]{3}/);
  const from = at < 0 ? id.length - 1 : at;
  const changed = [...id]
    .map((sign, n) => (n >= from && /\d/.test(sign) ? String((Number(sign) + 5) % 10) : sign))
    .join('');
  if (changed === id) throw new Error(`${id} has nothing to change`);
  return changed;
}
function headersOf({ headers }: Reply): readonly (readonly [string, string])[] {
  return [...headers].filter(([name]) => name !== 'date');
}

test('a paper of one case cannot be had by the address of another', async () => {
  const clerk = everyone.find(({ name }) => name === 'window-clerk-other-body') as Who;
  const theirs = await api.open(clerk.as);
  expect((await clerk.as.call('GET', `/api/cases/${theirs.id}/files/${things.file}`)).status).toBe(404);
  const asApplicant = withCode(theirs.code);
  for (const path of [`documents/${things.document}`, `documents/${encodeURIComponent(`../${things.document}`)}`])
    expect(
      (await api.nobody.call('GET', `/api/public/cases/${theirs.number}/${path}`, undefined, asApplicant)).status,
    ).toBe(404);
  expect((await api.nobody.call('GET', `/api/public/cases/${open.number}`, undefined, asApplicant)).status).toBe(404);
});

// Last, since it ends the sessions that the others need.
test('signOut answers whoever is signed in, and nobody else', () => judged('signOut'), 60_000);
