import { Client } from 'pg';
import { catalogue } from '../../procedures/index';
import { DEMO_PASSWORD, seed } from '../../prisma/seed';
import { seededItems } from '../../prisma/town/town';
import { passwordMatches } from '../../src/auth/passwords';
import { versionOf } from '../../src/kernel/procedure/version';
import { canonical, sha256 } from '../../src/record/ledger';
import { freshDatabase, type FreshDatabase } from '../support/postgres';

let database: FreshDatabase;
let owner: Client;
beforeEach(async () => {
  database = await freshDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await database.drop();
});

const hashOf = (content: unknown): string => sha256(canonical(content));
async function count(table: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return rows[0]?.n ?? -1;
}

it('gives an installation its organisations, calendars, power items, procedures and 71 people who can sign in', async () => {
  await seed(owner, { demo: true });
  expect(await count('organisations')).toBe(68);
  expect(await count('calendar_years')).toBe(3);
  expect(await count('power_items')).toBe(seededItems().length);
  expect(await count('procedures')).toBe(catalogue.length);
  expect(await count('persons')).toBe(71);
  expect(await count('posts')).toBe(72);
  expect(await count('qualifications')).toBe(2);
  const { rows } = await owner.query<{ password_hash: string }>(
    `select password_hash from persons where username = 'zhangwei'`,
  );
  expect(await passwordMatches(rows[0]?.password_hash, DEMO_PASSWORD)).toBe(true);
  expect(await owner.query('select distinct password_hash from persons').then((r) => r.rowCount)).toBe(71);
});

it('keeps the order in which a procedure was written', async () => {
  await seed(owner, { demo: false });
  for (const draft of catalogue) {
    const { rows } = await database.pool.query<{ definition: unknown }>(
      'select definition from procedures where id = $1',
      [draft.id],
    );
    expect(JSON.stringify(rows[0]?.definition)).toBe(JSON.stringify(versionOf(draft, 1, hashOf)));
  }
});

it('changes nothing when it runs again, and what was changed by hand stays', async () => {
  await seed(owner, { demo: true });
  await owner.query(`update organisations set name_zh = '徐霞客镇（改）' where id = 'xuxiake'`);
  await owner.query(`update persons set disabled_at = now() where id = 'lina'`);
  const before = await owner.query('select * from persons order by id');
  await seed(owner, { demo: true });
  expect((await owner.query('select * from persons order by id')).rows).toEqual(before.rows);
  expect((await owner.query(`select name_zh from organisations where id = 'xuxiake'`)).rows).toEqual([
    { name_zh: '徐霞客镇（改）' },
  ]);
  expect(await count('procedures')).toBe(catalogue.length);
});

it('publishes a changed procedure as the next version and leaves the earlier one as it was', async () => {
  await seed(owner, { demo: false });
  const earlier = await owner.query(
    `update procedures set hash = 'older', definition = replace(definition::text, '受理期限', '旧期限')::json where id = 'food-business-permit' returning definition`,
  );
  await seed(owner, { demo: false });
  const { rows } = await owner.query(
    `select version, hash, definition from procedures where id = 'food-business-permit' order by version`,
  );
  expect(rows.map((row) => row.version)).toEqual([1, 2]);
  expect(rows[0]).toMatchObject({ hash: 'older', definition: earlier.rows[0].definition });
  expect(await count('procedures')).toBe(catalogue.length + 1);
});

it('has nobody in it without the demo', async () => {
  await seed(owner, { demo: false });
  expect([await count('persons'), await count('posts'), await count('qualifications')]).toEqual([0, 0, 0]);
});

it('may be run by two starts at once', async () => {
  const other = new Client({ connectionString: database.ownerUrl });
  await other.connect();
  await Promise.all([seed(owner, { demo: true }), seed(other, { demo: true })]);
  await other.end();
  expect(await count('persons')).toBe(71);
  expect(await count('procedures')).toBe(catalogue.length);
});

it('refuses to publish what the checker finds wrong, and writes nothing at all then', async () => {
  await seed(owner, { demo: true });
  await owner.query(`update posts set valid_to = '2021-12-31' where kind = 'approver'`);
  await owner.query(
    `update procedures set definition = replace(definition::text, '受理期限', '旧期限')::json where id = 'food-business-permit'`,
  );
  await owner.query(`delete from organisations where id = 'urban-bureau'`);
  await expect(seed(owner, { demo: true })).rejects.toThrow(/food-business-permit[^]*nobody-eligible/);
  expect(await count('procedures')).toBe(catalogue.length);
  expect(await count('organisations')).toBe(67);
});
