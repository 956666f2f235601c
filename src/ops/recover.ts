/**
 * Owns `oneseal recover`, for Temporal lost, behind, or ahead of the record: whatever runs is ended, the epoch is raised so
 * that no old wake counts, and every root case is owed a wake, which starts its process from the record. Safe to repeat.
 */
import { defaultPayloadConverter } from '@temporalio/common';
import type { Sql } from '../record/sql';
import type { Witness } from '../record/verify';
import { createProcessHealth } from './process-health';
import type { TemporalClient } from './temporal-client';

export interface Recovery {
  readonly epoch: number;
  /** Runs that were ended. */
  readonly ended: number;
  /** Root cases whose process is started again. */
  readonly started: number;
  /** Effects claimed by runs that are gone; each is taken over when its lease is, at the latest in two minutes. */
  readonly claimed: number;
  /** Cases Temporal had a process for, running or over, and the record does not know: begun after the backup that was restored. */
  readonly unknown: readonly string[];
  /** Cases the record knows, and the newest act of each that Temporal was told of and the record does not hold. */
  readonly lost: readonly LostTail[];
}
export interface LostTail {
  readonly case: string;
  readonly seq: number;
}

const LIST = `ExecutionStatus = 'Running'`;
const PAGE = 200;
const AT_ONCE = 8;
/** The case an id belongs to: itself, or the case of an effect `<case>:<seq>:<n>`. */
const caseOf = (workflowId: string): string => workflowId.split(':')[0] ?? workflowId;

export async function recover(temporal: TemporalClient, sql: Sql): Promise<Recovery> {
  const { client } = temporal;
  // Looked at first: it changes nothing, and whatever starts afterwards writes its own heads over the ones that tell.
  const missing = await unknownTo(sql, temporal);
  const epoch = await raiseEpoch(sql);
  const found = await endRuns(client);
  const { rows: held } = await sql.query<{ n: number }>(
    `select count(*)::int as n from effects where state = 'claimed'`,
  );
  const { rowCount } = await sql.query(`
    insert into wakes (case_id, root_id, workflow, seq, head, urgency)
    select c.id, c.root_id, c.workflow, c.seq, c.head, 'now' from cases c
    where c.parent_id is null and (c.status <> 'ended' or exists (select 1 from effects e where e.case_id = c.id and e.state in ('wanted', 'claimed')))
    on conflict (case_id) do update set urgency = 'now', lease_until = null, seq = excluded.seq, head = excluded.head`);
  return {
    epoch,
    ended: found.size,
    started: rowCount ?? 0,
    claimed: held[0]?.n ?? 0,
    ...missing,
  };
}

async function raiseEpoch(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ epoch: number }>(
    'update installation set epoch = epoch + 1 where id = 1 returning epoch',
  );
  const epoch = rows[0]?.epoch;
  if (epoch === undefined) throw new Error('This installation has never been started: there is nothing to recover.');
  return epoch;
}

/** Ends every running process; a visibility store that lags is asked until it shows none. */
async function endRuns(client: TemporalClient['client']): Promise<ReadonlySet<string>> {
  const ended = new Set<string>();
  for (let empty = 0; empty < 2;) {
    let some = false;
    for await (const { workflowId, runId } of client.workflow.list({ query: LIST })) {
      if (ended.has(`${workflowId} ${runId}`)) continue;
      some = true;
      ended.add(`${workflowId} ${runId}`);
      await client.workflow
        .getHandle(workflowId, runId)
        .terminate('oneseal recover')
        .catch(() => undefined);
    }
    empty = some ? 0 : empty + 1;
    if (!some) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return ended;
}

/**
 * What Temporal saw and the record does not hold. Runs that are over count as well: a case may have been opened and ended
 * after the backup, and a case that is open again may have been decided.
 */
async function unknownTo(sql: Sql, temporal: TemporalClient): Promise<Pick<Recovery, 'unknown' | 'lost'>> {
  const { newestWitness } = createProcessHealth(temporal, sql);
  const unknown = new Set<string>();
  const lost = new Map<string, number>();
  for await (const page of pagesOf(temporal.client)) {
    const known = await knownOf(sql, page);
    for (const { workflowId } of page) if (!known.has(caseOf(workflowId))) unknown.add(caseOf(workflowId));
    const waiting = page.filter(({ workflowId }) => known.has(caseOf(workflowId)));
    const seen: (Witness & { readonly case: string })[] = [];
    const miss = (id: string, seq: number): void => void lost.set(id, Math.max(seq, lost.get(id) ?? 0));
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let run = waiting.pop(); run; run = waiting.pop()) {
          const id = caseOf(run.workflowId);
          const told = await newestAnswer(temporal, run);
          if (told > (known.get(id) ?? 0)) miss(id, told);
          const witness = run.workflowId === id ? await newestWitness(id, run.runId) : undefined;
          if (witness) seen.push({ case: id, ...witness });
        }
      }),
    );
    for (const { case: id, seq } of await notHeld(sql, seen)) miss(id, seq);
  }
  return { unknown: [...unknown].sort(), lost: [...lost].sort().map(([id, seq]) => ({ case: id, seq })) };
}

/** The newest act that the record answered a run with: of its own work a process hears the number, and no head. */
async function newestAnswer({ client, namespace }: TemporalClient, { workflowId, runId }: Run): Promise<number> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace,
    execution: { workflowId, runId },
    maximumPageSize: PAGE,
  });
  const answers = (history?.events ?? []).flatMap((event) => {
    const payload = (
      event.markerRecordedEventAttributes?.details?.['result'] ??
      event.activityTaskCompletedEventAttributes?.result ??
      event.workflowExecutionCompletedEventAttributes?.result
    )?.payloads?.[0];
    const told = payload ? defaultPayloadConverter.fromPayload<{ seq?: unknown } | null>(payload) : undefined;
    return typeof told?.seq === 'number' ? [told.seq] : [];
  });
  return Math.max(0, ...answers);
}

interface Run {
  readonly workflowId: string;
  readonly runId: string;
}
async function* pagesOf(client: TemporalClient['client']): AsyncGenerator<readonly Run[]> {
  let page: Run[] = [];
  for await (const { workflowId, runId } of client.workflow.list()) {
    page.push({ workflowId, runId });
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** The last act of each case among these that the record knows. */
async function knownOf(sql: Sql, runs: readonly Run[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql.query<{ id: string; seq: number }>('select id, seq from cases where id = any($1)', [
    [...new Set(runs.map(({ workflowId }) => caseOf(workflowId)))],
  ]);
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}

async function notHeld(sql: Sql, seen: readonly (Witness & { readonly case: string })[]): Promise<readonly LostTail[]> {
  const { rows } = await sql.query<LostTail>(
    `select w."case", w.seq from jsonb_to_recordset($1::jsonb) as w("case" text, seq int, hash text)
     where not exists (select 1 from acts a where a.case_id = w."case" and a.seq = w.seq and a.hash = w.hash)`,
    [JSON.stringify(seen.map(({ case: id, seq, hash }) => ({ case: id, seq, hash })))],
  );
  return rows;
}
