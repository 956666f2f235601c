import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Command } from 'commander';
import { Client } from 'pg';
import { seed } from '../../prisma/seed';
import { passwordMatches } from '../../src/auth/passwords';
import { registerAdmin } from '../../src/cli/admin';
import { freshDatabase, type FreshDatabase } from '../support/postgres';

const PASSWORD = '一扇很长很长的门-2026';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await seed(owner, { demo: false });
  await owner.end();
});
afterAll(() => database.drop());

interface Given {
  readonly password?: string;
  readonly environment?: Record<string, string>;
}
const create = (words: readonly string[], given?: Given): Promise<string> => run(['create', ...words], given);

/** Runs `oneseal admin` with these words, the password on stdin, and returns what it said. */
async function run(words: readonly string[], given: Given = {}): Promise<string> {
  const said: string[] = [];
  const program = new Command('oneseal').exitOverride().configureOutput({ writeErr: () => undefined });
  registerAdmin(program, {
    environment: given.environment ?? { DATABASE_URL: database.url },
    input: Readable.from([`${given.password ?? PASSWORD}\n`]),
    say: (line) => said.push(line),
  });
  await program.parseAsync(['admin', ...words], { from: 'user' });
  return said.join('\n');
}

async function account(username: string) {
  const { rows } = await database.pool.query<{ hash: string; name: string; kind: string; organisation: string }>(
    `select p.password_hash as hash, p.name, o.kind, o.organisation_id as organisation
     from persons p join posts o on o.person_id = p.id where p.username = $1 and not p.demo`,
    [username],
  );
  return rows;
}

it('makes an administrator of the city who can sign in with the password from stdin', async () => {
  const said = await create(['--username', 'Shen.Yi', '--name', '沈一']);
  expect(said).toContain('shen.yi');
  expect(said).not.toContain(PASSWORD);
  const [made, ...others] = await account('shen.yi');
  expect(others).toEqual([]);
  expect(made).toMatchObject({ name: '沈一', kind: 'administrator', organisation: 'jiangyin' });
  expect(await passwordMatches(made?.hash, PASSWORD)).toBe(true);
});

it('gives the post in another organisation when asked to', async () => {
  await create(['--username', 'shen.er', '--name', '沈二', '--organisation', 'approval-bureau']);
  expect(await account('shen.er')).toMatchObject([{ organisation: 'approval-bureau' }]);
});

it('refuses a name that is taken and leaves its owner as he was', async () => {
  await create(['--username', 'shen.san', '--name', '沈三']);
  const before = await account('shen.san');
  await expect(create(['--username', 'SHEN.SAN', '--name', '别人'], { password: 'another password' })).rejects.toThrow(
    'already signs in as shen.san',
  );
  expect(await account('shen.san')).toEqual(before);
});

it.each([
  ['a short password', ['--username', 'a', '--name', '甲'], { password: 'short' }, '12 to 200 characters'],
  ['no password', ['--username', 'a', '--name', '甲'], { password: '' }, '12 to 200 characters'],
  ['a name nobody could sign in with', ['--username', '张 伟', '--name', '甲'], {}, 'letters, digits'],
  ['an unknown organisation', ['--username', 'a', '--name', '甲', '--organisation', 'x'], {}, 'no organisation x'],
  ['no database', ['--username', 'a', '--name', '甲'], { environment: { ONESEAL_HOME: '/nowhere' } }, 'DATABASE_URL'],
])('refuses %s and writes nothing', async (_what, words, given, why) => {
  await expect(create(words, given)).rejects.toThrow(why);
  expect(await account('a')).toEqual([]);
});

it('takes no password as an argument', async () => {
  await expect(create(['--username', 'a', '--name', '甲', '--password', PASSWORD])).rejects.toThrow('unknown option');
});

it('finds the database of the installation that runs', async () => {
  const home = await mkdtemp(join(tmpdir(), 'oneseal-home-'));
  try {
    await writeFile(join(home, 'run.json'), JSON.stringify({ databaseUrl: database.url }));
    await create(['--username', 'shen.si', '--name', '沈四'], { environment: { ONESEAL_HOME: home } });
    expect(await account('shen.si')).toHaveLength(1);
  } finally {
    await rm(home, { recursive: true });
  }
});

describe('a password for somebody who is there', () => {
  it('lets in whom an import brought without one', async () => {
    await database.pool.query(`insert into persons (id, username, name) values ('ji', 'ji', '季')`);
    const said = await run(['password', '--username', 'Ji']);
    expect(said).toContain('ji has a password now');
    expect(said).not.toContain(PASSWORD);
    const { rows } = await database.pool.query<{ hash: string }>(
      `select password_hash as hash from persons where id = 'ji'`,
    );
    expect(await passwordMatches(rows[0]?.hash, PASSWORD)).toBe(true);
  });

  it('ends all sessions and tokens that the old one opened', async () => {
    await database.pool.query(`insert into persons (id, username, name) values ('geng', 'geng', '耿')`);
    await database.pool.query(`insert into sessions (id_hash, person_id) values (repeat('a', 64), 'geng')`);
    await database.pool.query(
      `insert into access_tokens (id, hash, person_id, name, expires_at) values ('t', repeat('b', 64), 'geng', 't', now() + interval '1 day')`,
    );
    await run(['password', '--username', 'geng']);
    expect((await database.pool.query(`select 1 from sessions where person_id = 'geng'`)).rows).toEqual([]);
    expect((await database.pool.query(`select revoked_at from access_tokens where person_id = 'geng'`)).rows).toEqual([
      { revoked_at: expect.any(Date) },
    ]);
  });

  it('is refused for nobody, and when it is too short', async () => {
    await expect(run(['password', '--username', 'nobody'])).rejects.toThrow('nobody called nobody');
    await expect(run(['password', '--username', 'ji'], { password: 'short' })).rejects.toThrow('12 to 200 characters');
  });
});
