/**
 * Owns the connections a process keeps to Postgres: sized on purpose, and each statement with parameters is planned once per
 * connection. The record's writing statement takes longer to plan than to run.
 */
import { createHash } from 'node:crypto';
import { Client, Pool, type PoolConfig } from 'pg';

type Ask = (...given: readonly unknown[]) => unknown;

/** By text: the product's statements are constants, so there are as many names as statements. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return name;
}

/** A connection that prepares under a name whatever is asked with bound parameters. */
class PreparingClient extends Client {
  constructor(config?: PoolConfig) {
    super(config);
    const ask = this.query.bind(this) as unknown as Ask;
    const prepared: Ask = (text, values, ...rest) =>
      typeof text === 'string' && Array.isArray(values)
        ? ask({ name: nameOf(text), text, values }, ...rest)
        : ask(text, values, ...rest);
    Object.assign(this, { query: prepared });
  }
}

/** @param connect.patienceMs real ms to wait for a connection; after it, the caller hears that the database is away */
export function openPool(connect: {
  readonly url: string;
  readonly connections: number;
  readonly patienceMs: number;
}): Pool {
  return new Pool({
    Client: PreparingClient,
    connectionString: connect.url,
    max: connect.connections,
    connectionTimeoutMillis: connect.patienceMs,
    keepAlive: true,
    // Every statement looks up by key, so one plan serves all parameters; without this the writing statement, whose estimates
    // depend on its arrays, is planned anew each time.
    options: '-c plan_cache_mode=force_generic_plan',
  });
}
