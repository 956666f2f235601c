// Owns what the record's answer to an act becomes on the wire.
import type { Answer } from '../record/record';
import { problemKept, type KeptBody } from './idempotency';
import { problem } from './problem';
import { refusalProblem } from './refusals';

type Done = Extract<Answer, { kind: 'done' }>;

/** The done answer; everything else is a problem. `seq`: what the client compares with, of the task or of the case. */
export function doneOf(answer: Answer, seq?: number): Done {
  // A refusal that the API remembered under this key comes back through the record as it was kept.
  const kept = (answer as KeptBody).problem;
  if (kept) throw problemKept(kept);
  switch (answer.kind) {
    case 'done':
      return answer;
    case 'refused':
      throw refusalProblem(answer.refusal, seq ?? answer.seq);
    case 'key-reused':
      throw problem('idempotency-key-reused');
    case 'no-such-case':
      throw problem('not-found');
  }
}

export function actsView({ seq, acts }: Done): { seq: number; acts: { seq: number; type: string }[] } {
  return { seq, acts: acts.map((act) => ({ seq: act.seq, type: act.type })) };
}

/** A decision that its maker may still take back. */
export function isHeld({ acts }: Done): boolean {
  return acts.some(({ type }) => type === 'decision-held');
}
