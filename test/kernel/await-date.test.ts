import { explain } from '../../src/kernel/explain';
import { forecast } from '../../src/kernel/forecast';
import type { Draft } from '../../src/kernel/procedure/builder';
import type { AwaitBlock, Block, Target } from '../../src/kernel/procedure/definition';
import { checkProcedure } from '../../src/kernel/procedure/soundness';
import { calendar } from '../support/a-case';
import { around, DATA, ended, FIELDS, inOrder, openRuns, openSteps, play, repeated, step } from '../support/branching';
import { town } from '../support/town';

const EXAMINER = 'wangfang';
const date = (title: string) => ({ type: 'string', format: 'date', title, 'x-en': { title } });
const DAY_FORM = { type: 'object', properties: { day: date('公告截止日') }, required: ['day'] };

function untilDay(more: Partial<AwaitBlock> = {}, over: Target = { to: 'next' }): AwaitBlock {
  return {
    kind: 'await',
    id: 'notice',
    title: { zh: '等待公告期满', en: 'Until the notice is over' },
    clock: 'notice',
    outcomes: { over: { on: 'lapse', target: over } },
    ...more,
  };
}
const setting = step('setting', { form: DAY_FORM });
const flow = inOrder('flow', setting, untilDay(), step('after'), ended());

function change(fact = 'day', more: object = {}): Partial<Draft> {
  const { clocks, facts } = around(flow);
  const said = { zh: '公告期', en: 'The notice' };
  const rung = { id: 'over', when: { at: 'end' }, does: 'lapse', title: said, article: '内部规定' } as const;
  return {
    facts: [...facts, ...(fact === 'item' ? [] : [fact])],
    clocks: {
      ...clocks,
      notice: {
        id: 'notice',
        title: said,
        kind: 'party',
        budget: { amount: 3, unit: 'calendar-days' },
        until: { fact },
        article: '内部规定',
        rungs: [rung],
        ...more,
      },
    },
  };
}
const waiting = (day: unknown) =>
  play(flow, {}, change()).decides(EXAMINER, 'setting', 'done', { data: { day: day as string } });

describe('a wait for a date', () => {
  it('ends at the end of the day that was named, be it a Sunday', () => {
    const story = waiting('2026-03-15');
    expect(story.due('notice')).toBe('2026-03-15');
    story.livesUntil('2026-03-15 23:59');
    expect(openRuns(story)).toEqual(['notice']);
    story.livesUntil('2026-03-16');
    expect(openSteps(story)).toEqual(['after']);
    expect(story.ofType('wait-answered')[0]?.payload).toMatchObject({ block: 'notice', outcome: 'over', on: 'lapse' });
    expect(story.state.facts['notice']).toBe('over');
  });

  it('of today still lasts until midnight', () => {
    const story = waiting('2026-03-02');
    expect(openRuns(story)).toEqual(['notice']);
    expect(openSteps(story.livesUntil('2026-03-03'))).toEqual(['after']);
  });

  it('that is past is over at once, and dated today', () => {
    const story = waiting('2019-05-01');
    expect(openSteps(story)).toEqual(['after']);
    expect(story.state.clocks['notice']).toMatchObject({ startedOn: '2026-03-02', endedOn: '2026-03-02' });
    expect(story.ofType('rung-raised')).toEqual([]);
  });

  // Nobody lives to see the end of such a wait: a slip of the pen.
  it.each([['keins'], ['2026-02-30'], ['9999-12-31'], [7], [null]])(
    'falls back on its budget where the fact is %p',
    (day) => {
      const story = waiting(day);
      expect(story.due('notice')).toBe('2026-03-05');
      expect(openSteps(story.livesUntil('2026-03-06'))).toEqual(['after']);
    },
  );

  it('waits in each item for the item’s own day', () => {
    const each: Block = {
      kind: 'each',
      id: 'days-awaited',
      title: { zh: '逐日', en: 'Each day' },
      over: 'days',
      block: untilDay(),
      join: 'all',
      rejects: 'count',
      outcomes: { joined: { to: 'next' }, rejected: { to: 'next' } },
    };
    const days = { type: 'array', items: date('日期'), title: '日期', 'x-en': { title: 'Days' } };
    const more = change('item');
    const story = play(
      inOrder('flow', each, step('after'), ended()),
      { data: { ...DATA, days: ['2026-03-10', '2026-03-12'] } },
      { ...more, facts: [...(more.facts ?? []), 'days'], dataSchema: { properties: { ...FIELDS, days } } },
    );
    expect(story.due('notice~1') ?? story.state.clocks['notice~1']?.budget).toBe(8);
    expect(openRuns(story.livesUntil('2026-03-11'))).toEqual(['days-awaited', 'days-awaited~2', 'notice~2']);
    expect(openSteps(story.livesUntil('2026-03-13'))).toEqual(['after']);
  });

  it('is told with its day, before it is come to and while it lasts', () => {
    const story = waiting('2026-03-20');
    const wait = explain(story.definition, story.state, story.now, calendar).find(({ id }) => id === 'await:notice');
    expect(wait).toMatchObject({ due: '2026-03-20', clock: { id: 'notice' } });
    const ahead = inOrder('flow', step('first'), untilDay(), step('after'), ended());
    const { clocks, facts = [] } = change();
    const before = play(
      ahead,
      { data: { ...DATA, day: '2026-03-20' } },
      {
        facts,
        ...(clocks ? { clocks } : {}),
        dataSchema: { properties: { ...FIELDS, day: date('日期') } },
      },
    );
    const steps = forecast(before.definition, before.state, calendar);
    expect(steps.find(({ step: run }) => run === 'notice')).toMatchObject({ due: '2026-03-20', certainty: 'certain' });
  });
});

describe('the checker, of a wait for a date', () => {
  const found = (of: Block, more: Partial<Draft>) =>
    checkProcedure(around(of, more), town)
      // What every procedure of these tests lacks on purpose.
      .filter(({ severity, rule }) => severity === 'error' && !/^(lapse|delivery)-without/.test(rule))
      .map(({ rule, path }) => [rule, path]);

  it('is content where the day is written on every way to it', () => {
    expect(found(flow, change())).toEqual([]);
  });
  it.each([
    [
      'a day that may not be written',
      inOrder('flow', untilDay(), step('after', { form: DAY_FORM }), ended()),
      change(),
      ['read-before-written', '/clocks/notice/until/fact'],
    ],
    ['a fact that is no day', flow, change('shop'), ['day-not-a-date', '/clocks/notice/until/fact']],
    ['a fact that does not exist', flow, change('date'), ['day-not-a-date', '/clocks/notice/until/fact']],
    [
      'working days',
      flow,
      change('day', { budget: { amount: 3, unit: 'working-days' } }),
      ['day-unit', '/clocks/notice/budget/unit'],
    ],
    [
      'a wait entered again when its day is over',
      inOrder('flow', setting, untilDay({}, { to: 'again' }), ended()),
      change(),
      ['day-past-again', '/flow/blocks/1/outcomes/over/target'],
    ],
  ])('finds %s', (_, of, more, finding) => {
    expect(found(of, more)).toContainEqual(finding);
  });
  it('lets a loop wait for its day, which does not end by going on for ever', () => {
    const story = play(inOrder('flow', setting, repeated('turns', untilDay(), 'area > 1'), ended()), {}, change());
    story.decides(EXAMINER, 'setting', 'done', { data: { day: '2020-01-01' } });
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'given-up' });
  });
});
