/**
 * 容缺受理: the main papers are there, minor ones are promised for a day. The limit runs from now (受理 in law), the decision waits
 * for the papers, and a broken promise ends the case.
 */
import { gapsOf } from './facts';
import { acceptOn, missing } from './accept';
import { startClock } from '../progress';
import { refuse } from '../rules/refusal';
import { today } from '../walk';
import type { Statutory } from './statutory';

/** The clock of the applicant's promise. */
export const PROMISE_CLOCK = 'promise';
const BASIS = '容缺受理：主要材料齐全且符合法定形式';

export const acceptWithGaps: Statutory = {
  check(question) {
    const { definition, state, command } = question;
    const main = missing(question, (material) => material.deferrable === true);
    if (main) return main;
    if (gapsOf(definition, state.materials).length === 0) return refuse('no-gap-to-promise', BASIS);
    const limit = definition.clocks[PROMISE_CLOCK]?.budget.amount ?? 0;
    const days = daysIn(command.data);
    return days !== undefined && days > limit ? refuse('promise-too-long', BASIS, { limit }) : undefined;
  },
  decide(walk, command) {
    acceptOn(walk, today(walk), {
      deemed: false,
      withGaps: gapsOf(walk.definition, walk.state.materials),
    });
    startClock(walk, PROMISE_CLOCK, today(walk), daysIn(command.data));
  },
};

function daysIn(data: { readonly [field: string]: unknown } | undefined): number | undefined {
  const days = data?.['promiseDays'];
  return typeof days === 'number' ? days : undefined;
}
