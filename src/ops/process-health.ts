/** Owns asking Temporal how it is, for `/readyz`, and for the newest head a history holds; never longer than a second. */
import { WorkflowNotFoundError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { QUEUES, WAKE } from '../../workflows/messages';
import type { Sql } from '../record/sql';
import type { Witness } from '../record/verify';
import type { TemporalClient } from './temporal-client';

export interface ProcessHealth {
  readonly reachable: boolean;
  /** Age of the oldest urgent wake not yet sent, real seconds. */
  readonly behindSeconds: number;
  /** A worker has asked for work within the last long poll. */
  readonly worker: boolean;
}

const DEADLINE_MS = 1_000;
const KEPT_MS = 2_000;
/** A poll lasts up to a minute. */
const POLLED_WITHIN_MS = 75_000;
const PAGE = 50;
const PAGES = 20;

export function createProcessHealth({ client, connection, namespace }: TemporalClient, sql: Sql) {
  let kept: { readonly at: number; readonly answer: Promise<ProcessHealth> } | undefined;
  return {
    health(): Promise<ProcessHealth> {
      if (!kept || performance.now() - kept.at > KEPT_MS) kept = { at: performance.now(), answer: ask() };
      return kept.answer;
    },
    newestWitness,
    followedSeq,
  };

  async function ask(): Promise<ProcessHealth> {
    const [pollers, behindSeconds] = await Promise.all([polled(), behind()]);
    return { reachable: pollers !== undefined, behindSeconds, worker: pollers === true };
  }

  async function polled(): Promise<boolean | undefined> {
    try {
      const { pollers } = await client.withDeadline(Date.now() + DEADLINE_MS, () =>
        client.workflowService.describeTaskQueue({
          namespace,
          taskQueue: { name: QUEUES.cases },
          taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
        }),
      );
      return (pollers ?? []).some(
        ({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1_000 < POLLED_WITHIN_MS,
      );
    } catch {
      return undefined;
    }
  }

  async function behind(): Promise<number> {
    const { rows } = await sql.query<{ seconds: number | null }>(
      `select extract(epoch from clock_timestamp() - min(owed_at))::float8 as seconds from wakes where urgency = 'now'`,
    );
    return Math.max(0, Math.round(rows[0]?.seconds ?? 0));
  }

  /**
   * The last head that a wake or a look brought into the case's history, that of the newest run unless one is named; undefined
   * where there is none. Throws when Temporal is away.
   */
  async function newestWitness(caseId: string, runId?: string): Promise<Witness | undefined> {
    return newestHead(caseId, runId, true);
  }

  /** The act up to which the newest run has looked at the record: what it was told of counts only once it has looked. */
  async function followedSeq(caseId: string): Promise<number | undefined> {
    return (await newestHead(caseId, undefined, false))?.seq;
  }

  async function newestHead(caseId: string, runId: string | undefined, wakes: boolean): Promise<Witness | undefined> {
    let nextPageToken: Uint8Array | undefined;
    try {
      for (let page = 0; page < PAGES; page++) {
        const answer = await connection.withDeadline(Date.now() + DEADLINE_MS, () =>
          client.workflowService.getWorkflowExecutionHistoryReverse({
            namespace,
            execution: { workflowId: caseId, ...(runId === undefined ? {} : { runId }) },
            maximumPageSize: PAGE,
            ...(nextPageToken ? { nextPageToken } : {}),
          }),
        );
        for (const event of answer.history?.events ?? []) {
          const said = event.workflowExecutionSignaledEventAttributes;
          // The answer of a local activity is kept as a marker; only a look at the record answers with a head.
          const payload =
            said?.signalName === WAKE
              ? wakes && said.input?.payloads?.[0]
              : event.markerRecordedEventAttributes?.details?.['result']?.payloads?.[0];
          if (!payload) continue;
          const told = defaultPayloadConverter.fromPayload<{ seq?: unknown; head?: unknown } | null>(payload);
          if (typeof told?.seq !== 'number' || typeof told.head !== 'string') continue;
          return { seq: told.seq, hash: told.head, where: 'temporal' };
        }
        if (!answer.nextPageToken || answer.nextPageToken.length === 0) return undefined;
        nextPageToken = answer.nextPageToken;
      }
    } catch (error) {
      if (error instanceof WorkflowNotFoundError || isNotFound(error)) return undefined;
      throw error;
    }
    return undefined;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 5;
}
