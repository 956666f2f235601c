// The product as anybody starts it, in a folder of its own, and its processes as the system sees them.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { call } from './http.mjs';

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Starts `node scripts/start.mjs` of the checkout at `root`; ready when API, database, Temporal and worker are. */
export async function startProduct(root) {
  const home = mkdtempSync(join(tmpdir(), 'oneseal-bench-'));
  // Postgres runs as its own user, who has to get in.
  chmodSync(home, 0o755);
  const port = await freePort();
  const environment = { ...process.env };
  for (const name of ['ONESEAL_DAY_SECONDS', 'ONESEAL_LAW_START', 'DATABASE_URL', 'TEMPORAL_ADDRESS'])
    delete environment[name];
  const said = [];
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    cwd: root,
    env: {
      ...environment,
      ONESEAL_HOME: home,
      PORT: String(port),
      HOST: '127.0.0.1',
      ONESEAL_SEED: 'demo',
      LOG_LEVEL: 'warn',
    },
    // Through the channel it notices our end, however we end, and stops everything.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const hear = (chunk) => {
    said.push(String(chunk));
    if (said.length > 200) said.shift();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  let over = false;
  const ended = new Promise((resolve) => child.once('exit', resolve)).then(() => (over = true));
  const stop = async () => {
    if (!over) child.kill('SIGTERM');
    await Promise.race([ended, pause(60_000)]);
    if (!over) child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  const until = Date.now() + 600_000;
  for (;;) {
    if (over) throw new Error(`The product did not start.\n${said.join('')}`);
    const ready = await call('GET', `${url}/readyz`).catch(() => undefined);
    if (ready?.json?.status === 'ready') break;
    if (Date.now() > until) {
      await stop();
      throw new Error(`The product was not ready within ten minutes.\n${said.join('')}`);
    }
    await pause(500);
  }
  const run = JSON.parse(readFileSync(join(home, 'run.json'), 'utf8'));
  return {
    url,
    home,
    stop,
    said,
    superUrl: (database) => Object.assign(new URL(run.databaseSuperUrl), { pathname: `/${database}` }).href,
    database: new URL(run.databaseSuperUrl).pathname.slice(1),
    temporalAddress: run.temporalAddress,
    /** Postgres counts with all its backends; the supervisor, which does nothing, is left out. */
    processes: {
      API: [run.pids.api],
      worker: [run.pids.worker],
      relay: [run.pids.relay],
      Temporal: [run.pids.temporal],
      Postgres: [run.pids.postgres],
    },
    /** Where Postgres writes what it is told to log. */
    postgresLog: readlinkSync(`/proc/${run.pids.postgres}/fd/2`),
  };
}
