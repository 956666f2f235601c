// Owns the processes of one installation: started, watched, started again with growing pauses, and ended in order.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { stopProcess } from './process';

/** Deaths of one process within a minute after which trying again only hides the cause. */
const TOO_OFTEN = 5;
const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 8_000;

/** Something that runs until it ends or is stopped. */
export interface Part {
  readonly pid: number;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}
export interface Supervised {
  readonly name: string;
  readonly start: () => Promise<Part>;
}
export interface Watch {
  /** Current process ids by name; a part that is being started again is missing. */
  pids(): Readonly<Record<string, number>>;
  /** Starts parts side by side and keeps them running; throws if one cannot be started at all. */
  run(parts: readonly Supervised[]): Promise<void>;
  /** Stops the named parts side by side, and waits for them. */
  stop(names: readonly string[]): Promise<void>;
}

/**
 * @param events.onChange after every start, with the ids then valid
 * @param events.onHopeless a part that dies again and again; the caller stops everything
 */
export function supervise(events: {
  readonly say: (line: string) => void;
  readonly onChange: () => void;
  readonly onHopeless: (name: string) => void;
}): Watch {
  const running = new Map<string, Part>();
  const ending = new Set<string>();
  const deaths = new Map<string, number[]>();

  async function begin({ name, start }: Supervised): Promise<void> {
    const part = await start();
    if (ending.has(name)) return part.stop();
    running.set(name, part);
    events.onChange();
    void part.ended.then(() => died({ name, start }));
  }

  function died(part: Supervised): void {
    const { name } = part;
    running.delete(name);
    if (ending.has(name)) return;
    const now = performance.now();
    const recent = [...(deaths.get(name) ?? []), now].filter((at) => now - at < MINUTE_MS);
    deaths.set(name, recent);
    if (recent.length >= TOO_OFTEN) {
      events.say(`${name} ended ${recent.length} times within a minute`);
      events.onHopeless(name);
      return;
    }
    const pauseMs = Math.min(500 * 2 ** (recent.length - 1), LONGEST_PAUSE_MS);
    events.say(`${name} ended unexpectedly; starting it again in ${pauseMs / 1000} s`);
    setTimeout(() => {
      if (ending.has(name)) return;
      begin(part).then(
        () => events.say(`${name} runs again`),
        (error: unknown) => {
          events.say(error instanceof Error ? error.message : String(error));
          died(part);
        },
      );
    }, pauseMs);
  }

  return {
    pids: () => Object.fromEntries([...running].map(([name, { pid }]) => [name, pid])),
    async run(parts) {
      await Promise.all(parts.map(begin));
    },
    async stop(names) {
      for (const name of names) ending.add(name);
      await Promise.all(names.flatMap((name) => running.get(name)?.stop() ?? []));
    },
  };
}

/**
 * Starts a program of the product that says `ready` over its channel, printing its lines under its name.
 * @throws an Error if it ends before it is ready, or is not ready within `seconds`
 */
export async function startChild(settings: {
  readonly name: string;
  readonly program: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly seconds: number;
  readonly print: (line: string) => void;
}): Promise<Part> {
  const child = spawn(process.execPath, ['--enable-source-maps', settings.program], {
    env: settings.environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C reaches the supervisor only, which ends the parts in their order.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', settings.print);
  }
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null) {
      await stopProcess(child.pid, { signal: 'SIGTERM', seconds: 20, then: 'SIGKILL' });
    }
  };
  const ready = await Promise.race([isReady(child), ended.then(() => false), later(settings.seconds)]);
  if (ready === true && child.pid !== undefined) return { pid: child.pid, ended, stop };
  await stop();
  throw new Error(
    ready === 'late'
      ? `${settings.name} was not ready within ${settings.seconds} s`
      : `${settings.name} could not start`,
  );
}

function isReady(child: ChildProcess): Promise<true> {
  return new Promise((resolve) => {
    child.on('message', (message: unknown) => {
      if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready')
        resolve(true);
    });
  });
}

function later(seconds: number): Promise<'late'> {
  return new Promise((resolve) => setTimeout(() => resolve('late'), seconds * 1000).unref());
}
