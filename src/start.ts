// Owns `npm start`: one process that brings up everything an installation needs, keeps it up, and takes it down in order.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_PASSWORD } from '../prisma/seed';
import { parseConfig, readSecret, type Config } from './config';
import { complain } from './ops/lifetime';
import { startPostgres } from './ops/postgres-server';
import { endWithUs, freePort, isAlive, isFree } from './ops/process';
import { startChild, supervise, type Part, type Supervised } from './ops/supervise';
import { findTemporal } from './ops/temporal-binary';
import { startTemporal } from './ops/temporal-server';
import type { Installation } from './record/installation';
import { PRODUCT_ROOT } from './root';
import { setUp } from './set-up';

interface Ports {
  readonly postgres?: number;
  readonly temporal?: number;
  readonly temporalUi?: number;
}
const CHILDREN = { api: 'server.js', worker: 'worker.js', relay: 'relay.js' } as const;
/** Who writes first ends first; the servers end last, when nobody uses them any more. */
const ENDING = [['api'], ['relay', 'worker'], ['temporal'], ['postgres']] as const;
/** The first start makes the seals' keys, and two processors may be busy. */
const READY_SECONDS = 120;

const started = performance.now();
const say = (line: string): void => console.log(line);
const step = (line: string): void => say(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`);

async function main(): Promise<void> {
  const config = parseConfig(process.env);
  mkdirSync(config.home, { recursive: true });
  const release = lock(config);
  let ending: Promise<never> | undefined;
  const end = (code: number): Promise<never> =>
    (ending ??= (async () => {
      say('正在停止 / stopping …');
      for (const names of ENDING) await watch.stop(names).catch(complain);
      rmSync(join(config.home, 'run.json'), { force: true });
      release();
      say('已停止，数据保留 / stopped; the data stays in ' + config.home);
      process.exit(code);
    })());
  const watch = supervise({
    say,
    onChange: () => writeRun(),
    onHopeless: (name) => {
      say(
        `${name} 无法运行，全部停止。/ ${name} cannot be kept running, so everything stops. Its last lines stand above;`,
      );
      say(
        `logs of the servers: ${join(config.home, 'logs')}. Once the cause is gone, \`npm start\` goes on with every case.`,
      );
      void end(1);
    },
  });
  let facts: Readonly<Record<string, unknown>> = {};
  const writeRun = (): void => {
    const path = join(config.home, 'run.json');
    const run = { pid: process.pid, pids: watch.pids(), ...facts };
    writeFileSync(`${path}.new`, JSON.stringify(run, null, 2), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
  // `npm run dev` watches over us through a channel.
  if (process.send !== undefined) process.on('disconnect', () => void end(0));

  try {
    if (!(await isFree(config.port, config.host))) {
      throw new Error(
        `端口 ${config.port} 已被占用。/ Port ${config.port} of ${config.host} is taken by another program. Choose ` +
          `another: PORT=${config.port === 3000 ? 3001 : 3000} npm start`,
      );
    }
    const secret = readSecret(config);
    const servers = await startServers(config, (server) => watch.run(server));
    const ready = await setUp({
      ...config,
      databaseOwnerUrl: servers.ownerUrl ?? config.databaseOwnerUrl,
      onProgress: step,
    });
    step('the database is ready');
    const url = config.publicUrl ?? `http://${config.host}:${config.port}`;
    facts = {
      url,
      port: config.port,
      databaseUrl: ready.url,
      databaseOwnerUrl: servers.ownerUrl,
      databaseSuperUrl: servers.superUrl,
      temporalAddress: servers.temporalAddress,
      temporalUi: servers.temporalUi,
    };
    const environment = childEnvironment(config, ready.url, servers.temporalAddress, secret);
    await watch.run(Object.entries(CHILDREN).map(([name, program]) => child(name, program, environment)));
    await greet(url, config, ready.installation, servers.temporalUi);
  } catch (error) {
    if (ending) return;
    complain(error);
    await end(1);
  }
}

/** Refuses a second supervisor of one installation: two would fight over the database's folder. */
function lock({ home }: Config): () => void {
  const path = join(home, 'lock');
  const mine = String(process.pid);
  for (;;) {
    try {
      writeFileSync(path, mine, { flag: 'wx' });
      return () => {
        if (readFileSync(path, 'utf8') === mine) rmSync(path);
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = Number(readFileSync(path, 'utf8'));
    if (holder > 0 && holder !== process.pid && isAlive(holder, 'start')) {
      throw new Error(
        `OneSeal 已在运行。/ OneSeal already runs here (process ${holder}${addressOf(home)}). Stop that one with Ctrl-C or ` +
          `\`kill ${holder}\`, or start another installation: ONESEAL_HOME=.oneseal-2 PORT=3001 npm start`,
      );
    }
    // Its supervisor was killed; what it left running is ended where its place is taken.
    rmSync(path, { force: true });
  }
}

function addressOf(home: string): string {
  try {
    const run = JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as { url?: string };
    return run.url === undefined ? '' : `, ${run.url}`;
  } catch {
    return '';
  }
}

interface Servers {
  readonly ownerUrl?: string;
  readonly superUrl?: string;
  readonly temporalAddress?: string;
  readonly temporalUi?: string;
}

/** Those the operator brings none of, side by side, on the ports of last time if they are still free. */
async function startServers(config: Config, run: (parts: readonly Supervised[]) => Promise<void>): Promise<Servers> {
  const portsFile = join(config.home, 'ports.json');
  const last = readPorts(portsFile);
  let servers: Servers = {};
  const postgres = async (port: number): Promise<Part> => {
    const server = await startPostgres({
      directory: join(config.home, 'postgres'),
      port,
      durable: true,
      maxConnections: 100,
      logFile: join(config.home, 'logs', 'postgres.log'),
      onProgress: step,
    });
    servers = {
      ...servers,
      ownerUrl: server.ownerUrl,
      superUrl: server.superUrl(new URL(server.ownerUrl).pathname.slice(1)),
    };
    step(`Postgres runs on port ${port}`);
    return endingWithUs(server, 'INT');
  };
  const temporal = async (binary: string, port: number, uiPort: number | undefined): Promise<Part> => {
    const server = await startTemporal({
      binary,
      file: join(config.home, 'temporal.db'),
      port,
      ...(uiPort === undefined ? {} : { uiPort }),
      logFile: join(config.home, 'logs', 'temporal.log'),
    });
    servers = {
      ...servers,
      temporalAddress: server.address,
      ...(uiPort === undefined ? {} : { temporalUi: `http://127.0.0.1:${uiPort}` }),
    };
    step(`Temporal runs on port ${port}`);
    return endingWithUs(server, 'TERM');
  };
  const parts: Supervised[] = [];
  const ports: { postgres?: number; temporal?: number; temporalUi?: number } = { ...last };
  if (config.databaseUrl === undefined && config.databaseOwnerUrl === undefined) {
    const port = await ownPort(config.home, 'postgres', last.postgres);
    ports.postgres = port;
    parts.push({ name: 'postgres', start: () => postgres(port) });
  }
  if (config.ownTemporal) {
    const binary = await findTemporal({ environment: process.env, onProgress: step });
    const port = await ownPort(config.home, 'temporal', last.temporal);
    const uiPort = config.temporalUi ? await ownPort(config.home, 'temporal', last.temporalUi) : undefined;
    ports.temporal = port;
    if (uiPort !== undefined) ports.temporalUi = uiPort;
    parts.push({ name: 'temporal', start: () => temporal(binary, port, uiPort) });
  }
  writeFileSync(portsFile, JSON.stringify(ports));
  await run(parts);
  return servers;
}

/** A port held by our own server of last time counts as free: it is ended before the new one starts. */
async function ownPort(home: string, server: 'postgres' | 'temporal', last: number | undefined): Promise<number> {
  if (last !== undefined) {
    const leftover = server === 'postgres' ? join(home, 'postgres', 'postmaster.pid') : join(home, 'temporal.db.pid');
    const mark = server === 'postgres' ? join(home, 'postgres') : join(home, 'temporal.db');
    try {
      if (isAlive(Number(readFileSync(leftover, 'utf8').split('\n')[0]), mark)) return last;
    } catch {
      // No leftover.
    }
  }
  return freePort(last);
}

function readPorts(path: string): Ports {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Ports;
  } catch {
    return {};
  }
}

function endingWithUs(server: Part, signal: 'TERM' | 'INT'): Part {
  const letGo = endWithUs(server.pid, signal);
  void server.ended.then(letGo);
  return server;
}

function childEnvironment(
  config: Config,
  databaseUrl: string,
  temporalAddress: string | undefined,
  secret: string,
): NodeJS.ProcessEnv {
  const {
    DATABASE_OWNER_URL: _owner,
    ONESEAL_DAY_SECONDS: _days,
    ONESEAL_LAW_START: _start,
    ...rest
  } = config.environment;
  return {
    ...rest,
    DATABASE_URL: databaseUrl,
    ONESEAL_HOME: config.home,
    ONESEAL_SECRET: secret,
    // On a terminal only what somebody should look at; a collector asks for more with LOG_LEVEL.
    LOG_LEVEL: config.environment.LOG_LEVEL ?? 'warn',
    ...(temporalAddress === undefined ? {} : { TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: 'default' }),
  };
}

function child(name: string, program: string, environment: NodeJS.ProcessEnv): Supervised {
  return {
    name,
    start: async () => {
      const part = await startChild({
        name,
        program: join(PRODUCT_ROOT, 'dist', 'src', program),
        environment,
        seconds: READY_SECONDS,
        print: (line) => say(`${name.padEnd(6)} | ${line}`),
      });
      step(`${name} runs`);
      return part;
    },
  };
}

interface DemoAccounts {
  readonly items: readonly {
    readonly username: string;
    readonly person: string;
    readonly posts: readonly { readonly title: { readonly zh: string; readonly en: string } }[];
  }[];
}

async function greet(url: string, config: Config, home: Installation, temporalUi: string | undefined): Promise<void> {
  const local = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`;
  const accounts = config.demo ? await demoAccounts(local) : undefined;
  const lines = [
    '',
    `  一章通 OneSeal   ${url}        API: ${url}/docs`,
    ...(temporalUi === undefined ? [] : [`  Temporal         ${temporalUi}`]),
    ...(home.simulated
      ? [
          `  法律时钟 / law clock: one day passes in ${home.daySeconds} s, begun at ${new Date(home.lawStart).toISOString()}`,
        ]
      : []),
    ...(accounts ?? []),
    '',
    `  数据 / data: ${config.home}`,
    '  停止 / stop: Ctrl-C        再次启动，继续所有办件 / start again, every case goes on: npm start',
    '',
  ];
  for (const line of lines) say(line);
}

async function demoAccounts(url: string): Promise<readonly string[]> {
  const response = await fetch(`${url}/api/demo-accounts`, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) return [];
  const { items } = (await response.json()) as DemoAccounts;
  return [
    `  演示账户，密码 ${DEMO_PASSWORD} / demo accounts, password ${DEMO_PASSWORD}:`,
    ...items.map(({ username, person, posts }) => {
      const titles = posts.map(({ title }) => `${title.zh} ${title.en}`).join('; ');
      return `    ${username.padEnd(12)} ${person}  ${titles}`;
    }),
  ];
}

main().catch((error: unknown) => {
  complain(error);
  process.exit(1);
});
