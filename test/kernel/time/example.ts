// Owns the clocks that the tests of law time speak about.
import type { Clock, ClockRule, Day, Extension, RungRule, Suspension } from '../../../src/kernel/time/clock';
import { standardRungs } from '../../../src/kernel/time/rungs';

const ARTICLE = '行政许可法 第四十二条';

/** The decision clock of a permit with the standard rungs. */
export function permitRule(workingDays: number): ClockRule {
  return {
    id: 'decision',
    title: { zh: '审查决定期限', en: 'Time to decide' },
    kind: 'statutory',
    budget: { amount: workingDays, unit: 'working-days' },
    article: ARTICLE,
    rungs: standardRungs(ARTICLE),
  };
}

export function stop(from: Day, ground = '听证'): Omit<Suspension, 'to'> {
  return { from, ground, article: '行政许可法 第四十五条', document: '中止通知书', approver: 'head' };
}

/** A clock whose budget holds more, its term and rungs left alone. */
export function extended(clock: Clock, amount: number): Clock {
  return { ...clock, extensions: [...clock.extensions, extension(amount, clock.startedOn)] };
}

/** One rung of a ladder, titled by its id. */
export function rung(id: string, when: RungRule['when'], does: RungRule['does'], cutsRight = false): RungRule {
  return { id, when, does, title: { zh: id, en: id }, article: '行政许可法 第三十二条', cutsRight };
}

export function extension(amount: number, on: Day): Extension {
  return { amount, on, reason: '案情复杂', approver: 'head' };
}
