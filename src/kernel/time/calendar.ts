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
  /** Every version that was loaded, those that a later one has replaced included. */
  readonly loaded: readonly CalendarYear[];
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
  return {
    version: sorted.map((year) => `${year.year}.${year.version}`).join('+') || WEEKDAYS,
    years: sorted,
    loaded: years,
  };
}

/** The calendar as it was under a version, e.g. `2025.1+2026.1`; undefined when a year of it is not known. */
export function calendarAsOf({ loaded }: Calendar, version: string): Calendar | undefined {
  if (version === WEEKDAYS) return { version, years: [], loaded: [] };
  const years = version.split('+').map((name) => loaded.find((year) => `${year.year}.${year.version}` === name));
  const known = years.filter((year) => year !== undefined);
  return known.length === years.length ? { version, years: known, loaded: known } : undefined;
}

interface Index {
  /** One byte for each day from `first` on: 1 for a working day. */
  readonly works: Uint8Array;
  readonly first: number;
  readonly published: ReadonlySet<number>;
}
// Derived from an immutable value, so remembering it changes no answer; counting asks for the same days over and over.
const indexes = new WeakMap<Calendar, Index>();

function isWeekday(number: number): boolean {
  return weekdayOfNumber(number) <= 5;
}

function indexOf(calendar: Calendar): Index {
  const known = indexes.get(calendar);
  if (known) return known;
  // A notice may move days of the December before its year (as that of 2019 did), so one table serves all years, the later ones read last.
  const years = calendar.years.map((year) => year.year);
  const first = years.length === 0 ? 0 : firstNumberOfYear(Math.min(...years) - 1);
  const end = years.length === 0 ? 0 : firstNumberOfYear(Math.max(...years) + 1);
  const works = new Uint8Array(end - first);
  for (let place = 0; place < works.length; place += 1) works[place] = isWeekday(first + place) ? 1 : 0;
  for (const year of calendar.years) {
    for (const day of year.restDays) works[dayNumber(day) - first] = 0;
    for (const day of year.makeUpDays) works[dayNumber(day) - first] = 1;
  }
  const published = new Set(calendar.years.filter((year) => !year.provisional).map((year) => year.year));
  const index = { works, first, published };
  indexes.set(calendar, index);
  return index;
}

/** The test whether the number of a day since 1970-01-01 is that of a working day. */
export function workingTest(calendar: Calendar): (number: number) => boolean {
  const { works, first } = indexOf(calendar);
  return (number) => {
    const known = works[number - first];
    return known === undefined ? isWeekday(number) : known === 1;
  };
}

/** Whether people work on a day; in a year without a notice, whether it is a weekday. */
export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  return workingTest(calendar)(dayNumber(day));
}

/** Whether a year has no published notice in this calendar, so that it may still change. */
export function isProvisional(calendar: Calendar, year: number): boolean {
  return !indexOf(calendar).published.has(year);
}

/** The first working day on or after the number of a day. */
export function workingNumberFrom(calendar: Calendar, number: number): number {
  const works = workingTest(calendar);
  let found = number;
  while (!works(found)) found += 1;
  return found;
}

/** The last working day on or before the number of a day. */
export function workingNumberUntil(calendar: Calendar, number: number): number {
  const works = workingTest(calendar);
  let found = number;
  while (!works(found)) found -= 1;
  return found;
}

function daysOfYear(calendar: Calendar, year: number, working: boolean): Day[] {
  const works = workingTest(calendar);
  const days: Day[] = [];
  for (let number = firstNumberOfYear(year); yearOfNumber(number) === year; number += 1) {
    if (works(number) === working) days.push(dayFromNumber(number));
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
