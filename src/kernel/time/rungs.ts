// Owns the ladder of a clock: when each rung is raised, what a new term re-arms, and the light a clerk sees.
import { workingNumberFrom, workingNumberUntil, type Calendar } from './calendar';
import { at, dayFromNumber, dayNumber, endOf, startOf } from './civil';
import {
  budgetOf,
  dueDay,
  isPaused,
  nthNumber,
  type Clock,
  type ClockRule,
  type Day,
  type Extension,
  type Instant,
  type Light,
  type RungRule,
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

const HOUR = 9;
const LARGEST_SPREAD = 1_799;
/** A party's act received in time must be recorded before its right is cut off. */
const GRACE_MS = 120_000;
const ORDER = { lapse: 0, escalate: 1, warn: 2, remind: 2 } as const;

/** The number of the day on which a rung stands before it is moved to a working day; undefined where that is not yet known. */
function standingNumber(rule: ClockRule, clock: Clock, calendar: Calendar, rung: RungRule): number | undefined {
  const { when } = rung;
  const due = dueDay(rule, clock, calendar);
  const last = due === undefined ? undefined : dayNumber(due);
  if ('after' in when) {
    return last === undefined ? undefined : nthCounted(calendar, 'working-days', last, when.after, []);
  }
  if ('remaining' in when) {
    if (when.remaining === 0) return last;
    const n = budgetOf(rule, clock) - when.remaining;
    // With less budget than should remain, the rung stood before the clock began.
    return n < 0 ? dayNumber(clock.startedOn) - 1 : nthNumber(rule, clock, calendar, n);
  }
  return when.at === 'end' ? last : nthNumber(rule, clock, calendar, Math.ceil(budgetOf(rule, clock) / 2));
}

/** The day on which people hear of a rung: warnings never later than it stands, what follows a breach never earlier. */
function workingDayFor(rung: RungRule, number: number, calendar: Calendar): Day {
  const early = rung.does === 'remind' || rung.does === 'warn';
  const late = 'after' in rung.when || !early;
  return dayFromNumber(late ? workingNumberFrom(calendar, number) : workingNumberUntil(calendar, number));
}

function arm(
  rule: ClockRule,
  clock: Clock,
  calendar: Calendar,
  rung: RungRule,
  spreadSeconds: number,
): ArmedRung | undefined {
  const number = standingNumber(rule, clock, calendar, rung);
  if (number === undefined) return undefined;
  if ('at' in rung.when && rung.when.at === 'end') {
    const effectiveAt = endOf(dayFromNumber(number));
    return { rung, raiseAt: effectiveAt + (rung.cutsRight ? GRACE_MS : 0), effectiveAt };
  }
  const spread = Math.min(Math.max(Math.trunc(spreadSeconds), 0), LARGEST_SPREAD);
  const raiseAt = at(workingDayFor(rung, number, calendar), HOUR) + spread * 1_000;
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
  if (clock.endedOn !== undefined || isPaused(rule, clock, calendar)) return [];
  return rule.rungs
    .filter((rung) => !clock.raised.includes(rung.id))
    .map((rung) => arm(rule, clock, calendar, rung, spreadSeconds))
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
  const passed = (id: string) => {
    const rung = rule.rungs.find((candidate) => candidate.id === id);
    const armed = rung && arm(rule, clock, calendar, rung, spreadSeconds);
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

const STANDARD_YELLOW = 3;

/** The day from which a warning of a clock with n days remaining holds. */
function warnedFrom(rule: ClockRule, clock: Clock, calendar: Calendar, left: number): Day | undefined {
  const rung: RungRule = { id: '', when: { remaining: left }, does: 'warn', title: rule.title, article: rule.article };
  const number = standingNumber(rule, clock, calendar, rung);
  return number === undefined ? undefined : workingDayFor(rung, number, calendar);
}

/**
 * The light on a day: red from the last working day on or before the due day, yellow from the rule's earliest warning (three days
 * left where it has none), overdue after the due day, paused while it stands still. An ended clock keeps overdue or green.
 */
export function lightOf(rule: ClockRule, clock: Clock, on: Day, calendar: Calendar): Light {
  const due = dueDay(rule, clock, calendar);
  if (clock.endedOn !== undefined) return due !== undefined && clock.endedOn > due ? 'overdue' : 'green';
  if (due === undefined) return 'paused';
  if (on > due) return 'overdue';
  const red = warnedFrom(rule, clock, calendar, 0);
  if (red !== undefined && on >= red) return 'red';
  const warnings = rule.rungs.flatMap(({ when, does }) =>
    does === 'warn' && 'remaining' in when ? [when.remaining] : [],
  );
  const yellow = warnedFrom(rule, clock, calendar, Math.max(...warnings, 0) || STANDARD_YELLOW);
  return yellow !== undefined && on >= yellow ? 'yellow' : 'green';
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
