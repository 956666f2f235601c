/**
 * Owns the judgement that the processes do not keep up: a crowd of wakes or papers has been owed for longer than the bound. One
 * that cannot be carried out is not a crowd, and messages that wait for the morning are no backlog.
 */
import type { Sql } from './sql';

const BOUND_SECONDS = 10;
const CROWD = 20;
/** Real ms for which an answer serves all who ask: looking costs the same however many are refused. */
const KEPT_MS = 1_000;

/** The instant of the asking act is law time; the bound is real. Each part stops counting at a crowd. */
const OWED_LONG = `
  with late as (
    select clock_timestamp() - interval '${BOUND_SECONDS} seconds' as real, case when i.simulated
      then i.law_start + (clock_timestamp() - interval '${BOUND_SECONDS} seconds' - i.real_start) * (86400 / i.day_seconds)
      else clock_timestamp() - interval '${BOUND_SECONDS} seconds' end as law
    from installation i where i.id = 1
  )
  select (select count(*) from (select 1 from wakes w where w.urgency = 'now' and w.owed_at < late.real limit ${CROWD}) one)
    + (select count(*) from (select 1 from effects e join acts a on a.case_id = e.case_id and a.seq = e.asked_by
        where e.state = 'wanted' and e.kind = 'issue-paper' and a.at < late.law limit ${CROWD}) other) as owed
  from late`;

export interface Backlog {
  /** True while the processes are behind. */
  readonly behind: () => Promise<boolean>;
}

export function createBacklog(sql: Sql): Backlog {
  let kept: { readonly at: number; readonly answer: Promise<boolean> } | undefined;
  return {
    behind() {
      if (!kept || performance.now() - kept.at > KEPT_MS) kept = { at: performance.now(), answer: ask() };
      return kept.answer;
    },
  };

  async function ask(): Promise<boolean> {
    const { rows } = await sql.query<{ owed: string }>(OWED_LONG);
    return Number(rows[0]?.owed ?? 0) >= CROWD;
  }
}
