import { explain } from '../../src/kernel/explain';
import { offeredOnCase } from '../../src/kernel/kernel';
import type { Block } from '../../src/kernel/procedure/definition';
import { checkProcedure } from '../../src/kernel/procedure/soundness';
import { calendar } from '../support/a-case';
import { around, beside, ended, inOrder, openRuns, openSteps, outcome, play, step } from '../support/branching';
import { PAID, paid, payment, saying } from '../support/calling';
import { person, town } from '../support/town';

const EXAMINER = 'wangfang';
const flow = inOrder('flow', step('first'), payment(), step('after'), ended());
const begun = (of: Block = flow) => play(of, {}, saying(of, 'amount'));
const waiting = () => begun().decides(EXAMINER, 'first', 'done');

describe('a wait for a message', () => {
  it('ends when the message comes, and keeps what it says', () => {
    const story = waiting();
    expect(openRuns(story)).toEqual(['payment']);
    story.does('process', paid('p-1'));
    expect(openSteps(story)).toEqual(['after']);
    expect(story.state.facts).toMatchObject({ payment: 'paid', amount: 120 });
    expect(story.ofType('message-received')[0]).toMatchObject({
      payload: { name: 'payment-confirmed', id: 'p-1', data: { amount: 120 } },
      basis: 'system',
    });
    expect(story.state.clocks['answer']?.endedOn).toBe('2026-03-02');
  });

  it('lapses like any other', () => {
    const story = waiting().livesUntil('2026-03-31');
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'given-up' });
    expect(story.asks('process', paid('p-1'))?.code).toBe('case-ended');
  });

  it('is no second act when the sender says it twice', () => {
    const story = waiting().does('process', paid('p-1'));
    const { seq } = story.state;
    expect(story.asks('process', paid('p-1'))).toBeUndefined();
    story.does('process', paid('p-1')).does('process', paid('p-1', 999));
    expect(story.state.seq).toBe(seq);
    expect(story.state.facts['amount']).toBe(120);
  });

  it('hears what has come before it was entered', () => {
    const story = begun().does('process', paid('p-1', 80));
    expect(openSteps(story)).toEqual(['first']);
    expect(story.state.facts).not.toHaveProperty('amount');
    story.decides(EXAMINER, 'first', 'done');
    expect(openSteps(story)).toEqual(['after']);
    expect(story.state.facts).toMatchObject({ payment: 'paid', amount: 80 });
  });

  it('entered again, waits for another message', () => {
    const again = step('after', {
      outcomes: { done: outcome({ to: 'next' }), back: outcome({ to: 'back', step: 'first' }) },
    });
    const story = begun(inOrder('flow', step('first'), payment(), again, ended()))
      .decides(EXAMINER, 'first', 'done')
      .does('process', paid('p-1'))
      .decides(EXAMINER, 'after', 'back');
    story.decides(EXAMINER, 'first', 'done');
    expect(openRuns(story)).toEqual(['payment']);
    story.does('process', paid('p-1'));
    expect(openRuns(story)).toEqual(['payment']);
    story.does('process', paid('p-2'));
    expect(openSteps(story)).toEqual(['after']);
  });

  it('hears the first of two that came early, and keeps the other for the next round', () => {
    const again = step('after', {
      outcomes: { done: outcome({ to: 'next' }), back: outcome({ to: 'back', step: 'first' }) },
    });
    const story = begun(inOrder('flow', step('first'), payment(), again, ended()))
      .does('process', paid('p-1', 10))
      .does('process', paid('p-2', 20))
      .decides(EXAMINER, 'first', 'done');
    expect(story.state.facts['amount']).toBe(10);
    story.decides(EXAMINER, 'after', 'back').decides(EXAMINER, 'first', 'done');
    expect(openSteps(story)).toEqual(['after']);
    expect(story.state.facts['amount']).toBe(20);
    expect(story.ofType('wait-answered').map(({ payload }) => payload.message?.id)).toEqual(['p-1', 'p-2']);
  });

  it('refuses what the procedure nowhere waits for, and what the form does not allow', () => {
    const story = waiting();
    expect(story.asks('process', { ...paid('p-1'), message: 'weather' } as never)?.code).toBe('message-not-awaited');
    const wrong = [{ path: '/data/amount', message: { zh: '缺', en: 'missing' } }];
    expect(story.asks('process', paid('p-1', 0, { formErrors: wrong }))).toMatchObject({
      code: 'form-invalid',
      facts: { errors: [{ path: '/data/amount' }] },
    });
    expect(story.asks('process', paid('p-1', 1, { expectedSeq: 1 }))?.code).toBe('case-stale');
  });

  it('does not let a sender fill the case', () => {
    const story = begun();
    for (let n = 1; n <= 20; n++) story.does('process', paid(`p-${n}`));
    expect(story.asks('process', paid('p-21'))?.code).toBe('messages-enough');
  });

  it('may be answered by somebody of the deciding body, who says why', () => {
    const story = waiting();
    expect(story.asks(EXAMINER, paid('p-1'))?.code).toBe('message-reason');
    const reason = { reason: '银行回单' };
    for (const who of ['applicant', 'zhangwei', 'qinyu'])
      expect(story.asks(who, paid('p-1', 1, reason))?.code).toMatch(/^not-/);
    story.does(EXAMINER, paid('p-1', 120, reason));
    expect(story.ofType('message-received')[0]).toMatchObject({ actor: EXAMINER, payload: reason });
    expect(openSteps(story)).toEqual(['after']);
  });

  it('is explained, with the act that helps, and offered where it would be taken', () => {
    const story = waiting();
    const [wait] = explain(story.definition, story.state, story.now, calendar).filter(
      ({ id }) => id === 'await:payment',
    );
    expect(wait).toMatchObject({
      kind: 'message',
      subject: 'payment',
      actions: ['receive-message'],
      clock: { id: 'answer' },
    });
    const offered = (who: string) => {
      const { definition, state } = story;
      return offeredOnCase({ definition, state, actor: person(who), moment: story.moment(), calendar });
    };
    expect(offered(EXAMINER)).toContain('receive-message');
    expect(offered('qinyu')).not.toContain('receive-message');
  });

  it('in an item of a list is heard by one item at a time', () => {
    const each: Block = {
      kind: 'each',
      id: 'bodies-paid',
      title: { zh: '逐项', en: 'Each' },
      over: 'bodies',
      block: payment({
        outcomes: {
          paid: { on: 'message', name: 'payment-confirmed', schema: PAID, target: { to: 'next' } },
          late: { on: 'lapse', target: { to: 'reject' } },
        },
      }),
      join: 'all',
      rejects: 'count',
      outcomes: { joined: { to: 'next' }, rejected: { to: 'next' } },
    };
    const story = begun(inOrder('flow', each, step('after'), ended()));
    story.does('process', paid('p-1', 1)).does('process', paid('p-2', 2)).does('process', paid('p-3', 3));
    expect(story.state.facts).toMatchObject({ 'amount~1': 1, 'amount~2': 2, 'amount~3': 3 });
    expect(openSteps(story)).toEqual(['after']);
  });
});

describe('the checker, of a wait for a message', () => {
  const found = (of: Block, ...facts: readonly string[]) =>
    checkProcedure(around(of, saying(of, ...facts)), town)
      .filter(({ severity, rule }) => severity === 'error' && !/^(lapse|delivery)-without/.test(rule))
      .map(({ rule, path }) => [rule, path]);
  const late = { on: 'lapse', target: { to: 'next' } } as const;

  it('is content with one that has a name and a limit, and knows what it says', () => {
    expect(found(flow, 'amount')).toEqual([]);
    const reading = inOrder(
      'flow',
      payment({
        outcomes: {
          paid: { on: 'message', name: 'payment-confirmed', schema: PAID, target: { to: 'next' } },
          late: { on: 'lapse', target: { to: 'end', outcome: 'given-up' } },
        },
      }),
      {
        kind: 'loop',
        id: 'turns',
        title: { zh: '循环', en: 'Loop' },
        block: step('again'),
        while: 'amount > 3',
        atMost: 2,
        exhausted: { to: 'next' },
      },
      ended(),
    );
    expect(found(reading, 'amount')).toEqual([]);
  });
  it.each([
    ['no name', payment({ outcomes: { paid: { on: 'message', target: { to: 'next' } }, late } }), 'message-nameless'],
    ['a name where no message is', payment({ outcomes: { late: { ...late, name: 'x' } } }), 'message-elsewhere'],
    [
      'no limit',
      payment({ outcomes: { paid: { on: 'message', name: 'p', target: { to: 'next' } } } }),
      'wait-without-limit',
    ],
  ])('finds %s', (_, block, rule) => {
    expect(found(inOrder('flow', block, ended())).map(([each]) => each)).toContain(rule);
  });
  it('finds one message with two forms, and two branches that wait for the same', () => {
    const other = payment({
      id: 'second',
      clock: 'own',
      outcomes: { paid: { on: 'message', name: 'payment-confirmed', target: { to: 'next' } }, late },
    });
    expect(found(inOrder('flow', payment(), other, ended()), 'amount').map(([rule]) => rule)).toContain(
      'message-differs',
    );
    const sides = beside('sides', {
      left: payment({ outcomes: { paid: { on: 'message', name: 'payment-confirmed', target: { to: 'next' } }, late } }),
      right: other,
    });
    expect(found(inOrder('flow', sides, ended())).map(([rule]) => rule)).toContain('branches-await-same');
  });
});
