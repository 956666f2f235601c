import fc from 'fast-check';
import { isWorkingDay } from '../../../src/kernel/time/calendar';
import { addDays, dayFromNumber, dayNumber } from '../../../src/kernel/time/civil';
import {
  budgetOf,
  consumed,
  dueDay,
  dueOf,
  endClock,
  isPaused,
  remaining,
  resume,
  startClock,
  suspend,
  type Clock,
  type ClockRule,
  type Day,
} from '../../../src/kernel/time/clock';
import { deadline } from '../../../src/kernel/time/deadline';
import { builtInCalendar as calendar } from '../../../src/kernel/time/notices';
import { extended, permitRule, stop } from './example';

const decision = permitRule(20);
const started = (rule: ClockRule, on: Day) => startClock(rule, on, calendar);

describe('a clock', () => {
  test('does not count the day it starts on and runs through holidays by the calendar', () => {
    const clock = started(decision, '2025-01-17');
    expect(clock).toMatchObject({ id: 'decision', term: 1, raised: [], calendarVersion: calendar.version });
    expect(dueDay(decision, clock, calendar)).toBe('2025-02-20');
    expect(consumed(decision, clock, '2025-01-17', calendar)).toBe(0);
    expect(consumed(decision, clock, '2025-01-26', calendar)).toBe(6);
    expect(remaining(decision, clock, '2025-02-20', calendar)).toBe(0);
    expect(remaining(decision, clock, '2025-02-22', calendar)).toBe(-1);
    expect(consumed(decision, clock, '2024-12-01', calendar)).toBe(0);
  });

  test('that was extended is due as if the further days were counted from the first due day', () => {
    const clock = extended(started(decision, '2025-01-17'), 10);
    expect(dueDay(decision, clock, calendar)).toBe('2025-03-06');
    expect(budgetOf(decision, clock)).toBe(30);
  });

  test('stands still from the day it is suspended, and the day it is resumed counts again', () => {
    const running = started(decision, '2025-06-02');
    const still = suspend(running, stop('2025-06-05'));
    expect(dueDay(decision, still, calendar)).toBeUndefined();
    expect(isPaused(decision, still, calendar)).toBe(true);
    expect(consumed(decision, still, '2025-06-04', calendar)).toBe(2);
    expect(consumed(decision, still, '2026-01-31', calendar)).toBe(2);
    const again = resume(still, '2025-06-10');
    expect(again.suspensions).toEqual([{ ...stop('2025-06-05'), to: '2025-06-09' }]);
    expect(isPaused(decision, again, calendar)).toBe(false);
    expect(consumed(decision, again, '2025-06-10', calendar)).toBe(3);
    // Thursday, Friday and Monday were lost.
    expect(dueDay(decision, running, calendar)).toBe('2025-06-30');
    expect(dueDay(decision, again, calendar)).toBe('2025-07-03');
  });

  test('suspended and resumed on one day has lost no day, and the ledger still shows it', () => {
    const running = started(decision, '2025-06-02');
    const again = resume(suspend(running, stop('2025-06-05')), '2025-06-05');
    expect(again.suspensions).toEqual([{ ...stop('2025-06-05'), to: '2025-06-04' }]);
    expect(dueDay(decision, again, calendar)).toBe(dueDay(decision, running, calendar));
    expect(isPaused(decision, again, calendar)).toBe(false);
  });

  test('stopped on two grounds runs again only when both have ended', () => {
    const twice = suspend(
      suspend(started(decision, '2025-06-02'), stop('2025-06-05', '听证')),
      stop('2025-06-06', '鉴定'),
    );
    const once = resume(twice, '2025-06-10', '听证');
    expect(isPaused(decision, once, calendar)).toBe(true);
    const running = resume(once, '2025-06-12', '鉴定');
    expect(isPaused(decision, running, calendar)).toBe(false);
    expect(running.suspensions.map(({ to }) => to)).toEqual(['2025-06-09', '2025-06-11']);
    expect(resume(twice, '2025-06-12')).toMatchObject({ suspensions: [{ to: '2025-06-11' }, { to: '2025-06-11' }] });
  });

  test('that ran out cannot be stopped any more', () => {
    const rule = permitRule(5);
    const late = suspend(started(rule, '2025-06-03'), stop('2025-06-11'));
    expect(dueDay(rule, late, calendar)).toBe('2025-06-10');
    expect(isPaused(rule, late, calendar)).toBe(false);
  });

  test('that has ended consumes nothing more', () => {
    const ended = endClock(started(decision, '2025-06-02'), '2025-06-05');
    expect(consumed(decision, ended, '2025-07-01', calendar)).toBe(3);
    expect(remaining(decision, ended, '2025-07-01', calendar)).toBe(17);
  });

  test('of months has as many calendar days as lie between its dates', () => {
    const rule: ClockRule = { ...decision, budget: { amount: 6, unit: 'months' } };
    const clock = started(rule, '2026-04-17');
    expect(budgetOf(rule, clock)).toBe(183);
    expect(dueDay(rule, clock, calendar)).toBe('2026-10-17');
    expect(dueDay({ ...rule, rollForward: true }, clock, calendar)).toBe('2026-10-19');
    expect(dueDay(rule, resume(suspend(clock, stop('2026-05-01')), '2026-05-11'), calendar)).toBe('2026-10-27');
  });

  test('of a party rolls off a rest day, and the days rolled over use up nothing', () => {
    const rule: ClockRule = { ...decision, kind: 'party', budget: { amount: 15, unit: 'calendar-days' } };
    const clock = started(rule, '2026-04-17');
    expect(dueDay(rule, clock, calendar)).toBe('2026-05-06');
    const left = ['2026-05-01', '2026-05-02', '2026-05-04', '2026-05-06', '2026-05-07'];
    expect(left.map((day) => remaining(rule, clock, day, calendar))).toEqual([1, 0, 0, 0, -1]);
  });

  test('is provisional once it reaches a year without a notice', () => {
    expect(dueOf(decision, started(decision, '2026-12-01'), calendar)).toMatchObject({ provisional: false });
    expect(dueOf(decision, started(decision, '2026-12-10'), calendar)).toMatchObject({ provisional: true });
  });
});

const days = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2026-02-28') }).map(dayFromNumber);
const rules = fc
  .record({
    amount: fc.integer({ min: 0, max: 40 }),
    unit: fc.constantFrom('working-days' as const, 'calendar-days' as const, 'months' as const),
    kind: fc.constantFrom('statutory' as const, 'party' as const),
  })
  .map(({ amount, unit, kind }): ClockRule => {
    return { ...decision, kind, budget: { amount: unit === 'months' ? amount % 5 : amount, unit } };
  });
/** Suspensions from so many days after the start, resumed so many days later; in any order, overlapping, on one day. */
const stops = fc.array(fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: 0, max: 15 })), { maxLength: 6 });

const stopped = (clock: Clock, stops: readonly (readonly [number, number])[]) =>
  stops.reduce((stopped, [after, length]) => {
    const from = addDays(clock.startedOn, after);
    return resume(suspend(stopped, stop(from)), addDays(from, length));
  }, clock);

describe('for any clock, however often it was suspended', () => {
  test('what is consumed and what remains make up the budget on every day, and the due day is where nothing remains', () => {
    fc.assert(
      fc.property(rules, days, stops, (rule, startedOn, stops) => {
        const clock = stopped(started(rule, startedOn), stops);
        const budget = budgetOf(rule, clock);
        const due = dueDay(rule, clock, calendar);
        expect(due).toBeDefined();
        let used = 0;
        const wrong: Day[] = [];
        for (let day = addDays(startedOn, -2); day <= addDays(due ?? startedOn, 5); day = addDays(day, 1)) {
          const lost = clock.suspensions.some(({ from, to }) => from <= day && day <= (to ?? day));
          const counts = rule.budget.unit !== 'working-days' || isWorkingDay(calendar, day);
          const rolling = used === budget && day <= (due ?? day);
          if (day > startedOn && counts && !lost && !rolling) used += 1;
          if (consumed(rule, clock, day, calendar) !== used) wrong.push(day);
          if (remaining(rule, clock, day, calendar) !== budget - used) wrong.push(day);
          if (day === due && used !== budget) wrong.push(day);
        }
        expect(wrong).toEqual([]);
      }),
    );
  });

  test('the due day is the deadline with the same intervals excluded, in whatever order they came', () => {
    fc.assert(
      fc.property(rules, days, stops, fc.nat({ max: 10 }), (rule, from, stops, more) => {
        const clock = extended(stopped(started(rule, from), stops), more);
        const excluded = stops
          .filter(([, length]) => length > 0)
          .map(([after, length]) => ({ from: addDays(from, after), to: addDays(from, after + length - 1) }));
        const { amount, unit } = rule.budget;
        const question = { from, amount: amount + more, unit, excluded, rollForward: rule.kind === 'party' };
        expect(deadline(question, calendar)).toMatchObject({ due: dueDay(rule, clock, calendar) });
        const reversed = extended(stopped(started(rule, from), [...stops].reverse()), more);
        expect(dueDay(rule, reversed, calendar)).toBe(dueDay(rule, clock, calendar));
      }),
    );
  });

  test('a further suspension never makes it due earlier', () => {
    fc.assert(
      fc.property(rules, days, stops, fc.nat({ max: 60 }), fc.nat({ max: 15 }), (rule, on, stops, after, length) => {
        const clock = stopped(started(rule, on), stops);
        const longer = stopped(clock, [[after, length]]);
        expect(`${dueDay(rule, longer, calendar)}` >= `${dueDay(rule, clock, calendar)}`).toBe(true);
      }),
    );
  });
});
