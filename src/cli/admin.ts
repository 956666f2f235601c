// Owns `oneseal admin create` and `password`: the way into an installation that nobody can sign in to yet.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable, type Readable } from 'node:stream';
import type { Command } from 'commander';
import { Client } from 'pg';
import { revokeAccessTokensOf } from '../auth/access-tokens';
import { hashPassword, passwordFault } from '../auth/passwords';
import { closeSessionsOf } from '../auth/sessions';
import { noteChanges } from '../record/admin/change';
import type { Sql } from '../record/sql';
import { registerAdministration } from './administration';
import { operatedDatabase } from './installation';

/** What the command takes from its surroundings; a test hands in its own. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly say: (line: string) => void;
}
const HERE: Surroundings = {
  environment: process.env,
  input: process.stdin,
  say: (line) => console.error(line),
};

/** Longest name that can be signed in with, and only such characters (src/auth/sign-in.ts). */
const USERNAME = /^[\w.@-]{1,64}$/;

export function registerAdmin(program: Command, surroundings: Surroundings = HERE): void {
  const admin = program.command('admin').description('系统管理 / administration');
  admin
    .command('create')
    .description(
      '建立管理员账户，密码从终端或标准输入读取 / make an administrator; the password is asked for, or read from stdin',
    )
    .requiredOption('--username <username>', '登录名 / name to sign in with')
    .requiredOption('--name <name>', '姓名 / the person’s name')
    .option('--organisation <id>', '所在单位，默认为市政府 / body of the post, by default the city')
    .action(async (options: { username: string; name: string; organisation?: string }) => {
      const url = operatedDatabase(surroundings.environment);
      const wanted = { ...options, username: usernameOf(options.username), name: nameOf(options.name) };
      const password = passwordOf(await readPassword(surroundings), wanted.username);
      const { organisation } = await connected(url, (sql) => createAdministrator(sql, { ...wanted, password }));
      surroundings.say(
        `已建立管理员 ${wanted.username}（${organisation}）。/ ${wanted.username} is an administrator of ${organisation} now.`,
      );
    });
  admin
    .command('password')
    .description(
      '为已有人员设定密码，并结束其全部登录 / give somebody who is there a password, and end all his sessions and tokens',
    )
    .requiredOption('--username <username>', '登录名 / name to sign in with')
    .action(async (options: { username: string }) => {
      const url = operatedDatabase(surroundings.environment);
      const username = usernameOf(options.username);
      const password = passwordOf(await readPassword(surroundings), username);
      await connected(url, (sql) => givePassword(sql, username, password));
      surroundings.say(`已为 ${username} 设定密码。/ ${username} has a password now.`);
    });
  registerAdministration(admin);
}

async function connected<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * An import brings people without a password; this is the way to one, and the way back in for somebody who forgot his.
 * @throws an Error whose message says that nobody is called so
 */
async function givePassword(sql: Sql, username: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await sql.query('begin');
  try {
    const { rows } = await sql.query<{ id: string }>(
      'update persons set password_hash = $2, password_to_change = false where username = $1 returning id',
      [username, hash],
    );
    const [person] = rows;
    if (!person) throw new Error(`没有人员 ${username}。/ There is nobody called ${username}.`);
    // Whoever used the old password is out, wherever he is signed in.
    await closeSessionsOf(sql, person.id);
    await revokeAccessTokensOf(sql, person.id);
    await noteChanges(sql, null, [{ act: 'password-given', subject: { kind: 'person', id: person.id } }]);
    await sql.query('commit');
  } catch (error) {
    await sql.query('rollback');
    throw error;
  }
}

export interface NewAdministrator {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  /** Id of an organisation; absent: the city. */
  readonly organisation?: string;
}

/**
 * Writes the person and the post, both or neither.
 * @param sql one connection, not a pool: the transaction is opened on it
 * @throws an Error whose message says why there is no such administrator: the name is taken, or the organisation unknown
 */
export async function createAdministrator(
  sql: Sql,
  { username, name, password, organisation }: NewAdministrator,
): Promise<{ readonly person: string; readonly organisation: string }> {
  const person = randomUUID();
  const hash = await hashPassword(password);
  await sql.query('begin');
  try {
    const body = await organisationOf(sql, organisation);
    const made = await sql.query(
      'insert into persons (id, username, name, password_hash) values ($1, $2, $3, $4) on conflict (username) do nothing',
      [person, username, name, hash],
    );
    if (made.rowCount === 0)
      throw new Error(`登录名 ${username} 已被使用。/ Somebody already signs in as ${username}.`);
    // Posts are held on days of real time in Asia/Shanghai, as src/auth/principal.ts reads them.
    await sql.query(
      `insert into posts (id, kind, organisation_id, person_id, title_zh, title_en, valid_from)
       values ($1, 'administrator', $2, $3, '系统管理员', 'Administrator', to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD'))`,
      [`administrator@${body}:${person}`, body, person],
    );
    await noteChanges(sql, null, [
      {
        act: 'administrator-created',
        subject: { kind: 'person', id: person },
        after: { username, name, organisation: body },
      },
    ]);
    await sql.query('commit');
    return { person, organisation: body };
  } catch (error) {
    await sql.query('rollback');
    throw error;
  }
}

async function organisationOf(sql: Sql, wanted: string | undefined): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    wanted === undefined
      ? `select id from organisations where kind = 'city' order by id limit 1`
      : 'select id from organisations where id = $1',
    wanted === undefined ? [] : [wanted],
  );
  const found = rows[0]?.id;
  if (found !== undefined) return found;
  throw new Error(
    wanted === undefined
      ? '数据库中还没有单位，请先启动一次。/ The database knows no organisation yet: start the product once.'
      : `没有单位 ${wanted}。/ There is no organisation ${wanted}.`,
  );
}

function usernameOf(text: string): string {
  const username = text.trim().toLowerCase();
  if (USERNAME.test(username)) return username;
  throw new Error(
    '登录名只能用字母、数字和 . @ _ -，最多 64 个字符。/ A username has letters, digits and . @ _ - only, 64 at most.',
  );
}

function nameOf(text: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= 100) return name;
  throw new Error('姓名须为 1 至 100 个字符。/ A name has 1 to 100 characters.');
}

function passwordOf(password: string, username: string): string {
  const fault = passwordFault(password, username);
  if (fault === undefined) return password;
  throw new Error(`${fault.zh}/ ${fault.en}`);
}

/** Never an argument: those stand in the shell's history and in the list of processes. */
async function readPassword({ input, say }: Surroundings): Promise<string> {
  if (input.isTTY !== true) return firstLine(input);
  const ask = async (question: string): Promise<string> => {
    say(question);
    // A terminal echoes what readline writes; this one writes nothing.
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const line = createInterface({ input, output: silent, terminal: true });
    try {
      return await line.question('');
    } finally {
      line.close();
    }
  };
  const password = await ask('密码（不显示）/ password (not shown):');
  if (password === (await ask('再输入一次 / once more:'))) return password;
  throw new Error('两次输入的密码不同。/ The two passwords differ.');
}

async function firstLine(input: Readable): Promise<string> {
  const lines = createInterface({ input, crlfDelay: Infinity });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
  }
}
