/** Law time (法律时间): the real clock, or one that runs through a day in a few seconds, fixed at an installation's first start. */
import type { Instant } from '../kernel/time/clock';

export interface LawClock {
  /** Real ms of the first start, and the law ms that it was. */
  readonly realStart: number;
  readonly lawStart: Instant;
  /** Real seconds of a day of law time. */
  readonly daySeconds: number;
  readonly simulated: boolean;
}
const DAY_SECONDS = 86_400;

/** The law instant of a real one. The ordinary clock is the identity: nothing is added that could drift. */
export function lawTime(clock: LawClock, real: number): Instant {
  return clock.simulated ? clock.lawStart + ((real - clock.realStart) * DAY_SECONDS) / clock.daySeconds : real;
}

/** The real instant at which it will be that law instant. */
export function realTime(clock: LawClock, law: Instant): number {
  return clock.simulated ? clock.realStart + ((law - clock.lawStart) * clock.daySeconds) / DAY_SECONDS : law;
}

/** How long real time is in law time, in ms. */
export function lawSpan(clock: Pick<LawClock, 'daySeconds'>, realMs: number): number {
  return (realMs * DAY_SECONDS) / clock.daySeconds;
}
