// Owns complaint 25 (JeecgBoot#9185, #8961; flowable#3975, #1218; camunda#55576, #38515): history tables that grow until everything is slow, and
// inboxes of people with several posts that read every open task. What is asserted is what is written and read, never how long it takes.
import { Client } from 'pg';
import type { AgentFor, PersonActor } from '../../src/kernel/command';
import { inboxCounts, inboxRows, type InboxFilter } from '../../src/queries/inbox';
import { openDatabase, Prisma, type Database } from '../../src/queries/database';
import { createDefinitions } from '../../src/record/definitions';
import { rebuildCase } from '../../src/record/rebuild';
import { examined, people } from '../support/a-record';
import { done, driven, type Driven } from './driven';
import { accepted, startToTurn } from './walks';

jest.setTimeout(180_000);
let town: Driven;
beforeAll(async () => {
  town = await driven();
});
afterAll(() => town.end());

const SAID = '沟通金丝雀';
/** Examined by two, spoken about, and sent back to be examined again. */
async function round(id: string, n: number): Promise<void> {
  for (const who of [people.examiner, people.secondExaminer])
    done(await town.decide(id, 'examination', n, 'recommend-grant', who, examined));
  done(await town.act(id, { type: 'comment', text: `${SAID}，请核对。`, mentions: [] }, people.examiner));
  done(await town.decide(id, 'decision', n, 'reexamine', people.approver));
}
async function one<T extends object>(sql: string, ...values: readonly unknown[]): Promise<T> {
  const { rows } = await town.db.pool.query<T>(sql, [...values]);
  if (!rows[0]) throw new Error(`nothing: ${sql}`);
  return rows[0];
}

describe('25 “the history grows until every act is slow”', () => {
  const ROUNDS = 24;
  const TABLES = ['seats', 'clocks', 'effects', 'waits', 'readers'] as const;
  /** After each round: acts, bytes of the folded state, and how many rows the last act of it wrote anew. */
  const grown: { readonly acts: number; readonly bytes: number; readonly wrote: number }[] = [];
  let id: string;
  beforeAll(async () => {
    id = await accepted(town);
    for (let n = 1; n <= ROUNDS; n++) {
      await round(id, n);
      const { acts, bytes } = await one<{ acts: number; bytes: number }>(
        'select seq as acts, length(state::text) as bytes from cases where id = $1',
        id,
      );
      const wrote = TABLES.map(
        (table) => `(select count(*) from ${table} r where r.case_id = c.id and r.xmin = c.xmin)`,
      );
      grown.push({
        acts,
        bytes,
        ...(await one<{ wrote: number }>(`select (${wrote.join(' + ')})::int as wrote from cases c where id = $1`, id)),
      });
    }
  });
  const each = (of: 'acts' | 'bytes'): readonly number[] =>
    grown.slice(1).map((after, n) => after[of] - (grown[n]?.[of] ?? 0));

  it('every round adds as many acts to the ledger as the one before', () => {
    expect(new Set(each('acts')).size).toBe(1);
  });
  it('and as much to what is folded from it, in which nothing of the talk is kept', async () => {
    const more = each('bytes');
    // Numbers get longer by a digit, and nothing else does.
    expect(Math.max(...more) - Math.min(...more)).toBeLessThan(100);
    const { state } = await one<{ state: string }>('select state::text as state from cases where id = $1', id);
    expect(state).not.toContain(SAID);
  });
  it('an act of the last round writes no more rows than one of the first', () => {
    expect(new Set(grown.map(({ wrote }) => wrote)).size).toBe(1);
    expect(grown[0]?.wrote).toBeGreaterThan(0);
  });
  it('a rebuild reads each act once, and finds what stands there', async () => {
    const read: number[] = [];
    const counted = {
      query: async (sql: string, values: unknown[]) => {
        const answer = await town.db.pool.query(sql, values);
        read.push(...answer.rows.flatMap(({ ledger }) => (Array.isArray(ledger) ? [ledger.length] : [])));
        return answer;
      },
    };
    expect(await rebuildCase(counted as never, createDefinitions(town.db.pool), id, false)).toEqual([]);
    expect(read).toEqual([grown.at(-1)?.acts]);
  });
});

describe('25 “the engine’s history of a long case is too long to be replayed”', () => {
  it('goes on as a new run again and again: no run grows past its turn by more than one round adds', async () => {
    await town.startWorkers();
    const id = await town.open();
    const first = await startToTurn(town, 'approval', id);
    town.startRelay();
    await town.settled(id);
    done(await town.decide(id, 'acceptance', 1, 'accept', people.clerk));
    for (let n = 1; n <= 8; n++) {
      await round(id, n);
      await town.settled(id);
    }
    const lengths: number[] = [];
    for (let run: string | undefined = first; run;) {
      const { events } = await town.history(id, run);
      lengths.push(events?.length ?? 0);
      run = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
    }
    expect(lengths.length).toBeGreaterThan(4);
    expect(Math.max(...lengths)).toBeLessThan(15 + 60);
    // What a run is begun with is where it stands, not what has been.
    const { events } = await town.history(id);
    const begun = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    expect(begun.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)).toBeLessThan(200);
    const { acts } = await one<{ acts: number }>('select seq as acts from cases where id = $1', id);
    expect(lengths.reduce((sum, length) => sum + length, 0) / acts).toBeLessThan(20);
  });
});

describe('25 “the inbox of somebody in several groups reads every open task of the town”', () => {
  const OPEN = 20_000;
  const LIMIT = 50;
  const posts = [
    ['examiner', 'approval-bureau'],
    ['approver', 'approval-bureau'],
    ['hearing-host', 'approval-bureau'],
    ['window-clerk', 'xuxiake-centre'],
  ] as const;
  const viewer: PersonActor = {
    kind: 'person',
    person: 'many-posts',
    posts: posts.map(([kind, organisation]) => ({ id: `${kind}-post`, kind, organisation })),
    qualifications: [],
  };
  const agentFor: AgentFor = {
    rule: 'r1',
    absent: { ...people.reviewer, person: 'absent' },
    scope: { procedures: ['legal-review', 'food-business-permit'] },
  };
  let reads: Database;
  beforeAll(async () => {
    reads = openDatabase(town.db.url, 2);
    const like = await accepted(town);
    const principals = [
      ...posts.map(([kind, organisation]) => `post:${kind}@${organisation}`),
      ...['post:legal-reviewer@justice-bureau', 'person:many-posts', 'person:absent', 'post:examiner@elsewhere'],
    ];
    await town.db.pool.query(
      `insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', 'many-' || n, 'number', 'many-' || n, 'root_id', 'many-' || n, 'state', '{}'::jsonb))).*
       from cases c, generate_series(1, $2) n where c.id = $1`,
      [like, OPEN],
    );
    await town.db.pool.query(
      `insert into seats (id, principal, case_id, task_id, step, round, state, since, due_on, light)
       select 'many-' || n || '.examination.1.1', ($1::text[])[1 + n % cardinality($1::text[])], 'many-' || n, 'many-' || n || '.examination.1', 'examination', 1,
         case when n % 5 = 0 then 'decided' else 'open' end, now() - n * interval '1 second',
         case when n % 7 = 0 then null else to_char(date '2026-03-01' + n % 300, 'YYYY-MM-DD') end, 'green'
       from generate_series(1, $2) n`,
      [principals, OPEN + OPEN / 4],
    );
    // What was done in a few years, as every town has it.
    await town.db.pool.query(
      `insert into seats (id, principal, case_id, task_id, step, round, state, since, due_on, light)
       select 'years-' || n || '.examination.1.1', 'person:other-' || n % 40, 'years-' || n / 4, 'years-' || n || '.examination.1', 'examination', 1,
         'decided', now() - n * interval '1 minute', null, 'green'
       from generate_series(1, $1) n`,
      [8 * OPEN],
    );
    const owner = new Client({ connectionString: town.db.ownerUrl });
    await owner.connect();
    await owner.query('analyze seats; analyze cases');
    await owner.end();
  });
  afterAll(() => reads.$disconnect());

  interface Plan {
    readonly 'Node Type': string;
    readonly 'Relation Name'?: string;
    readonly 'Actual Rows': number;
    readonly 'Actual Loops': number;
    readonly 'Rows Removed by Filter'?: number;
    readonly Plans?: readonly Plan[];
  }
  const nodes = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
  /** Every statement that reading sends, as Postgres carries it out. */
  async function plansOf(read: (db: Database) => Promise<unknown>): Promise<readonly (readonly Plan[])[]> {
    const plans: (readonly Plan[])[] = [];
    const watched = {
      $queryRaw: async (strings: TemplateStringsArray, ...values: unknown[]) => {
        const { text, values: given } = Prisma.sql(strings, ...values);
        const { rows } = await town.db.pool.query(`explain (analyze, timing off, format json) ${text}`, given);
        plans.push(nodes(rows[0]['QUERY PLAN'][0].Plan));
        return reads.$queryRaw(strings, ...values);
      },
    };
    await read(watched as unknown as Database);
    return plans;
  }
  const ofSeats = (plan: readonly Plan[]) => plan.filter((node) => node['Relation Name'] === 'seats');
  const rowsRead = (plan: readonly Plan[]): number =>
    ofSeats(plan).reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );
  const page = (more: Partial<InboxFilter>): InboxFilter => ({
    box: 'pool',
    sort: 'due',
    today: '2026-03-02',
    limit: LIMIT,
    ...more,
  });

  it.each(
    (['pool', 'mine', 'todo', 'done'] as const).flatMap((box) =>
      (['due', 'new'] as const).flatMap((sort) => [
        { box, sort, who: 'himself', as: viewer },
        { box, sort, who: 'himself and somebody absent', as: { ...viewer, agentFor: [agentFor] } },
      ]),
    ),
  )('$box by $sort, for $who: its pages go along an index', async ({ box, sort, as }) => {
    let after: string | undefined;
    for (const nth of ['first', 'second', 'third']) {
      const asked = page({ box, sort, ...(after === undefined ? {} : { after }) });
      const plans = await plansOf((db) => inboxRows(db, as, asked));
      expect(plans.length).toBeGreaterThan(0);
      for (const plan of plans) {
        expect(ofSeats(plan).length).toBeGreaterThan(0);
        expect(ofSeats(plan).filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
        expect([nth, rowsRead(plan) <= 10 * LIMIT ? 'bounded' : rowsRead(plan)]).toEqual([nth, 'bounded']);
      }
      const { items, next } = await inboxRows(reads, as, asked);
      expect(items).toHaveLength(LIMIT);
      after = next ?? undefined;
      expect(after).toBeDefined();
    }
  });

  it('what somebody waits for is found by his own cases, and not among all that are open', async () => {
    for (const plan of await plansOf((db) => inboxRows(db, viewer, page({ box: 'waiting' })))) {
      expect(ofSeats(plan).length).toBeGreaterThan(0);
      expect(ofSeats(plan).filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    }
  });

  it('the badges count no further than a thousand of each', async () => {
    const [plan] = await plansOf((db) => inboxCounts(db, viewer, '2026-03-02'));
    if (!plan) throw new Error('nothing was counted');
    expect(ofSeats(plan).filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    const counts = await inboxCounts(reads, viewer, '2026-03-02');
    expect(counts).toMatchObject({ pool: 1_000, mine: 1_000 });
    expect(rowsRead(plan)).toBeLessThan(OPEN);
  });
});
