/** Owns how the worker is put together and started: one process that runs workflows and activities of every queue. */
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { DefaultLogger, Runtime, type LogEntry } from '@temporalio/worker';
import type { Pool } from 'pg';
import { createActivities } from '../activities';
import type { ActivityDeps } from '../activities/deps';
import { renderPaper } from './adapters/document/render-paper';
import { mayLeaveAt } from './adapters/notification/quiet-hours';
import { smsFileChannel } from './adapters/notification/sms-file';
import { smtpChannel } from './adapters/notification/smtp';
import { isMessageEvent, renderMessage } from './adapters/notification/templates';
import { webhookChannel } from './adapters/notification/webhook';
import { httpServices, type ServiceSettings } from './adapters/service/http-service';
import { openSoftwareSeals } from './adapters/seal/software-seal';
import { createFileStorage } from './adapters/storage/file-storage';
import { formErrors } from './api/forms';
import { parseConfig, readSecret, requireDatabaseUrl } from './config';
import { keepBeating } from './ops/beats';
import { installed } from './ops/installed';
import { runProcess } from './ops/lifetime';
import { createLog, type Log, type LogLevel } from './ops/logging';
import { createMetrics } from './ops/metrics';
import { openPool } from './ops/pool';
import { openTemporal, registerSearchAttributes, temporalSettings } from './ops/temporal-client';
import { startTracing } from './ops/tracing';
import { connectWorker, startWorkers, workflowBundle } from './ops/workers';
import { announcing } from './record/announce';
import { createRecord } from './record/commit';
import { createDefinitions } from './record/definitions';
import { assertRestricted } from './record/migrate';
import { PRODUCT_ROOT } from './root';

export interface WorkerSettings {
  readonly databaseUrl: string;
  /** Folder of the installation: papers lie under `files`, the seals' keys under `seal`. */
  readonly home: string;
  readonly secret: string;
  /** The address people see, without a slash at its end. */
  readonly publicUrl: string;
  readonly smtp?: { readonly url: string; readonly from: string } | undefined;
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  readonly services?: Readonly<Record<string, ServiceSettings>>;
  /** Where short messages are written for the gateway. */
  readonly smsDirectory: string;
  readonly logLevel: LogLevel;
  readonly otlpEndpoint?: string | undefined;
  /** `127.0.0.1:9464`; absent: Temporal's own figures are not served. */
  readonly temporalMetrics?: string | undefined;
  /** Where Temporal's own settings are read from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
export interface RunningWorker {
  /** Settles when it was stopped; rejects when it broke, and the process should end with it. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/** At least as many as activities that run at once; the rest wait for a connection, not for a slot. */
const CONNECTIONS = 16;
const PATIENCE_MS = 60_000;

/** Starts the worker. Throws when the database or Temporal stays away for a minute. */
export async function startWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const log = createLog({ service: 'worker', level: settings.logLevel });
  installRuntime(log, settings.temporalMetrics);
  const tracing = await startTracing({ endpoint: settings.otlpEndpoint, service: 'worker' });
  const pool = openPool({ url: settings.databaseUrl, connections: CONNECTIONS, patienceMs: 3_000 });
  pool.on('error', (error) => log.warn('an idle connection to the database was lost', { error }));
  const temporal = temporalSettings(settings.environment);
  const connection = await connectWorker(temporal, PATIENCE_MS);
  const client = openTemporal(temporal);
  await registerSearchAttributes(client).finally(() => client.close());
  const workers = await startWorkers({
    connection,
    namespace: temporal.namespace,
    activities: createActivities(await depsOf(settings, pool, log)),
    workflows: await workflowBundle(
      join(PRODUCT_ROOT, 'dist/workflow-bundle.js'),
      join(PRODUCT_ROOT, 'workflows/index.ts'),
    ),
  });
  const beating = keepBeating(pool, 'worker', () => workers.running());
  log.info('the worker takes work');
  return {
    done: workers.done,
    async stop() {
      await beating.stop();
      await workers.stop();
      await Promise.allSettled([connection.close(), pool.end(), tracing.stop()]);
    },
  };
}

async function depsOf(settings: WorkerSettings, pool: Pool, log: Log): Promise<ActivityDeps> {
  const definitions = createDefinitions(pool);
  const metrics = createMetrics('worker');
  const home = await installed(pool, PATIENCE_MS);
  return {
    record: announcing(pool, (onOwed) =>
      createRecord({ pool, definitions, installation: home, webhook: settings.webhook !== undefined, onOwed }),
    ),
    sql: pool,
    definitions,
    storage: createFileStorage(join(settings.home, 'files')),
    seals: await openSoftwareSeals(join(settings.home, 'seal')),
    papers: { render: renderPaper, verifyCodeOf: (effect) => verifyCode(settings.secret, effect) },
    messages: {
      isMessageEvent,
      render: renderMessage,
      mayLeaveAt,
      channels: {
        sms: smsFileChannel({ directory: settings.smsDirectory }),
        ...(settings.smtp ? { email: smtpChannel(settings.smtp) } : {}),
        ...(settings.webhook ? { webhook: webhookChannel(settings.webhook) } : {}),
      },
    },
    services: {
      ...httpServices(settings.services ?? {}),
      fits: (schema, data) => formErrors(schema, data).length === 0,
    },
    publicUrl: settings.publicUrl,
    onFault: (activity, code, error) => log.warn('an activity failed', { kind: activity, code, error }),
    onFollowed: (seconds) => metrics.followed(seconds),
  };
}

/** Sixteen signs of the installation's secret and the effect: not to be guessed, and the same on every try. */
function verifyCode(secret: string, effect: string): string {
  return createHmac('sha256', secret).update(`verify-code:${effect}`).digest('hex').slice(0, 16).toUpperCase();
}

/** Once per process, before any connection. What the engine says is kept as a code: its sentences may quote anything. */
function installRuntime(log: Log, metrics: string | undefined): void {
  const told = ({ level, message, meta }: LogEntry): void => {
    // Said of every queue that has only activities, as meant.
    if (message.startsWith('No workflows registered')) return;
    const fields = { code: message.replace(/\W+/g, '-').slice(0, 80), error: meta?.['error'] as unknown };
    if (level === 'ERROR') log.error('the workflow engine reports an error', fields);
    else log.warn('the workflow engine reports', fields);
  };
  Runtime.install({
    logger: new DefaultLogger('WARN', told),
    // Whoever starts the process says when it stops.
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
      ...(metrics === undefined
        ? {}
        : {
            metrics: { prometheus: { bindAddress: metrics, countersTotalSuffix: true, useSecondsForDurations: true } },
          }),
    },
  });
}

async function startFromEnvironment(): Promise<RunningWorker> {
  const config = parseConfig(process.env);
  const databaseUrl = requireDatabaseUrl(config);
  await assertRestricted(databaseUrl, PATIENCE_MS);
  return startWorker({
    databaseUrl,
    home: config.home,
    secret: readSecret(config),
    publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
    smtp: config.smtp,
    webhook: config.webhook,
    services: config.services,
    smsDirectory: config.smsDirectory,
    logLevel: config.logLevel,
    otlpEndpoint: config.otlpEndpoint,
    temporalMetrics: config.temporalMetrics,
    environment: config.environment,
  });
}

if (require.main === module) runProcess(startFromEnvironment);
