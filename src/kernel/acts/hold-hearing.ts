/** 举行听证 (许 48): in public, by a host who has not examined the case, on the day that was told; the record is signed. */
import { refuse, type Refusal } from '../rules/refusal';
import { dayOf } from '../time/civil';
import { record, today } from '../walk';
import type { Question } from './kind';
import type { Statutory } from './statutory';

function tooEarly({ state, moment }: Pick<Question, 'state' | 'moment'>): Refusal | undefined {
  const heldOn = state.hearing?.heldOn;
  return heldOn !== undefined && dayOf(moment.now) < heldOn
    ? refuse('hearing-too-early', '行政许可法第四十八条第一款第一项', { heldOn })
    : undefined;
}

/**
 * 终止听证: the request is withdrawn, or whoever asked stayed away, which nobody can before its day. A hearing that the public interest
 * asks for (许 46) was nobody's request, and goes on without him.
 */
export const endHearing: Statutory = {
  check(question) {
    if (question.state.facts['publicInterest'] === true)
      return refuse('hearing-of-public-interest', '行政许可法第四十六条');
    return question.command.outcome === 'absent' ? tooEarly(question) : undefined;
  },
  decide() {
    // The outcome of the case says it all; no further fact is created.
  },
};

export const holdHearing: Statutory = {
  check: tooEarly,
  decide(walk) {
    record(walk, 'hearing-held', { on: today(walk) });
  },
};
