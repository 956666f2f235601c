/**
 * Owns the life of one effect in the record: claimed by one run, finished with its result, or failed for good. A claim is a
 * fencing number; whoever comes back after another run took over is refused.
 */
import { activityInfo } from '@temporalio/activity';
import type { Json } from '../src/kernel/text';
import type { EffectSpec } from '../src/kernel/case';
import { SCOPE, SYSTEM } from './commit';
import { failure } from './codes';
import type { ActivityDeps } from './deps';

export interface EffectName {
  readonly case: string;
  readonly effect: string;
}
export interface Claimed {
  /** Absent: done, cancelled or failed meanwhile. */
  readonly claim?: number;
  readonly seq: number;
  readonly spec: EffectSpec;
}
export type Result = { readonly [name: string]: Json };

interface Row {
  readonly state: string;
  readonly claim: number;
  readonly spec: EffectSpec;
  /** Real ms until the lease of the present claim is over. */
  readonly leased_ms: number | null;
  readonly mine: number | null;
  readonly seq: number;
}
const READ = `
  select e.state, e.claim, e.spec, extract(epoch from e.lease_until - clock_timestamp())::float8 * 1000 as leased_ms, c.seq,
    (select max((a.payload->>'claim')::int) from acts a where a.case_id = e.case_id and starts_with(a.key, $3)) as mine
  from effects e join cases c on c.id = e.case_id where e.id = $2 and e.case_id = $1`;

/** Begins no key. */
const NOBODY = '\n';

export function createEffects({ record, sql }: Pick<ActivityDeps, 'record' | 'sql'>) {
  return { claim, finish, giveUp };

  /** The claim of this very run and activity: a repeat of it finds what it claimed before and goes on. */
  async function claim({ case: caseId, effect }: EffectName): Promise<Claimed> {
    const { workflowExecution, activityId, isLocal } = activityInfo();
    // A saga claims once, however often its task is run again; a regular activity is one of several in its run.
    const run = `${workflowExecution?.runId ?? ''}${isLocal ? '' : `.${activityId}`}`;
    const own = `effect:${effect}:claim:${run}:`;
    const row = await read(caseId, effect, own);
    if (!row) throw failure('effect-unknown', { final: true });
    if (row.mine !== null) return { claim: row.mine, seq: row.seq, spec: row.spec };
    if (row.state !== 'wanted' && row.state !== 'claimed') return { seq: row.seq, spec: row.spec };
    if (row.state === 'claimed' && (row.leased_ms ?? 0) > 0)
      throw failure('claimed-by-another-run', { againInMs: (row.leased_ms ?? 0) + 1_000 });
    const number = row.claim + 1;
    const answer = await record.commit({
      caseId,
      command: { type: 'claim-effect', effect, claim: number },
      actor: SYSTEM,
      key: `${own}${number}`,
      scope: SCOPE,
    });
    if (answer.kind === 'done') return { claim: number, seq: answer.seq, spec: row.spec };
    // Somebody was faster: look again.
    throw failure('claim-refused');
  }

  async function finish({
    case: caseId,
    effect,
    claim,
    result,
  }: EffectName & { readonly claim: number; readonly result: Result }): Promise<{
    readonly done: boolean;
    readonly seq: number;
    /** The case went on with it, or another run was faster: its process should look. */
    readonly moved: boolean;
  }> {
    const answer = await record.commit({
      caseId,
      command: { type: 'finish-effect', effect, claim, result },
      actor: SYSTEM,
      key: `effect:${effect}:done:${claim}`,
      scope: SCOPE,
    });
    if (answer.kind === 'done') return { done: true, seq: answer.seq, moved: answer.acts.length > 1 };
    return { done: false, seq: answer.kind === 'refused' ? answer.seq : 0, moved: true };
  }

  /** Dead letter: recorded as failed, so that it becomes a wait. Without a claim, whatever claim stands is given up. */
  async function giveUp({
    case: caseId,
    effect,
    claim,
    failure: code,
  }: EffectName & { readonly claim?: number; readonly failure: string }): Promise<number> {
    const row = await read(caseId, effect, NOBODY);
    if (!row) return 0;
    let number = claim ?? row.claim;
    if (claim === undefined && row.state === 'wanted') {
      number = row.claim + 1;
      await record.commit({
        caseId,
        command: { type: 'claim-effect', effect, claim: number },
        actor: SYSTEM,
        key: `effect:${effect}:claim:giving-up:${number}`,
        scope: SCOPE,
      });
    }
    const answer = await record.commit({
      caseId,
      command: { type: 'fail-effect', effect, claim: number, failure: code },
      actor: SYSTEM,
      key: `effect:${effect}:failed:${number}`,
      scope: SCOPE,
    });
    return answer.kind === 'done' || answer.kind === 'refused' ? answer.seq : 0;
  }

  async function read(caseId: string, effect: string, key: string): Promise<Row | undefined> {
    const { rows } = await sql.query<Row>(READ, [caseId, effect, key]);
    return rows[0];
  }
}
export type Effects = ReturnType<typeof createEffects>;
