// Owns the arithmetic of civil dates and times of day in Asia/Shanghai, which has been UTC+8 without summer time since 1991.
import type { Day, Instant } from './clock';

const DAY_MS = 86_400_000;
const OFFSET_MS = 8 * 3_600_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01 (which is 0) of a proleptic Gregorian date; months 1–12. */
function numberOf(year: number, month: number, date: number): number {
  // The year is taken to begin in March, so that the leap day is its last day.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function partsOf(number: number): { year: number; month: number; date: number } {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, date: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1 };
}

/** Days in a month (1–12) of a year. */
function lengthOfMonth(year: number, month: number): number {
  return month === 12 ? 31 : numberOf(year, month + 1, 1) - numberOf(year, month, 1);
}

/** Number of the first and of the last day that a Day string can name: 0001-01-01 and 9999-12-31. */
export const FIRST_NUMBER = numberOf(1, 1, 1);
export const LAST_NUMBER = numberOf(9999, 12, 31);

/** The Day a text names; undefined unless it is `YYYY-MM-DD` and a real date of the years 0001 to 9999. */
export function parseDay(text: string): Day | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const real = year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= lengthOfMonth(year, month);
  return real ? text : undefined;
}

/** Days since 1970-01-01 of a valid Day; throws RangeError for a text that is no date, which is a fault of the caller. */
export function dayNumber(day: Day): number {
  if (parseDay(day) === undefined) throw new RangeError(`not a civil date: ${day}`);
  return numberOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}

/** The Day of a number of days since 1970-01-01; throws RangeError outside the years 0001 to 9999. */
export function dayFromNumber(number: number): Day {
  if (!Number.isInteger(number) || number < FIRST_NUMBER || number > LAST_NUMBER) {
    throw new RangeError(`no civil date: ${number}`);
  }
  const { year, month, date } = partsOf(number);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days);
}

/**
 * Number of the same day of the n-th month after (negative: before), or of that month's last day (民法典 202).
 * Months are counted from the day given, so 31 January plus 2 is 31 March. The number may lie outside the nameable years.
 */
export function numberAfterMonths(day: Day, months: number): number {
  const { year, month, date } = partsOf(dayNumber(day));
  const counted = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(counted / 12), (((counted % 12) + 12) % 12) + 1];
  return numberOf(toYear, toMonth, Math.min(date, lengthOfMonth(toYear, toMonth)));
}

export function addMonths(day: Day, months: number): Day {
  return dayFromNumber(numberAfterMonths(day, months));
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

export function yearOfNumber(number: number): number {
  return partsOf(number).year;
}

/** Number of the first day of a year. */
export function firstNumberOfYear(year: number): number {
  return numberOf(year, 1, 1);
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: Day): number {
  return weekdayOfNumber(dayNumber(day));
}

export function weekdayOfNumber(number: number): number {
  // 1970-01-01 was a Thursday.
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** The civil date in Asia/Shanghai on which an instant falls. */
export function dayOf(instant: Instant): Day {
  return dayFromNumber(Math.floor((instant + OFFSET_MS) / DAY_MS));
}

/** 00:00 in Asia/Shanghai. */
export function startOf(day: Day): Instant {
  return dayNumber(day) * DAY_MS - OFFSET_MS;
}

/** 24:00 in Asia/Shanghai, which is 00:00 of the next day (民法典 203). */
export function endOf(day: Day): Instant {
  return startOf(day) + DAY_MS;
}

/** A time of day in Asia/Shanghai; hours 0–24. */
export function at(day: Day, hours: number, minutes = 0): Instant {
  return startOf(day) + (hours * 60 + minutes) * 60_000;
}
