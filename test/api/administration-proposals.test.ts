import { findBlock } from '../../src/kernel/procedure/find';
import type { Definition } from '../../src/kernel/procedure/definition';
import { createRecord } from '../../src/record/commit';
import { createDefinitions } from '../../src/record/definitions';
import { installation } from '../../src/record/installation';
import type { CaseRecord } from '../../src/record/record';
import { createRecount } from '../../src/record/recount';
import { anApi, type ApiUnderTest, type Reply, type Somebody } from '../support/an-api';
import { applicantTown } from '../support/applicant-town';

let api: ApiUnderTest;
let shijie: Somebody;
let hejing: Somebody;
let town: Awaited<ReturnType<typeof applicantTown>>;
const reason = '国务院办公厅已公布。';
beforeAll(async () => {
  api = await anApi();
  shijie = await api.signIn('shijie');
  town = await applicantTown(api);
  const { json } = await post('people', { username: 'hejing', name: '何静', reason });
  await api.db.pool.query(`update persons set password_to_change = false where id = 'hejing'`);
  const given = { person: json.id, kind: 'administrator', organisation: 'justice-bureau', from: '2020-01-01', reason };
  expect((await post('posts', given)).status).toBe(201);
  hejing = await api.letIn('hejing');
}, 120_000);
afterAll(() => api.drop());

const post = (path: string, body: object, as = shijie): Promise<Reply> => as.call('POST', `/api/admin/${path}`, body);
const get = async (path: string, as = shijie) => (await as.call('GET', `/api/admin/${path}`)).json;
const code = ({ status, json }: Reply): readonly [number, string] => [status, json?.code];

describe('a calendar', () => {
  /** The year in which the case’s limit ends, with three days off inside that limit. */
  async function opened() {
    const { id, number } = await town.accepted();
    const clocks = (await shijie.call('GET', `/api/cases/${id}`)).json.clocks as { id: string; due: string }[];
    const due = clocks.find((clock) => clock.id === 'decision')?.due ?? '';
    return { id, number, due };
  }
  async function yearWith(due: string) {
    const year = Number(due.slice(0, 4));
    const { restDays } = (await shijie.call('GET', `/api/calendar/${year}`)).json as { restDays: string[] };
    const loaded = (await get('calendars')).items.find(
      (each: { year: number; inForce: boolean }) => each.year === year && each.inForce,
    );
    const { rows } = await api.db.pool.query<{ rest_days: string[]; make_up_days: string[] }>(
      'select rest_days, make_up_days from calendar_years where year = $1 order by loaded_at desc, version desc limit 1',
      [year],
    );
    const known = rows[0] ?? { rest_days: [], make_up_days: [] };
    expect(restDays).not.toContain(due);
    return {
      loaded,
      body: {
        year,
        notice: '国办发明电〔2026〕9号',
        restDays: [...known.rest_days, due],
        workingDays: known.make_up_days,
        reason,
      },
    };
  }

  test('is proposed, shown with what it moves, published by another person, and then counted case by case', async () => {
    const { id, number, due } = await opened();
    const { body } = await yearWith(due);
    const proposed = await post('calendars', body);
    expect(proposed.json).toMatchObject({ kind: 'calendar', subject: String(body.year), state: 'open', mine: true });
    const proposal = proposed.json.id as string;
    expect((await get(`proposals/${proposal}`, hejing)).mine).toBe(false);

    const moves = (await get(`proposals/${proposal}/moves`)).items as {
      case: { id: string };
      clock: { id: string };
      was: string;
      due: string;
    }[];
    const moved = moves.find((move) => move.case.id === id && move.clock.id === 'decision');
    expect(moved).toMatchObject({ case: { number }, was: due });
    expect(moved && moved.due > due).toBe(true);

    expect(code(await post(`proposals/${proposal}/publication`, { reason }))).toEqual([403, 'second-person-needed']);
    const published = await post(`proposals/${proposal}/publication`, { reason: '已核对。' }, hejing);
    expect(published.json).toMatchObject({
      state: 'published',
      decidedBy: { id: 'hejing' },
      version: expect.any(String),
    });
    expect(code(await post(`proposals/${proposal}/publication`, { reason }, hejing))).toEqual([
      409,
      'proposal-decided',
    ]);
    const calendars = (await get('calendars')).items;
    expect(calendars.find((each: { year: number }) => each.year === body.year)).toMatchObject({
      inForce: true,
      proposedBy: { id: 'shijie' },
      publishedBy: { id: 'hejing' },
      recount: { finished: false, touched: 0 },
    });

    await recount();
    // As it was written: what is shown may be counted by the calendar of ten seconds ago.
    const clocks = await api.db.pool.query('select term, due_on from clocks where case_id = $1 and clock_id = $2', [
      id,
      'decision',
    ]);
    const acts = (await shijie.call('GET', `/api/cases/${id}/acts`)).json.items as {
      type: string;
      actor: string | null;
      payload: { moved: unknown[] };
    }[];
    const recounted = acts.filter(({ type }) => type === 'clocks-recounted');
    expect(recounted).toHaveLength(1);
    expect(recounted[0]).toMatchObject({ actor: null });
    expect(recounted[0]?.payload.moved).toEqual(
      expect.arrayContaining([expect.objectContaining({ was: due, due: moved?.due })]),
    );
    expect(clocks.rows).toEqual([{ term: 2, due_on: moved?.due }]);
    expect((await shijie.call('GET', `/api/cases/${id}/verification`)).json.intact).toBe(true);
    const done = (await get('calendars')).items.find((each: { year: number }) => each.year === body.year);
    expect(done.recount).toMatchObject({ finished: true });
    expect(done.recount.touched).toBeGreaterThanOrEqual(1);
    // Nothing waits any more, and what was counted is not counted again.
    expect(await recounting()()).toBeUndefined();
  });

  /** As the relay does, once every process has seen the calendar. */
  async function recount(): Promise<void> {
    await api.db.pool.query(`update calendar_recounts set published_at = now() - interval '1 minute'`);
    const batch = recounting();
    while ((await batch()) !== undefined);
  }
  function recounting() {
    const definitions = createDefinitions(api.db.pool);
    const later: { record?: CaseRecord } = {};
    return async () => {
      later.record ??= createRecord({
        pool: api.db.pool,
        definitions,
        installation: await installation(api.db.pool, { demo: true }),
        webhook: false,
      });
      return createRecount({ sql: api.db.pool, record: later.record, definitions })();
    };
  }

  test('is recounted from where it stopped, and a case it has passed is not looked at again', async () => {
    const { due, id } = await opened();
    const { body } = await yearWith(due);
    const { json } = await post('calendars', body);
    await post(`proposals/${json.id as string}/publication`, { reason }, hejing);
    // As if it had come past this case, and been stopped.
    await api.db.pool.query(
      `update calendar_recounts set after_case = 'zzzz', published_at = now() - interval '1 minute' where finished_at is null`,
    );
    const batch = recounting();
    expect(await batch()).toBe(0);
    expect(await batch()).toBeUndefined();
    const acts = (await shijie.call('GET', `/api/cases/${id}/acts`)).json.items as { type: string }[];
    expect(acts.filter(({ type }) => type === 'clocks-recounted')).toEqual([]);
  });

  test('with wrong days is refused, each day told at its place', async () => {
    const wrong = {
      year: 2028,
      notice: '国办',
      restDays: ['2028-01-01', '2029-05-01'],
      workingDays: ['2028-01-01', '2028-01-05'],
      reason,
    };
    const reply = await post('calendars', wrong);
    expect(code(reply)).toEqual([422, 'calendar-invalid']);
    expect((reply.json.errors as { path: string }[]).map(({ path }) => path)).toEqual([
      '/restDays/0',
      '/restDays/1',
      '/workingDays/0',
      '/workingDays/1',
    ]);
    expect((await post('calendars', { ...wrong, restDays: ['2028-02-30'] })).status).toBe(400);
  });

  test('that another one has overtaken is not published, and what was rejected is not either', async () => {
    const body = { year: 2031, notice: '国办发', restDays: ['2031-01-01'], workingDays: [], reason };
    const [first, second, third] = [
      await post('calendars', body),
      await post('calendars', body),
      await post('calendars', body),
    ];
    await post(`proposals/${first.json.id as string}/publication`, { reason }, hejing);
    expect(code(await post(`proposals/${second.json.id as string}/publication`, { reason }, hejing))).toEqual([
      409,
      'proposal-outdated',
    ]);
    // Its own author may take it back.
    expect((await post(`proposals/${third.json.id as string}/rejection`, { reason })).json).toMatchObject({
      state: 'rejected',
    });
    expect(code(await post(`proposals/${third.json.id as string}/publication`, { reason }, hejing))).toEqual([
      409,
      'proposal-decided',
    ]);
  });

  test('the database itself knows the two apart', async () => {
    const { json } = await post('calendars', { year: 2032, notice: '国办发', restDays: [], workingDays: [], reason });
    await expect(
      api.db.pool.query(`update proposals set state = 'published', decided_by = proposed_by where id = $1`, [json.id]),
    ).rejects.toThrow(/proposals_two_people/);
  });
});

describe('a procedure', () => {
  async function changed(change: (definition: Definition) => void): Promise<Definition> {
    const { json } = await shijie.call('GET', '/api/procedures/food-business-permit');
    const definition = structuredClone(json.definition) as Definition;
    change(definition);
    return definition;
  }
  const retitled = (definition: Definition): void => {
    (definition as { title: { zh: string; en: string } }).title = {
      zh: '食品经营许可（新）',
      en: 'Food business permit (new)',
    };
  };

  test('is published by a second person as the next version; running cases keep theirs', async () => {
    const running = await town.open();
    const proposed = await post('procedures', { definition: await changed(retitled), reason });
    expect(proposed.status).toBe(201);
    expect(proposed.json).toMatchObject({ kind: 'procedure', subject: 'food-business-permit', state: 'open' });
    expect(code(await post(`proposals/${proposed.json.id as string}/publication`, { reason }))).toEqual([
      403,
      'second-person-needed',
    ]);
    const published = await post(`proposals/${proposed.json.id as string}/publication`, { reason }, hejing);
    expect(published.json).toMatchObject({ state: 'published', version: '2' });
    const clerk = await api.signIn('zhangwei');
    expect((await clerk.call('GET', '/api/procedures/food-business-permit/versions')).json.items).toMatchObject([
      { version: 2, proposedBy: { name: '施杰' }, publishedBy: { name: '何静' } },
      { version: 1, proposedBy: null, publishedBy: null },
    ]);
    expect((await shijie.call('GET', `/api/cases/${running.id}`)).json.procedure.version).toBe(1);
    const later = await town.open();
    expect((await shijie.call('GET', `/api/cases/${later.id}`)).json.procedure.version).toBe(2);

    const { versions } = (await clerk.call('GET', '/api/procedures/food-business-permit/standing')).json;
    expect(versions[0]).toMatchObject({ version: 2, open: 1, steps: [{ step: 'acceptance', cases: 1 }] });
    // Whoever sees no case is told of none.
    const stranger = await api.signIn('chenjing');
    const theirs = (await stranger.call('GET', '/api/procedures/food-business-permit/standing')).json.versions;
    expect(theirs).toMatchObject([
      { open: 0, ended: 0, steps: [] },
      { open: 0, ended: 0, steps: [] },
    ]);
  });

  test('that cannot end, or promises what the catalogue does not, is refused with what was found', async () => {
    const unsound = await changed((definition) => {
      const acceptance = findBlock(definition, 'acceptance');
      if (acceptance?.kind === 'task') (acceptance.by as { post: string }).post = 'enforcement-officer';
    });
    const refused = await post('procedures', { definition: unsound, reason });
    expect(code(refused)).toEqual([422, 'procedure-unsound']);
    expect((refused.json.facts.findings as { rule: string }[]).map(({ rule }) => rule)).toContain('nobody-eligible');
    const longer = await changed((definition) => {
      (definition.clocks['decision'] as { budget: { amount: number } }).budget.amount = 19;
    });
    const apart = await post('procedures', { definition: longer, reason });
    expect(code(apart)).toEqual([422, 'procedure-unsound']);
    expect((apart.json.facts.findings as { rule: string }[]).map(({ rule }) => rule)).toContain('catalogue-disagrees');
    expect(code(await post('procedures', { definition: { id: 'x' }, reason }))).toEqual([422, 'procedure-unsound']);
    expect((await get('proposals?kind=procedure&state=open')).items).toEqual([]);
  });
});

describe('the words of a message', () => {
  const words = {
    zh: {
      subject: '收到（{caseNumber}）',
      letter: ['编号{caseNumber}。', '事项：{item}。'],
      sms: ['已收到{caseNumber}。'],
    },
    en: { subject: 'Received ({caseNumber})', letter: ['Number {caseNumber}.'], sms: ['Received {caseNumber}.'] },
  };

  test('are tried on made-up data, put in place, and taken back', async () => {
    const shown = await post('message-templates/received/previews', { wording: words });
    expect(shown.json.zh).toMatchObject({
      subject: expect.stringMatching(/^收到（3202/),
      sms: expect.stringContaining('【一章通】已收到3202'),
    });
    const put = await post('message-templates/received', { wording: words, reason, expectedVersion: 0 });
    expect(put.json).toMatchObject({
      version: 1,
      own: true,
      wording: words,
      history: [{ changedBy: { id: 'shijie' } }],
    });
    expect(code(await post('message-templates/received', { wording: words, reason, expectedVersion: 0 }))).toEqual([
      409,
      'wording-changed',
    ]);
    const back = await post('message-templates/received/default', { reason });
    expect(back.json).toMatchObject({ version: 2, own: false });
    expect(back.json.wording).toEqual(back.json.shipped);
    expect(code(await post('message-templates/received/default', { reason }))).toEqual([409, 'nothing-to-change']);
  });

  test.each([
    [
      'a field of another message',
      { ...words, zh: { ...words.zh, letter: ['请在{heldOn}到场。'] } },
      '/wording/zh/letter/0',
      '这里不能引用“{heldOn}”',
    ],
    [
      'a field that is none',
      { ...words, en: { ...words.en, sms: ['{phone}'] } },
      '/wording/en/sms/0',
      '这里不能引用“{phone}”',
    ],
    ['a brace alone', { ...words, zh: { ...words.zh, subject: '收到{' } }, '/wording/zh/subject', '花括号没有成对。'],
  ])('%s is refused at its line', async (_, wording, path, message) => {
    for (const [where, more] of [
      ['message-templates/received', { reason }],
      ['message-templates/received/previews', {}],
    ] as const) {
      const reply = await post(where, { wording, ...more });
      expect(code(reply)).toEqual([422, 'wording-invalid']);
      expect(reply.json.errors).toEqual([{ path, message: expect.stringContaining(message) }]);
    }
    expect(code(await post('message-templates/unknown', { wording, reason }))).toEqual([404, 'not-found']);
  });
});
