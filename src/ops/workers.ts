/** Owns how work is taken from Temporal: one process, one worker for each queue, every limit set on purpose for a small machine. */
import { existsSync } from 'node:fs';
import {
  bundleWorkflowCode,
  NativeConnection,
  Worker,
  type WorkerOptions,
  type WorkflowBundle,
} from '@temporalio/worker';
import { QUEUES } from '../../workflows/messages';
import type { TemporalSettings } from './temporal-client';

export interface WorkersSettings {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: object;
  readonly workflows: NonNullable<WorkerOptions['workflowBundle']>;
}
export interface Workers {
  /** Settles when every worker has stopped; rejects when one broke. */
  readonly done: Promise<void>;
  running(): boolean;
  /** Lets what is running finish for 20 s; returns once all have stopped. */
  stop(): Promise<void>;
}

/** A hung activity must not keep the process for ever. */
const SHUTDOWN = { shutdownGraceTime: '20s', shutdownForceTime: '30s' } as const;
const FEW_POLLERS = { type: 'autoscaling', minimum: 1, initial: 1, maximum: 4 } as const;
/** Letters and webhooks a second: other people's servers stand behind them. */
const OUTSIDE_PER_SECOND = 50;

export async function startWorkers({
  connection,
  namespace,
  activities,
  workflows,
}: WorkersSettings): Promise<Workers> {
  const common = { connection, namespace, activities, ...SHUTDOWN };
  const workers = await Promise.all([
    Worker.create({
      ...common,
      taskQueue: QUEUES.cases,
      workflowBundle: workflows,
      // About 0.4 MB each: what a case costs while it waits in memory.
      maxCachedWorkflows: 800,
      maxConcurrentWorkflowTaskExecutions: 40,
      maxConcurrentLocalActivityExecutions: 20,
      maxConcurrentActivityTaskExecutions: 1,
      workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 2, maximum: 10 },
      stickyQueueScheduleToStartTimeout: '10s',
    }),
    Worker.create({
      ...common,
      taskQueue: QUEUES.effects,
      maxConcurrentActivityTaskExecutions: 8,
      activityTaskPollerBehavior: FEW_POLLERS,
    }),
    Worker.create({
      ...common,
      taskQueue: QUEUES.seal,
      maxConcurrentActivityTaskExecutions: 2,
      activityTaskPollerBehavior: FEW_POLLERS,
    }),
    Worker.create({
      ...common,
      taskQueue: QUEUES.outside,
      maxConcurrentActivityTaskExecutions: 10,
      maxTaskQueueActivitiesPerSecond: OUTSIDE_PER_SECOND,
      activityTaskPollerBehavior: FEW_POLLERS,
    }),
  ]);
  const runs = workers.map((worker) => worker.run());
  // One that breaks takes the others along: a process that does half of its work looks healthy and is not.
  const done = Promise.all(runs.map((run) => run.finally(stopAll))).then(() => undefined);
  done.catch(() => undefined);
  return {
    done,
    running: () => workers.every((worker) => worker.getState() === 'RUNNING'),
    async stop() {
      stopAll();
      await Promise.allSettled(runs);
    },
  };

  function stopAll(): void {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  }
}

/** The bundle built with the product, or one made now from the sources. */
export async function workflowBundle(
  builtPath: string,
  workflowsPath: string,
): Promise<WorkflowBundle | { readonly codePath: string }> {
  if (existsSync(builtPath)) return { codePath: builtPath };
  const none = (): void => undefined;
  return bundleWorkflowCode({
    workflowsPath,
    logger: { log: none, trace: none, debug: none, info: none, warn: console.warn, error: console.error },
  });
}

const FIRST_TRY_MS = 500;
const LONGEST_TRY_MS = 5_000;

/** A worker does not retry its first connection by itself. Gives up after `patienceMs`, throwing what the last try said. */
export async function connectWorker({ connection }: TemporalSettings, patienceMs: number): Promise<NativeConnection> {
  const until = performance.now() + patienceMs;
  for (let pause = FIRST_TRY_MS; ; pause = Math.min(pause * 2, LONGEST_TRY_MS)) {
    try {
      return await NativeConnection.connect(connection);
    } catch (error) {
      if (performance.now() + pause > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
