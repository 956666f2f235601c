// Owns the databases tests run on: one Postgres per run, a migrated template, and a copy of it for every test that asks.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { freePort } from '../../src/ops/process';
import { startPostgres } from '../../src/ops/postgres-server';
import { migrate } from '../../src/record/migrate';
import { once, runFolder } from './run';

export interface FreshDatabase {
  /** The application's role: what the product itself logs in as. */
  readonly url: string;
  readonly ownerUrl: string;
  /** A superuser, for tests of tampering. */
  readonly superUrl: string;
  /** A pool of the application's role, closed by `drop`. */
  readonly pool: Pool;
  drop(): Promise<void>;
}

interface Cluster {
  readonly pid: number;
  readonly superUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
}
const TEMPLATE = 'oneseal';

async function start(): Promise<Cluster> {
  const server = await startPostgres({
    directory: join(runFolder(), 'postgres'),
    port: await freePort(),
    durable: false,
    maxConnections: 200,
    logFile: join(runFolder(), 'postgres.log'),
  });
  const { url } = await migrate(server.ownerUrl);
  return { pid: server.pid, superUrl: server.superUrl('postgres'), ownerUrl: server.ownerUrl, appUrl: url };
}

async function asSuperuser(cluster: Cluster, sql: string): Promise<void> {
  const client = new Client({ connectionString: cluster.superUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function onDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** An empty database without the product's tables, owned by the owner's role. */
export async function emptyDatabase(): Promise<Omit<FreshDatabase, 'pool'>> {
  return create('template0');
}

/** A migrated, empty database of its own, in a few hundredths of a second. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const database = await create(TEMPLATE);
  const pool = new Pool({ connectionString: database.url, max: 10 });
  // Idle connections of a pool are cut when a test stops or drops the database under it.
  pool.on('error', () => undefined);
  return {
    ...database,
    pool,
    drop: async () => {
      if (!pool.ended) await pool.end();
      await database.drop();
    },
  };
}

async function create(template: string): Promise<Omit<FreshDatabase, 'pool'>> {
  const cluster = await once('postgres', start);
  const name = `t${randomBytes(6).toString('hex')}`;
  const owner = new URL(cluster.ownerUrl).username;
  // FILE_COPY copies pages instead of logging each: with fsync off it is the quicker way for a small template.
  await asSuperuser(cluster, `CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner} STRATEGY FILE_COPY`);
  return {
    url: onDatabase(cluster.appUrl, name),
    ownerUrl: onDatabase(cluster.ownerUrl, name),
    superUrl: onDatabase(cluster.superUrl, name),
    drop: () => asSuperuser(cluster, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
