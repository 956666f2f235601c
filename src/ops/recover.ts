/**
 * Owns `oneseal recover`, for Temporal lost, behind, or ahead of the record: whatever runs is ended, the epoch is raised so
 * that no old wake counts, and every root case is owed a wake, which starts its process from the record. Safe to repeat.
 */
import type { Sql } from '../record/sql';
import type { TemporalClient } from './temporal-client';

export interface Recovery {
  readonly epoch: number;
  /** Runs that were ended. */
  readonly ended: number;
  /** Root cases whose process is started again. */
  readonly started: number;
  /** Effects claimed by runs that are gone; each is taken over when its lease is, at the latest in two minutes. */
  readonly claimed: number;
  /** Ids Temporal had a run for and the record does not know: cases begun after the backup that was restored. */
  readonly unknown: readonly string[];
}

const LIST = `ExecutionStatus = 'Running'`;
/** The case an id belongs to: itself, or the case of an effect `<case>:<seq>:<n>`. */
const caseOf = (workflowId: string): string => workflowId.split(':')[0] ?? workflowId;

export async function recover({ client }: Pick<TemporalClient, 'client'>, sql: Sql): Promise<Recovery> {
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
    ended: found.length,
    started: rowCount ?? 0,
    claimed: held[0]?.n ?? 0,
    unknown: await unknownTo(sql, found),
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
async function endRuns(client: TemporalClient['client']): Promise<readonly string[]> {
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
  return [...ended].map((key) => key.split(' ')[0] ?? key);
}

async function unknownTo(sql: Sql, workflowIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql.query<{ id: string }>('select id from cases where id = any($1)', [
    [...new Set(workflowIds.map(caseOf))],
  ]);
  const known = new Set(rows.map((row) => row.id));
  return [...new Set(workflowIds)].filter((id) => !known.has(caseOf(id))).sort();
}
