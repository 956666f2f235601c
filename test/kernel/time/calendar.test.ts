import { isWorkday } from 'chinese-days';
import fc from 'fast-check';
import {
  calendarOf,
  calendarYearView,
  faultyDaysOf,
  isWorkingDay,
  restDaysOf,
  workingDaysOf,
  type CalendarYear,
} from '../../../src/kernel/time/calendar';
import {
  addDays,
  addMonths,
  at,
  dayFromNumber,
  dayNumber,
  dayOf,
  endOf,
  FIRST_NUMBER,
  LAST_NUMBER,
  parseDay,
  startOf,
  weekday,
} from '../../../src/kernel/time/civil';
import { builtInCalendar } from '../../../src/kernel/time/notices';
import cases from '../../data/deadline-cases.json';

const numbers = fc.integer({ min: FIRST_NUMBER, max: LAST_NUMBER });

describe('civil dates', () => {
  test('agree with the platform on every date of the years 0001 to 9999, there and back', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const day = dayFromNumber(number);
        expect(day).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
        expect(dayNumber(day)).toBe(number);
        expect(weekday(day)).toBe(new Date(number * 86_400_000).getUTCDay() || 7);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a text that is no real date is no day', () => {
    const texts = ['2025-02-29', '2025-13-01', '2025-00-10', '2025-04-31', '2025-4-1', '0000-01-01', ' 2025-01-01', ''];
    expect(texts.map(parseDay)).toEqual(texts.map(() => undefined));
    expect(parseDay('2024-02-29')).toBe('2024-02-29');
    expect(() => dayNumber('2025-02-29')).toThrow(RangeError);
  });

  test('a month later is the same day, or the last day of a month too short', () => {
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2025-01-31', 2)).toBe('2025-03-31');
    expect(addMonths('2025-03-31', -1)).toBe('2025-02-28');
    expect(addMonths('2024-11-30', 3)).toBe('2025-02-28');
    expect(addMonths('2025-05-31', 13)).toBe('2026-06-30');
    expect(addMonths('2025-01-15', -13)).toBe('2023-12-15');
  });

  test('a day begins and ends at midnight in Shanghai, whatever the zone of the machine', () => {
    expect(startOf('2026-03-01')).toBe(Date.parse('2026-03-01T00:00:00+08:00'));
    expect(endOf('2026-02-28')).toBe(startOf('2026-03-01'));
    expect(at('2026-03-01', 9, 30)).toBe(Date.parse('2026-03-01T09:30:00+08:00'));
    expect(dayOf(Date.parse('2026-02-28T15:59:59.999Z'))).toBe('2026-02-28');
    expect(dayOf(Date.parse('2026-02-28T16:00:00Z'))).toBe('2026-03-01');
    expect(dayOf(-1)).toBe('1970-01-01');
  });
});

describe('the calendar', () => {
  test('every day of 2024 to 2026 is a working day exactly when an independent package says so', () => {
    const differing: string[] = [];
    for (let day = '2024-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      if (isWorkingDay(builtInCalendar, day) !== isWorkday(day)) differing.push(day);
    }
    expect(differing).toEqual([]);
  });

  test.each([2024, 2025, 2026] as const)('%i has the working days of its notice', (year) => {
    const notice = cases.calendar_overrides[year];
    const loaded = builtInCalendar.years.find((candidate) => candidate.year === year);
    expect(loaded).toMatchObject({
      notice: notice.notice[0],
      restDays: notice.rest_days,
      makeUpDays: notice.make_up_working_days,
    });
    expect(workingDaysOf(builtInCalendar, year)).toHaveLength(cases.working_days_per_year[year]);
    expect(loaded && faultyDaysOf(loaded)).toEqual([]);
  });

  test('a year is served as its days off and its working days, which together are all its days', () => {
    const view = calendarYearView(builtInCalendar, 2024);
    expect(view).toMatchObject({
      year: 2024,
      version: '1',
      provisional: false,
      notice: expect.stringMatching(/^https:/),
    });
    expect([...view.restDays, ...view.workingDays].sort()).toHaveLength(366);
    expect(view.restDays).toContain('2024-01-06');
    expect(view.workingDays).toContain('2024-02-04');
  });

  test('a year without a notice counts plain weekdays and is provisional', () => {
    const view = calendarYearView(builtInCalendar, 2027);
    expect(view).toMatchObject({ version: 'weekdays', provisional: true });
    expect(view).not.toHaveProperty('notice');
    expect(view.workingDays).toHaveLength(261);
    expect(restDaysOf(builtInCalendar, 2027)).not.toContain('2027-10-01');
  });

  const notice = (year: number, version: string, restDays: string[], makeUpDays: string[] = []): CalendarYear => ({
    year,
    version,
    provisional: false,
    restDays,
    makeUpDays,
  });

  test('a later version of a year replaces the earlier and changes the version of the calendar', () => {
    const earlier = calendarOf([...builtInCalendar.years, notice(2027, '1', ['2027-01-01'])]);
    const later = calendarOf([...earlier.years, notice(2027, '2', ['2027-01-04'])]);
    expect(earlier.version).toBe('2024.1+2025.1+2026.1+2027.1');
    expect(later.version).toBe('2024.1+2025.1+2026.1+2027.2');
    expect(isWorkingDay(later, '2027-01-01')).toBe(true);
    expect(isWorkingDay(later, '2027-01-04')).toBe(false);
  });

  test('a notice may move days of the December before its year', () => {
    const calendar = calendarOf([...builtInCalendar.years, notice(2027, '1', ['2026-12-31'], ['2026-12-27'])]);
    expect(isWorkingDay(calendar, '2026-12-31')).toBe(false);
    expect(isWorkingDay(calendar, '2026-12-27')).toBe(true);
  });

  test('a year with days that cannot belong to it is found faulty', () => {
    const year = notice(
      2027,
      '1',
      ['2027-02-30', '2026-11-30', '2027-05-01'],
      ['2027-05-01', '2027-05-03', '2026-12-27'],
    );
    expect(faultyDaysOf(year)).toEqual(['2027-02-30', '2026-11-30', '2027-05-01', '2027-05-03']);
  });
});
