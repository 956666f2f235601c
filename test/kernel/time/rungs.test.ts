import { calendarOf } from '../../../src/kernel/time/calendar';
import { at, dayOf } from '../../../src/kernel/time/civil';
import {
  dueDay,
  endClock,
  raise,
  resume,
  startClock,
  suspend,
  type Clock,
  type ClockRule,
  type Day,
} from '../../../src/kernel/time/clock';
import { builtInCalendar as calendar } from '../../../src/kernel/time/notices';
import { extend, lightOf, nextRung, recalculate, rungsAhead } from '../../../src/kernel/time/rungs';
import { extension, permitRule, rung, stop } from './example';

const started = (rule: ClockRule, on: Day) => startClock(rule, on, calendar);
const ladder = (rule: ClockRule, clock: Clock, spread = 0) =>
  rungsAhead(rule, clock, calendar, spread).map(({ rung, raiseAt }) => `${rung.id} ${dayOf(raiseAt)}`);
const morning = (now: Day) => ({ calendar, now: at(now, 10), spreadSeconds: 0 });

describe('the ladder of a clock', () => {
  const decision = permitRule(20);

  test('reminds at half, warns at three left and on the last day, and escalates a working day after', () => {
    expect(ladder(decision, started(decision, '2025-01-17'))).toEqual([
      'reminder 2025-02-07',
      'yellow 2025-02-17',
      'red 2025-02-20',
      'escalation 2025-02-21',
    ]);
    expect(ladder(permitRule(10), started(permitRule(10), '2025-06-03'))).toEqual([
      'reminder 2025-06-10',
      'yellow 2025-06-12',
      'red 2025-06-17',
      'escalation 2025-06-18',
    ]);
  });

  test('is raised at nine in the morning, spread over half an hour', () => {
    const clock = started(decision, '2025-01-17');
    expect(nextRung(decision, clock, calendar, 0)?.raiseAt).toBe(Date.parse('2025-02-07T09:00:00+08:00'));
    expect(nextRung(decision, clock, calendar, 1_799)).toMatchObject({
      raiseAt: Date.parse('2025-02-07T09:29:59+08:00'),
      effectiveAt: Date.parse('2025-02-07T09:29:59+08:00'),
    });
    expect(nextRung(decision, clock, calendar, 5_000)?.raiseAt).toBe(Date.parse('2025-02-07T09:29:59+08:00'));
  });

  test('of a tiny budget keeps what it can, in order, and drops what would stand before the start', () => {
    expect(ladder(permitRule(5), started(permitRule(5), '2025-06-09'))).toEqual([
      'yellow 2025-06-11',
      'reminder 2025-06-12',
      'red 2025-06-16',
      'escalation 2025-06-17',
    ]);
    expect(ladder(permitRule(6), started(permitRule(6), '2025-06-09')).slice(0, 2)).toEqual([
      'reminder 2025-06-12',
      'yellow 2025-06-12',
    ]);
    expect(ladder(permitRule(3), started(permitRule(3), '2025-06-09'))[0]).toBe('yellow 2025-06-09');
    expect(ladder(permitRule(2), started(permitRule(2), '2025-06-09'))).toEqual([
      'reminder 2025-06-10',
      'red 2025-06-11',
      'escalation 2025-06-12',
    ]);
  });

  test('has its legal effect at 24:00 of the last day, raised two minutes later when it cuts off a right', () => {
    const rungs = [rung('deemed', { at: 'end' }, 'lapse'), rung('waived', { at: 'end' }, 'lapse', true)];
    const rule = { ...permitRule(5), rungs };
    const midnight = Date.parse('2025-06-17T00:00:00+08:00');
    expect(rungsAhead(rule, started(rule, '2025-06-09'), calendar, 900)).toMatchObject([
      { rung: { id: 'deemed' }, raiseAt: midnight, effectiveAt: midnight },
      { rung: { id: 'waived' }, raiseAt: midnight + 120_000, effectiveAt: midnight },
    ]);
  });

  test('takes legal effects before escalations before warnings and reminders, then goes by id', () => {
    const rungs = [
      rung('c', { at: 'half' }, 'remind'),
      rung('b', { at: 'half' }, 'warn'),
      rung('d', { at: 'half' }, 'escalate'),
      rung('e', { at: 'half' }, 'lapse'),
      rung('a', { at: 'half' }, 'remind'),
    ];
    const rule = { ...permitRule(4), rungs };
    const ids = rungsAhead(rule, started(rule, '2025-06-09'), calendar, 0).map((armed) => armed.rung.id);
    expect(ids).toEqual(['e', 'd', 'a', 'b', 'c']);
  });

  test('of calendar days warns on the working day before a rest day and escalates on the one after', () => {
    const rule: ClockRule = { ...permitRule(0), budget: { amount: 30, unit: 'calendar-days' } };
    // Due on Saturday 11 July; half on Friday, three left on Wednesday.
    expect(ladder(rule, started(rule, '2026-06-11'))).toEqual([
      'reminder 2026-06-26',
      'yellow 2026-07-08',
      'red 2026-07-10',
      'escalation 2026-07-13',
    ]);
    const party: ClockRule = { ...rule, kind: 'party', rungs: [...rule.rungs, rung('waived', { at: 'end' }, 'lapse')] };
    expect(ladder(party, started(party, '2026-06-11')).slice(2)).toEqual([
      'red 2026-07-13',
      // 24:00 of the 13th.
      'waived 2026-07-14',
      'escalation 2026-07-14',
    ]);
    const half = { ...rule, rungs: [rung('hand-over', { at: 'half' }, 'escalate')] };
    expect(ladder(half, started(half, '2026-06-12'))).toEqual(['hand-over 2026-06-29']);
  });

  test('is climbed one rung after another, and is gone once the clock ends or stands still', () => {
    const clock = started(decision, '2025-01-17');
    const reminded = raise(raise(clock, 'reminder'), 'reminder');
    expect(reminded.raised).toEqual(['reminder']);
    expect(nextRung(decision, reminded, calendar, 0)?.rung.id).toBe('yellow');
    const all = ['reminder', 'yellow', 'red', 'escalation'].reduce(raise, clock);
    expect(nextRung(decision, all, calendar, 0)).toBeUndefined();
    expect(ladder(decision, endClock(clock, '2025-02-05'))).toEqual([]);
    const still = suspend(reminded, stop('2025-02-10'));
    expect(ladder(decision, still)).toEqual([]);
    expect(ladder(decision, resume(still, '2025-02-17'))[0]).toBe('yellow 2025-02-24');
  });

  test('of a clock that ran out before it was suspended still escalates', () => {
    const rule = permitRule(5);
    const late = suspend(started(rule, '2025-06-09'), stop('2025-06-17'));
    expect(ladder(rule, late)).toContain('escalation 2025-06-17');
  });
});

describe('a new term', () => {
  const decision = permitRule(20);
  const climbed = ['reminder', 'yellow', 'red', 'escalation'].reduce(raise, started(decision, '2025-01-17'));

  test('of an extended clock arms the rungs that lie ahead again, and only those', () => {
    const longer = extend(decision, climbed, extension(10, '2025-02-20'), morning('2025-02-21'));
    expect(longer).toMatchObject({ term: 2, raised: ['reminder'] });
    expect(ladder(decision, longer)).toEqual(['yellow 2025-03-03', 'red 2025-03-06', 'escalation 2025-03-07']);
    const early = extend(
      decision,
      raise(started(decision, '2025-01-17'), 'reminder'),
      extension(10, '2025-02-07'),
      morning('2025-02-07'),
    );
    expect(ladder(decision, early)[0]).toBe('reminder 2025-02-13');
  });

  test('of a clock extended while it stands still arms whatever is not known to have passed', () => {
    const still = suspend(raise(started(decision, '2025-01-17'), 'reminder'), stop('2025-02-10'));
    expect(extend(decision, still, extension(10, '2025-02-10'), morning('2025-02-10')).raised).toEqual([]);
    const little = {
      ...decision,
      rungs: [rung('reminder', { at: 'half' }, 'remind')],
      budget: { ...decision.budget, amount: 4 },
    };
    const passed = suspend(raise(started(little, '2025-02-05'), 'reminder'), stop('2025-02-10'));
    expect(extend(little, passed, extension(1, '2025-02-10'), morning('2025-02-10')).raised).toEqual(['reminder']);
  });

  test('comes with another version of the calendar, and never twice with the same', () => {
    const clock = ['reminder', 'yellow'].reduce(raise, started(decision, '2026-12-09'));
    expect(dueDay(decision, clock, calendar)).toBe('2027-01-06');
    const notice = {
      year: 2027,
      version: '1',
      provisional: false,
      restDays: ['2027-01-01', '2027-01-02', '2027-01-03'],
      makeUpDays: [],
    };
    const published = calendarOf([...calendar.years, notice]);
    const time = { calendar: published, now: at('2027-01-01', 18), spreadSeconds: 0 };
    const anew = recalculate(decision, clock, time);
    // Three days were left on New Year's Day; now that it is a day off, they are on the 4th.
    expect(anew).toMatchObject({ term: 2, calendarVersion: published.version, raised: ['reminder'] });
    expect(dueDay(decision, anew, published)).toBe('2027-01-07');
    expect(recalculate(decision, anew, time)).toBe(anew);
    const ended = endClock(clock, '2026-12-10');
    expect(recalculate(decision, ended, time)).toBe(ended);
  });
});

describe('the light', () => {
  const decision = permitRule(20);
  const clock = started(decision, '2025-01-17');
  const lights = (rule: ClockRule, clock: Clock, days: Day[]) => days.map((day) => lightOf(rule, clock, day, calendar));

  test('turns yellow with three days left, red on the last day, and overdue after it', () => {
    const days = ['2025-01-17', '2025-02-14', '2025-02-17', '2025-02-19', '2025-02-20', '2025-02-21'];
    expect(lights(decision, clock, days)).toEqual(['green', 'green', 'yellow', 'yellow', 'red', 'overdue']);
  });

  test('turns with the first warning of the rule where that differs', () => {
    const rule = { ...decision, rungs: [rung('soon', { remaining: 5 }, 'warn')] };
    expect(lights(rule, clock, ['2025-02-12', '2025-02-13'])).toEqual(['green', 'yellow']);
    expect(lights({ ...decision, rungs: [] }, clock, ['2025-02-14', '2025-02-17'])).toEqual(['green', 'yellow']);
  });

  test('of a tiny budget is yellow from the start', () => {
    expect(lights(permitRule(2), started(permitRule(2), '2025-06-09'), ['2025-06-09', '2025-06-11'])).toEqual([
      'yellow',
      'red',
    ]);
  });

  test('of a limit that ends on a rest day is red from the last working day before', () => {
    const rule: ClockRule = { ...decision, budget: { amount: 30, unit: 'calendar-days' } };
    const days = ['2026-07-09', '2026-07-10', '2026-07-11', '2026-07-12'];
    expect(lights(rule, started(rule, '2026-06-11'), days)).toEqual(['yellow', 'red', 'red', 'overdue']);
  });

  test('is paused while the clock stands still, and keeps its last meaning once it has ended', () => {
    expect(lights(decision, suspend(clock, stop('2025-02-05')), ['2025-03-31'])).toEqual(['paused']);
    expect(lights(decision, suspend(clock, stop('2025-02-21')), ['2025-03-31'])).toEqual(['overdue']);
    expect(lights(decision, endClock(clock, '2025-02-20'), ['2025-03-31'])).toEqual(['green']);
    expect(lights(decision, endClock(clock, '2025-02-21'), ['2025-03-31'])).toEqual(['overdue']);
  });
});
