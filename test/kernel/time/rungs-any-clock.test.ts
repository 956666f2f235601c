import fc from 'fast-check';
import { isWorkingDay } from '../../../src/kernel/time/calendar';
import { addDays, at, dayFromNumber, dayNumber, dayOf, endOf, startOf } from '../../../src/kernel/time/civil';
import {
  dueDay,
  raise,
  remaining,
  resume,
  startClock,
  suspend,
  type ClockRule,
  type Day,
} from '../../../src/kernel/time/clock';
import { builtInCalendar as calendar } from '../../../src/kernel/time/notices';
import { extend, rungsAhead } from '../../../src/kernel/time/rungs';
import { extension, permitRule, rung, stop } from './example';

describe('for any clock', () => {
  const days = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2026-02-28') }).map(dayFromNumber);
  const amounts = fc.integer({ min: 1, max: 40 });
  const units = fc.constantFrom('working-days' as const, 'calendar-days' as const);
  const pauses = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 12 })), { maxLength: 4 });
  const clocks = fc.record({ on: days, amount: amounts, unit: units, pauses, spread: fc.nat({ max: 1_799 }) });
  const build = ({
    on,
    amount,
    unit,
    pauses,
  }: {
    on: Day;
    amount: number;
    unit: 'working-days' | 'calendar-days';
    pauses: [number, number][];
  }) => {
    const standard = permitRule(0);
    const rungs = [...standard.rungs, rung('lapse', { at: 'end' }, 'lapse', true)];
    const rule: ClockRule = { ...standard, budget: { amount, unit }, rungs };
    const clock = pauses.reduce(
      (clock, [after, length]) => {
        const from = addDays(on, after);
        return resume(suspend(clock, stop(from)), addDays(from, length));
      },
      startClock(rule, on, calendar),
    );
    return { rule, clock };
  };

  test('rungs come in order, in office hours of working days or at midnight, none before the start, all of them once', () => {
    fc.assert(
      fc.property(clocks, (given) => {
        const { rule, clock } = build(given);
        const due = dueDay(rule, clock, calendar) ?? '';
        const ahead = rungsAhead(rule, clock, calendar, given.spread);
        expect(ahead.map(({ raiseAt }) => raiseAt)).toEqual(ahead.map(({ raiseAt }) => raiseAt).sort((a, b) => a - b));
        for (const { rung, raiseAt, effectiveAt } of ahead) {
          const day = dayOf(raiseAt);
          expect(raiseAt).toBeGreaterThanOrEqual(startOf(clock.startedOn));
          if (rung.id === 'lapse') expect([effectiveAt, raiseAt]).toEqual([endOf(due), endOf(due) + 120_000]);
          else {
            expect(isWorkingDay(calendar, day)).toBe(true);
            expect(raiseAt - startOf(day)).toBe((9 * 3_600 + given.spread) * 1_000);
          }
          if (rung.id === 'yellow') expect(remaining(rule, clock, day, calendar)).toBeGreaterThanOrEqual(3);
          if (rung.id === 'red') expect(day <= due).toBe(true);
          if (rung.id === 'escalation') expect(day > due).toBe(true);
        }
        expect(ahead.map(({ rung }) => rung.id)).toEqual(expect.arrayContaining(['lapse', 'escalation']));
      }),
    );
  });

  test('an extension re-arms exactly the rungs whose new instant lies ahead, and those are later than before', () => {
    fc.assert(
      fc.property(clocks, fc.nat({ max: 60 }), fc.integer({ min: 1, max: 30 }), (given, after, more) => {
        const { rule, clock } = build(given);
        const now = at(addDays(clock.startedOn, after), 12);
        const before = rungsAhead(rule, clock, calendar, given.spread);
        const climbed = before
          .filter(({ raiseAt }) => raiseAt <= now)
          .reduce((clock, { rung }) => raise(clock, rung.id), clock);
        const time = { calendar, now, spreadSeconds: given.spread };
        const longer = extend(rule, climbed, extension(more, dayOf(now)), time);
        expect(longer.term).toBe(2);
        const fresh = rungsAhead(rule, { ...longer, raised: [] }, calendar, given.spread);
        const ahead = new Set(rungsAhead(rule, longer, calendar, given.spread).map(({ rung }) => rung.id));
        for (const { rung, raiseAt } of fresh) {
          if (raiseAt > now) expect(ahead).toContain(rung.id);
          else expect(ahead.has(rung.id)).toBe(!climbed.raised.includes(rung.id));
          const old = before.find((armed) => armed.rung.id === rung.id);
          if (old) expect(raiseAt).toBeGreaterThanOrEqual(old.raiseAt);
        }
      }),
    );
  });
});
