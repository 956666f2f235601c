/** Owns that a try of an effect which failed is known at once, long before it has failed for good: somebody may mend the cause. */
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityDeps } from './deps';
import type { EffectName } from './effect';

/** It is not time yet, or another run is at it: nothing is wrong. */
const NO_FAULT: ReadonlySet<string> = new Set(['quiet-hours', 'claimed-by-another-run', 'claim-refused']);
const NOTE = `
  with old as (delete from attempts where at < clock_timestamp() - interval '30 days')
  insert into attempts (effect_id, case_id, kind, how, failure, since, at)
  select e.id, e.case_id, e.kind, e.spec->>'how', $3, clock_timestamp(), clock_timestamp() from effects e where e.id = $2 and e.case_id = $1
  on conflict (effect_id) do update set failure = excluded.failure, tries = attempts.tries + 1, at = excluded.at`;

/** Work on one effect, whose failed tries are noted. */
export function noting<R extends EffectName, T>(
  { sql }: Pick<ActivityDeps, 'sql'>,
  work: (ref: R) => Promise<T>,
): (ref: R) => Promise<T> {
  return async (ref) => {
    try {
      return await work(ref);
    } catch (fault) {
      const code = fault instanceof ApplicationFailure ? (fault.type ?? 'fault') : 'fault';
      // What cannot be noted has failed all the same.
      if (!NO_FAULT.has(code)) await sql.query(NOTE, [ref.case, ref.effect, code]).catch(() => undefined);
      throw fault;
    }
  };
}
