/** Owns looking at processes in Temporal from outside: one case's run, and who polls the queues. Every look ends within a second. */
import { WorkflowNotFoundError } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { QUEUES } from '../../workflows/messages';
import type { TemporalClient } from './temporal-client';

const DEADLINE_MS = 1_000;
/** A long poll lasts up to a minute. */
const POLLED_WITHIN_MS = 75_000;

export interface PendingActivity {
  readonly type: string;
  readonly state: string;
  readonly attempt: number;
  /** A code: what an activity says when it fails crosses as a code alone. */
  readonly failure?: string;
  /** Real ms. */
  readonly nextAttemptAt?: number;
}
export interface ProcessRun {
  readonly id: string;
  readonly type: string;
  readonly run: string;
  /** RUNNING, COMPLETED, TERMINATED, … as Temporal names it. */
  readonly status: string;
  readonly startedAt?: number;
  readonly historyLength: number;
  readonly workflowTask: { readonly attempt: number; readonly state: string } | null;
  readonly activities: readonly PendingActivity[];
  readonly children: readonly { readonly id: string; readonly type: string; readonly run: string }[];
}
export interface QueueLook {
  readonly name: string;
  readonly pollers: number;
  /** Real ms. */
  readonly lastPollAt?: number;
}

type Stamp = { readonly seconds?: unknown; readonly nanos?: number | null } | null | undefined;
function ms(stamp: Stamp): number | undefined {
  return stamp?.seconds == null ? undefined : Number(stamp.seconds) * 1_000 + Math.floor((stamp.nanos ?? 0) / 1e6);
}
const PendingState = temporal.api.enums.v1.PendingActivityState;
const TaskState = temporal.api.enums.v1.PendingWorkflowTaskState;
const word = (name: string | undefined, prefix: string): string =>
  (name ?? '').replace(prefix, '').replaceAll('_', '-').toLowerCase();
/** What crosses is a code by design; a sentence of somebody else's is not shown. */
const codeIn = (said: string | null | undefined): string | undefined =>
  said == null ? undefined : /^[\w.-]{1,80}$/.test(said) ? said : 'fault';

export function createProcessLook({ client, connection, namespace }: TemporalClient) {
  const soon = <T>(ask: () => Promise<T>): Promise<T> => connection.withDeadline(Date.now() + DEADLINE_MS, ask);
  return { run, queues, endedFromOutside };

  /** The newest run of a case; null where there is none. Throws when Temporal does not answer. */
  async function run(workflowId: string): Promise<ProcessRun | null> {
    try {
      const { raw, status } = await soon(() => client.workflow.getHandle(workflowId).describe());
      const info = raw.workflowExecutionInfo;
      const started = ms(info?.startTime);
      const task = raw.pendingWorkflowTask;
      return {
        id: workflowId,
        type: info?.type?.name ?? '',
        run: info?.execution?.runId ?? '',
        status: status.name,
        ...(started === undefined ? {} : { startedAt: started }),
        historyLength: Number(info?.historyLength ?? 0),
        workflowTask: task
          ? { attempt: task.attempt ?? 0, state: word(TaskState[task.state ?? 0], 'PENDING_WORKFLOW_TASK_STATE_') }
          : null,
        activities: (raw.pendingActivities ?? []).map((activity) => {
          const next = ms(activity.nextAttemptScheduleTime);
          const failure = codeIn(activity.lastFailure?.applicationFailureInfo?.type ?? activity.lastFailure?.message);
          return {
            type: activity.activityType?.name ?? '',
            state: word(PendingState[activity.state ?? 0], 'PENDING_ACTIVITY_STATE_'),
            attempt: activity.attempt ?? 0,
            ...(failure === undefined ? {} : { failure }),
            ...(next === undefined ? {} : { nextAttemptAt: next }),
          };
        }),
        children: (raw.pendingChildren ?? []).map((child) => ({
          id: child.workflowId ?? '',
          type: child.workflowTypeName ?? '',
          run: child.runId ?? '',
        })),
      };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  }

  /** Who asks each queue for work. Throws when Temporal does not answer. */
  function queues(): Promise<readonly QueueLook[]> {
    return Promise.all(
      Object.values(QUEUES).map(async (name) => {
        const { TASK_QUEUE_TYPE_WORKFLOW, TASK_QUEUE_TYPE_ACTIVITY } = temporal.api.enums.v1.TaskQueueType;
        const { pollers } = await soon(() =>
          client.workflowService.describeTaskQueue({
            namespace,
            taskQueue: { name },
            taskQueueType: name === QUEUES.cases ? TASK_QUEUE_TYPE_WORKFLOW : TASK_QUEUE_TYPE_ACTIVITY,
          }),
        );
        const polled = (pollers ?? []).flatMap(({ lastAccessTime }) => ms(lastAccessTime) ?? []);
        const recent = polled.filter((at) => Date.now() - at < POLLED_WITHIN_MS);
        return { name, pollers: recent.length, ...(recent.length === 0 ? {} : { lastPollAt: Math.max(...recent) }) };
      }),
    );
  }

  /** Ids of processes that did not end by themselves since an instant (real ms), the newest first; a hundred at most. */
  async function endedFromOutside(since: number): Promise<readonly { readonly id: string; readonly at: number }[]> {
    const { executions } = await soon(() =>
      client.workflowService.listWorkflowExecutions({
        namespace,
        pageSize: 100,
        query: `ExecutionStatus IN ("Terminated", "Canceled", "TimedOut", "Failed") AND CloseTime > "${new Date(since).toISOString()}"`,
      }),
    );
    return (executions ?? []).flatMap(({ execution, closeTime }) =>
      execution?.workflowId ? [{ id: execution.workflowId, at: ms(closeTime) ?? since }] : [],
    );
  }
}
export type ProcessLookout = ReturnType<typeof createProcessLook>;
