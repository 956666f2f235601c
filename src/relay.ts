/** Owns how the relay is put together and started: it carries what the record owes to Temporal, and sweeps the clocks. */
import { parseConfig, requireDatabaseUrl } from './config';
import { keepBeating } from './ops/beats';
import { installed } from './ops/installed';
import { runProcess } from './ops/lifetime';
import { createLog, type LogLevel } from './ops/logging';
import { openPool } from './ops/pool';
import { openTemporal, temporalSettings } from './ops/temporal-client';
import { announcing } from './record/announce';
import { createRecord } from './record/commit';
import { createDefinitions } from './record/definitions';
import { assertRestricted } from './record/migrate';
import { listen } from './relay/listen';
import { createProcesses } from './relay/processes';
import { startRelay } from './relay/relay';

export interface RelaySettings {
  readonly databaseUrl: string;
  readonly webhook: boolean;
  readonly logLevel: LogLevel;
  /** Where Temporal's own settings are read from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
export interface RunningRelay {
  /** Lets what is under way finish. */
  stop(): Promise<void>;
}

/** Rows are leased and given back in single statements: more connections than this would only wait for each other. */
const CONNECTIONS = 8;
const PATIENCE_MS = 60_000;
/** Said once when it goes away and once when it is back. */
const TROUBLES = {
  'temporal-away': 'Temporal cannot be reached: wakes wait in the record',
  'temporal-back': 'Temporal is back: the wakes owed are sent',
  'record-away': 'the record cannot be reached',
  'record-back': 'the record is back',
} as const;

/** Starts the relay. Throws when the database stays away for a minute; Temporal may come and go. */
export async function startRelayProcess(settings: RelaySettings): Promise<RunningRelay> {
  const log = createLog({ service: 'relay', level: settings.logLevel });
  const pool = openPool({ url: settings.databaseUrl, connections: CONNECTIONS, patienceMs: 3_000 });
  pool.on('error', (error) => log.warn('an idle connection to the database was lost', { error }));
  const definitions = createDefinitions(pool);
  const home = await installed(pool, PATIENCE_MS);
  const temporal = openTemporal(temporalSettings(settings.environment));
  const relay = startRelay({
    sql: pool,
    record: announcing(pool, (onOwed) =>
      createRecord({ pool, definitions, installation: home, webhook: settings.webhook, onOwed }),
    ),
    definitions,
    processes: createProcesses(temporal.client),
    onSwept: (count) => log.warn('rungs were raised that no timer raised', { count }),
    onTrouble: (code, error) => {
      if (code === 'outcome-refused') log.error('the outcome of a child was refused by its parent');
      else if (code.endsWith('-back')) log.info(TROUBLES[code], { code });
      else log.warn(TROUBLES[code], { code, error });
    },
  });
  const beating = keepBeating(pool, 'relay');
  const listening = listen(settings.databaseUrl, () => relay.poke());
  log.info('the relay carries what is owed');
  return {
    async stop() {
      await beating.stop();
      await listening.stop();
      await relay.stop();
      await Promise.allSettled([temporal.close(), pool.end()]);
    },
  };
}

async function startFromEnvironment(): Promise<RunningRelay> {
  const config = parseConfig(process.env);
  const databaseUrl = requireDatabaseUrl(config);
  await assertRestricted(databaseUrl, PATIENCE_MS);
  return startRelayProcess({
    databaseUrl,
    webhook: config.webhook !== undefined,
    logLevel: config.logLevel,
    environment: config.environment,
  });
}

if (require.main === module) runProcess(startFromEnvironment);
