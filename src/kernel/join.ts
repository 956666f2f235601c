/** 汇合: whether a block of branches is decided by what its branches have come to. It knows nothing of how they are gone. */
import type { BlockRun } from './case';
import type { Join, JoinTargets, Rejects } from './procedure/definition';

/** What a branch has come to; a branch carried over from an earlier round has passed. */
export type Arrival = 'open' | 'passed' | 'rejected';
export type Verdict = 'open' | keyof JoinTargets;

export function arrivalOf(run: BlockRun | undefined): Arrival {
  if (run?.state !== 'done') return 'open';
  return run.outcome === 'rejected' ? 'rejected' : 'passed';
}

/** How many must pass: never more than go along in this round. */
export function needed(join: Join, along: number): number {
  if (join === 'all') return along;
  return Math.min(join === 'first' ? 1 : join.atLeast, along);
}

/**
 * `all` with `count` hears everybody: what was rejected is told when the last has arrived. `first` and `atLeast` are rejected when as
 * many as are needed can pass no more. Where nobody goes along there is nothing to wait for.
 */
export function verdictOf(join: Join, rejects: Rejects, arrivals: readonly Arrival[]): Verdict {
  const count = (wanted: Arrival): number => arrivals.filter((arrival) => arrival === wanted).length;
  const [passed, rejected, open] = [count('passed'), count('rejected'), count('open')];
  if (rejected > 0 && rejects === 'end') return 'rejected';
  const needs = needed(join, arrivals.length);
  if (passed >= needs) return 'joined';
  if (join === 'all') return open > 0 ? 'open' : 'rejected';
  return passed + open < needs ? 'rejected' : 'open';
}
