// The people of a post as the record reads them for a decision: those who hold it today, in the transaction that writes their seats.
import { createDefinitions } from '../../src/record/definitions';
import { drawPeople } from '../../src/record/people';
import { rebuildCase } from '../../src/record/rebuild';
import { verifyCase } from '../../src/record/verify';
import { aRecord, examined, people, person, type RecordUnderTest } from '../support/a-record';
import { decidedBy, vote } from '../support/voting';

jest.setTimeout(60_000);
const procedure = { ...decidedBy(vote([1, 2]), { everyone: true }), id: 'decided-together' };
let world: RecordUnderTest;
beforeAll(async () => {
  world = await aRecord({ procedure });
  await holds('sun-approver');
  await holds('yu-approver');
});
afterAll(() => world.drop());

async function holds(id: string, from = '2020-01-01', to: string | null = null, also = ''): Promise<void> {
  const { pool } = world.db;
  await pool.query(
    `insert into persons (id, username, name, password_hash) values ($1, $1, $1, '') on conflict do nothing`,
    [id],
  );
  await pool.query(
    `insert into posts (id, kind, organisation_id, person_id, title_zh, title_en, valid_from, valid_to)
     values ($1 || '-post' || $4, 'approver', 'approval-bureau', $1, '审批人', 'Approver', $2, $3)`,
    [id, from, to, also],
  );
}
const drawn = async (place: string) =>
  (await drawPeople(world.db.pool, [`people:${place}`, '许@approval-bureau']))[place]?.map((each) => each.person);
async function toTheDecision(): Promise<string> {
  const id = await world.open();
  for (const [step, outcome, actor, data] of [
    ['acceptance', 'accept', people.clerk, undefined],
    ['examination', 'recommend-grant', people.examiner, examined],
    ['examination', 'recommend-grant', people.secondExaminer, examined],
  ] as const) {
    const answer = await world.decide(id, step, 1, outcome, actor, data);
    if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
  }
  return id;
}
async function seatsOf(id: string): Promise<readonly string[]> {
  const { rows } = await world.db.pool.query<{ seat: string }>(
    `select principal || ' ' || state as seat from seats where case_id = $1 and step = 'decision' order by id`,
    [id],
  );
  return rows.map(({ seat }) => seat);
}

test('those who hold the post today, by their ids, whatever else they hold', async () => {
  await holds('gone-approver', '2020-01-01', '2021-01-01');
  await holds('coming-approver', '2999-01-01');
  await holds('disabled-approver');
  await world.db.pool.query(`update persons set disabled_at = now() where id = 'disabled-approver'`);
  await holds('left-approver');
  await world.db.pool.query(`update persons set left_on = '2021-01-01' where id = 'left-approver'`);
  await holds('yu-approver', '2020-01-01', null, '-twice');
  expect(await drawn('approver@approval-bureau')).toEqual(['sun-approver', 'yu-approver']);
  expect(await drawn('approver@justice-bureau')).toEqual([]);
});

test('a task for everybody is opened with them, and their names stand in the act', async () => {
  const id = await toTheDecision();
  expect(await seatsOf(id)).toEqual(['person:sun-approver open', 'person:yu-approver open']);
  const { rows } = await world.db.pool.query<{ resolved: unknown }>(
    `select payload->'resolved' as resolved from acts where case_id = $1 and type = 'task-opened' order by seq desc limit 1`,
    [id],
  );
  expect(rows[0]?.resolved).toEqual([
    { rule: 'everyone', post: 'approver', organisation: 'approval-bureau', people: ['sun-approver', 'yu-approver'] },
  ]);
  await holds('late-approver');
  const yu = person('yu-approver', 'approver', 'approval-bureau');
  expect(await world.decide(id, 'decision', 1, 'grant', yu)).toMatchObject({ kind: 'done' });
  const late = person('late-approver', 'approver', 'approval-bureau');
  expect(await world.decide(id, 'decision', 1, 'grant', late)).toMatchObject({
    kind: 'refused',
    refusal: { code: 'seat-taken' },
  });
  expect(await rebuildCase(world.db.pool, createDefinitions(world.db.pool), id, false)).toEqual([]);
  expect(await verifyCase(world.db.pool, id, [])).toMatchObject({ intact: true });
});

test('the vote that ends it draws its number, and the other seat is closed with the cause', async () => {
  const id = await toTheDecision();
  const seats = (await seatsOf(id)).map((seat) => /person:(\S+)/.exec(seat)?.[1] ?? '');
  expect(seats).toEqual(['late-approver', 'sun-approver', 'yu-approver']);
  for (const each of seats.slice(0, 2))
    expect(await world.decide(id, 'decision', 1, 'grant', person(each, 'approver', 'approval-bureau'))).toMatchObject({
      kind: 'done',
    });
  expect(await seatsOf(id)).toEqual([
    'person:late-approver decided',
    'person:sun-approver decided',
    'person:yu-approver closed',
  ]);
  const { rows } = await world.db.pool.query<{ number: string }>(
    `select payload->>'number' as number from acts where case_id = $1 and type = 'granted'`,
    [id],
  );
  expect(rows[0]?.number).toMatch(/^澄行审/);
  expect(await rebuildCase(world.db.pool, createDefinitions(world.db.pool), id, false)).toEqual([]);
});
