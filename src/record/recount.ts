/**
 * Owns counting running clocks anew after a calendar was published (期限重算): the open cases one after the other, in batches, each
 * that is touched by an act of its own. How far it came is kept, so that whoever takes over goes on from there; to do a case twice
 * changes nothing.
 */
import { movedClocks } from '../kernel/acts/recount-clocks';
import type { CaseState } from '../kernel/case';
import { KERNEL_VERSION } from '../kernel/evolve';
import { CALENDAR_TTL_MS, type Definitions } from './definitions';
import type { CaseRecord } from './record';
import type { Sql } from './sql';

/** Until every process counts by the new calendar, a case could still be opened by the old one behind our back. */
const SETTLED = `${(2 * CALENDAR_TTL_MS) / 1_000} seconds`;
const BATCH = 200;

const NEXT = `select year, version, after_case from calendar_recounts
  where finished_at is null and published_at < now() - interval '${SETTLED}' order by published_at, year limit 1`;
const OPEN_CASES = `select id, state, kernel, procedure_id, procedure_version from cases where status <> 'ended' and id > $1 order by id limit $2`;
const CAME_TO = `update calendar_recounts set after_case = $3, touched = touched + $4,
  finished_at = case when $5 then now() else finished_at end where year = $1 and version = $2 and finished_at is null`;

interface Recount {
  readonly year: number;
  readonly version: string;
  readonly after_case: string;
}
interface OpenCase {
  readonly id: string;
  readonly state: CaseState;
  readonly kernel: number;
  readonly procedure_id: string;
  readonly procedure_version: number;
}
export interface RecountDeps {
  readonly sql: Sql;
  readonly record: CaseRecord;
  readonly definitions: Definitions;
}

/** One batch; how many cases it touched, or nothing when no calendar waits. */
export function createRecount({ sql, record, definitions }: RecountDeps): () => Promise<number | undefined> {
  return async function recount() {
    const [next] = (await sql.query<Recount>(NEXT)).rows;
    if (!next) return undefined;
    const { rows } = await sql.query<OpenCase>(OPEN_CASES, [next.after_case, BATCH]);
    let touched = 0;
    for (const row of rows) if (await recounted(row)) touched += 1;
    const last = rows.at(-1)?.id ?? next.after_case;
    await sql.query(CAME_TO, [next.year, next.version, last, touched, rows.length < BATCH]);
    return touched;
  };

  async function recounted(row: OpenCase): Promise<boolean> {
    const calendar = await definitions.calendar();
    const definition = await definitions.version(row.procedure_id, row.procedure_version);
    // A state of another kernel is folded anew by the commit, which looks for itself.
    if (row.kernel === KERNEL_VERSION && movedClocks(definition, row.state, calendar).length === 0) return false;
    const answer = await record.commit({
      caseId: row.id,
      command: { type: 'recount-clocks' },
      actor: { kind: 'system' },
      key: `calendar:${calendar.version}`,
      scope: 'process',
    });
    return answer.kind === 'done' && answer.acts.some(({ type }) => type === 'clocks-recounted');
  }
}
