// Owns the Temporal server that comes with the product: one development server on a file, for those who bring none.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../workflows/messages';
import { isAlive, stopProcess } from './process';

const NAMESPACE = 'default';
/** A closed case's history is a witness of its ledger and what a replay is tried on; the dev server would keep it a day. */
const RETENTION_DAYS = 90;

export interface TemporalOptions {
  readonly binary: string;
  /** SQLite file; absent: memory only. */
  readonly file?: string;
  readonly port: number;
  /** Absent: no pages. */
  readonly uiPort?: number;
  readonly logFile: string;
  /** For tests: time of a workflow may be skipped by its options. */
  readonly timeSkipping?: boolean;
  readonly onProgress?: (line: string) => void;
}

export interface TemporalServer {
  readonly address: string;
  readonly namespace: string;
  readonly pid: number;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the server and waits until its namespace answers. One left behind by a killed supervisor is ended first.
 * @throws an Error that holds what the server said
 */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const address = `127.0.0.1:${options.port}`;
  const pidFile = options.file === undefined ? undefined : `${options.file}.pid`;
  await mkdir(dirname(options.logFile), { recursive: true });
  if (pidFile !== undefined && options.file !== undefined) {
    await mkdir(dirname(options.file), { recursive: true });
    await endLeftover(pidFile, options.file);
  }
  const log = openSync(options.logFile, 'a', 0o600);
  const logStart = (await stat(options.logFile)).size;
  const child = spawn(options.binary, argumentsOf(options), {
    // A group of its own: Ctrl-C reaches the supervisor only, which ends the workers first.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  let over = false;
  const ended = new Promise<void>((resolve) => {
    const finish = (): void => {
      over = true;
      resolve();
    };
    child.once('exit', finish);
    child.once('error', finish);
  });
  const { pid } = child;
  if (pid !== undefined && pidFile !== undefined) await writeFile(pidFile, String(pid));
  const giveUp = Date.now() + 60_000;
  while (!over && pid !== undefined && Date.now() < giveUp) {
    if (await answers(address)) {
      return {
        address,
        namespace: NAMESPACE,
        pid,
        ended,
        stop: async () => {
          await stopProcess(pid, { signal: 'SIGTERM', seconds: 15, then: 'SIGKILL' });
          if (pidFile !== undefined) await rm(pidFile, { force: true });
        },
      };
    }
    await Promise.race([ended, pause(100)]);
  }
  if (!over && pid !== undefined) await stopProcess(pid, { signal: 'SIGTERM', seconds: 5, then: 'SIGKILL' });
  const said = (await readFile(options.logFile, 'utf8')).slice(logStart).trim().split('\n').slice(-10).join('\n');
  throw new Error(`Temporal did not start (log: ${options.logFile}).\n${said}`);
}

function argumentsOf(options: TemporalOptions): readonly string[] {
  const durable = ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1'];
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(options.port), '--log-level', 'warn'],
    ...(options.file === undefined ? [] : ['--db-filename', options.file, ...durable]),
    ...(options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort)]),
    ...(options.timeSkipping === true ? ['--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true'] : []),
    ...SEARCH_ATTRIBUTES.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
  ];
}

async function endLeftover(pidFile: string, file: string): Promise<void> {
  let pid: number;
  try {
    pid = Number(readFileSync(pidFile, 'utf8'));
  } catch {
    return;
  }
  // The number may belong to another program by now: only a process with our file in its command is ours.
  if (pid > 0 && isAlive(pid, file)) await stopProcess(pid, { signal: 'SIGTERM', seconds: 15, then: 'SIGKILL' });
  await rm(pidFile, { force: true });
}

async function answers(address: string): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: 1_000 });
    const { workflowService } = connection;
    await connection.withDeadline(Date.now() + 5_000, async () => {
      const { config } = await workflowService.describeNamespace({ namespace: NAMESPACE });
      const wanted = RETENTION_DAYS * 86_400;
      if (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) >= wanted) return;
      await workflowService.updateNamespace({
        namespace: NAMESPACE,
        config: { workflowExecutionRetentionTtl: { seconds: wanted as unknown as Long } },
      });
    });
    return true;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}
