// Owns the folder of one test run, in which the servers its test files share are started once and written down.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, stopProcess } from '../../src/ops/process';

const PREFIX = 'oneseal-test-';
const VARIABLE = 'ONESEAL_TEST_RUN';

interface Shared {
  readonly pid: number;
}

/** Called once per run, before any worker: makes the folder and clears up after runs that were killed. */
export async function beginRun(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const jest = Number(name.slice(PREFIX.length).split('-')[0]);
    if (!isAlive(jest)) await endRun(folder);
  }
  process.env[VARIABLE] = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // The postgres user must be able to walk through.
  chmodSync(runFolder(), 0o755);
}

export function runFolder(): string {
  const folder = process.env[VARIABLE];
  if (folder === undefined)
    throw new Error('tests that need servers run under jest, whose global setup names the folder');
  return folder;
}

/** Starts something for the whole run: the first test file that needs it starts it, the others wait and read. */
export async function once<T extends Shared>(name: string, start: () => Promise<T>): Promise<T> {
  const file = join(runFolder(), `${name}.json`);
  const lock = join(runFolder(), `${name}.lock`);
  for (;;) {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
    try {
      mkdirSync(lock);
    } catch {
      if (existsSync(`${lock}.failed`)) throw new Error(readFileSync(`${lock}.failed`, 'utf8'));
      await pause(50);
      continue;
    }
    try {
      const started = await start();
      writeFileSync(`${file}.new`, JSON.stringify(started));
      renameSync(`${file}.new`, file);
      return started;
    } catch (error) {
      writeFileSync(`${lock}.failed`, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }
}

/** Stops what the run started and removes its folder. */
export async function endRun(folder = process.env[VARIABLE]): Promise<void> {
  if (folder === undefined || !existsSync(folder)) return;
  const servers = readdirSync(folder).filter((name) => name.endsWith('.json'));
  await Promise.all(
    servers.map(async (name) => {
      const { pid } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Shared;
      if (isAlive(pid, folder)) await stopProcess(pid, { signal: 'SIGINT', seconds: 5, then: 'SIGQUIT' });
    }),
  );
  rmSync(folder, { recursive: true, force: true });
}
