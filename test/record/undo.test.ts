// A decision that may be taken back, in Postgres: held, taken back or in effect, its caches are what the ledger says, and nobody is answered twice.
import { createDefinitions } from '../../src/record/definitions';
import { rebuildCase } from '../../src/record/rebuild';
import { verifyCase } from '../../src/record/verify';
import { aRecord, examined, people, type RecordUnderTest } from '../support/a-record';

jest.setTimeout(60_000);
const SECONDS = 1;
let world: RecordUnderTest;
beforeAll(async () => {
  world = await aRecord({ undoSeconds: SECONDS });
});
afterAll(async () => world.drop());

const isOver = () => new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000 + 50));
const looked = (id: string) => world.system(id, { type: 'raise-rungs' });
const typesOf = async (id: string): Promise<readonly string[]> =>
  (await world.db.pool.query<{ type: string }>('select type from acts where case_id = $1 order by seq', [id])).rows.map(
    ({ type }) => type,
  );
async function rowOf(id: string) {
  const { rows } = await world.db.pool.query<{ next_rung: string; late: boolean; wakes: number; seats: string }>(
    `select next_rung, next_rung_at < clock_timestamp() as late, (select count(*)::int from wakes w where w.case_id = c.id and w.seq = c.seq) as wakes,
       (select string_agg(s.state || ' ' || s.principal || ' ' || (s.closed_at is null), ',') from seats s where s.case_id = c.id) as seats
     from cases c where id = $1`,
    [id],
  );
  return rows[0];
}
async function isWhole(id: string): Promise<void> {
  expect(await rebuildCase(world.db.pool, createDefinitions(world.db.pool), id, false)).toEqual([]);
  expect(await verifyCase(world.db.pool, id, [])).toMatchObject({ intact: true });
}
const withdraw = (id: string, step: string, actor = people.clerk, key?: string) =>
  world.act(id, { type: 'withdraw', task: `${id}.${step}.1` }, actor, key === undefined ? {} : { key });

test('held, it is in the ledger and wakes its process at the end of its window; then it is in effect', async () => {
  const id = await world.open();
  const answer = await world.decide(id, 'acceptance', 1, 'accept', people.clerk);
  expect(answer).toMatchObject({ kind: 'done', acts: [{ type: 'decision-held' }] });
  expect(await rowOf(id)).toEqual({
    next_rung: expect.stringMatching(/^decision-held:\d+:over$/),
    late: false,
    wakes: 1,
    seats: 'decided person:wang-clerk false',
  });
  await isWhole(id);
  await isOver();
  expect((await rowOf(id))?.late).toBe(true);
  await looked(id);
  expect(await typesOf(id)).toEqual(expect.arrayContaining(['decision-held', 'decided', 'accepted', 'task-opened']));
  expect((await rowOf(id))?.next_rung).toMatch(/^decision:1:/);
  await isWhole(id);
});

test('taken back, the seat is open again, and a repeat of either act gets its first answer', async () => {
  const id = await world.open();
  const decide = () =>
    world.act(id, { type: 'decide', task: `${id}.acceptance.1`, outcome: 'accept', formErrors: [] }, people.clerk, {
      key: `decide ${id}`,
    });
  const first = await decide();
  const taken = await withdraw(id, 'acceptance', people.clerk, `withdraw ${id}`);
  expect(taken).toMatchObject({ kind: 'done', acts: [{ type: 'decision-withdrawn' }] });
  expect((await rowOf(id))?.seats).toBe('open person:wang-clerk true');
  await isWhole(id);
  await isOver();
  await looked(id);
  expect(await typesOf(id)).not.toContain('accepted');
  expect(await decide()).toEqual(first);
  expect(await withdraw(id, 'acceptance', people.clerk, `withdraw ${id}`)).toEqual(taken);
});

test('too late, it is in effect and the refusal is the same however often it is asked', async () => {
  const id = await world.open();
  await world.decide(id, 'acceptance', 1, 'accept', people.clerk);
  await isOver();
  const refused = await withdraw(id, 'acceptance', people.clerk, `late ${id}`);
  expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'decision-stands' } });
  expect(await typesOf(id)).toContain('accepted');
  expect(await withdraw(id, 'acceptance', people.clerk, `late ${id}`)).toEqual(refused);
});

test('numbers are drawn when it takes effect and not before; the act of another makes it take effect', async () => {
  const id = await world.open();
  await world.decide(id, 'acceptance', 1, 'accept', people.clerk);
  await isOver();
  await world.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined);
  await world.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined);
  await isOver();
  await looked(id);
  await world.decide(id, 'decision', 1, 'grant', people.approver);
  const drawn = async () =>
    (await world.db.pool.query('select 1 from drawn_numbers where case_id = $1 and seq > 1', [id])).rowCount;
  expect(await drawn()).toBe(0);
  const answer = await world.act(id, { type: 'complain', text: '等得太久。' }, { kind: 'party' });
  expect(answer).toMatchObject({ kind: 'done' });
  const types = await typesOf(id);
  expect(types.indexOf('granted')).toBeLessThan(types.indexOf('complained'));
  expect(await drawn()).toBeGreaterThan(0);
  await isWhole(id);
});

test('of ten who ask at once, taking it back or acting on it, every answer is of one order', async () => {
  const id = await world.open();
  await world.decide(id, 'acceptance', 1, 'accept', people.clerk);
  const answers = await Promise.all([
    ...Array.from({ length: 5 }, () => withdraw(id, 'acceptance')),
    ...Array.from({ length: 5 }, () => world.act(id, { type: 'complain', text: '等得太久。' }, { kind: 'party' })),
  ]);
  const taken = answers.slice(0, 5).filter(({ kind }) => kind === 'done').length;
  const types = await typesOf(id);
  expect(types.filter((type) => type === 'decision-withdrawn')).toHaveLength(taken);
  expect(types.filter((type) => type === 'accepted')).toHaveLength(1 - taken);
  await isWhole(id);
});
