// Owns the product under fault: started as a person starts it, killed part by part from outside, asked in HTTP and SQL only.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aPort } from '../support/a-port';

export type PartName = 'api' | 'worker' | 'relay' | 'temporal' | 'postgres';

interface Run {
  readonly pids: Readonly<Partial<Record<PartName, number>>>;
  readonly databaseSuperUrl: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
}
export interface FaultyProduct {
  readonly port: number;
  readonly url: string;
  readonly home: string;
  run(): Run;
  output(): string;
  /** kill -9; returns the process id that was ended. */
  kill(part: PartName): number;
  /** Resolves when the supervisor has replaced the process that was killed. */
  replaced(part: PartName, killed: number, seconds: number): Promise<void>;
  /** `oneseal <command>` on this installation. */
  oneseal(...words: string[]): { readonly status: number | null; readonly said: string };
  /** Ends it and leaves its folder for another start. */
  stopAndKeep(): Promise<void>;
  stop(): Promise<void>;
}

const READY_SECONDS = 240;
const ROOT = resolve(__dirname, '..', '..');

export async function startFaulty(
  environment: Readonly<Record<string, string>>,
  home = mkdtempSync(join(tmpdir(), 'oneseal-faults-')),
): Promise<FaultyProduct> {
  const port = await aPort();
  const url = `http://127.0.0.1:${port}`;
  const { NODE_ENV: _, JEST_WORKER_ID: __, ...inherited } = process.env;
  const surroundings = { ...inherited, PORT: String(port), ONESEAL_HOME: home, LOG_LEVEL: 'warn', ...environment };
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.mjs')], {
    cwd: ROOT,
    env: surroundings,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (part: Buffer): void => {
    said += part.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const run = (): Run => JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as Run;
  try {
    await ready(url, child, () => said);
  } catch (error) {
    await ended(child);
    throw error;
  }
  return {
    port,
    url,
    home,
    run,
    output: () => said,
    kill(part) {
      const pid = run().pids[part];
      if (pid === undefined) throw new Error(`${part} does not run`);
      process.kill(pid, 'SIGKILL');
      return pid;
    },
    async replaced(part, killed, seconds) {
      for (const until = performance.now() + seconds * 1000; performance.now() < until; await pause(50)) {
        if (child.exitCode !== null) throw new Error(`the supervisor gave up:\n${said.slice(-4000)}`);
        const pid = run().pids[part];
        if (pid !== undefined && pid !== killed) return;
      }
      throw new Error(`${part} was not started again within ${seconds} s:\n${said.slice(-4000)}`);
    },
    oneseal(...words) {
      const done = spawnSync(process.execPath, [join(ROOT, 'dist', 'src', 'cli.js'), ...words], {
        cwd: ROOT,
        env: surroundings,
        encoding: 'utf8',
        timeout: 300_000,
      });
      return { status: done.status, said: done.stdout + done.stderr };
    },
    stopAndKeep: () => ended(child),
    async stop() {
      await ended(child);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function ready(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (const until = performance.now() + READY_SECONDS * 1000; performance.now() < until; await pause(250)) {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}:\n${said()}`);
    if (await isReady(url)) return;
  }
  throw new Error(`the product was not ready within ${READY_SECONDS} s:\n${said()}`);
}

/** Database, Temporal and a worker are there. */
export async function isReady(url: string): Promise<boolean> {
  const reply = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
  return reply?.ok === true && ((await reply.json()) as { status: string }).status === 'ready';
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(late);
}
