// The bare peer's side of the load: its two processes, and the same two calls the product's side offers.
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { call } from './http.mjs';
import { freePort } from './product.mjs';

const OPINION = '材料齐全，符合法定条件，同意。';

/** Starts front and worker beside the running product, on its Temporal server and its Postgres. */
export async function startBare(product, decisions) {
  const owner = new pg.Client({ connectionString: product.superUrl(product.database) });
  await owner.connect();
  await owner.query('create database bench_bare');
  await owner.end();
  const databaseUrl = product.superUrl('bench_bare');
  const pool = new pg.Client({ connectionString: databaseUrl });
  await pool.connect();
  await pool.query(`create table decisions (case_id text, seq int, actor text, outcome text, opinion text,
    at timestamptz not null default clock_timestamp(), primary key (case_id, seq))`);
  const port = await freePort();
  const env = {
    ...process.env,
    BARE_DATABASE_URL: databaseUrl,
    BARE_TEMPORAL_ADDRESS: product.temporalAddress,
    BARE_PORT: String(port),
  };
  const [front, worker] = await Promise.all(['bare-front.mjs', 'bare-worker.mjs'].map((name) => ready(name, env)));
  const url = `http://127.0.0.1:${port}`;
  return {
    processes: { front: [front.pid], worker: [worker.pid] },
    load: {
      decisions,
      async open() {
        const id = `bare-${randomUUID()}`;
        const answer = await call('POST', `${url}/cases`, { body: { id, decisions } });
        return { status: answer.status === 200 ? 201 : answer.status, id, text: answer.text };
      },
      decide: (id, n) =>
        call('POST', `${url}/cases/${id}`, { body: { actor: `person-${n}`, outcome: 'grant', opinion: OPINION } }),
    },
    stored: async () => Number((await pool.query('select count(*) from decisions')).rows[0].count),
    async stop() {
      await pool.end();
      await Promise.all([front, worker].map(ended));
    },
  };
}

function ready(name, env) {
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
}

function ended(child) {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
