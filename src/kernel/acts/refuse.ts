/** 不予行政许可 (许 38(2)): with reasons and remedies; never without the legal review it needed (118 号文十一). */
import type { CaseState } from '../case';
import type { Definition, StatutoryAct } from '../procedure/definition';
import { condition } from '../rules/condition';
import { refuse as refusal, type Refusal } from '../rules/refusal';
import { drawNumber, record, today, type Walk } from '../walk';
import { papersNamed } from './facts';
import type { Statutory } from './statutory';

/** The number of the paper an outcome ends with, drawn here and printed there. */
export function closingNumber(walk: Walk, outcome: string): string {
  const paper = walk.definition.outcomes[outcome]?.paper;
  const series = paper == null ? undefined : walk.definition.papers[paper]?.series;
  return series === undefined ? '' : drawNumber(walk, series);
}

/** A decision on the list of major decisions without its passed review (118 号文十一、十二). */
export function reviewMissing(definition: Definition, state: CaseState, act: StatutoryAct): Refusal | undefined {
  for (const review of definition.reviews) {
    if (review.act !== act) continue;
    const verdict = condition(review.when, state.facts);
    // A condition that cannot be read counts as one that holds: a review too many harms nobody.
    const needed = 'error' in verdict || verdict.holds;
    if (needed && state.facts[review.child] !== 'agree')
      return refusal('review-missing', review.article, { row: review.row.zh }, [review.row]);
  }
  return undefined;
}

/** 容缺: no result until the promised papers are there. */
export function promiseOpen(definition: Definition, state: CaseState): Refusal | undefined {
  const open = state.promised ?? [];
  return open.length > 0
    ? refusal('promise-open', undefined, { gaps: [...open] }, papersNamed(definition, open))
    : undefined;
}

export const refuse: Statutory = {
  check({ definition, state }) {
    return promiseOpen(definition, state) ?? reviewMissing(definition, state, 'refuse');
  },
  decide(walk, command) {
    record(walk, 'refused', {
      on: today(walk),
      number: closingNumber(walk, 'refused'),
      reasons: command.opinion ?? '',
    });
  },
};
