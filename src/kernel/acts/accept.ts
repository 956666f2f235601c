/** 受理 (许 32): the file is complete and in form; the deciding clock starts on this day (许 42). */
import { gapsOf } from './facts';
import { startClock, endClock } from '../progress';
import { refuse } from '../rules/refusal';
import { dayOf } from '../time/civil';
import type { Day } from '../time/clock';
import { record, today, type Walk } from '../walk';
import type { Statutory } from './statutory';

/** The clocks that count from acceptance carry this anchor in their id list of the definition. */
export function acceptOn(walk: Walk, on: Day, deemed: boolean): void {
  record(walk, 'accepted', { on, deemed });
  endClock(walk, 'acceptance');
  for (const clock of walk.definition.acceptClocks) startClock(walk, clock, on);
}

export const accept: Statutory = {
  check({ definition, state }) {
    if (state.acceptedOn !== undefined) return refuse('already-accepted', '行政许可法第三十二条');
    const gaps = gapsOf(definition, state.materials);
    return gaps.length > 0
      ? refuse('materials-missing', '行政许可法第三十二条第一款第四项', { gaps: [...gaps] })
      : undefined;
  },
  decide(walk) {
    acceptOn(walk, today(walk), false);
  },
};

/** 视为受理 (许 32(1)(4)): silence for five working days; accepted from the day the file was received. */
export function deemAccepted(walk: Walk): void {
  acceptOn(walk, walk.state.receivedOn === '' ? dayOf(walk.moment.now) : walk.state.receivedOn, true);
}
