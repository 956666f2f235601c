// The caches beside the ledger may be lost or bent in any way: a rebuild finds it, and repairs it from the ledger alone.
import { createDefinitions } from '../../src/record/definitions';
import { rebuildCase } from '../../src/record/rebuild';
import { aRecord, examined, people, type RecordUnderTest } from '../support/a-record';

let world: RecordUnderTest;
beforeAll(async () => {
  world = await aRecord();
});
afterAll(async () => world.drop());

const issued = {
  sha256: 'b'.repeat(64),
  size: 1000,
  mediaType: 'application/pdf',
  sealed: true,
  standsOnSeq: 1,
  standsOnHash: 'c'.repeat(64),
};
let papers = 0;

/** Examined, with a notice issued, another effect claimed and a third failed. */
async function aCase(): Promise<string> {
  const id = await world.open();
  await world.decide(id, 'acceptance', 1, 'accept', people.clerk);
  await world.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined);
  const { rows } = await world.db.pool.query<{ id: string }>(
    'select id from effects where case_id = $1 order by (kind = $2) desc, id',
    [id, 'issue-paper'],
  );
  const [first, second, third] = rows.map((row) => row.id);
  for (const effect of [first, second, third])
    await world.system(id, { type: 'claim-effect', effect: effect ?? '', claim: 1 });
  papers += 1;
  await world.system(id, {
    type: 'finish-effect',
    effect: first ?? '',
    claim: 1,
    result: { ...issued, document: `d${papers}`, verifyCode: `v${papers}` },
  });
  await world.system(id, { type: 'fail-effect', effect: third ?? '', claim: 1, failure: 'away' });
  expect(await rebuilt(id)).toEqual([]);
  return id;
}
async function rebuilt(id: string, repair = false): Promise<readonly string[]> {
  return (await rebuildCase(world.db.pool, createDefinitions(world.db.pool), id, repair)).map((d) => d.what);
}

const damages: readonly (readonly [what: string, damage: string])[] = [
  ['folded state', `update cases set state = jsonb_set(state, '{acceptedOn}', '"2020-01-01"') where id = $1`],
  ['status, outcome, light, seq and head', `update cases set status = 'ended', light = 'red' where id = $1`],
  ['status, outcome, light, seq and head', `update cases set head = repeat('d', 64) where id = $1`],
  ['inbox', 'delete from seats where case_id = $1'],
  ['inbox', `update seats set state = 'open', closed_at = null, principal = 'person:x' where case_id = $1`],
  [
    'clocks',
    `insert into clocks (case_id, clock_id, term, state, started_on) values ($1, 'invented', 1, 'running', '2026-01-01')`,
  ],
  ['clocks', `update clocks set due_on = '2020-01-01' where case_id = $1`],
  ['open waits', 'update waits set closed_at = now() where case_id = $1'],
  [
    'open waits',
    `insert into waits (id, case_id, kind, subject, since, detail) values ('invented', $1, 'task', 'x', now(), '{}')`,
  ],
  ['effects', `update effects set state = 'wanted' where case_id = $1`],
  ['effects', 'delete from effects where case_id = $1 and state <> $2'],
  [
    'effects',
    `insert into effects (id, case_id, kind, state, asked_by, spec) values ('invented:' || $1, $1, 'notify', 'wanted', 1, '{}')`,
  ],
  ['messages', 'delete from messages where case_id = $1'],
  [
    'messages',
    `insert into messages (id, principal, case_id, template, facts, at) values ('invented:' || $1, 'x', $1, 'x', '{}', now())`,
  ],
  ['documents', 'delete from documents where case_id = $1'],
];
test.each(damages)('%s: %s', async (what, damage) => {
  const id = await aCase();
  const acts = await ledger(id);
  await world.db.pool.query(damage, damage.includes('$2') ? [id, 'done'] : [id]);
  expect(await rebuilt(id)).toEqual([what]);
  expect(await rebuilt(id, true)).toEqual([what]);
  expect(await rebuilt(id)).toEqual([]);
  expect(await ledger(id)).toEqual(acts);
  // And the case goes on from there.
  expect(await world.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined)).toMatchObject({
    kind: 'done',
  });
  expect(await rebuilt(id)).toEqual([]);
});

async function ledger(id: string): Promise<readonly unknown[]> {
  return (await world.db.pool.query('select * from acts where case_id = $1 order by seq', [id])).rows;
}

test('a case being worked on while it is repaired loses nothing', async () => {
  const id = await world.open();
  for (let n = 0; n < 10; n++) {
    await world.db.pool.query(`update cases set light = 'red' where id = $1`, [id]);
    await Promise.all([
      rebuilt(id, true),
      world.act(id, { type: n % 2 === 0 ? 'claim' : 'unclaim', task: `${id}.acceptance.1` }, people.clerk),
    ]);
  }
  await rebuilt(id, true);
  expect(await rebuilt(id)).toEqual([]);
  const { rows } = await world.db.pool.query<{ n: number }>(
    `select count(*)::int as n from acts where case_id = $1 and type in ('claimed', 'unclaimed')`,
    [id],
  );
  expect(rows).toEqual([{ n: 10 }]);
});

test('a case without its ledger, and one that is not there, are named', async () => {
  expect(await rebuilt('nowhere')).toEqual(['the case row is missing']);
});
