/** Owns what a process itself tells the record of its case: that a rung is due, or that a milestone came out of order. */
import { randomUUID } from 'node:crypto';
import { lawTime } from '../src/record/law-clock';
import { failure } from './codes';
import type { ActivityDeps } from './deps';
import { clockOf } from './follow';

export type Telling =
  /** `armed`: the rung whose timer fired, `clock:<case>.<clock>:<term>:<rung>`. */
  | { readonly case: string; readonly type: 'raise-rungs'; readonly armed: string }
  | {
      readonly case: string;
      readonly type: 'report-apart';
      readonly milestone: string;
      readonly seq: number;
      readonly expected: string;
    };

export const SYSTEM = { kind: 'system' } as const;
export const SCOPE = 'process';

interface Ahead {
  readonly next_rung: string | null;
  readonly next_rung_at: number | null;
  readonly real_start: number;
  readonly law_start: number;
  readonly day_seconds: number;
  readonly simulated: boolean;
  readonly now: number;
}
const AHEAD = `
  select c.next_rung, extract(epoch from c.next_rung_at)::float8 * 1000 as next_rung_at, extract(epoch from i.real_start)::float8 * 1000 as real_start,
    extract(epoch from i.law_start)::float8 * 1000 as law_start, i.day_seconds, i.simulated, extract(epoch from clock_timestamp())::float8 * 1000 as now
  from cases c cross join installation i where c.id = $1 and i.id = 1`;

export function createCommit({ record, sql }: Pick<ActivityDeps, 'record' | 'sql'>) {
  return async function commit(telling: Telling): Promise<{ readonly raised: boolean }> {
    if (telling.type === 'report-apart') {
      const { milestone, expected, seq } = telling;
      await record.commit({
        caseId: telling.case,
        command: { type: 'report-apart', milestone, expected },
        actor: SYSTEM,
        key: `apart:${seq}`,
        scope: SCOPE,
      });
      return { raised: false };
    }
    // The timer names the rung it was armed for. If another one is next by now, the loop looks again and arms that one, so
    // that every rung a timer raised can be found in the history under its own name.
    if (!(await isDue(telling.case, telling.armed))) return { raised: false };
    const answer = await record.commit({
      caseId: telling.case,
      command: { type: 'raise-rungs' },
      actor: SYSTEM,
      key: `rung:${randomUUID()}`,
      scope: SCOPE,
      raisedBy: 'timer',
    });
    if (answer.kind === 'no-such-case') throw failure('no-such-case', { final: true });
    return { raised: true };
  };

  async function isDue(caseId: string, armed: string): Promise<boolean> {
    const { rows } = await sql.query<Ahead>(AHEAD, [caseId]);
    const row = rows[0];
    if (row?.next_rung == null || row.next_rung_at === null) return false;
    return armed === `clock:${caseId}.${row.next_rung}` && row.next_rung_at <= lawTime(clockOf(row), row.now);
  }
}
