// Owns which civil days are working days: weekdays, less the rest days and plus the make-up days (调休) of the State Council's notices.
import { dayFromNumber, dayNumber, firstNumberOfYear, parseDay, weekdayOfNumber, yearOf, yearOfNumber } from './civil';
import type { Day } from './clock';

/** One version of one year's notice, as an administrator loads it. */
export interface CalendarYear {
  readonly year: number;
  /** Names this version among those of its year, e.g. `1`. */
  readonly version: string;
  /** True while the days are not those of a published notice. */
  readonly provisional: boolean;
  /** Address of the notice. */
  readonly notice?: string;
  /** Days off that the notice names, those falling on a weekend included. */
  readonly restDays: readonly Day[];
  /** Saturdays and Sundays on which people work. */
  readonly makeUpDays: readonly Day[];
}
export interface Calendar {
  /** Changes whenever the version of any year does, e.g. `2025.1+2026.2`. */
  readonly version: string;
  /** One version of each, in order. */
  readonly years: readonly CalendarYear[];
}
/** A year as it is served: every day off and every working day of it. */
export interface CalendarYearView {
  readonly year: number;
  /** `weekdays` for a year that is not loaded. */
  readonly version: string;
  readonly provisional: boolean;
  readonly notice?: string;
  readonly restDays: readonly Day[];
  readonly workingDays: readonly Day[];
}

/** The version of whatever is not loaded. */
const WEEKDAYS = 'weekdays';

/** The calendar of the years given, in the order in which they were loaded: of several versions of a year the last stands. */
export function calendarOf(years: readonly CalendarYear[]): Calendar {
  const newest = new Map(years.map((year) => [year.year, year]));
  const sorted = [...newest.values()].sort((a, b) => a.year - b.year);
  return { version: sorted.map((year) => `${year.year}.${year.version}`).join('+') || WEEKDAYS, years: sorted };
}

interface Index {
  readonly exceptions: ReadonlyMap<number, boolean>;
  readonly published: ReadonlySet<number>;
}
// Derived from an immutable value, so remembering it changes no answer.
const indexes = new WeakMap<Calendar, Index>();

function indexOf(calendar: Calendar): Index {
  const known = indexes.get(calendar);
  if (known) return known;
  // A notice may move days of the December before its year (as that of 2019 did), so one table serves all years, the later ones read last.
  const exceptions = new Map<number, boolean>();
  for (const year of calendar.years) {
    for (const day of year.restDays) exceptions.set(dayNumber(day), false);
    for (const day of year.makeUpDays) exceptions.set(dayNumber(day), true);
  }
  const published = new Set(calendar.years.filter((year) => !year.provisional).map((year) => year.year));
  const index = { exceptions, published };
  indexes.set(calendar, index);
  return index;
}

/** As `isWorkingDay`, for the number of a day since 1970-01-01. */
export function isWorkingNumber(calendar: Calendar, number: number): boolean {
  return indexOf(calendar).exceptions.get(number) ?? weekdayOfNumber(number) <= 5;
}

/** Whether people work on a day; in a year without a notice, whether it is a weekday. */
export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  return isWorkingNumber(calendar, dayNumber(day));
}

/** Whether a year has no published notice in this calendar, so that it may still change. */
export function isProvisional(calendar: Calendar, year: number): boolean {
  return !indexOf(calendar).published.has(year);
}

/** The first working day on or after the number of a day. */
export function workingNumberFrom(calendar: Calendar, number: number): number {
  let found = number;
  while (!isWorkingNumber(calendar, found)) found += 1;
  return found;
}

/** The last working day on or before the number of a day. */
export function workingNumberUntil(calendar: Calendar, number: number): number {
  let found = number;
  while (!isWorkingNumber(calendar, found)) found -= 1;
  return found;
}

function daysOfYear(calendar: Calendar, year: number, working: boolean): Day[] {
  const days: Day[] = [];
  for (let number = firstNumberOfYear(year); yearOfNumber(number) === year; number += 1) {
    if (isWorkingNumber(calendar, number) === working) days.push(dayFromNumber(number));
  }
  return days;
}

/** Every working day of a year (1–9999), in order. */
export function workingDaysOf(calendar: Calendar, year: number): readonly Day[] {
  return daysOfYear(calendar, year, true);
}

/** Every day off of a year (1–9999), ordinary weekends included, in order. */
export function restDaysOf(calendar: Calendar, year: number): readonly Day[] {
  return daysOfYear(calendar, year, false);
}

/** A year (1–9999) as `GET /api/calendar/:year` serves it. */
export function calendarYearView(calendar: Calendar, year: number): CalendarYearView {
  const loaded = calendar.years.find((candidate) => candidate.year === year);
  return {
    year,
    version: loaded?.version ?? WEEKDAYS,
    provisional: isProvisional(calendar, year),
    ...(loaded?.notice === undefined ? {} : { notice: loaded.notice }),
    restDays: restDaysOf(calendar, year),
    workingDays: workingDaysOf(calendar, year),
  };
}

/** Days that keep a year from being loaded: no real date, of another year (but for the December before), both off and worked, or a make-up day that is a weekday anyway. */
export function faultyDaysOf(year: CalendarYear): readonly string[] {
  const off = new Set(year.restDays);
  const belongs = (day: Day) =>
    yearOf(day) === year.year || (yearOf(day) === year.year - 1 && day.slice(5, 7) === '12');
  const faulty = [...year.restDays, ...year.makeUpDays].filter((day) => parseDay(day) === undefined || !belongs(day));
  const both = year.makeUpDays.filter((day) => off.has(day));
  const needless = year.makeUpDays.filter((day) => parseDay(day) !== undefined && weekdayOfNumber(dayNumber(day)) <= 5);
  return [...new Set([...faulty, ...both, ...needless])];
}
