import fc from 'fast-check';
import { isWorkingDay } from '../../../src/kernel/time/calendar';
import { addDays, dayFromNumber, dayNumber } from '../../../src/kernel/time/civil';
import { deadline, type DeadlineQuestion, type Interval } from '../../../src/kernel/time/deadline';
import { builtInCalendar } from '../../../src/kernel/time/notices';
import cases from '../../data/deadline-cases.json';

const units = {
  working_days: { unit: 'working-days' },
  working_days_before: { unit: 'working-days', direction: 'before' },
  calendar_days: { unit: 'calendar-days' },
  same_day: { unit: 'calendar-days' },
  fixed: { unit: 'calendar-days' },
  months: { unit: 'months' },
} as const;

interface Row {
  readonly key: string;
  readonly op: string;
  readonly from: string;
  /** Given where `from` names another row. */
  readonly from_date?: string;
  readonly n: number;
  readonly roll_forward?: boolean;
  readonly provisional?: string;
  readonly expected: string;
}
const examples: readonly { readonly id: string; readonly deadlines?: readonly Row[] }[] = cases.cases;

const rows = examples.flatMap(({ id, deadlines = [] }) =>
  deadlines.map((row) => {
    const way = units[row.op as keyof typeof units];
    const question: DeadlineQuestion = {
      ...way,
      from: row.from_date ?? row.from,
      amount: row.n,
      rollForward: row.roll_forward,
    };
    return { name: `${id} ${row.key}`, question, row };
  }),
);

const dueOf = (question: DeadlineQuestion) => {
  const answer = deadline(question, builtInCalendar);
  return 'refusal' in answer ? answer.refusal.code : answer.due;
};

describe('the dated deadlines of the law', () => {
  test('are all here', () =>
    expect(rows).toHaveLength(cases.cases.flatMap((example) => example.deadlines ?? []).length));

  test.each(rows)('$name', ({ question, row }) => {
    expect(deadline(question, builtInCalendar)).toMatchObject({
      due: row.expected,
      provisional: 'provisional' in row,
      calendarVersion: builtInCalendar.version,
    });
  });
});

describe('a deadline', () => {
  test('names the days it counted', () => {
    expect(deadline({ from: '2024-09-27', amount: 5, unit: 'working-days' }, builtInCalendar)).toMatchObject({
      counted: ['2024-09-29', '2024-09-30', '2024-10-08', '2024-10-09', '2024-10-10'],
    });
  });

  test('of no days is the day itself, unless it rolls off a rest day', () => {
    expect(dueOf({ from: '2025-05-02', amount: 0, unit: 'working-days' })).toBe('2025-05-02');
    expect(dueOf({ from: '2025-05-02', amount: 0, unit: 'months' })).toBe('2025-05-02');
    expect(dueOf({ from: '2025-05-02', amount: 0, unit: 'calendar-days', rollForward: true })).toBe('2025-05-06');
  });

  test('may end on a make-up Saturday', () => {
    expect(dueOf({ from: '2026-02-27', amount: 1, unit: 'working-days' })).toBe('2026-02-28');
  });

  test('of calendar days and months counts backwards too', () => {
    expect(dueOf({ from: '2026-03-01', amount: 1, unit: 'calendar-days', direction: 'before' })).toBe('2026-02-28');
    expect(dueOf({ from: '2025-05-31', amount: 3, unit: 'months', direction: 'before' })).toBe('2025-02-28');
  });

  test('of months moves later by the excluded days inside the term, those it gains included', () => {
    const base = { from: '2025-03-10', amount: 1, unit: 'months' } as const;
    expect(dueOf({ ...base, excluded: [{ from: '2025-03-01', to: '2025-03-12' }] })).toBe('2025-04-12');
    expect(dueOf({ ...base, excluded: [{ from: '2025-04-11', to: '2025-04-30' }] })).toBe('2025-04-10');
    expect(dueOf({ ...base, excluded: [{ from: '2025-04-08', to: '2025-04-12' }] })).toBe('2025-04-15');
  });

  test('rolls by the calendar only, even onto an excluded day', () => {
    const excluded = [{ from: '2026-10-19', to: '2026-10-20' }];
    const question = { from: '2026-10-10', amount: 7, unit: 'calendar-days', rollForward: true, excluded } as const;
    expect(dueOf(question)).toBe('2026-10-19');
  });

  test('counts no excluded day in whatever order and however often it is named', () => {
    const excluded = [
      { from: '2025-06-12', to: '2025-06-13' },
      { from: '2025-06-10', to: '2025-06-12' },
      { from: '2025-06-10', to: '2025-06-10' },
    ];
    expect(dueOf({ from: '2025-06-09', amount: 2, unit: 'working-days', excluded })).toBe('2025-06-17');
    expect(dueOf({ from: '2025-06-09', amount: 2, unit: 'calendar-days', excluded })).toBe('2025-06-15');
    expect(dueOf({ from: '2025-06-16', amount: 2, unit: 'working-days', direction: 'before', excluded })).toBe(
      '2025-06-06',
    );
  });

  test('is provisional once it counts or rolls into a year without a notice, and not for the day it starts from', () => {
    const provisional = (question: DeadlineQuestion) => {
      const answer = deadline(question, builtInCalendar);
      return 'refusal' in answer ? undefined : answer.provisional;
    };
    expect(provisional({ from: '2026-12-28', amount: 3, unit: 'working-days' })).toBe(false);
    expect(provisional({ from: '2026-12-28', amount: 4, unit: 'working-days' })).toBe(true);
    expect(provisional({ from: '2023-12-31', amount: 1, unit: 'working-days' })).toBe(false);
    expect(provisional({ from: '2027-01-01', amount: 1, unit: 'working-days', direction: 'before' })).toBe(false);
    expect(provisional({ from: '2024-01-02', amount: 1, unit: 'working-days', direction: 'before' })).toBe(true);
    expect(provisional({ from: '2023-06-01', amount: 36, unit: 'months' })).toBe(true);
  });

  test.each<[string, Partial<DeadlineQuestion>]>([
    ['from-not-a-day', { from: '2025-02-29' }],
    ['amount-out-of-range', { amount: -1 }],
    ['amount-out-of-range', { amount: 1.5 }],
    ['amount-out-of-range', { amount: Number.NaN }],
    ['amount-out-of-range', { amount: 3_661 }],
    ['amount-out-of-range', { amount: 1_201, unit: 'months' }],
    ['roll-forward-with-before', { rollForward: true, direction: 'before' }],
    ['excluded-not-a-day', { excluded: [{ from: '2025-01-01', to: '2025-02-30' }] }],
    ['excluded-reversed', { excluded: [{ from: '2025-01-02', to: '2025-01-01' }] }],
    ['too-many-excluded', { excluded: new Array<Interval>(1_001).fill({ from: '2025-01-01', to: '2025-01-01' }) }],
    ['deadline-out-of-range', { from: '9999-12-31' }],
    ['deadline-out-of-range', { from: '0001-01-01', direction: 'before', unit: 'months' }],
    ['deadline-out-of-range', { excluded: [{ from: '2025-01-01', to: '9999-12-31' }] }],
  ])('refuses with %s: %j', (code, wrong) => {
    expect(dueOf({ from: '2025-01-01', amount: 5, unit: 'calendar-days', ...wrong })).toBe(code);
  });
});

const days = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2026-06-30') }).map(dayFromNumber);
const intervals = fc.array(
  fc.tuple(days, fc.integer({ min: 0, max: 20 })).map(([from, length]) => ({ from, to: addDays(from, length) })),
  { maxLength: 6 },
);
const amounts = fc.integer({ min: 0, max: 60 });
const unit = fc.constantFrom('working-days' as const, 'calendar-days' as const);

describe('for any period', () => {
  test('the end is found as by crossing off one day after another', () => {
    const direction = fc.constantFrom('after' as const, 'before' as const);
    fc.assert(
      fc.property(days, amounts, unit, direction, intervals, (from, amount, unit, direction, excluded) => {
        let [day, left] = [from, amount];
        while (left > 0) {
          day = addDays(day, direction === 'after' ? 1 : -1);
          const skipped = excluded.some((interval) => interval.from <= day && day <= interval.to);
          if (!skipped && (unit === 'calendar-days' || isWorkingDay(builtInCalendar, day))) left -= 1;
        }
        expect(dueOf({ from, amount, unit, direction, excluded })).toBe(day);
      }),
    );
  });

  test('a longer or a later one never ends earlier', () => {
    const anyUnit = fc.constantFrom('working-days' as const, 'calendar-days' as const, 'months' as const);
    fc.assert(
      fc.property(days, amounts, anyUnit, fc.boolean(), intervals, (from, amount, unit, rollForward, excluded) => {
        const due = dueOf({ from, amount, unit, rollForward, excluded });
        expect(dueOf({ from, amount: amount + 1, unit, rollForward, excluded }) >= due).toBe(true);
        // 30 and 31 January are both a month before 28 February, so with an excluded 31st the later start may end earlier.
        if (unit === 'months' && excluded.length > 0) return;
        expect(dueOf({ from: addDays(from, 1), amount, unit, rollForward, excluded }) >= due).toBe(true);
      }),
    );
  });
});
