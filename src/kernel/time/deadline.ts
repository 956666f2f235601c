// Owns the counting of one legal period: from a day that is never counted to the day on which the period ends.
import { isProvisional, workingNumberFrom, workingTest, type Calendar } from './calendar';
import {
  dayFromNumber,
  dayNumber,
  FIRST_NUMBER,
  LAST_NUMBER,
  numberAfterMonths,
  parseDay,
  yearOfNumber,
} from './civil';
import type { Day, Limit } from './clock';

/** Days that do not count, both ends included. */
export interface Interval {
  readonly from: Day;
  readonly to: Day;
}
export interface DeadlineQuestion {
  /** Never counted (民法典 201). */
  readonly from: Day;
  /** 0 gives `from` itself; at most 3660 days or 1200 months. */
  readonly amount: number;
  readonly unit: Limit['unit'];
  /** `before` counts backwards; `after` unless said. */
  readonly direction?: 'after' | 'before';
  /** Moves the end of a calendar-day or month period that is no working day to the next one (民法典 203). */
  readonly rollForward?: boolean;
  /** In any order, overlapping or not; at most 1000. */
  readonly excluded?: readonly Interval[];
}
export interface Due {
  readonly due: Day;
  /** A day counted or rolled over lies in a year without a published notice. */
  readonly provisional: boolean;
  readonly calendarVersion: string;
  /** The days counted, in the order of counting; only for periods of 1 to 100 working days. */
  readonly counted?: readonly Day[];
}
export type DeadlineRefusalCode =
  | 'from-not-a-day'
  | 'amount-out-of-range'
  | 'roll-forward-with-before'
  | 'excluded-not-a-day'
  | 'excluded-reversed'
  | 'too-many-excluded'
  | 'deadline-out-of-range';
export interface DeadlineRefusal {
  readonly code: DeadlineRefusalCode;
  readonly facts: { readonly [name: string]: string | number };
}
export type DeadlineAnswer = Due | { readonly refusal: DeadlineRefusal };

/** The longest period that is counted, by its unit. */
export const LARGEST = { 'working-days': 3_660, 'calendar-days': 3_660, months: 1_200 } as const;
const MOST_EXCLUDED = 1_000;
const MOST_LISTED = 100;

/** Day numbers, both ends included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** The intervals as spans in order, merged where they overlap or touch; a reversed interval holds no day. */
export function spansOf(intervals: readonly Interval[]): readonly Span[] {
  const sorted = intervals
    .map(({ from, to }) => ({ first: dayNumber(from), last: dayNumber(to) }))
    .filter((span) => span.first <= span.last)
    .sort((a, b) => a.first - b.first);
  const merged: Span[] = [];
  for (const span of sorted) {
    const before = merged.at(-1);
    if (before && span.first <= before.last + 1) {
      merged[merged.length - 1] = { first: before.first, last: Math.max(before.last, span.last) };
    } else merged.push(span);
  }
  return merged;
}

/** Calls `visit` with each day that counts, going away from `from`, until it answers true; undefined past the nameable days. */
function walk(
  from: number,
  step: 1 | -1,
  spans: readonly Span[],
  counts: (number: number) => boolean,
  visit: (number: number) => boolean,
): number | undefined {
  const ahead = step === 1 ? [...spans] : [...spans].reverse();
  let place = 0;
  for (let number = from + step; number >= FIRST_NUMBER && number <= LAST_NUMBER; number += step) {
    let span = ahead[place];
    while (span && (step === 1 ? span.last < number : span.first > number)) span = ahead[++place];
    // Leaps over a stretch that does not count, however long it is.
    if (span && span.first <= number && number <= span.last) number = step === 1 ? span.last : span.first;
    else if (counts(number) && visit(number)) return number;
  }
  return undefined;
}

/**
 * The number of the n-th day that counts after (or before) a day, `from` itself for 0; undefined where no such day can be named.
 */
export function nthCounted(
  calendar: Calendar,
  unit: 'working-days' | 'calendar-days',
  from: number,
  amount: number,
  spans: readonly Span[],
  step: 1 | -1 = 1,
): number | undefined {
  if (amount <= 0) return from;
  let left = amount;
  const counts = unit === 'working-days' ? workingTest(calendar) : () => true;
  return walk(from, step, spans, counts, () => --left === 0);
}

/** How many days count among those after `from` up to and including `on`. */
export function countBetween(
  calendar: Calendar,
  unit: 'working-days' | 'calendar-days',
  from: number,
  on: number,
  spans: readonly Span[],
): number {
  let count = 0;
  const counts = unit === 'working-days' ? workingTest(calendar) : () => true;
  walk(from, 1, spans, counts, (number) => {
    if (number > on) return true;
    count += 1;
    return number === on;
  });
  return count;
}

function faultOf(question: DeadlineQuestion): DeadlineRefusal | undefined {
  const { from, amount, unit, direction, rollForward, excluded = [] } = question;
  if (parseDay(from) === undefined) return { code: 'from-not-a-day', facts: { from } };
  if (!Number.isInteger(amount) || amount < 0 || amount > LARGEST[unit]) {
    return { code: 'amount-out-of-range', facts: { amount: String(amount), largest: LARGEST[unit] } };
  }
  if (rollForward && direction === 'before') return { code: 'roll-forward-with-before', facts: {} };
  if (excluded.length > MOST_EXCLUDED) return { code: 'too-many-excluded', facts: { most: MOST_EXCLUDED } };
  for (const interval of excluded) {
    const facts = { from: interval.from, to: interval.to };
    if (parseDay(interval.from) === undefined || parseDay(interval.to) === undefined) {
      return { code: 'excluded-not-a-day', facts };
    }
    if (interval.from > interval.to) return { code: 'excluded-reversed', facts };
  }
  return undefined;
}

function touchesProvisionalYear(calendar: Calendar, from: number, to: number): boolean {
  // The day counted from is not counted, so its year alone makes nothing provisional.
  const step = to > from ? 1 : -1;
  if (from === to) return false;
  const years = [yearOfNumber(from + step), yearOfNumber(to)].sort((a, b) => a - b);
  for (let year = years[0] ?? 0; year <= (years[1] ?? 0); year += 1) if (isProvisional(calendar, year)) return true;
  return false;
}

/** The first day of a period, which is not counted, and its last, as numbers of days since 1970-01-01. */
interface Period {
  readonly start: number;
  readonly due: number;
  readonly spans: readonly Span[];
}

/** As `deadline`, in numbers of days. */
export function periodOf(
  question: DeadlineQuestion,
  calendar: Calendar,
): Period | { readonly refusal: DeadlineRefusal } {
  const fault = faultOf(question);
  if (fault) return { refusal: fault };
  const { from, amount, unit, rollForward = false } = question;
  const step = question.direction === 'before' ? -1 : 1;
  const start = dayNumber(from);
  const spans = spansOf(question.excluded ?? []);
  // A term of months is as many calendar days as lie between the two dates; those are what an excluded day takes away from.
  const days = unit === 'months' ? Math.abs(numberAfterMonths(from, step * amount) - start) : amount;
  const raw = nthCounted(calendar, unit === 'months' ? 'calendar-days' : unit, start, days, spans, step);
  const rolls = rollForward && unit !== 'working-days';
  const due = raw !== undefined && rolls ? workingNumberFrom(calendar, raw) : raw;
  if (due === undefined || due > LAST_NUMBER) {
    return { refusal: { code: 'deadline-out-of-range', facts: { from, amount, unit } } };
  }
  return { start, due, spans };
}

/**
 * The day on which a period ends. Excluded days do not count, wherever they lie; with months they move the end by the excluded
 * days inside the term, those it gains by moving included. Rolling looks at the calendar only, never at the excluded days.
 * Answers a refusal as a value when the question is malformed or its answer cannot be named; never throws.
 */
export function deadline(question: DeadlineQuestion, calendar: Calendar): DeadlineAnswer {
  const period = periodOf(question, calendar);
  if ('refusal' in period) return period;
  const { start, due, spans } = period;
  const { amount, unit, direction } = question;
  const counted: Day[] = [];
  if (unit === 'working-days' && amount >= 1 && amount <= MOST_LISTED) {
    const list = (number: number) => counted.push(dayFromNumber(number)) === amount;
    walk(start, direction === 'before' ? -1 : 1, spans, workingTest(calendar), list);
  }
  return {
    due: dayFromNumber(due),
    provisional: touchesProvisionalYear(calendar, start, due),
    calendarVersion: calendar.version,
    ...(counted.length > 0 ? { counted } : {}),
  };
}
