import { explain } from '../../src/kernel/explain';
import { forecast } from '../../src/kernel/forecast';
import { CALL_ATTEMPTS, type Block, type CallBlock, type WaitBlock } from '../../src/kernel/procedure/definition';
import { checkProcedure } from '../../src/kernel/procedure/soundness';
import { calendar, type PlayedCase } from '../support/a-case';
import {
  AREA_FORM,
  around,
  beside,
  DATA,
  ended,
  inOrder,
  openRuns,
  openSteps,
  outcome,
  play,
  step,
} from '../support/branching';
import { answers, call, called, claimed, fails, saying } from '../support/calling';
import { town } from '../support/town';

const EXAMINER = 'wangfang';
const OTHER = 'lina';
const backTo = (id: string, to: string) =>
  step(id, { outcomes: { done: outcome({ to: 'next' }), back: outcome({ to: 'back', step: to }) } });
const flow = (more: Partial<CallBlock> = {}) =>
  inOrder('flow', step('first'), call('booking', more), backTo('after', 'first'), ended());
const begun = (of: Block = flow()) =>
  play(of, {}, saying(of, 'place')).runsEffects().decides(EXAMINER, 'first', 'done');
/** The effects wanted since, with what they say. */
const wants = (story: PlayedCase) =>
  story
    .ofType('effects-wanted')
    .flatMap(({ payload }) => payload.wants)
    .filter(({ kind }) => kind === 'call');
const only = (story: PlayedCase): string => called(story)[0]?.[1] ?? '';

describe('a call', () => {
  it('is wanted when it is entered, with what it hands over', () => {
    const story = begun();
    expect(openRuns(story)).toEqual(['booking']);
    expect(wants(story)).toEqual([
      { id: only(story), kind: 'call', subject: 'reserve', how: 'call', block: 'booking', facts: { shop: DATA.shop } },
    ]);
  });

  it('leads on when it is done, and what the service says are facts', () => {
    const story = answers(begun(), only(begun()), { place: '一号', more: '不是事实' });
    expect(openSteps(story)).toEqual(['after']);
    expect(story.state.facts).toMatchObject({ booking: 'done', place: '一号' });
    expect(story.state.facts).not.toHaveProperty('more');
    expect(story.state.effects).toEqual([]);
    expect(story.state.calls).toEqual([{ block: 'booking', effect: expect.stringMatching(/^c1:\d+:1$/) as string }]);
  });

  it('is kept for nothing where it could not be undone', () => {
    const { undo: _, ...block } = call('booking');
    const of = inOrder('flow', step('first'), block, step('after'), ended());
    const story = begun(of);
    expect(answers(story, only(story)).state.calls).toBeUndefined();
  });

  it('leads to “failed” when no try has helped, and stands in nobody’s way there', () => {
    const story = begun();
    fails(story, only(story));
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'given-up', effects: [] });
    expect(story.ofType('effect-failed')).toHaveLength(1);
  });

  it('stands where there is no other way, is seen, and is tried again by somebody', () => {
    const story = begun(flow({ outcomes: { done: { to: 'next' }, failed: { to: 'again' } } }));
    const id = only(story);
    fails(story, id);
    expect(openRuns(story)).toEqual(['booking']);
    const [wait] = explain(story.definition, story.state, story.now, calendar);
    expect(wait).toMatchObject({
      kind: 'effect-failed',
      subject: id,
      actions: ['retry-effect'],
      failure: 'service-503',
    });
    expect(wait?.what.zh).toContain('reserve');
    story.does('shijie', { type: 'retry-effect', effect: id, reason: '对方已恢复' });
    expect(openSteps(answers(story, id))).toEqual(['after']);
  });

  it('is explained while it lasts: which service, since when, how often it is tried, until when', () => {
    const story = begun(flow({ retries: { attempts: 3 } }));
    const [wait] = explain(story.definition, story.state, story.now, calendar);
    expect(wait).toMatchObject({ kind: 'call', clock: { id: 'limit' }, actions: [], since: story.state.at });
    expect(wait?.what).toEqual({
      zh: '预约场地（外部服务“reserve”，最多调用3次）',
      en: '预约场地 (the service “reserve”, tried 3 times at most)',
    });
    expect(CALL_ATTEMPTS).toBeGreaterThan(3);
  });

  it('is foreseen to be done', () => {
    const story = play(flow(), {}, saying(flow(), 'place'));
    const steps = forecast(story.definition, story.state, calendar);
    expect(steps.map(({ step: run, certainty, who }) => [run, certainty, who])).toEqual([
      ['first', 'certain', 'examiner@approval-bureau'],
      ['booking', 'certain', null],
      ['after', 'certain', 'examiner@approval-bureau'],
    ]);
  });

  it('is foreseen either way where a condition asks', () => {
    const asked: Block = {
      kind: 'choice',
      id: 'asked',
      title: { zh: '是否约到', en: 'Booked?' },
      branches: [
        { id: 'no', when: 'booking = "failed"', because: { zh: '没有约到', en: 'Not booked' }, block: step('by-hand') },
      ],
      otherwise: { kind: 'pass', id: 'booked' },
    };
    const of = inOrder(
      'flow',
      call('booking', { outcomes: { done: { to: 'next' }, failed: { to: 'next' } } }),
      asked,
      step('after'),
      ended(),
    );
    const story = play(of, {}, saying(of, 'place'));
    const steps = forecast(story.definition, story.state, calendar);
    expect(steps.map(({ step: run, certainty }) => [run, certainty])).toEqual([
      ['booking', 'certain'],
      ['by-hand', 'possible'],
      ['after', 'certain'],
    ]);
    fails(story, only(story));
    expect(openSteps(story)).toEqual(['by-hand']);
  });

  it('is one for each item of a list, and its answer is the item’s', () => {
    const each: Block = {
      kind: 'each',
      id: 'bodies-asked',
      title: { zh: '逐项', en: 'Each' },
      over: 'bodies',
      block: call('booking', { hands: ['item'], outcomes: { done: { to: 'next' }, failed: { to: 'reject' } } }),
      join: 'all',
      rejects: 'count',
      outcomes: { joined: { to: 'next' }, rejected: { to: 'next' } },
    };
    const of = inOrder('flow', step('first'), each, step('after'), ended());
    const story = begun(of);
    expect(wants(story).map(({ facts }) => facts?.['item'])).toEqual(DATA.bodies);
    const [one, two, three] = called(story).map(([, id]) => id);
    answers(story, two ?? '', { place: '二' });
    answers(story, one ?? '', { place: '一' });
    expect(openSteps(fails(story, three ?? ''))).toEqual(['after']);
    expect(story.state.facts).toMatchObject({
      'place~1': '一',
      'place~2': '二',
      'booking~3': 'failed',
      'bodies-asked': 'rejected',
    });
  });

  it('wanted has taken the step before out of its voter’s hands', () => {
    const voting = { kind: 'all', agree: 'done', disagree: 'no', disagreement: 'veto' } as const;
    const voted = step('first', {
      decides: voting,
      outcomes: { done: outcome({ to: 'next' }), no: outcome({ to: 'end', outcome: 'refused' }) },
    });
    const story = begun(inOrder('flow', voted, call('booking'), ended()));
    expect(story.asks(EXAMINER, { type: 'withdraw-vote', task: 'c1.first.1' })?.code).toBe('decision-stands');
  });

  it('comes after a decision that is held', () => {
    const of = inOrder(
      'flow',
      step('zero'),
      beside('sides', { left: call('booking'), right: step('right-one') }),
      ended(),
    );
    const story = play(of, { undoSeconds: 30 }, saying(of, 'place'))
      .decides(EXAMINER, 'zero', 'done')
      .at('2026-03-02 10:00')
      .settles();
    story.decides(OTHER, 'right-one', 'done');
    expect(story.state.held).toBeDefined();
    answers(story, only(story));
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'done' });
  });
});

describe('what was called for is undone (补偿)', () => {
  const undone = (story: PlayedCase) =>
    wants(story)
      .filter(({ how }) => how === 'undo')
      .map(({ subject, facts }) => [subject, facts?.['undoes']]);

  it('when a return goes back before it, once, and called for anew on the way on', () => {
    const story = begun();
    const first = only(story);
    answers(story, first).decides(EXAMINER, 'after', 'back');
    expect(undone(story)).toEqual([['release', first]]);
    expect(story.state.calls).toBeUndefined();
    expect(openSteps(story)).toEqual(['first']);
    story.decides(EXAMINER, 'first', 'done');
    const second = called(story).find(([service]) => service === 'reserve')?.[1] ?? '';
    expect(second).not.toBe(first);
    answers(story, second);
    story.does('applicant', { type: 'withdraw-application', reason: '不办了' });
    expect(undone(story)).toEqual([
      ['release', first],
      ['release', second],
    ]);
  });

  it('not when the return stays behind it', () => {
    const of = inOrder('flow', step('first'), call('booking'), step('middle'), backTo('after', 'middle'), ended());
    const story = begun(of);
    answers(story, only(story)).decides(EXAMINER, 'middle', 'done').decides(EXAMINER, 'after', 'back');
    expect(undone(story)).toEqual([]);
  });

  it('in reverse order, where the application is withdrawn', () => {
    const of = inOrder(
      'flow',
      step('first'),
      call('booking'),
      call('charging', { service: 'charge', undo: 'refund' }),
      step('after'),
      ended(),
    );
    const story = begun(of);
    const one = only(story);
    answers(story, one);
    const two = only(story);
    answers(story, two);
    story.does('applicant', { type: 'withdraw-application', reason: '不办了' });
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'withdrawn' });
    expect(undone(story)).toEqual([
      ['refund', two],
      ['release', one],
    ]);
    for (const [, id] of called(story)) answers(story, id, {});
    expect(story.state.effects).toEqual([]);
  });

  it('not when the case ends by its own course', () => {
    const story = begun();
    answers(story, only(story)).decides(EXAMINER, 'after', 'done');
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'done' });
    expect(undone(story)).toEqual([]);
  });

  it('when it is done late, after the application was withdrawn', () => {
    const story = begun();
    const id = only(story);
    claimed(story, id);
    story.does('applicant', { type: 'withdraw-application', reason: '不办了' });
    expect(undone(story)).toEqual([]);
    answers(story, id);
    expect(undone(story)).toEqual([['release', id]]);
    expect(story.state.facts).not.toHaveProperty('place');
    expect(story.ofType('call-undone')[0]?.payload.cause).toBe('late');
  });

  it('when it is done late, and the flow has come to it again', () => {
    const of = inOrder(
      'flow',
      step('first'),
      beside('sides', { left: call('booking'), right: backTo('right-one', 'first') }),
      ended(),
    );
    const story = begun(of);
    const late = only(story);
    claimed(story, late);
    story.decides(OTHER, 'right-one', 'back').decides(EXAMINER, 'first', 'done');
    const [, anew] = called(story).map(([, id]) => id);
    answers(story, late, { place: '旧' });
    expect(undone(story)).toEqual([['release', late]]);
    expect(openRuns(story)).toContain('booking');
    answers(story, anew ?? '', { place: '新' });
    expect(story.state.facts['place']).toBe('新');
    expect(undone(story)).toHaveLength(1);
  });

  it('and what had not begun does not begin', () => {
    const story = begun();
    const id = only(story);
    story.does('applicant', { type: 'withdraw-application', reason: '不办了' });
    expect(story.ofType('effect-cancelled').map(({ payload }) => payload.effect)).toEqual([id]);
    expect(story.asks('process', { type: 'claim-effect', effect: id, claim: 1 })?.code).toBe('effect-not-wanted');
    expect(undone(story)).toEqual([]);
  });

  it('nor what a branch wanted that is closed by its join, in the same act', () => {
    const first = step('right-one');
    const of = inOrder(
      'flow',
      beside('sides', { left: inOrder('way', step('left-one'), call('booking')), right: first }, { join: 'first' }),
      ended(),
    );
    const story = play(of, {}, saying(of, 'place')).runsEffects().decides(EXAMINER, 'left-one', 'done');
    story.decides(OTHER, 'right-one', 'done');
    expect(story.state).toMatchObject({ state: 'ended', effects: [] });
    expect(undone(story)).toEqual([]);
  });

  it('a late failure is noted, and nobody waits for it', () => {
    const story = begun();
    const id = only(story);
    claimed(story, id);
    story.does('applicant', { type: 'withdraw-application', reason: '不办了' });
    fails(story, id);
    expect(story.state.effects).toEqual([]);
    expect(explain(story.definition, story.state, story.now, calendar)).toEqual([]);
  });

  it('whatever becomes of the case meanwhile; and failing, it is seen and tried again', () => {
    const story = begun();
    answers(story, only(story)).decides(EXAMINER, 'after', 'back');
    const undo = only(story);
    story.does('applicant', { type: 'withdraw-application', reason: '不办了' });
    expect(called(story)).toEqual([['release', undo]]);
    fails(story, undo);
    expect(explain(story.definition, story.state, story.now, calendar)).toMatchObject([
      { kind: 'effect-failed', subject: undo, actions: ['retry-effect'] },
    ]);
    story.does('shijie', { type: 'retry-effect', effect: undo, reason: '对方已恢复' });
    expect(answers(story, undo, {}).state.effects).toEqual([]);
  });
});

describe('what was called for stands over a return that lets decisions stand', () => {
  const of = (to: string) =>
    inOrder(
      'flow',
      step('first', { form: AREA_FORM }),
      call('booking'),
      step('middle', { form: AREA_FORM }),
      step('after', { returns: { to: [to], mode: 'direct' } }),
      ended(),
    );
  const area = (n: number) => ({ data: { area: n } });
  const returned = () => {
    const story = play(of('first'), {}, saying(of('first'), 'place')).decides(EXAMINER, 'first', 'done', area(1));
    answers(story, only(story)).decides(EXAMINER, 'middle', 'done', area(1));
    return story.does(EXAMINER, { type: 'return', task: 'c1.after.1', to: 'first', reason: '再看' });
  };

  it('as long as nothing it was decided on has changed', () => {
    const story = returned();
    expect(called(story)).toEqual([]);
    story.decides(EXAMINER, 'first', 'done', area(1));
    expect(called(story)).toEqual([]);
    expect(openSteps(story)).toEqual(['after']);
    expect(story.state.calls).toHaveLength(1);
    expect(story.state.facts['booking']).toBe('done');
  });

  it('and is undone, and called for anew, when that has', () => {
    const story = returned().decides(EXAMINER, 'first', 'done', area(2));
    expect(called(story).map(([service]) => service)).toEqual(['release', 'reserve']);
    expect(openRuns(story)).toEqual(['booking']);
  });
});

describe('the checker, of a call', () => {
  const found = (of: Block, services?: readonly string[]) =>
    checkProcedure(around(of, saying(of, 'place')), { ...town, ...(services ? { services } : {}) })
      .filter(({ rule }) => !/^(lapse|delivery)-without|^outcome-unreached|^clock-never/.test(rule))
      .map(({ rule, path }) => [rule, path]);
  const with_ = (more: Partial<CallBlock>) => inOrder('flow', call('booking', more), ended());

  it('is content with one that leads somewhere either way, and lets what it says be read', () => {
    expect(found(with_({}), ['reserve', 'release'])).toEqual([]);
    const choice: Block = {
      kind: 'choice',
      id: 'where',
      title: { zh: '位置', en: 'Where' },
      branches: [{ id: 'one', when: 'place = "一号"', because: { zh: '一号', en: 'One' }, block: step('one-step') }],
      otherwise: { kind: 'pass', id: 'elsewhere' },
    };
    expect(found(inOrder('flow', call('booking'), choice, ended()))).toEqual([]);
    const either = call('booking', { outcomes: { done: { to: 'next' }, failed: { to: 'next' } } });
    expect(found(inOrder('flow', either, choice, ended()))).toEqual([
      ['read-before-written', '/flow/blocks/1/branches/0/when'],
    ]);
  });
  it.each([
    ['no service', { service: ' ' }, 'service-missing', 'service'],
    ['an undoing without a service', { undo: '' }, 'service-missing', 'undo'],
    ['a clock that does not run', { clock: 'own' }, 'clock-not-started', 'clock'],
    ['a clock that does not exist', { clock: 'none' }, 'clock-unknown', 'clock'],
    [
      'a call without end',
      { outcomes: { done: { to: 'again' }, failed: { to: 'next' } } },
      'call-again',
      'outcomes/done',
    ],
    [
      'an end that is none',
      { outcomes: { done: { to: 'next' }, failed: { to: 'end', outcome: 'no' } } },
      'target-unknown',
      'outcomes/failed',
    ],
    ['a fact that is not there', { hands: ['colour'] }, 'fact-unknown', 'hands'],
  ] as const)('finds %s', (_, more, rule, at) => {
    expect(found(with_(more as Partial<CallBlock>))).toContainEqual([rule, `/flow/blocks/0/${at}`]);
  });
  it('warns of a service that nobody has set up', () => {
    expect(found(with_({}), ['release'])).toEqual([['service-unknown', '/flow/blocks/0/service']]);
  });
});

it('is undone when a later step asks the applicant, whose answer leads back before it', () => {
  const ask = step('after', {
    outcomes: { done: outcome({ to: 'next' }), ask: outcome({ to: 'correction', wait: 'answer' }) },
  });
  const of = inOrder('flow', step('first'), call('booking'), ask, ended());
  const wait: WaitBlock = {
    kind: 'wait',
    id: 'answer',
    title: { zh: '补正', en: 'Answer' },
    clock: 'answer',
    until: 'supplement',
    back: 'first',
    lapse: { to: 'end', outcome: 'given-up' },
  };
  const story = play(of, {}, { ...saying(of, 'place'), waits: { answer: wait } })
    .runsEffects()
    .decides(EXAMINER, 'first', 'done');
  answers(story, only(story)).decides(OTHER, 'after', 'ask');
  expect(story.ofType('call-undone').map(({ payload }) => payload)).toEqual([
    { block: 'booking', effect: expect.stringMatching(/^c1:/) as string, service: 'release', cause: 'returned' },
  ]);
  expect(story.state.calls ?? []).toEqual([]);
});
