import { anAcceptedCase, anExaminedCase, aCase, calendar, lawTime, type PlayedCase } from '../support/a-case';
import { dueDay } from '../../src/kernel/time/clock';

const HEAD = 'qianjianguo';
const suspend = { type: 'suspend-clock', clock: 'decision', ground: 'testing', document: '检测委托书' } as const;
const resume = { type: 'resume-clock', clock: 'decision' } as const;
const extend = { type: 'extend-clock', clock: 'decision', reason: '案情复杂' } as const;

function due(story: PlayedCase, id = 'decision'): string | undefined {
  const [rule, clock] = [story.definition.clocks[id], story.state.clocks[id]];
  return rule && clock && dueDay(rule, clock, calendar);
}

describe('the time for the decision', () => {
  it('is counted from acceptance', () => {
    expect(due(anAcceptedCase())).toBe('2026-03-17');
  });

  it('stands still during a special procedure and ends that much later', () => {
    const story = anAcceptedCase().at('2026-03-05').does('wujun', suspend);
    expect(story.state.state).toBe('suspended');
    expect(due(story)).toBeUndefined();
    // No rung of the limit; that the procedure takes longer than was told is another's to look into.
    expect(story.livesUntil('2026-04-30').rungs()).toEqual(['special:overrun']);
    expect(story.asks('wujun', suspend)?.code).toBe('clock-not-running');
    story.does('wujun', resume);
    expect(story.state.state).toBe('open');
    expect(due(story)).toBe('2026-05-14');
    expect(story.asks('wujun', resume)?.code).toBe('clock-not-suspended');
  });

  it('is stopped only on the grounds the law names, by those who decide, and in writing', () => {
    const story = anAcceptedCase();
    for (const ground of ['site-visit', 'holiday', 'toString'])
      expect(story.asks('wujun', { ...suspend, ground })?.code).toBe('ground-unlawful');
    expect(story.asks('wangfang', suspend)?.code).toBe('not-your-post');
    expect(story.asks('wujun', { ...suspend, clock: '__proto__' })?.code).toBe('clock-unknown');
    expect(story.asks('wujun', { ...suspend, clock: 'acceptance' })?.code).toBe('clock-not-running');
    story.does('wujun', suspend);
    expect(story.state.effects).toContainEqual(
      expect.objectContaining({ kind: 'issue-paper', subject: 'suspension-notice' }),
    );
  });

  it('is the only time that may be stopped: silence at the window goes on counting', () => {
    expect(aCase().asks('wujun', { ...suspend, clock: 'acceptance' })?.code).toBe('ground-unlawful');
    const granted = anExaminedCase().decides('wujun', 'decision', 'grant');
    expect(granted.asks('wujun', { ...suspend, clock: 'delivery' })?.code).toBe('ground-unlawful');
  });

  it('is extended once, by the head alone, before it has passed, and the applicant hears of it', () => {
    const story = anAcceptedCase();
    expect(story.asks('wujun', extend)?.code).toBe('not-your-post');
    expect(story.asks('shenhong', extend)?.code).toBe('not-your-post');
    expect(story.asks(HEAD, { ...extend, clock: 'supplement' })?.code).toBe('clock-unknown');
    story.at('2026-03-17 17:00').does(HEAD, extend);
    expect(due(story)).toBe('2026-03-24');
    expect(story.asks(HEAD, extend)?.code).toBe('extension-used');
    expect(story.state.effects).toContainEqual(expect.objectContaining({ subject: 'extension-notice' }));
    expect(anAcceptedCase().at('2026-03-18 00:00').asks(HEAD, extend)?.code).toBe('limit-passed');
    expect(aCase().asks(HEAD, { ...extend, clock: 'acceptance' })?.code).toBe('extension-unlawful');
  });

  it('still tells the applicant of an extension when the case goes back to examination', () => {
    const story = anExaminedCase().does(HEAD, extend).decides('wujun', 'decision', 'reexamine');
    expect(story.ofType('effect-cancelled')).toEqual([]);
    expect(story.state.effects).toContainEqual(
      expect.objectContaining({ subject: 'extension-notice', state: 'wanted' }),
    );
  });

  it('arms the rungs ahead once more after an extension', () => {
    const story = anAcceptedCase().livesUntil('2026-03-17 17:00');
    expect(story.rungs()).toEqual(['decision:reminder', 'decision:yellow', 'decision:red']);
    story.does(HEAD, extend).livesUntil('2026-03-26');
    // The reminder and the yellow light of the first term still stand in the past of the second.
    expect(story.rungs().slice(3)).toEqual(expect.arrayContaining(['decision:red', 'decision:escalation']));
    expect(new Set(story.ofType('rung-raised').map(({ key }) => key)).size).toBe(story.rungs().length);
  });
});

describe('nobody decides', () => {
  it('and a year later each rung has come once, in order', () => {
    const story = anAcceptedCase().livesUntil('2026-12-31');
    expect(story.rungs()).toEqual(['decision:reminder', 'decision:yellow', 'decision:red', 'decision:escalation']);
    expect(story.ofType('rung-raised').map(({ at }) => new Date(at + 8 * 3600_000).toISOString().slice(0, 10))).toEqual(
      ['2026-03-10', '2026-03-12', '2026-03-17', '2026-03-18'],
    );
    expect(story.settles().settles('sweep').rungs()).toHaveLength(4);
    expect(story.state.state).toBe('open');
  });

  it('and at once after a long outage too, in the same order', () => {
    const story = anAcceptedCase().at('2026-12-31').settles('sweep');
    expect(story.rungs()).toEqual(['decision:reminder', 'decision:yellow', 'decision:red', 'decision:escalation']);
    expect(story.ofType('rung-raised').every(({ raisedBy }) => raisedBy === 'sweep')).toBe(true);
  });

  it('and the post above watches, while the owner keeps the task', () => {
    const story = anAcceptedCase().livesUntil('2026-03-19');
    const watch = story.state.tasks.find((task) => task.kind === 'supervision');
    expect(watch).toMatchObject({
      state: 'open',
      about: 'decision',
      seats: [{ post: 'agency-head', organisation: 'approval-bureau' }],
    });
    expect(story.task('examination')).toBeDefined();
    expect(story.state.effects).toContainEqual(expect.objectContaining({ kind: 'escalate', subject: 'decision' }));
    expect(story.asks('wujun', { type: 'decide', task: watch?.id ?? '', outcome: 'urged', formErrors: [] })?.code).toBe(
      'not-your-post',
    );
    story.does(HEAD, { type: 'decide', task: watch?.id ?? '', outcome: 'urged', formErrors: [] });
    expect(story.task('examination')).toBeDefined();
  });

  it('and the watch ends with the clock it is about', () => {
    const story = anAcceptedCase()
      .livesUntil('2026-03-19')
      .examines('wangfang')
      .examines('lina')
      .decides('wujun', 'decision', 'grant');
    expect(story.state.tasks.find((task) => task.kind === 'supervision')).toMatchObject({
      state: 'closed',
      cause: expect.any(String),
    });
  });

  it('at the window, and the delivery of what silence decided is counted too', () => {
    const story = anExaminedCase().decides('wujun', 'decision', 'grant').livesUntil('2026-04-30');
    // Of five days three are left before half of them are over.
    expect(story.rungs()).toEqual(['delivery:yellow', 'delivery:reminder', 'delivery:red', 'delivery:escalation']);
    expect(story.runsEffects().state).toMatchObject({ state: 'ended', outcome: 'granted' });
    expect(story.livesUntil('2026-12-31').rungs()).toHaveLength(4);
  });

  it('before nine in the morning or after half past', () => {
    const cases = Array.from({ length: 40 }, (_, n) => anAcceptedCase({ id: `case-${n}` }).livesUntil('2026-04-01'));
    const minutes = cases.flatMap((story) =>
      story.ofType('rung-raised').map(({ at }) => ((at - lawTime('2026-01-01 00:00')) % 86_400_000) / 60_000),
    );
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(9 * 60);
    expect(Math.max(...minutes)).toBeLessThan(9 * 60 + 30);
    expect(new Set(minutes).size).toBeGreaterThan(30);
  });
});
