// Owns a case that is really driven: record and Postgres, Temporal server, workers, relay, and ends of every channel in memory.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { History } from '@temporalio/common/lib/proto-utils';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createActivities, type Activities } from '../../activities';
import type { ActivityDeps } from '../../activities/deps';
import { memoryChannel } from '../../src/adapters/notification/memory';
import { mayLeaveAt } from '../../src/adapters/notification/quiet-hours';
import { isMessageEvent, renderMessage } from '../../src/adapters/notification/templates';
import { ServiceRefused } from '../../src/adapters/service/service';
import { createMemoryStorage } from '../../src/adapters/storage/memory-storage';
import { formErrors } from '../../src/api/forms';
import type { Draft } from '../../src/kernel/procedure/builder';
import { openTemporal, registerSearchAttributes, type TemporalClient } from '../../src/ops/temporal-client';
import { startWorkers, type Workers } from '../../src/ops/workers';
import { createDefinitions } from '../../src/record/definitions';
import type { Answer } from '../../src/record/record';
import { createProcesses } from '../../src/relay/processes';
import { startRelay, type Relay } from '../../src/relay/relay';
import { storedHistory } from '../replay/stored-history';
import { aRecord, type RecordUnderTest } from '../support/a-record';
import { freshNamespace } from '../support/temporal';

let bundle: ReturnType<typeof bundleWorkflowCode> | undefined;
const quiet = new DefaultLogger('ERROR');

export interface Driven extends RecordUnderTest {
  readonly temporal: TemporalClient;
  readonly letters: ReturnType<typeof memoryChannel>;
  readonly storage: ReturnType<typeof createMemoryStorage>;
  /** Does nothing where they run already, so that a test may be run alone or after others. */
  startWorkers(): Promise<void>;
  stopWorkers(): Promise<void>;
  startRelay(): void;
  stopRelay(): Promise<void>;
  /** Asks until it holds; what a test waits for has a deadline of its own. */
  until<T>(what: string, ask: () => Promise<T | undefined | false>, seconds?: number): Promise<T>;
  /** The history of a run, the newest unless named. */
  history(workflowId: string, runId?: string): Promise<History>;
  /** Keeps a history for the replay test, when the suite is run to record. */
  keep(name: string, workflowId: string, runId?: string): Promise<void>;
  /** Waits until the newest run has completed. */
  completed(workflowId: string, seconds?: number): Promise<void>;
  /** The newest run has seen everything its record holds. */
  followed(caseId: string): Promise<void>;
  /** Followed, and everything wanted so far is over: no paper is being sealed, so that a withdrawal meets nothing in the way. */
  settled(caseId: string): Promise<void>;
  acts(caseId: string): Promise<
    readonly {
      seq: number;
      at: string;
      type: string;
      raised_by: string | null;
      milestone: string | null;
      payload: Record<string, unknown>;
    }[]
  >;
  /** What happened, for a test that failed. */
  story(caseId: string): Promise<string>;
  end(): Promise<void>;
}

export interface DrivenSetting {
  readonly daySeconds?: number;
  readonly lawStart?: number;
  /** Real seconds for which a decision may be taken back. */
  readonly undoSeconds?: number;
  /** Opened instead of the food permit. */
  readonly procedure?: Draft;
  /** Replaces ports; the seal and the paper are plain bytes unless a test brings real ones. */
  readonly ports?: (deps: ActivityDeps) => ActivityDeps;
  /** A record that another Temporal has driven before. */
  readonly under?: RecordUnderTest;
  /** Stands between the workers and the activities. */
  readonly activities?: (activities: Activities) => object;
}

export async function driven(setting: DrivenSetting = {}): Promise<Driven> {
  const [under, server] = await Promise.all([setting.under ?? aRecord(setting), freshNamespace()]);
  installRuntime();
  bundle ??= bundleWorkflowCode({ workflowsPath: join(__dirname, '../../workflows/index.ts'), logger: quiet });
  const temporal = openTemporal({ namespace: server.namespace, connection: { address: server.address } });
  await registerSearchAttributes(temporal);
  const letters = memoryChannel('sms');
  const storage = createMemoryStorage();
  const definitions = createDefinitions(under.db.pool);
  const plain: ActivityDeps = {
    record: under.record,
    sql: under.db.pool,
    definitions,
    storage,
    seals: plainSeals,
    papers: {
      render: async (input) => Buffer.from(JSON.stringify(input)),
      verifyCodeOf: (effect) => createHash('sha256').update(effect).digest('hex').slice(0, 16),
    },
    messages: {
      isMessageEvent,
      render: renderMessage,
      mayLeaveAt: setting.daySeconds === undefined ? (at) => at : mayLeaveAt,
      channels: { sms: letters, email: letters },
    },
    services: {
      call: () => Promise.reject(new ServiceRefused('service-unknown')),
      fits: (schema, data) => formErrors(schema, data).length === 0,
    },
    publicUrl: 'http://localhost',
  };
  const real = createActivities(setting.ports?.(plain) ?? plain);
  const activities = setting.activities?.(real) ?? real;
  let connection: NativeConnection | undefined;
  let workers: Workers | undefined;
  let relay: Relay | undefined;

  const it: Driven = {
    ...under,
    temporal,
    letters,
    storage,
    async startWorkers() {
      if (workers) return;
      connection ??= await NativeConnection.connect({ address: server.address });
      workers = await startWorkers({
        connection,
        namespace: server.namespace,
        activities,
        workflows: await (bundle ?? Promise.reject(new Error('no bundle'))),
      });
    },
    async stopWorkers() {
      await workers?.stop();
      workers = undefined;
    },
    startRelay() {
      relay ??= startRelay({
        sql: under.db.pool,
        record: under.record,
        definitions,
        processes: createProcesses(temporal.client),
      });
    },
    async stopRelay() {
      await relay?.stop();
      relay = undefined;
    },
    async until(what, ask, seconds = 20) {
      const deadline = performance.now() + seconds * 1_000;
      for (;;) {
        const answer = await ask();
        if (answer !== undefined && answer !== false) return answer;
        if (performance.now() > deadline) throw new Error(`never: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async history(workflowId, runId) {
      return temporal.client.workflow.getHandle(workflowId, runId).fetchHistory();
    },
    async keep(name, workflowId, runId) {
      if (process.env.RECORD_HISTORIES === undefined) return;
      const file = join(__dirname, '../replay/histories', `${name}.json`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, storedHistory(workflowId, await it.history(workflowId, runId)));
    },
    async completed(workflowId, seconds) {
      const handle = temporal.client.workflow.getHandle(workflowId);
      await it
        .until(
          `${workflowId} completes`,
          async () => {
            const status = await handle.describe().then(
              ({ status }) => status.name,
              () => 'NONE',
            );
            return status === 'COMPLETED';
          },
          seconds,
        )
        .catch(async (fault: unknown) => {
          throw new Error(`${String(fault)}\n${await it.story(workflowId)}`);
        });
    },
    async followed(caseId) {
      await it.until(`${caseId} is followed`, async () => {
        const { rows } = await under.db.pool.query('select 1 from wakes where case_id = $1', [caseId]);
        if (rows.length > 0) return false;
        const { raw } = await temporal.client.workflow.getHandle(caseId).describe();
        return raw.pendingWorkflowTask == null;
      });
    },
    async settled(caseId) {
      await it.until(`what ${caseId} wanted is over`, async () => {
        const { rows } = await under.db.pool.query(
          `select 1 from effects where case_id = $1 and state in ('wanted', 'claimed')`,
          [caseId],
        );
        return rows.length === 0;
      });
      await it.followed(caseId);
    },
    async story(caseId) {
      const acts = (await it.acts(caseId)).map(
        (act) =>
          `${act.seq} ${act.type}${act.raised_by === 'act' || act.raised_by === null ? '' : ` (${act.raised_by})`}`,
      );
      const events = ((await it.history(caseId).catch(() => undefined))?.events ?? []).map((event) => eventName(event));
      return `${acts.join('\n')}\n${events.join(' ')}`;
    },
    async acts(caseId) {
      const { rows } = await under.db.pool.query(
        'select seq, at::text, type, raised_by, milestone, payload from acts where case_id = $1 order by seq',
        [caseId],
      );
      return rows as never;
    },
    async end() {
      await it.stopRelay();
      await it.stopWorkers();
      await connection?.close();
      await temporal.close();
      if (!setting.under) await under.drop();
    },
  };
  return it;
}

/** An act that had to be accepted; a refusal says in its own words why it was not. */
export function done(answer: Answer): void {
  if (answer.kind !== 'done') throw new Error(`not recorded: ${JSON.stringify(answer)}`);
}

type Event = NonNullable<History['events']>[number];

/** `timerStarted`, `activityTaskScheduled`, … */
export function eventName(event: Event): string {
  const member = Object.entries(event).find(([name, value]) => name.endsWith('EventAttributes') && value != null);
  return member?.[0].replace('EventAttributes', '') ?? String(event.eventType);
}
/** The one-line summary that an operator sees beside a timer, an activity or a child. */
export function summaryOf(event: Event): string | undefined {
  const data = event.userMetadata?.summary?.data;
  return data ? (JSON.parse(Buffer.from(data).toString('utf8')) as string) : undefined;
}

const plainSeals: ActivityDeps['seals'] = {
  holds: (organisation): organisation is 'approval-bureau' => organisation === 'approval-bureau',
  apply: async ({ pdf, seal }) => Buffer.concat([Buffer.from(pdf), Buffer.from(`\nseal:${seal}`)]),
  verify: async (pdf) => ({ valid: Buffer.from(pdf).includes('\nseal:'), coversWhole: true }),
  certificate: async () => ({ signer: '', certificate: '', issuer: '' }),
};

let installed = false;
function installRuntime(): void {
  if (installed) return;
  installed = true;
  Runtime.install({
    logger: quiet,
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } },
  });
}
