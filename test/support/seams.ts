// Owns crash points: a pool whose every statement is numbered and can be made to fail just before or just after it is done.
import type { Pool, PoolClient } from 'pg';

export interface CrashPoint {
  /** Number of the statement, from 1. */
  readonly at: number;
  /** `after`: the statement is done, and its reply is lost. */
  readonly when: 'before' | 'after';
}

export interface Seams {
  /** Fits wherever the product takes a pool. */
  readonly pool: Pool;
  /** Statements asked for since the last `arm`. */
  readonly passed: readonly string[];
  /** Starts counting anew; fails at the point given, once. */
  arm(point?: CrashPoint): void;
}

interface Wire {
  readonly connection: { readonly stream: { destroy(): void } };
}

const lost = (): Error => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

export function seamsOf(real: Pool): Seams {
  let passed: string[] = [];
  let point: CrashPoint | undefined;

  /** `cut` is what a lost connection does beside the error: to a client in a transaction, its end. */
  async function pass<R>(what: string, work: () => Promise<R>, cut: (done?: R) => Promise<void>): Promise<R> {
    passed.push(what);
    if (point?.at !== passed.length) return work();
    const { when } = point;
    point = undefined;
    if (when === 'before') {
      await cut();
      throw lost();
    }
    const done = await work();
    await cut(done);
    throw lost();
  }

  /** A real cut of the socket: the server rolls back, and the driver says so in its own way and time. */
  async function cutSocket(client: PoolClient): Promise<void> {
    (client as unknown as Wire).connection.stream.destroy();
    await new Promise((turn) => setImmediate(turn));
  }

  const clientOf = (client: PoolClient): PoolClient =>
    new Proxy(client, {
      get(target, name) {
        if (name === 'query')
          return (text: string, values?: unknown[]) =>
            pass(
              `in transaction: ${short(text)}`,
              () => target.query(text, values),
              () => cutSocket(target),
            );
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });

  const pool = new Proxy(real, {
    get(target, name) {
      if (name === 'query')
        return (text: string, values?: unknown[]) =>
          pass(
            short(text),
            () => target.query(text, values),
            async () => undefined,
          );
      if (name === 'connect')
        return () =>
          pass(
            'connect',
            async () => clientOf(await target.connect()),
            async (client) => client?.release(true),
          );
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

  return {
    pool,
    get passed() {
      return passed;
    },
    arm(next) {
      passed = [];
      point = next;
    },
  };
}

function short(statement: string): string {
  return statement.trim().replace(/\s+/g, ' ').slice(0, 60);
}
