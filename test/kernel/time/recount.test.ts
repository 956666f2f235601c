import { movedClocks } from '../../../src/kernel/acts/recount-clocks';
import { calendarAsOf, calendarOf } from '../../../src/kernel/time/calendar';
import { builtInCalendar } from '../../../src/kernel/time/notices';
import { aCase, CLERK } from '../../support/a-case';
import { withNewYear } from '../../support/stories';

/** Ten working days from 21 December: by plain weekdays due on 4 January, by the notice later. */
const accepted = () => aCase({ on: '2026-12-21' }).decides(CLERK, 'acceptance', 'accept').runsEffects();

test('a year without a notice is counted by weekdays, and anew when the notice is there, by one act that says what moved', () => {
  const story = accepted();
  const before = story.state.clocks['decision'];
  expect(movedClocks(story.definition, story.state, withNewYear)).toEqual([
    { clock: 'decision', was: '2027-01-04', due: '2027-01-06' },
  ]);
  story.under(withNewYear).does('process', { type: 'recount-clocks' });
  const [act, ...more] = story.ofType('clocks-recounted');
  expect(more).toEqual([]);
  expect(act?.payload).toMatchObject({
    calendar: withNewYear.version,
    moved: [{ was: '2027-01-04', due: '2027-01-06', clock: { id: 'decision', term: 2 } }],
  });
  expect(story.state.clocks['decision']).toEqual({ ...before, term: 2, calendarVersion: withNewYear.version });
});

test('a rung that lies ahead again is armed again, and one that has passed is not raised twice', () => {
  const story = accepted().livesUntil('2027-01-04 10:00');
  const raised = () => story.rungs().filter((rung) => rung.startsWith('decision:'));
  expect(raised()).toEqual(['decision:reminder', 'decision:yellow', 'decision:red']);
  story.under(withNewYear).does('process', { type: 'recount-clocks' });
  expect(story.state.clocks['decision']?.raised).not.toContain('red');
  story.livesUntil('2027-01-06 10:00');
  expect(raised()).toEqual(['decision:reminder', 'decision:yellow', 'decision:red', 'decision:red']);
});

test('what no notice moves is left alone: no act, and no new term', () => {
  const story = aCase({ on: '2026-03-02' }).decides(CLERK, 'acceptance', 'accept').runsEffects();
  const { acts } = story;
  const known = acts.length;
  story.under(withNewYear).does('process', { type: 'recount-clocks' });
  expect(story.acts).toHaveLength(known);
  expect(story.state.clocks['decision']?.term).toBe(1);
});

test('a second time nothing moves', () => {
  const story = accepted().under(withNewYear).does('process', { type: 'recount-clocks' });
  const known = story.acts.length;
  story.does('process', { type: 'recount-clocks' });
  expect(story.acts).toHaveLength(known);
});

test('it is the system’s alone, and an ended case is counted no more', () => {
  for (const who of [CLERK, 'shijie', 'applicant'])
    expect(accepted().asks(who, { type: 'recount-clocks' })?.code).toBe('not-the-process');
  const ended = accepted().does(CLERK, { type: 'withdraw-application', reason: '不再开店' }).runsEffects();
  expect(ended.state.state).toBe('ended');
  expect(movedClocks(ended.definition, ended.state, withNewYear)).toEqual([]);
});

test('a calendar is found again as it was under any of its versions', () => {
  const year = { year: 2026, version: '2', provisional: false, restDays: [], makeUpDays: [] };
  const later = calendarOf([...builtInCalendar.loaded, year]);
  expect(calendarAsOf(later, builtInCalendar.version)).toEqual(builtInCalendar);
  expect(calendarAsOf(later, 'weekdays')?.years).toEqual([]);
  expect(calendarAsOf(later, '2026.3')).toBeUndefined();
});
