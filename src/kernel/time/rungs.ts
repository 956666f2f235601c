// Owns the ladder of a clock: when each rung is raised, what a new term re-arms, and the light a clerk sees.
import { workingNumberFrom, workingNumberUntil, type Calendar } from './calendar';
import { at, dayFromNumber, dayNumber, endOf, startOf } from './civil';
import {
  budgetOf,
  dueNumber,
  nthNumber,
  type Clock,
  type ClockRule,
  type Day,
  type Extension,
  type Instant,
  type Light,
  type RungRule,
  type RungTime,
} from './clock';
import { nthCounted } from './deadline';

/** A rung with its instants in law time. */
export interface ArmedRung {
  readonly rung: RungRule;
  /** Not to be raised before. */
  readonly raiseAt: Instant;
  /** The instant of its legal effect, which its act is dated. */
  readonly effectiveAt: Instant;
}
/** What the instants of a ladder depend on beside the clock. */
export interface LadderTime {
  readonly calendar: Calendar;
  readonly now: Instant;
  /** As given to `rungsAhead`. */
  readonly spreadSeconds: number;
}

/** Days left when a clock's light turns yellow, unless its procedure says otherwise. */
const STANDARD_YELLOW = 3;
const HOUR = 9;
const LARGEST_SPREAD = 1_799;
/** A party's act received in time must be recorded before its right is cut off. */
const GRACE_MS = 120_000;
const ORDER = { lapse: 0, escalate: 1, warn: 2, remind: 2 } as const;

/** A clock with the days that all its rungs are measured from, computed once. */
interface Ladder {
  readonly rule: ClockRule;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly budget: number;
  /** Number of the due day; undefined while it is not known. */
  readonly due: number | undefined;
}

function ladderOf(rule: ClockRule, clock: Clock, calendar: Calendar): Ladder {
  return { rule, clock, calendar, budget: budgetOf(rule, clock), due: dueNumber(rule, clock, calendar) };
}

/** The number of the day on which a rung stands before it is moved to a working day; undefined where that is not yet known. */
function standingNumber({ rule, clock, calendar, budget, due }: Ladder, when: RungTime): number | undefined {
  if ('after' in when) return due === undefined ? undefined : nthCounted(calendar, 'working-days', due, when.after, []);
  if ('remaining' in when) {
    if (when.remaining === 0) return due;
    const n = budget - when.remaining;
    // With less budget than should remain, the rung stood before the clock began.
    return n < 0 ? dayNumber(clock.startedOn) - 1 : nthNumber(rule, clock, calendar, n);
  }
  return when.at === 'end' ? due : nthNumber(rule, clock, calendar, Math.ceil(budget / 2));
}

/** The day on which people hear of a rung: warnings never later than it stands, what follows a breach never earlier. */
function workingDayFor(rung: RungRule, number: number, calendar: Calendar): Day {
  const early = rung.does === 'remind' || rung.does === 'warn';
  const late = 'after' in rung.when || !early;
  return dayFromNumber(late ? workingNumberFrom(calendar, number) : workingNumberUntil(calendar, number));
}

function arm(ladder: Ladder, rung: RungRule, spreadSeconds: number): ArmedRung | undefined {
  const number = standingNumber(ladder, rung.when);
  if (number === undefined) return undefined;
  if ('at' in rung.when && rung.when.at === 'end') {
    const effectiveAt = endOf(dayFromNumber(number));
    return { rung, raiseAt: effectiveAt + (rung.cutsRight ? GRACE_MS : 0), effectiveAt };
  }
  const spread = Math.min(Math.max(Math.trunc(spreadSeconds), 0), LARGEST_SPREAD);
  const raiseAt = at(workingDayFor(rung, number, ladder.calendar), HOUR) + spread * 1_000;
  return { rung, raiseAt, effectiveAt: raiseAt };
}

function compare(a: ArmedRung, b: ArmedRung): number {
  if (a.raiseAt !== b.raiseAt) return a.raiseAt - b.raiseAt;
  const byWeight = ORDER[a.rung.does] - ORDER[b.rung.does];
  if (byWeight !== 0) return byWeight;
  return a.rung.id < b.rung.id ? -1 : Number(a.rung.id > b.rung.id);
}

/**
 * The rungs of the present term not yet raised, those whose instant has passed included: earliest first, at one instant legal
 * effects before escalations before warnings and reminders, then by id. None for a clock that has ended or stands still.
 * `spreadSeconds` (0–1799, from a hash of the case) keeps the messages of a morning apart; it moves no legal effect.
 */
export function rungsAhead(
  rule: ClockRule,
  clock: Clock,
  calendar: Calendar,
  spreadSeconds: number,
): readonly ArmedRung[] {
  if (clock.endedOn !== undefined) return [];
  const ladder = ladderOf(rule, clock, calendar);
  // Standing still with time left: not even a rung whose day is known is raised.
  if (ladder.due === undefined) return [];
  return rule.rungs
    .filter((rung) => !clock.raised.includes(rung.id))
    .map((rung) => arm(ladder, rung, spreadSeconds))
    .filter((armed): armed is ArmedRung => armed !== undefined && armed.raiseAt >= startOf(clock.startedOn))
    .sort(compare);
}

/** The earliest of `rungsAhead`. */
export function nextRung(
  rule: ClockRule,
  clock: Clock,
  calendar: Calendar,
  spreadSeconds: number,
): ArmedRung | undefined {
  return rungsAhead(rule, clock, calendar, spreadSeconds)[0];
}

/** Opens the next term: a rung raised before stays raised only if its instant lies in the past in the new term as well. */
function nextTerm(rule: ClockRule, clock: Clock, { calendar, now, spreadSeconds }: LadderTime): Clock {
  const ladder = ladderOf(rule, clock, calendar);
  const passed = (id: string) => {
    const rung = rule.rungs.find((candidate) => candidate.id === id);
    const armed = rung && arm(ladder, rung, spreadSeconds);
    return armed !== undefined && armed.raiseAt <= now;
  };
  return {
    ...clock,
    term: clock.term + 1,
    calendarVersion: calendar.version,
    raised: clock.raised.filter(passed),
  };
}

/** Adds to a clock's budget and arms the rungs that now lie ahead once more. Whether it may be extended is for the act to check. */
export function extend(rule: ClockRule, clock: Clock, extension: Extension, time: LadderTime): Clock {
  return nextTerm(rule, { ...clock, extensions: [...clock.extensions, extension] }, time);
}

/** Recomputes a clock by another version of the calendar; the clock itself if it already stands on that version or has ended. */
export function recalculate(rule: ClockRule, clock: Clock, time: LadderTime): Clock {
  if (clock.endedOn !== undefined || clock.calendarVersion === time.calendar.version) return clock;
  return nextTerm(rule, clock, time);
}

/**
 * The light on a day: red from the last working day on or before the due day, yellow from the rule's earliest warning (three days
 * left where it has none), overdue after the due day, paused while it stands still. An ended clock keeps overdue or green.
 */
export function lightOf(rule: ClockRule, clock: Clock, on: Day, calendar: Calendar): Light {
  const ladder = ladderOf(rule, clock, calendar);
  const { due } = ladder;
  if (clock.endedOn !== undefined) return due !== undefined && dayNumber(clock.endedOn) > due ? 'overdue' : 'green';
  if (due === undefined) return 'paused';
  const today = dayNumber(on);
  if (today > due) return 'overdue';
  if (today >= workingNumberUntil(calendar, due)) return 'red';
  const warnings = rule.rungs.flatMap(({ when, does }) =>
    does === 'warn' && 'remaining' in when ? [when.remaining] : [],
  );
  const yellow = standingNumber(ladder, { remaining: Math.max(...warnings, 0) || STANDARD_YELLOW });
  return yellow !== undefined && today >= workingNumberUntil(calendar, yellow) ? 'yellow' : 'green';
}

/** The rungs of a statutory clock unless its procedure says otherwise; `article` is the one that sets the limit. */
export function standardRungs(article: string): readonly RungRule[] {
  return [
    {
      id: 'reminder',
      when: { at: 'half' },
      does: 'remind',
      title: { zh: '期限已过半', en: 'Half of the time is used' },
      article,
    },
    {
      id: 'yellow',
      when: { remaining: STANDARD_YELLOW },
      does: 'warn',
      title: { zh: '期限还剩三日（黄灯）', en: 'Three days are left (yellow)' },
      article,
    },
    {
      id: 'red',
      when: { remaining: 0 },
      does: 'warn',
      title: { zh: '今日到期（红灯）', en: 'Due today (red)' },
      article,
    },
    {
      id: 'escalation',
      when: { after: 1 },
      does: 'escalate',
      title: { zh: '已超期，转上级督办', en: 'Overdue: handed to the post above for supervision' },
      article,
    },
  ];
}
