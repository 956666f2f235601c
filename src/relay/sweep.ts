/**
 * Owns that no rung is ever missing: what no timer and no act raised ten real seconds after its instant is raised here, and
 * the case's process, which should have done it, is made to look.
 */
import { randomUUID } from 'node:crypto';
import type { Sql } from '../record/sql';
import type { Owed } from './owed';
import type { RelayDeps } from './relay';

const LATE_SECONDS = 10;
const AT_ONCE = 8;
const BATCH = 500;

/** `realTime` of a rung is compared in law time, so that the index on the rung's instant is used. */
const OVERDUE = `
  select c.id from cases c, (
    select case when i.simulated
      then i.law_start + (clock_timestamp() - interval '${LATE_SECONDS} seconds' - i.real_start) * (86400 / i.day_seconds)
      else clock_timestamp() - interval '${LATE_SECONDS} seconds' end as before
    from installation i where i.id = 1) late
  where c.next_rung_at < late.before and c.id <> all($2) order by c.next_rung_at limit $1`;

export function createSweep(
  { sql, record, onSwept }: Pick<RelayDeps, 'sql' | 'record' | 'onSwept'> & { readonly sql: Sql },
  owed: Owed,
): () => Promise<number> {
  return async function sweep() {
    let swept = 0;
    // A case that cannot be raised must not hide those behind it.
    const tried: string[] = [];
    for (;;) {
      const { rows } = await sql.query<{ id: string }>(OVERDUE, [BATCH, tried]);
      if (rows.length === 0) break;
      tried.push(...rows.map((row) => row.id));
      const waiting = rows.map((row) => row.id);
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) swept += (await raise(id)) ? 1 : 0;
        }),
      );
      if (rows.length < BATCH) break;
    }
    if (swept > 0) onSwept?.(swept);
    return swept;
  };

  async function raise(caseId: string): Promise<boolean> {
    const answer = await record.commit({
      caseId,
      command: { type: 'raise-rungs' },
      actor: { kind: 'system' },
      key: `rung:${randomUUID()}`,
      scope: 'process',
      raisedBy: 'sweep',
    });
    if (answer.kind !== 'done' || answer.acts.length === 0) return false;
    await owed.owe(caseId);
    return true;
  }
}
