/** Owns how the API is put together and started: every part that touches the world is constructed here. */
import type { Server } from 'node:http';
import { join } from 'node:path';
import { parseConfig, readSecret, requireDatabaseUrl } from './config';
import { qrPicture } from './adapters/document/qr';
import { renderPaper } from './adapters/document/render-paper';
import { witnessOf } from './adapters/document/witness';
import { messageTexts } from './adapters/notification/templates';
import { createFileStorage } from './adapters/storage/file-storage';
import { createApp } from './api/app';
import { listenToCases } from './api/feed';
import { receiptCodeLimit, signInLimit } from './auth/failure-limit';
import { installed } from './ops/installed';
import { runProcess } from './ops/lifetime';
import { createLog, type LogLevel } from './ops/logging';
import { createMetrics } from './ops/metrics';
import { openPool } from './ops/pool';
import { createProcessHealth } from './ops/process-health';
import { createProcessLook } from './ops/process-look';
import { openTemporal, temporalPages, temporalSettings } from './ops/temporal-client';
import { startTracing } from './ops/tracing';
import { createWatch } from './ops/watch';
import { createWitnesses } from './ops/witness';
import { openDatabase } from './queries/database';
import { announcing } from './record/announce';
import { createBacklog } from './record/backlog';
import { createRecord } from './record/commit';
import { createDefinitions } from './record/definitions';
import { assertRestricted } from './record/migrate';
import { verifyCase } from './record/verify';
import { PRODUCT_VERSION } from './root';

export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  /** Folder of the installation: papers lie under `files`. */
  readonly home: string;
  readonly secret: string;
  readonly production: boolean;
  readonly publicUrl?: string | undefined;
  readonly webhook: boolean;
  /** Real seconds for which a decision may be taken back; 0: it takes effect at once. */
  readonly undoSeconds: number;
  /** Address of Temporal’s own pages. */
  readonly temporalUi?: string | undefined;
  readonly version: string;
  readonly logLevel: LogLevel;
  readonly otlpEndpoint?: string | undefined;
  /** Where Temporal's own settings are read from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
export interface RunningServer {
  readonly url: string;
  /** Stops taking requests, lets the running ones end, and gives everything back. */
  stop(): Promise<void>;
}

/** Of the record's commits and of reads; together well below what one Postgres gives to several processes. */
const CONNECTIONS = 10;
const PATIENCE_MS = 60_000;
/** Requests under way get this long when the server is asked to stop. */
const LAST_REQUESTS_MS = 10_000;

/** Starts the API. Throws when the database stays away, was never set up, or the port is taken. */
export async function startServer(settings: ServerSettings): Promise<RunningServer> {
  const log = createLog({ service: 'api', level: settings.logLevel });
  const tracing = await startTracing({ endpoint: settings.otlpEndpoint, service: 'api' });
  const pool = openPool({ url: settings.databaseUrl, connections: CONNECTIONS, patienceMs: 5_000 });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => log.warn('an idle connection to the database was lost', { error }));
  const home = await installed(pool, PATIENCE_MS);
  const reads = openDatabase(settings.databaseUrl, CONNECTIONS);
  const temporal = openTemporal(temporalSettings(settings.environment));
  const health = createProcessHealth(temporal, pool);
  const feed = listenToCases({ connectionString: settings.databaseUrl }, log);
  const storage = createFileStorage(join(settings.home, 'files'));
  const witnessesOf = createWitnesses({ sql: pool, storage, witnessOf, newestWake: health.newestWitness });
  const app = createApp({
    db: reads,
    pool,
    record: announcing(pool, (onOwed) =>
      createRecord({
        pool,
        definitions: createDefinitions(pool),
        installation: home,
        webhook: settings.webhook,
        undoSeconds: settings.undoSeconds,
        onOwed,
      }),
    ),
    storage,
    papers: { render: renderPaper, qrPicture },
    messages: messageTexts,
    feed,
    log,
    metrics: createMetrics('api'),
    limits: { signIn: signInLimit(pool), receipt: receiptCodeLimit(pool) },
    secret: settings.secret,
    // Over plain http a browser would drop a secure cookie, and nobody could sign in.
    secureCookies: settings.publicUrl?.startsWith('https:') ?? settings.production,
    ...(settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl }),
    version: settings.version,
    webhook: settings.webhook,
    undoSeconds: settings.undoSeconds,
    // Witnesses first: one younger than the ledger that was read would look like a cut tail.
    verify: async (caseId) => verifyCase(pool, caseId, (await witnessesOf(caseId)).witnesses),
    temporal: () => health.health(),
    watch: createWatch({ sql: pool, look: createProcessLook(temporal), followedSeq: health.followedSeq }),
    ...(settings.temporalUi === undefined
      ? {}
      : { temporalPages: temporalPages(settings.temporalUi, temporal.namespace) }),
    behind: createBacklog(pool).behind,
  });
  const server = app.listen(settings.port, settings.host);
  // Longer than whoever stands in front keeps an idle connection: else it is closed just as the next request is sent on it.
  server.keepAliveTimeout = 65_000;
  await listening(server);
  // A client that sends its head or body by the drop holds a connection no longer than this.
  server.headersTimeout = 20_000;
  server.requestTimeout = 60_000;
  log.info('the API listens', { port: settings.port });
  return {
    url: `http://${settings.host}:${settings.port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS);
      await feed.close();
      await closed;
      clearTimeout(late);
      await Promise.allSettled([pool.end(), reads.$disconnect(), temporal.close(), tracing.stop()]);
    },
  };
}

async function listening(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', resolve);
  });
}

async function startFromEnvironment(): Promise<RunningServer> {
  const config = parseConfig(process.env);
  const databaseUrl = requireDatabaseUrl(config);
  await assertRestricted(databaseUrl, PATIENCE_MS);
  return startServer({
    host: config.host,
    port: config.port,
    databaseUrl,
    home: config.home,
    secret: readSecret(config),
    production: config.production,
    publicUrl: config.publicUrl,
    webhook: config.webhook !== undefined,
    undoSeconds: config.undoSeconds,
    temporalUi: config.temporalUiUrl,
    version: PRODUCT_VERSION,
    logLevel: config.logLevel,
    otlpEndpoint: config.otlpEndpoint,
    environment: config.environment,
  });
}

if (require.main === module) runProcess(startFromEnvironment);
