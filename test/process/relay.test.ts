// How the relay asks for what is owed: one question for every kind, urgent before idle, and no question that nobody prompted.
import { createDefinitions } from '../../src/record/definitions';
import type { Sql } from '../../src/record/sql';
import { startRelay, type Relay } from '../../src/relay/relay';
import { aRecord, people, type RecordUnderTest } from '../support/a-record';

jest.setTimeout(60_000);

let town: RecordUnderTest;
let relay: Relay | undefined;
const asked: string[] = [];
const woken: { readonly case: string; readonly seq: number }[] = [];

beforeAll(async () => {
  town = await aRecord();
});
afterEach(async () => {
  await relay?.stop();
  relay = undefined;
});
afterAll(() => town.drop());

function start(): Relay {
  asked.length = 0;
  woken.length = 0;
  const pool: Sql = town.db.pool;
  const sql: Sql = {
    query: (text, values) => {
      asked.push(text);
      return pool.query(text, values);
    },
  };
  relay = startRelay({
    sql,
    record: town.record,
    definitions: createDefinitions(town.db.pool),
    processes: {
      wake: (wake) => {
        woken.push({ case: wake.case, seq: wake.seq });
        return Promise.resolve(true);
      },
    },
  });
  return relay;
}
const leases = () => asked.filter((text) => text.includes('skip locked'));
async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
async function nothingOwed(): Promise<boolean> {
  const { rows } = await town.db.pool.query('select 1 from wakes union all select 1 from child_outcomes');
  return rows.length === 0;
}

test('wakes of both urgencies and the outcome of a child are carried, and one statement asks for all of them', async () => {
  const id = await town.open();
  await town.decide(id, 'acceptance', 1, 'accept', people.clerk);
  await town.affect(id);
  const review = `${id}.review.1.1`;
  expect(await town.decide(review, 'opinion', 1, 'agree', people.reviewer)).toMatchObject({ kind: 'done' });
  const quiet = await town.open();
  await town.db.pool.query(`update wakes set urgency = 'idle' where case_id = $1`, [quiet]);
  start();
  await until('nothing is owed', nothingOwed);
  expect(new Set(woken.map((wake) => wake.case))).toEqual(new Set([id, review, quiet]));
  const urgentAt = woken.findIndex((wake) => wake.case === id);
  expect(woken.findIndex((wake) => wake.case === quiet)).toBeGreaterThan(urgentAt);
  expect(new Set(leases()).size).toBe(1);
});

test('a look that finds little is not followed by one that finds nothing', async () => {
  const relay = start();
  await until('the first look', () => leases().length > 0);
  const ids = [await town.open(), await town.open(), await town.open()];
  const before = leases().length;
  relay.poke();
  await until('all are woken', () => ids.every((id) => woken.some((wake) => wake.case === id)));
  await until('nothing is owed', nothingOwed);
  // The poke, and at most two polls that came while the cases were opened or their wakes were sent.
  expect(leases().length - before).toBeLessThanOrEqual(3);
});

test('a case that moves on while its wake is carried keeps the newer wake', async () => {
  const id = await town.open();
  const seqs: number[] = [];
  const { pool } = town.db;
  relay = startRelay({
    sql: pool,
    record: town.record,
    definitions: createDefinitions(pool),
    processes: {
      wake: async (wake) => {
        if (wake.case !== id) return true;
        seqs.push(wake.seq);
        if (seqs.length === 1) await town.decide(id, 'acceptance', 1, 'accept', people.clerk);
        return true;
      },
    },
  });
  await until('nothing is owed', nothingOwed);
  const { rows } = await pool.query<{ seq: number }>('select seq from cases where id = $1', [id]);
  expect(seqs.at(-1)).toBe(rows[0]?.seq);
  expect(seqs).toHaveLength(2);
});
