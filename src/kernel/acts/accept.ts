/** 受理 (许 32): the file is complete and in form; the deciding clock starts on this day (许 42). */
import { gapsOf, papersNamed } from './facts';
import { startClock, endClock } from '../progress';
import { refuse, type Refusal } from '../rules/refusal';
import { dayOf } from '../time/civil';
import type { Day } from '../time/clock';
import { record, today, type Walk } from '../walk';
import type { Payloads } from './act';
import type { Question } from './kind';
import type { Statutory } from './statutory';

/** Acceptance, however it came about: silence ends at the window, and what counts from acceptance starts. */
export function acceptOn(walk: Walk, on: Day, how: Omit<Payloads['accepted'], 'on'>): void {
  record(walk, 'accepted', { on, ...how });
  endClock(walk, 'acceptance');
  for (const clock of walk.definition.acceptClocks) startClock(walk, clock, on);
}

/** Papers that stand in the way of acceptance; `spared` says which of them may be missing for now. */
export function missing(
  { definition, state }: Pick<Question, 'definition' | 'state'>,
  spared: (material: Question['definition']['materials'][number]) => boolean = () => false,
): Refusal | undefined {
  if (state.acceptedOn !== undefined) return refuse('already-accepted', '行政许可法第三十二条');
  const needed = definition.materials.filter((material) => !spared(material)).map((material) => material.field);
  const gaps = gapsOf(definition, state).filter((field) => needed.includes(field));
  return gaps.length > 0
    ? refuse(
        'materials-missing',
        '行政许可法第三十二条第一款第四项',
        { gaps: [...gaps] },
        papersNamed(definition, gaps),
      )
    : undefined;
}

export const accept: Statutory = {
  check: (question) => missing(question),
  decide(walk) {
    acceptOn(walk, today(walk), { deemed: false });
  },
};

/** 视为受理 (许 32(1)(4)): silence for five working days; accepted from the day the file was received. */
export function deemAccepted(walk: Walk): void {
  const on = walk.state.receivedOn === '' ? dayOf(walk.moment.now) : walk.state.receivedOn;
  acceptOn(walk, on, { deemed: true });
}
