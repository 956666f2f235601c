// Owns which installation a command of the operator works on: the settings given, else what a running `npm start` wrote down.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface OperatedInstallation {
  readonly databaseUrl: string;
  /** Folder of the installation; papers lie under `files`. */
  readonly home: string;
  /** With the address of the Temporal that runs with it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Throws with the sentence that says what to set. */
export function operatedInstallation(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): OperatedInstallation {
  const home = resolve(environment.ONESEAL_HOME ?? '.oneseal');
  const run = noted(join(home, 'run.json'));
  const databaseUrl = environment.DATABASE_URL ?? run.databaseUrl;
  if (databaseUrl === undefined)
    throw new Error(
      '请设置 DATABASE_URL，或者先启动 OneSeal（npm start）。/ Set DATABASE_URL, or start OneSeal first: its own database is then found.',
    );
  const given = ['TEMPORAL_ADDRESS', 'TEMPORAL_CONFIG_FILE', 'TEMPORAL_PROFILE'].some((name) => environment[name]);
  return {
    databaseUrl,
    home,
    environment:
      given || run.temporalAddress === undefined
        ? environment
        : { ...environment, TEMPORAL_ADDRESS: run.temporalAddress },
  };
}

/** The database alone. An owner's login serves as well: on servers of one's own it may be the only one at hand. */
export function operatedDatabase(environment: Readonly<Record<string, string | undefined>>): string {
  const given = environment.DATABASE_URL ?? environment.DATABASE_OWNER_URL;
  return operatedInstallation(given === undefined ? environment : { ...environment, DATABASE_URL: given }).databaseUrl;
}

function noted(path: string): { readonly databaseUrl?: string; readonly temporalAddress?: string } {
  if (!existsSync(path)) return {};
  const run = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return {
    ...(typeof run.databaseUrl === 'string' ? { databaseUrl: run.databaseUrl } : {}),
    ...(typeof run.temporalAddress === 'string' ? { temporalAddress: run.temporalAddress } : {}),
  };
}

/** One line on a terminal that is written over while something slow goes on; nothing where nobody watches. */
export function progress(what: string): { tick(done: number): void; end(): void } {
  const shown = process.stderr.isTTY;
  let last = 0;
  return {
    tick(done) {
      if (!shown || performance.now() - last < 500) return;
      last = performance.now();
      process.stderr.write(`\r${what} ${done} `);
    },
    end() {
      if (shown && last > 0) process.stderr.write('\r\x1b[K');
    },
  };
}
