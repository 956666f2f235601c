import { Client } from 'pg';
import { accountsOf, seed } from '../../../prisma/seed';
import { townFiles } from '../../../prisma/town/town';
import { passwordMatches } from '../../../src/auth/passwords';
import { installation } from '../../../src/record/installation';
import { importTown } from '../../../src/record/town-import/import';
import type { TownFiles } from '../../../src/record/town-import/plan';
import { freshDatabase, type FreshDatabase } from '../../support/postgres';

const PEOPLE = 'username,name,email\nan,安宁,an@example.cn\n';
const POSTS = 'person,kind,organisation,from,to\nan,examiner,approval-bureau,2024-01-01,\n';

let database: FreshDatabase;
/** The restricted login: an import needs no more. */
let sql: Client;
beforeEach(async () => {
  database = await freshDatabase();
  sql = new Client({ connectionString: database.url });
  await sql.connect();
});
afterEach(async () => {
  await sql.end();
  await database.drop();
});

async function anInstallation(demo: boolean): Promise<void> {
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await seed(owner, { demo: false });
  await installation(owner, { demo });
  await owner.end();
}
const run = (files: TownFiles, apply = true) => importTown(sql, files, { apply, accounts: accountsOf });
async function rows<T>(query: string): Promise<readonly T[]> {
  return (await sql.query(query)).rows as T[];
}

it('writes nothing until it is told to, and then all of it', async () => {
  await anInstallation(false);
  const preview = await run({ 'people.csv': PEOPLE, 'posts.csv': POSTS }, false);
  expect(await rows('select 1 from persons')).toEqual([]);
  expect(await run({ 'people.csv': PEOPLE, 'posts.csv': POSTS })).toEqual(preview);
  expect(await rows('select id, username, name, email, demo from persons')).toEqual([
    { id: 'an', username: 'an', name: '安宁', email: 'an@example.cn', demo: false },
  ]);
  expect(await rows('select id, person_id, organisation_id, title_zh, valid_from, valid_to from posts')).toEqual([
    {
      id: 'examiner@approval-bureau:an',
      person_id: 'an',
      organisation_id: 'approval-bureau',
      title_zh: '审查人员',
      valid_from: '2024-01-01',
      valid_to: null,
    },
  ]);
});

it('takes back everything when one statement fails', async () => {
  await anInstallation(false);
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(`alter table posts add constraint none check (kind <> 'examiner')`);
  await owner.end();
  await expect(run({ 'people.csv': PEOPLE, 'posts.csv': POSTS })).rejects.toThrow('none');
  expect(await rows('select 1 from persons')).toEqual([]);
});

it('writes nothing of any file when one row of one is wrong', async () => {
  await anInstallation(false);
  const planned = await run({ 'people.csv': PEOPLE, 'posts.csv': POSTS.replace('examiner', 'mayor') });
  expect(planned.kind).toBe('refused');
  expect(await rows('select 1 from persons')).toEqual([]);
});

it('brings people into a real installation without a password, and into a demo with the public one', async () => {
  await anInstallation(false);
  await run({ 'people.csv': PEOPLE });
  expect(await rows('select password_hash from persons')).toEqual([{ password_hash: null }]);
  await sql.query('update installation set demo = true');
  await run({ 'people.csv': `${PEOPLE}bo,薄荷,\n` });
  const [an, bo] = await rows<{ hash: string | null }>('select password_hash as hash from persons order by username');
  expect(an?.hash).toBeNull();
  expect(await passwordMatches(bo?.hash ?? undefined, 'oneseal-demo')).toBe(true);
});

it('changes a name and ends a post; password, account and those not named stay', async () => {
  await anInstallation(true);
  await run({ 'people.csv': `${PEOPLE}bo,薄荷,\n`, 'posts.csv': `${POSTS}bo,approver,approval-bureau,2024-01-01,\n` });
  await sql.query(`update persons set disabled_at = now() where username = 'an'`);
  const before = await rows<{ password_hash: string }>(`select password_hash from persons where username = 'an'`);
  await run({ 'people.csv': PEOPLE.replace('安宁', '安宁宁'), 'posts.csv': POSTS.replace(',\n', ',2026-12-31\n') });
  expect(
    await rows(`select name, password_hash, disabled_at is not null as disabled from persons order by username`),
  ).toEqual([
    { name: '安宁宁', ...before[0], disabled: true },
    { name: '薄荷', password_hash: expect.any(String), disabled: false },
  ]);
  expect(await rows('select kind, valid_to from posts order by kind')).toEqual([
    { kind: 'approver', valid_to: null },
    { kind: 'examiner', valid_to: '2026-12-31' },
  ]);
});

it('knows by his user name somebody who was not imported, and gives the post to him', async () => {
  await anInstallation(false);
  await sql.query(`insert into persons (id, username, name, password_hash) values ('0f3c', 'an', '安', 'x')`);
  await run({ 'people.csv': PEOPLE, 'posts.csv': POSTS });
  expect(await rows('select id, name, password_hash from persons')).toEqual([
    { id: '0f3c', name: '安宁', password_hash: 'x' },
  ]);
  expect(await rows('select person_id from posts')).toEqual([{ person_id: '0f3c' }]);
});

it('takes the town’s own files again without a change', async () => {
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await seed(owner, { demo: true });
  await owner.end();
  const { 'power-items.yaml': _items, ...files } = townFiles();
  const planned = await run(files);
  expect(
    planned.kind === 'planned' &&
      [planned.plan.organisations, planned.plan.people, planned.plan.posts, planned.plan.qualifications].map(
        ({ changes, unchanged, unnamed }) => [changes.length, unchanged, unnamed],
      ),
  ).toEqual([
    [0, 68, 0],
    [0, 71, 0],
    [0, 72, 0],
    [0, 2, 0],
  ]);
});

it('two imports at once come one after the other', async () => {
  await anInstallation(false);
  const other = new Client({ connectionString: database.url });
  await other.connect();
  const files = { 'people.csv': PEOPLE, 'posts.csv': POSTS };
  const [mine, his] = await Promise.all([run(files), importTown(other, files, { apply: true, accounts: accountsOf })]);
  await other.end();
  const added = [mine, his].map((planned) => planned.kind === 'planned' && planned.plan.people.changes.length);
  expect(added.toSorted()).toEqual([0, 1]);
});

it('10,000 people and their posts are written in one go', async () => {
  await anInstallation(false);
  const numbers = Array.from({ length: 10_000 }, (_, n) => n);
  const files = {
    'people.csv': ['username,name', ...numbers.map((n) => `p${n},人员 ${n}`)].join('\n'),
    'posts.csv': [
      'person,kind,organisation,from',
      ...numbers.map((n) => `p${n},examiner,approval-bureau,2024-01-01`),
    ].join('\n'),
  };
  await run(files);
  expect(
    await rows('select (select count(*)::int from persons) as people, (select count(*)::int from posts) as posts'),
  ).toEqual([{ people: 10_000, posts: 10_000 }]);
});
