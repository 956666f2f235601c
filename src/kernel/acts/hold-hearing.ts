/** 举行听证 (许 48): in public, by a host who has not examined the case, on the day that was told; the record is signed. */
import { refuse } from '../rules/refusal';
import { dayOf } from '../time/civil';
import { record, today } from '../walk';
import type { Statutory } from './statutory';

export const holdHearing: Statutory = {
  check({ state, moment }) {
    const heldOn = state.hearing?.heldOn;
    return heldOn !== undefined && dayOf(moment.now) < heldOn
      ? refuse('hearing-too-early', '行政许可法第四十八条第一款第一项', { heldOn })
      : undefined;
  },
  decide(walk) {
    record(walk, 'hearing-held', { on: today(walk) });
  },
};
