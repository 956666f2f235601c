// Owns what is asked of other programs by their process id: whether they live, which they are, and that they end.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** True if a process of that id lives and, with `mentions`, if that text stands in its command line. */
export function isAlive(pid: number, mentions?: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  if (isZombie(pid)) return false;
  return mentions === undefined || commandLine(pid).includes(mentions);
}

function isZombie(pid: number): boolean {
  if (platform() !== 'linux') return false;
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything, so the state is what follows the last bracket.
    return status.slice(status.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}

function commandLine(pid: number): string {
  if (platform() === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  if (platform() === 'win32') return '';
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout;
}

/** Asks a process to end, and after `seconds` of real time ends it. Resolves when it is gone. */
export async function stopProcess(
  pid: number,
  ask: { readonly signal: NodeJS.Signals; readonly seconds: number; readonly then: NodeJS.Signals },
): Promise<void> {
  if (!signal(pid, ask.signal)) return;
  const until = Date.now() + ask.seconds * 1000;
  while (isAlive(pid) && Date.now() < until) await pause(25);
  if (!isAlive(pid)) return;
  signal(pid, ask.then);
  const killedAfter = Date.now() + 5_000;
  while (isAlive(pid) && Date.now() < killedAfter) await pause(25);
  if (isAlive(pid)) signal(pid, 'SIGKILL');
  while (isAlive(pid)) await pause(25);
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** A port nobody listens on, on this machine alone: the one `wanted`, if it is free, else any. */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await isFree(wanted))) return wanted;
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('The system gave no port.'));
      });
    });
  });
}

/** Whether a server could listen there now. */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

/**
 * Sees to it that a server ends with this process, however that ends: a shell waits for the end of a pipe only we hold.
 * Returns what lets the server go.
 */
export function endWithUs(pid: number, name: 'TERM' | 'INT'): () => void {
  if (platform() === 'win32') return () => undefined;
  // The pause lets the processes that use the server end first.
  const guard = spawn('/bin/sh', ['-c', `cat >/dev/null; sleep 3; kill -${name} ${pid}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.unref();
  return () => guard.kill('SIGKILL');
}
