// Owns the way a database gets the product's tables, and what the application's role may do with them.
import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { PRODUCT_ROOT } from '../root';
import { withEngine } from './schema-engine';

export const APPLICATION_ROLE = 'oneseal_app';
const FOLDER = join(PRODUCT_ROOT, 'prisma', 'migrations');
const NO_FILTER = { externalTables: [], externalEnums: [] };

/** Tables that are written once: what they record must be as hard to change for us as for anybody. */
const WRITTEN_ONCE = ['acts', 'drawn_numbers', 'access_log', 'administration_log', 'message_wordings', 'procedures'];

export interface Migrated {
  /** Names of the migrations applied just now, oldest first. */
  readonly applied: readonly string[];
  /** URL with which the product itself works: the restricted role. */
  readonly url: string;
}

/** The schema as Prisma's engine wants it. */
export async function readSchema(): Promise<{ path: string; content: string }> {
  const path = join(PRODUCT_ROOT, 'prisma', 'schema.prisma');
  return { path, content: await readFile(path, 'utf8') };
}

/** The schema to which the committed migrations lead: each generated one keeps its own beside it. */
export async function migratedSchema(): Promise<string> {
  const names = (await readMigrations()).migrationDirectories.map((directory) => directory.path);
  for (const name of names.reverse()) {
    const path = join(FOLDER, name, 'schema.prisma');
    if (existsSync(path)) return readFile(path, 'utf8');
  }
  return '';
}

/** The committed migrations, oldest first, as Prisma's engine wants them. */
export async function readMigrations(folder = FOLDER) {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: await readFile(join(folder, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(join(folder, path, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  };
}

/**
 * Brings the database up to date and makes sure of the application's role.
 * @param ownerUrl a role that may create tables; with CREATEROLE it also creates `oneseal_app`
 * @param options.appUrl the application's URL where it is already settled; its role is created if need be
 * @throws an Error whose message says who has to do what
 */
export async function migrate(
  ownerUrl: string,
  options: { readonly appUrl?: string; readonly onProgress?: (line: string) => void } = {},
): Promise<Migrated> {
  const url = options.appUrl ?? applicationUrl(ownerUrl);
  const applied = await withClient(ownerUrl, async (owner) => {
    // Two starts at once would both find the same migrations missing; the second waits and then finds none.
    await owner.query(`SELECT pg_advisory_lock(hashtext('oneseal migrate'))`);
    const names = await applyMigrations(ownerUrl, owner);
    for (const name of names) options.onProgress?.(`migrated ${name}`);
    await makeRole(owner, url);
    await grant(owner, roleOf(url));
    return names;
  });
  await assertRestricted(url);
  return { applied, url };
}

async function applyMigrations(ownerUrl: string, owner: Client): Promise<readonly string[]> {
  const migrationsList = await readMigrations();
  const done = await appliedNames(owner);
  if (migrationsList.migrationDirectories.every((directory) => done.has(directory.path))) return [];
  const { appliedMigrationNames } = await withEngine(ownerUrl, await readSchema(), (engine) =>
    engine.applyMigrations({ migrationsList, filters: NO_FILTER }),
  );
  return appliedMigrationNames;
}

async function appliedNames(client: Client): Promise<ReadonlySet<string>> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  );
  if (found[0]?.there !== true) return new Set();
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Set(rows.map((row) => row.migration_name));
}

/** Names of committed migrations that the database lacks: asked by those who may not migrate themselves. */
export async function missingMigrations(appUrl: string): Promise<readonly string[]> {
  const wanted = (await readMigrations()).migrationDirectories.map((directory) => directory.path);
  const done = await withClient(appUrl, appliedNames);
  return wanted.filter((name) => !done.has(name));
}

/**
 * Refuses a login that could rewrite the ledger: then nothing but good will would stand behind its acts.
 * @param patienceMs how long to wait for a database that is still starting
 * @throws an Error that names the role and the way out
 */
export async function assertRestricted(appUrl: string, patienceMs = 0): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until && !(await reachable(appUrl))) await pause(500);
  await withClient(appUrl, async (client) => {
    const { rows } = await client.query<{ role: string; there: boolean; bends: boolean | null }>(
      `SELECT current_user AS role, to_regclass('acts') IS NOT NULL AS there,
              (SELECT has_table_privilege(c.oid, 'UPDATE') OR has_any_column_privilege(c.oid, 'UPDATE')
                   OR has_table_privilege(c.oid, 'DELETE') OR has_table_privilege(c.oid, 'TRUNCATE')
                   OR pg_has_role(c.relowner, 'MEMBER')
                 FROM pg_class c WHERE c.oid = to_regclass('acts')) AS bends`,
    );
    const role = rows[0]?.role ?? roleOf(appUrl);
    if (rows[0]?.there !== true) {
      throw new Error(`The database has no tables yet: run \`oneseal migrate\` with DATABASE_OWNER_URL set.`);
    }
    if (rows[0].bends !== false) {
      throw new Error(
        `DATABASE_URL logs in as "${role}", which could change recorded acts. Give it the restricted role ` +
          `"${APPLICATION_ROLE}" and put the owner's login into DATABASE_OWNER_URL: \`oneseal migrate\` then creates ` +
          'the role and prints its URL.',
      );
    }
  });
}

/** False while nobody listens there or the server still starts; a refused login is an answer. */
async function reachable(url: string): Promise<boolean> {
  try {
    await withClient(url, () => Promise.resolve());
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return /^(28|3D)/.test(code);
  }
}

/** The application's URL beside an owner's; its password follows from the owner's, so nothing more has to be kept. */
export function applicationUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const secret = decodeURIComponent(url.password);
  if (secret === '') {
    throw new Error('DATABASE_OWNER_URL holds no password to derive the application’s from: set DATABASE_URL as well.');
  }
  url.username = APPLICATION_ROLE;
  url.password = createHmac('sha256', secret).update(APPLICATION_ROLE).digest('hex');
  return url.href;
}

async function makeRole(owner: Client, appUrl: string): Promise<void> {
  // A login that works is left alone: running processes hold its password.
  if (await works(appUrl)) return;
  const role = roleOf(appUrl);
  const password = decodeURIComponent(new URL(appUrl).password);
  const { rows } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = rows.length > 0 ? 'ALTER' : 'CREATE';
  try {
    await owner.query(`${verb} ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${escapeLiteral(password)}`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) throw error;
    throw new Error(
      `The owner may not ${verb.toLowerCase()} the application's role "${role}". Either let a database administrator ` +
        `run \`${verb} ROLE ${role} LOGIN PASSWORD '…'\` and set DATABASE_URL to that login, or give the owner CREATEROLE.`,
      { cause: error },
    );
  }
}

async function works(url: string): Promise<boolean> {
  try {
    await withClient(url, () => Promise.resolve());
    return true;
  } catch (error) {
    // 28P01 wrong password, 28000 no such role or not allowed in: anything else is not ours to mend.
    if (error instanceof Error && 'code' in error && (error.code === '28P01' || error.code === '28000')) return false;
    throw error;
  }
}

/** Run after every migration, so that a new table never waits for somebody to remember it. */
async function grant(owner: Client, name: string): Promise<void> {
  const role = escapeIdentifier(name);
  const once = WRITTEN_ONCE.map(escapeIdentifier).join(', ');
  await owner.query(`
    BEGIN;
    GRANT USAGE ON SCHEMA public TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${once} FROM ${role};
    REVOKE ALL ON _prisma_migrations FROM ${role};
    GRANT SELECT ON _prisma_migrations TO ${role};
    COMMIT`);
}

function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A server that goes away is reported by the query in flight; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
