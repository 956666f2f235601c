// Owns a running product of a test's own: started as a person starts it, on free ports and in a folder of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { aPort } from './a-port';

export interface Product {
  readonly url: string;
  readonly home: string;
  /** Everything it printed. */
  output(): string;
  /** What the supervisor notes for tools: process ids and ports. */
  run(): Record<string, unknown>;
  stop(): Promise<void>;
  /** Leaves the folder for another start. */
  stopAndKeep(): Promise<void>;
}

const READY_SECONDS = 240;

export async function startProduct(
  environment: Readonly<Record<string, string>> = {},
  home = mkdtempSync(join(tmpdir(), 'oneseal-home-')),
): Promise<Product> {
  const port = await aPort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [resolve('scripts/start.mjs')], {
    env: { ...inherited(), PORT: String(port), ONESEAL_HOME: home, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (part: Buffer) => (said += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const stopAndKeep = (): Promise<void> => ended(child);
  try {
    await ready(url, child, () => said);
  } catch (error) {
    await stopAndKeep();
    throw error;
  }
  return {
    url,
    home,
    output: () => said,
    run: () => JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as Record<string, unknown>,
    stopAndKeep,
    async stop() {
      await stopAndKeep();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The test runner's own marks would change how the product behaves. */
function inherited(): Record<string, string | undefined> {
  const { NODE_ENV: _, JEST_WORKER_ID: __, ...rest } = process.env;
  return rest;
}

async function ready(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (const until = Date.now() + READY_SECONDS * 1000; Date.now() < until;) {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}:\n${said()}`);
    const reply = await fetch(`${url}/readyz`).catch(() => undefined);
    if (reply?.ok && ((await reply.json()) as { status: string }).status === 'ready') return;
    await new Promise((r) => setTimeout(r, 250));
  }
  throw new Error(`the product was not ready within ${READY_SECONDS} s:\n${said()}`);
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const late = setTimeout(() => child.kill('SIGKILL'), 45_000);
    child.once('exit', () => {
      clearTimeout(late);
      done();
    });
    child.kill('SIGTERM');
  });
}
