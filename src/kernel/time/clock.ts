// Owns the clock of the law (期限) as a ledger: its budget, the time it stood still, its extensions, and the day on which it is due.
import type { Json, Text } from '../text';
import type { Calendar } from './calendar';
import { dayFromNumber, dayNumber, LAST_NUMBER, numberAfterMonths, parseDay } from './civil';
import {
  countBetween,
  deadline,
  nthCounted,
  periodOf,
  spansOf,
  type DeadlineQuestion,
  type Due,
  type Interval,
} from './deadline';

/** Milliseconds since 1970-01-01T00:00Z, in law time. */
export type Instant = number;
/** Civil date in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string;
export interface Limit {
  readonly amount: number;
  readonly unit: 'working-days' | 'calendar-days' | 'months';
}
/** When a rung stands: at half the budget, with n days remaining, n working days after the end, or 24:00 of the last day. */
export type RungTime =
  { readonly at: 'half' } | { readonly remaining: number } | { readonly after: number } | { readonly at: 'end' };
export interface RungRule {
  readonly id: string;
  readonly when: RungTime;
  readonly does: 'remind' | 'warn' | 'escalate' | 'lapse';
  readonly title: Text;
  readonly article: string;
  /** Raised two minutes after 24:00 (dated 24:00), because it cuts off a right of the party. */
  readonly cutsRight?: boolean;
  /** The template by which the applicant hears of it. */
  readonly tells?: string;
}
export interface ClockRule {
  readonly id: string;
  readonly title: Text;
  /** statutory 法定 (breach), promised 承诺 (alert), party: a right or duty of the party, step: internal. */
  readonly kind: 'statutory' | 'promised' | 'party' | 'step';
  readonly budget: Limit;
  readonly article: string;
  readonly rungs: readonly RungRule[];
  /** Moves a last day that is no working day to the next one; a party's clock always rolls (民法典 203). */
  readonly rollForward?: boolean;
  /**
   * Its last day is one that the case knows: the last day of the certificate it is about, or the civil day that a fact holds when it
   * starts. `budget` is then what stands in the catalogue, and what counts where the fact turns out to hold no day.
   */
  readonly until?: 'certificate' | { readonly fact: string };
  /** Counts from the decision of the case that opened this one, not from the day it was opened (118 号文六). */
  readonly from?: 'decision';
}
export interface Suspension {
  /** First day that does not count. */
  readonly from: Day;
  /** Last day that does not count; the day before `from` when it was resumed on the day it was suspended; absent while it lasts. */
  readonly to?: Day;
  readonly ground: string;
  readonly article: string;
  readonly document?: string;
  readonly approver?: string;
}
export interface Extension {
  /** In the unit of the clock's budget. */
  readonly amount: number;
  readonly on: Day;
  readonly reason: string;
  readonly approver: string;
}
export interface Clock {
  readonly id: string;
  /** 1 on start; an extension or a recomputed calendar opens the next. */
  readonly term: number;
  readonly startedOn: Day;
  /** A budget of its own, in the rule's unit, where the term is set case by case (承诺补齐的日期, 特别程序所需时间). */
  readonly budget?: number;
  readonly suspensions: readonly Suspension[];
  readonly extensions: readonly Extension[];
  readonly calendarVersion: string;
  /** Rungs of this term already raised. */
  readonly raised: readonly string[];
  readonly endedOn?: Day;
}
export type Light = 'green' | 'yellow' | 'red' | 'overdue' | 'paused';

/** The last day by name, of a clock that a fact ends; undefined for any other, and where the fact holds no day. */
export function dayNamed(rule: Pick<ClockRule, 'until'>, facts: { readonly [name: string]: Json }): Day | undefined {
  const day = typeof rule.until === 'object' ? facts[rule.until.fact] : undefined;
  return typeof day === 'string' ? parseDay(day) : undefined;
}

/** A clock that starts on a day, which is itself not counted. */
export function startClock(rule: ClockRule, startedOn: Day, calendar: Calendar, budget?: number): Clock {
  return {
    id: rule.id,
    term: 1,
    startedOn,
    ...(budget === undefined ? {} : { budget }),
    suspensions: [],
    extensions: [],
    calendarVersion: calendar.version,
    raised: [],
  };
}

/** Stops a clock: `from` is the first day that does not count. Several grounds may stop it at once. */
export function suspend(clock: Clock, suspension: Omit<Suspension, 'to'>): Clock {
  return { ...clock, suspensions: [...clock.suspensions, suspension] };
}

/**
 * Lets a clock run again: `on` counts, the day before it is the last that does not. Ends every open suspension, or those of one
 * ground. Resumed on the very day it was suspended, a clock has lost no day: the day counts, and the ledger keeps the suspension.
 */
export function resume(clock: Clock, on: Day, ground?: string): Clock {
  const to = dayFromNumber(dayNumber(on) - 1);
  const ends = (suspension: Suspension) =>
    suspension.to === undefined && (ground === undefined || suspension.ground === ground);
  return { ...clock, suspensions: clock.suspensions.map((each) => (ends(each) ? { ...each, to } : each)) };
}

/** Ends a clock; what it had consumed by that day stands. */
export function endClock(clock: Clock, on: Day): Clock {
  return { ...clock, endedOn: on };
}

/** A rung of the present term has been raised. */
export function raise(clock: Clock, rung: string): Clock {
  return clock.raised.includes(rung) ? clock : { ...clock, raised: [...clock.raised, rung] };
}

/** The budget with its extensions, in the rule's unit. */
function amountOf(rule: ClockRule, clock: Clock): number {
  return clock.extensions.reduce((amount, extension) => amount + extension.amount, clock.budget ?? rule.budget.amount);
}

/** Days that count before the clock is due: those of the budget and its extensions; months are turned into calendar days. */
export function budgetOf(rule: ClockRule, clock: Clock): number {
  const amount = amountOf(rule, clock);
  if (rule.budget.unit !== 'months') return amount;
  return numberAfterMonths(clock.startedOn, amount) - dayNumber(clock.startedOn);
}

/** The intervals that do not count; an open suspension lasts for ever, as far as can be known. */
export function excludedOf(clock: Clock): readonly Interval[] {
  return clock.suspensions
    .map(({ from, to = dayFromNumber(LAST_NUMBER) }) => ({ from, to }))
    .filter((interval) => interval.from <= interval.to);
}

/** The question to `deadline()` whose answer is this clock's due day. */
export function questionOf(rule: ClockRule, clock: Clock): DeadlineQuestion {
  return {
    from: clock.startedOn,
    amount: amountOf(rule, clock),
    unit: rule.budget.unit,
    // A day that was named is meant, whatever day of the week it is: only what is counted rolls.
    rollForward: typeof rule.until !== 'object' && (rule.kind === 'party' || rule.rollForward === true),
    excluded: excludedOf(clock),
  };
}

/** The due day and whether it is provisional; undefined while the clock stands still. */
export function dueOf(rule: ClockRule, clock: Clock, calendar: Calendar): Due | undefined {
  const answer = deadline(questionOf(rule, clock), calendar);
  return 'refusal' in answer ? undefined : answer;
}

/** As `dueDay`, as the number of a day since 1970-01-01. */
export function dueNumber(rule: ClockRule, clock: Clock, calendar: Calendar): number | undefined {
  const period = periodOf(questionOf(rule, clock), calendar);
  return 'refusal' in period ? undefined : period.due;
}

/** The last day in time; undefined while the clock stands still. A clock that ran out before it was suspended stays due. */
export function dueDay(rule: ClockRule, clock: Clock, calendar: Calendar): Day | undefined {
  const number = dueNumber(rule, clock, calendar);
  return number === undefined ? undefined : dayFromNumber(number);
}

/** Whether the clock stands still with time left; its due day and its rungs are unknown until it is resumed. */
export function isPaused(rule: ClockRule, clock: Clock, calendar: Calendar): boolean {
  const open = clock.suspensions.some((suspension) => suspension.to === undefined);
  return open && clock.endedOn === undefined && dueNumber(rule, clock, calendar) === undefined;
}

/** The unit in which a clock's days are counted one by one. */
function countedUnit(rule: ClockRule): 'working-days' | 'calendar-days' {
  return rule.budget.unit === 'working-days' ? 'working-days' : 'calendar-days';
}

/** The number of the day that is the clock's n-th to count (its start for 0 and less); undefined where that is not yet known. */
export function nthNumber(rule: ClockRule, clock: Clock, calendar: Calendar, n: number): number | undefined {
  return nthCounted(calendar, countedUnit(rule), dayNumber(clock.startedOn), n, spansOf(excludedOf(clock)));
}

/**
 * Days of the budget used up at the end of a day: more than the budget when overdue. Days over which the end rolled forward use
 * up nothing. From the day a clock ended on, nothing more.
 */
export function consumed(rule: ClockRule, clock: Clock, on: Day, calendar: Calendar): number {
  const until = dayNumber(clock.endedOn !== undefined && clock.endedOn < on ? clock.endedOn : on);
  const [unit, spans] = [countedUnit(rule), spansOf(excludedOf(clock))];
  const budget = budgetOf(rule, clock);
  const used = countBetween(calendar, unit, dayNumber(clock.startedOn), until, spans);
  const due = dueNumber(rule, clock, calendar);
  if (used <= budget || due === undefined) return used;
  return budget + countBetween(calendar, unit, due, until, spans);
}

/** Days left at the end of a day, negative when overdue; with `consumed` it makes the budget on every day. */
export function remaining(rule: ClockRule, clock: Clock, on: Day, calendar: Calendar): number {
  return budgetOf(rule, clock) - consumed(rule, clock, on, calendar);
}
