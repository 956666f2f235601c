import { Client, Pool } from 'pg';
import {
  applicationUrl,
  assertRestricted,
  migrate,
  migratedSchema,
  missingMigrations,
  readSchema,
  readMigrations,
} from '../../src/record/migrate';
import { differenceSql } from '../../src/record/schema-engine';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../support/postgres';

const ACT = `INSERT INTO acts (case_id, seq, v, simulated_time, at, effective_at, type, payload, salt, payload_digest, previous_hash, hash)
  VALUES ('c1', 1, 1, false, now(), now(), 'received', '{"a":1}', '\\x01', repeat('0',64), repeat('0',64), repeat('1',64))`;

describe('the tables', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  test('the committed migrations say exactly what the schema says', async () => {
    const { content } = await readSchema();
    expect(await differenceSql(database.ownerUrl, await migratedSchema(), content)).toBe('');
  });

  test('the application may record an act, and neither change, delete nor truncate it', async () => {
    await database.pool.query(ACT);
    for (const sql of [`UPDATE acts SET payload = NULL, salt = NULL`, `DELETE FROM acts`, `TRUNCATE acts`]) {
      await expect(database.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test.each(['ownerUrl', 'superUrl'] as const)('even %s can only erase the content with its salt', async (login) => {
    const pool = new Pool({ connectionString: database[login] });
    try {
      await pool.query(ACT.replace("'c1'", `'${login}'`));
      const refused = [
        `UPDATE acts SET actor = 'x'`,
        `UPDATE acts SET payload = NULL`,
        `UPDATE acts SET payload = NULL, salt = NULL, hash = repeat('2',64)`,
        `UPDATE acts SET payload = '{}', salt = NULL`,
        `DELETE FROM acts`,
        `TRUNCATE acts`,
      ];
      for (const sql of refused) await expect(pool.query(sql)).rejects.toThrow('acts are recorded once');
      await pool.query(`UPDATE acts SET payload = NULL, salt = NULL WHERE case_id = '${login}'`);
    } finally {
      await pool.end();
    }
  });

  test('the product refuses to run with a login that could rewrite the ledger', async () => {
    await expect(assertRestricted(database.ownerUrl)).rejects.toThrow('could change recorded acts');
    await expect(assertRestricted(database.superUrl)).rejects.toThrow('DATABASE_OWNER_URL');
    await expect(assertRestricted(database.url)).resolves.toBeUndefined();
  });
});

describe('migrating', () => {
  test('applies everything once, also when two starts do it together, and goes on after that', async () => {
    const database = await emptyDatabase();
    try {
      const both = await Promise.all([migrate(database.ownerUrl), migrate(database.ownerUrl)]);
      expect(both.map((one) => one.applied.length).sort()).toEqual([
        0,
        (await readMigrations()).migrationDirectories.length,
      ]);
      expect(await missingMigrations(both[0].url)).toEqual([]);
      expect((await migrate(database.ownerUrl)).applied).toEqual([]);
    } finally {
      await database.drop();
    }
  });

  test('an owner that may not create roles is told what an administrator has to do', async () => {
    const database = await emptyDatabase();
    const admin = new Client({ connectionString: database.superUrl });
    await admin.connect();
    try {
      const name = new URL(database.ownerUrl).pathname.slice(1);
      await admin.query(`CREATE ROLE small_owner LOGIN PASSWORD 'x'`);
      await admin.query(`ALTER DATABASE ${name} OWNER TO small_owner`);
      const owner = new URL(database.ownerUrl);
      owner.username = 'small_owner';
      owner.password = 'x';
      const app = new URL(owner.href);
      app.username = 'small_app';
      await expect(migrate(owner.href, { appUrl: app.href })).rejects.toThrow(/CREATE ROLE small_app LOGIN/);
      await admin.query(`CREATE ROLE small_app LOGIN PASSWORD 'x'`);
      expect((await migrate(owner.href, { appUrl: app.href })).url).toBe(app.href);
    } finally {
      await admin.end();
      await database.drop();
    }
  });

  test('the application’s password follows from the owner’s, and an owner without one is asked for a URL', () => {
    const url = 'postgresql://owner:secret@db:5432/town';
    expect(applicationUrl(url)).toBe(applicationUrl(url));
    expect(applicationUrl(url)).not.toContain('secret');
    expect(() => applicationUrl('postgresql://owner@db/town')).toThrow('set DATABASE_URL');
  });
});
