// Owns what users of other systems complain of about returns, told as it should go.
import type { Draft } from '../../src/kernel/procedure/builder';
import type { Block, ReturnRule, TaskBlock } from '../../src/kernel/procedure/definition';
import { fold } from '../../src/kernel/evolve';
import { placeOf } from '../../src/kernel/procedure/place';
import type { PlayedCase } from '../support/a-case';
import { person } from '../support/town';
import { beside, ended, inOrder, openRuns, openSteps, opinion, outcome, play, step } from '../support/branching';

const [WANG, LI, SUN] = ['wangfang', 'lina', 'sunqiang'] as const;
const anywhere: ReturnRule = {
  to: ['previous', 'start', 'survey', 'measure', 'left-one', 'left-two', 'right-one', 'check'],
  mode: 'choose',
};
const returning = (id: string, more: Partial<Omit<TaskBlock, 'kind' | 'id'>> = {}) =>
  opinion(id, { returns: anywhere, ...more });
/** Before, two branches, behind. */
const flow = (more: Parameters<typeof beside>[2] = {}) =>
  inOrder(
    'flow',
    step('survey'),
    step('measure'),
    beside(
      'sides',
      {
        left: inOrder('left-way', returning('left-one'), returning('left-two')),
        right: inOrder('right-way', returning('right-one')),
      },
      more,
    ),
    step('check', { returns: anywhere }),
    step('sign', { returns: anywhere }),
    ended(),
  );
const begun = (more: Parameters<typeof beside>[2] = {}): PlayedCase =>
  play(flow(more)).decides(WANG, 'survey', 'done').decides(WANG, 'measure', 'done');
const taskIn = (story: PlayedCase, run: string): string => story.task(run)?.id ?? `none:${run}`;
const sendsBack = (story: PlayedCase, who: string, from: string, to: string, more: object = {}): PlayedCase =>
  story.does(who, { type: 'return', task: taskIn(story, from), to, reason: '面积与图纸不符', ...more });
const causes = (story: PlayedCase) =>
  story.ofType('task-closed').map(({ payload: { task, cause, by } }) => [task, cause, by]);
/** The ledger folds to the state, and whoever is open is waited for: a seat, or a branch with something open in it. */
const whole = (story: PlayedCase): void => {
  expect(fold(story.state.id, story.acts)).toEqual(story.state);
  for (const run of openRuns(story)) {
    const inside = openSteps(story).filter((each) => {
      const place = placeOf(story.definition, each);
      return each === run || place?.around.some((outer) => outer.run === run || outer.branch === run);
    });
    expect([run, inside.length > 0]).toEqual([run, true]);
  }
};

describe('“a return from inside or after a parallel block hangs or skips steps”', () => {
  it('out of a branch to before the block: the block is closed, and gone again in a second round', () => {
    const story = begun();
    story.decides(LI, 'right-one', 'agree').does(SUN, { type: 'claim', task: taskIn(story, 'left-one') });
    sendsBack(story, SUN, 'left-one', 'measure');
    expect(openSteps(story)).toEqual(['measure']);
    expect(openRuns(story)).toEqual(['measure']);
    expect(causes(story)).toEqual([['c1.left-one.1', 'returned', 'c1.left-one.1.1']]);
    expect(story.state.blocks).toMatchObject({
      sides: { state: 'closed', round: 1 },
      right: { state: 'done', round: 1 },
    });
    story.decides(WANG, 'measure', 'done');
    expect(openSteps(story)).toEqual(['left-one', 'right-one']);
    expect(story.state.blocks).toMatchObject({ sides: { round: 2 }, left: { round: 2 }, right: { round: 2 } });
    expect(
      story.state.tasks.filter(({ step: run }) => run === 'right-one').map(({ round, state }) => [round, state]),
    ).toEqual([
      [1, 'done'],
      [2, 'open'],
    ]);
    whole(story);
  });

  it('after the join into one branch: that branch is open, the other is carried over and counts at the join', () => {
    const story = begun()
      .decides(LI, 'right-one', 'agree')
      .decides(WANG, 'left-one', 'agree')
      .decides(WANG, 'left-two', 'agree');
    sendsBack(story, SUN, 'check', 'left-two');
    expect(openSteps(story)).toEqual(['left-two']);
    expect(story.state.blocks).toMatchObject({
      sides: { state: 'open', round: 2 },
      left: { state: 'open', round: 2 },
      right: { state: 'done', outcome: 'carried', round: 2, carried: 1 },
    });
    expect(story.state.facts).toMatchObject({ 'right-one': 'agree', 'left-one': 'agree' });
    expect(story.state.facts).not.toHaveProperty('left-two');
    story.decides(WANG, 'left-two', 'agree');
    expect(openSteps(story)).toEqual(['check']);
    story.decides(SUN, 'check', 'done').decides(SUN, 'sign', 'done');
    expect(story.state.state).toBe('ended');
    whole(story);
  });

  it('twice after the join, into either branch: nothing is lost', () => {
    const story = begun()
      .decides(LI, 'right-one', 'agree')
      .decides(WANG, 'left-one', 'agree')
      .decides(WANG, 'left-two', 'agree');
    sendsBack(story, SUN, 'check', 'left-two').decides(WANG, 'left-two', 'agree');
    sendsBack(story, SUN, 'check', 'right-one');
    expect(openSteps(story)).toEqual(['right-one']);
    expect(story.state.blocks).toMatchObject({ sides: { round: 3 }, left: { outcome: 'carried', carried: 2 } });
    story.decides(LI, 'right-one', 'agree').decides(SUN, 'check', 'done').decides(SUN, 'sign', 'done');
    expect(story.state.state).toBe('ended');
  });

  it('an inclusive block asks its conditions again, and keeps both answers', () => {
    const asked = inOrder(
      'flow',
      step('survey', {
        form: { type: 'object', properties: { area: { type: 'number', title: '面积', 'x-en': { title: 'Area' } } } },
      }),
      beside('sides', { left: returning('left-one'), right: returning('right-one') }, { when: { left: 'area > 100' } }),
      ended(),
    );
    const story = play(asked).decides(WANG, 'survey', 'done', { data: { area: 200 } });
    sendsBack(story, LI, 'right-one', 'survey').decides(WANG, 'survey', 'done', { data: { area: 50 } });
    const entered = story.ofType('block-entered').filter(({ payload }) => payload.block === 'sides');
    expect(entered.map(({ payload }) => [payload.round, payload.activated, payload.leftOut])).toEqual([
      [1, ['left', 'right'], undefined],
      [2, ['right'], ['left']],
    ]);
    expect(openSteps(story)).toEqual(['right-one']);
  });
});

describe('“parallel tasks cannot be returned at all”', () => {
  it('within a branch only that branch goes back; its sibling works on, on its running limit', () => {
    const story = begun().decides(WANG, 'left-one', 'agree');
    const sibling = story.task('right-one');
    sendsBack(story, SUN, 'left-two', 'left-one');
    expect(openSteps(story)).toEqual(['right-one', 'left-one']);
    expect(story.task('right-one')).toEqual(sibling);
    expect(story.state.blocks).toMatchObject({ sides: { state: 'open', round: 1 }, left: { state: 'open', round: 1 } });
    expect(story.ofType('clock-ended')).toEqual([]);
    story.decides(LI, 'right-one', 'agree').decides(WANG, 'left-one', 'agree').decides(WANG, 'left-two', 'agree');
    expect(openSteps(story)).toEqual(['check']);
    whole(story);
  });

  it('into a sibling branch it is refused, and the answer says what may be done instead', () => {
    const story = begun().decides(LI, 'right-one', 'agree');
    const refusal = story.asks(SUN, { type: 'return', task: taskIn(story, 'left-one'), to: 'right-one', reason: '…' });
    expect(refusal?.code).toBe('return-into-sibling');
  });

  it('a finished opinion is carried over where nothing it rests on has changed, and asked again where it has', () => {
    const form = { type: 'object', properties: { area: { type: 'number', title: '面积', 'x-en': { title: 'Area' } } } };
    const carrying = inOrder(
      'flow',
      step('survey', { form }),
      beside('sides', { left: returning('left-one'), right: returning('right-one') }, { carryOver: ['right'] }),
      ended(),
    );
    const twice = (area: number) => {
      const story = play(carrying)
        .decides(WANG, 'survey', 'done', { data: { area: 80 } })
        .decides(LI, 'right-one', 'agree');
      return sendsBack(story, SUN, 'left-one', 'survey').decides(WANG, 'survey', 'done', { data: { area } });
    };
    expect(openSteps(twice(80))).toEqual(['left-one']);
    expect(twice(80).ofType('branch-carried')[0]?.payload).toMatchObject({
      block: 'right',
      round: 2,
      from: 1,
      facts: { 'right-one': 'agree' },
    });
    expect(openSteps(twice(90))).toEqual(['left-one', 'right-one']);
    expect(twice(90).ofType('kept-dropped')[0]?.payload).toEqual({ blocks: ['right'], changed: ['area'] });
  });
});

describe('“a return to a step of several persons loses the task, or makes it twice”', () => {
  const both = (id: string) => step(id, { by: { post: 'examiner', of: 'deciding', count: 2 }, returns: anywhere });
  it('the step is open again once, with all of its seats', () => {
    const story = play(inOrder('flow', both('survey'), both('check'), ended()));
    story.decides(WANG, 'survey', 'done').decides(LI, 'survey', 'done').decides(WANG, 'check', 'done');
    sendsBack(story, SUN, 'check', 'survey');
    expect(story.state.tasks.filter(({ state }) => state === 'open')).toMatchObject([
      { id: 'c1.survey.2', seats: [{ state: 'open' }, { state: 'open' }] },
    ]);
  });
  it('one seat returning closes the task for all, with the cause; what was decided there stays on the record', () => {
    const story = play(inOrder('flow', both('survey'), both('check'), ended()));
    story.decides(WANG, 'survey', 'done').decides(LI, 'survey', 'done').decides(WANG, 'check', 'done');
    sendsBack(story, SUN, 'check', 'survey');
    expect(story.state.tasks.find(({ id }) => id === 'c1.check.1')).toMatchObject({
      state: 'closed',
      cause: 'returned',
      seats: [
        { state: 'decided', holder: WANG, outcome: 'done' },
        { state: 'closed', cause: 'returned' },
      ],
    });
    expect(story.refused(SUN, 'check', 'done')).toBe('already-decided');
  });
  it('items of a list come back as they are in the list, not once for each earlier copy', () => {
    const each: Block = {
      kind: 'each',
      id: 'all',
      title: { zh: '逐项', en: 'Each' },
      over: 'bodies',
      block: returning('asked'),
      join: 'all',
      rejects: 'end',
      outcomes: { joined: { to: 'next' }, rejected: { to: 'end', outcome: 'refused' } },
    };
    const story = play(inOrder('flow', step('survey'), each, ended())).decides(WANG, 'survey', 'done');
    story.decides(LI, 'asked~1', 'agree');
    sendsBack(story, SUN, 'asked~3', 'survey').decides(WANG, 'survey', 'done');
    expect(openSteps(story)).toEqual(['asked~1', 'asked~2', 'asked~3']);
    expect(story.state.blocks['all']).toMatchObject({ round: 2, activated: ['all~1', 'all~2', 'all~3'] });
  });
});

describe('“return to the previous step or to the applicant is missing or wrong; a rejection just ends the flow”', () => {
  const wait = {
    supplement: {
      kind: 'wait',
      id: 'supplement',
      title: { zh: '补正', en: 'Supplement' },
      clock: 'answer',
      until: 'supplement',
      back: 'survey',
      lapse: { to: 'end', outcome: 'given-up' },
    },
  } as const;
  const toApplicant: ReturnRule = { to: ['applicant', 'previous', 'start'], mode: 'choose' };
  const plain = (change: Partial<Draft> = {}) =>
    play(
      inOrder(
        'flow',
        step('survey'),
        step('measure'),
        step('check', { returns: toApplicant }),
        step('sign', { returns: toApplicant }),
        ended(),
      ),
      {},
      { waits: wait, ...change },
    )
      .decides(WANG, 'survey', 'done')
      .decides(WANG, 'measure', 'done');
  const supplement = (data: object) => ({ type: 'supplement', data, formErrors: [] }) as never;

  it('the previous step is the one this case has passed last, and the start its first', () => {
    expect(openSteps(sendsBack(plain(), SUN, 'check', 'previous'))).toEqual(['measure']);
    expect(openSteps(sendsBack(plain(), SUN, 'check', 'start'))).toEqual(['survey']);
    const refusal = plain().asks(SUN, { type: 'return', task: 'c1.check.1', to: 'measure', reason: '…' });
    // `previous` is allowed here and leads to the same run: it is told by either name.
    expect(refusal).toBeUndefined();
    expect(plain().asks(SUN, { type: 'return', task: 'c1.check.1', to: 'sign', reason: '…' })?.code).toBe(
      'return-nowhere',
    );
    expect(plain().asks(SUN, { type: 'return', task: 'c1.check.1', to: 'previous', reason: ' ' })?.code).toBe(
      'return-reason',
    );
  });

  it('a step on a way this case has not gone is no target', () => {
    const chosen: Block = {
      kind: 'choice',
      id: 'which',
      title: { zh: '判断', en: 'which' },
      branches: [{ id: 'large', when: 'area > 100', because: { zh: '大', en: 'large' }, block: step('large-step') }],
      otherwise: step('small-step'),
    };
    const story = play(
      inOrder(
        'flow',
        chosen,
        step('check', { returns: { to: ['large-step', 'small-step', 'previous'], mode: 're-walk' } }),
        ended(),
      ),
    );
    story.decides(WANG, 'small-step', 'done');
    expect(story.asks(SUN, { type: 'return', task: 'c1.check.1', to: 'large-step', reason: '…' })?.code).toBe(
      'return-nowhere',
    );
    expect(openSteps(sendsBack(story, SUN, 'check', 'previous'))).toEqual(['small-step']);
  });

  it('the applicant has his own time, and the case goes on as was chosen', () => {
    const story = sendsBack(plain(), SUN, 'check', 'applicant', { mode: 're-walk' });
    expect(openSteps(story)).toEqual([]);
    expect(openRuns(story)).toEqual(['supplement']);
    expect(story.due('answer')).toBe('2026-03-09');
    expect(story.state.clocks['limit']?.endedOn).toBeUndefined();
    story.does('applicant', supplement({ area: 90 }));
    expect(openSteps(story)).toEqual(['survey']);
  });

  it('and with “direct” it is straight back with whoever sent it, where nothing decided between rests on what has changed', () => {
    const story = sendsBack(plain(), SUN, 'check', 'applicant', { mode: 'direct' });
    story.does('applicant', supplement({ plan: 'file-9' }));
    expect(openSteps(story)).toEqual(['check']);
    expect(story.ofType('step-kept').map(({ payload }) => payload.block)).toEqual(['survey', 'measure']);
    const changed = sendsBack(plain(), SUN, 'check', 'applicant', { mode: 'direct' });
    changed.does('applicant', supplement({ area: 500 }));
    expect(openSteps(changed)).toEqual(['survey']);
    expect(changed.ofType('kept-dropped')[0]?.payload).toEqual({ blocks: ['survey', 'measure'], changed: ['area'] });
  });

  it('he is asked once; a second time the head of the agency must allow', () => {
    const story = sendsBack(plain(), SUN, 'check', 'applicant').does('applicant', supplement({ plan: 'file-9' }));
    story.decides(WANG, 'survey', 'done').decides(WANG, 'measure', 'done');
    const again = { type: 'return', task: 'c1.check.2', to: 'applicant', reason: '…' } as const;
    expect(story.asks(SUN, again)?.code).toBe('gaps-already-listed');
    story.does('qianjianguo', { type: 'allow-second-list', reason: '…' });
    expect(story.asks(SUN, again)).toBeUndefined();
  });

  it('silence ends it as the procedure says', () => {
    const story = sendsBack(plain(), SUN, 'check', 'applicant').livesUntil('2026-03-12');
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'given-up' });
  });

  it('a rejection ends its branch and what the join makes of it, not more', () => {
    const story = begun({ rejects: 'count', join: 'first' }).decides(LI, 'right-one', 'object');
    expect(openSteps(story)).toEqual(['left-one']);
  });
});

describe('“returned step by step, again and again, it goes wrong”', () => {
  it('each return leads to the step before, and the way on is gone again in the same order', () => {
    const steps = ['survey', 'measure', 'check', 'sign'];
    const story = play(
      inOrder('flow', ...steps.map((id) => step(id, { returns: { to: ['previous'], mode: 're-walk' } })), ended()),
    );
    for (let n = 0; n < 3; n += 1) {
      for (const id of steps.slice(0, 3)) story.decides(WANG, id, 'done');
      for (const id of ['sign', 'check', 'measure']) sendsBack(story, SUN, id, 'previous');
      expect(openSteps(story)).toEqual(['survey']);
      expect(story.offers(WANG, taskIn(story, 'survey'))).not.toContain('return');
    }
    for (const id of steps) story.decides(WANG, id, 'done');
    expect(story.state.state).toBe('ended');
    expect(story.ofType('returned')).toHaveLength(9);
  });

  it('direct: a decision stands as long as what it was made on, and the first that does not takes the later ones with it', () => {
    const form = { type: 'object', properties: { area: { type: 'number', title: '面积', 'x-en': { title: 'Area' } } } };
    const go = (area: number) => {
      const story = play(
        inOrder(
          'flow',
          step('survey', { form }),
          step('measure'),
          step('check'),
          step('sign', { returns: { to: ['survey'], mode: 'direct' } }),
          ended(),
        ),
      );
      story
        .decides(WANG, 'survey', 'done', { data: { area: 80 } })
        .decides(WANG, 'measure', 'done')
        .decides(WANG, 'check', 'done');
      return sendsBack(story, SUN, 'sign', 'survey').decides(WANG, 'survey', 'done', { data: { area } });
    };
    expect(openSteps(go(80))).toEqual(['sign']);
    expect(go(80).state.blocks).toMatchObject({ measure: { carried: 1 }, check: { carried: 1 } });
    expect(openSteps(go(90))).toEqual(['measure']);
    expect(openSteps(go(90).decides(WANG, 'measure', 'done'))).toEqual(['check']);
    expect(
      go(80).asks(SUN, { type: 'return', task: 'c1.sign.2', to: 'survey', mode: 're-walk', reason: '…' })?.code,
    ).toBe('return-mode');
  });

  it('a return before a return keeps what still stands, and not what was undone', () => {
    const direct: ReturnRule = { to: ['survey', 'measure', 'check'], mode: 'direct' };
    const story = play(
      inOrder(
        'flow',
        step('survey'),
        step('measure', { returns: direct }),
        step('check'),
        step('sign', { returns: direct }),
        ended(),
      ),
    );
    for (const id of ['survey', 'measure', 'check']) story.decides(WANG, id, 'done');
    sendsBack(story, SUN, 'sign', 'measure');
    sendsBack(story, SUN, 'measure', 'survey').decides(WANG, 'survey', 'done');
    // The step that sent it back is done by whoever sent it back; what came after it rests on what it says.
    expect(openSteps(story)).toEqual(['measure']);
    story.decides(WANG, 'measure', 'done');
    expect(openSteps(story)[0]).toMatch(/check|sign/);
    for (const id of openSteps(story)) story.decides(WANG, id, 'done');
    whole(story);
  });
});

describe('“one member of a group rejects: the others’ tasks stay, or everything is killed”', () => {
  it('the others are closed with a cause, each by an act of its own, and nothing is deleted', () => {
    const story = begun();
    const before = story.state.tasks.map(({ id }) => id);
    story.decides(LI, 'right-one', 'object');
    expect(causes(story)).toEqual([['c1.left-one.1', 'rejected', undefined]]);
    expect(story.state.tasks.map(({ id }) => id).slice(0, before.length)).toEqual(before);
  });
});

describe('“a return while a decision may still be taken back” of a group', () => {
  it('does not undo what others have decided: the held decision takes effect first', () => {
    const story = play(flow(), { undoSeconds: 60 });
    story.decides(WANG, 'survey', 'done').at('2026-03-02 09:02').settles();
    story.decides(WANG, 'measure', 'done').at('2026-03-02 09:04').settles();
    story.decides(LI, 'right-one', 'agree');
    sendsBack(story, SUN, 'left-one', 'measure');
    expect(story.ofType('decided').map(({ payload }) => payload.task)).toContain('c1.right-one.1');
    expect(openSteps(story)).toEqual(['measure']);
  });
});

describe('“whoever has pressed too soon cannot take it back, least of all in a group or a list”', () => {
  it('in an item of a list his own decision is open again, and no other is touched', () => {
    const each: Block = {
      kind: 'each',
      id: 'all',
      title: { zh: '逐项', en: 'Each' },
      over: 'bodies',
      block: returning('asked'),
      join: 'first',
      rejects: 'count',
      outcomes: { joined: { to: 'next' }, rejected: { to: 'next' } },
    };
    const story = play(inOrder('flow', each, step('after'), ended()), { undoSeconds: 60 });
    const others = story.state.tasks.slice(1);
    story.decides(LI, 'asked~1', 'agree').takesBack(LI);
    expect(openSteps(story)).toEqual(['asked~1', 'asked~2', 'asked~3']);
    expect(story.state.tasks.slice(1)).toEqual(others);
    expect(story.ofType('block-left')).toEqual([]);
    story.decides(LI, 'asked~1', 'agree').at('2026-03-02 09:02').settles();
    expect(openSteps(story)).toEqual(['after']);
  });
});

describe('“the trace colours lines that were never walked”', () => {
  it('a branch that did not go along has no run, and a step that was closed is not done', () => {
    const story = begun({ when: { left: 'area > 100' } });
    expect(story.state.blocks).not.toHaveProperty('left');
    expect(story.state.blocks).not.toHaveProperty('left-one');
    const cut = begun({ join: 'first' }).decides(LI, 'right-one', 'agree');
    expect(cut.state.blocks['left-one']?.state).toBe('closed');
  });
});

it('whoever was asked for an opinion cannot send the case back', () => {
  const story = play(
    inOrder('flow', step('survey'), step('check', { returns: anywhere, addSign: {} }), ended()),
  ).decides(WANG, 'survey', 'done');
  const adviser = person('zhoumin');
  story.does(SUN, { type: 'claim', task: 'c1.check.1' });
  story.does(SUN, { type: 'add-sign', task: 'c1.check.1', kind: 'consult', people: [adviser], reason: '征求意见' });
  expect(story.offers(adviser, 'c1.check.1')).not.toContain('return');
  expect(story.asks(adviser, { type: 'return', task: 'c1.check.1', to: 'survey', reason: '…' })?.code).toBe(
    'return-aside',
  );
  expect(openSteps(sendsBack(story, SUN, 'check', 'survey'))).toEqual(['survey']);
  expect(story.state.tasks.find(({ id }) => id === 'c1.check.1')?.seats.map(({ cause }) => cause)).toEqual([
    'returned',
    'returned',
  ]);
});

describe('a child process', () => {
  const childBlock: Block = {
    kind: 'child',
    id: 'review',
    title: { zh: '法制审核', en: 'Legal review' },
    procedure: 'legal-review',
    hands: [],
    clock: 'limit',
    of: 'reviewing',
    outcomes: Object.fromEntries(
      ['agree', 'correct', 'supplement', 'transfer'].map((id) => [id, { to: 'next' as const }]),
    ),
  };
  it('is listed and must be confirmed before a return closes it, with the cause', () => {
    const sides = inOrder(
      'flow',
      step('survey'),
      beside('sides', { left: returning('left-one'), right: childBlock }),
      ended(),
    );
    const story = play(
      sides,
      {},
      { roles: { deciding: 'holder', supervising: 'justice-bureau', reviewing: 'justice-bureau' } },
    );
    story.decides(WANG, 'survey', 'done');
    const ask = { type: 'return', task: 'c1.left-one.1', to: 'survey', reason: '…' } as const;
    expect(story.asks(SUN, ask)?.code).toBe('return-closes-children');
    story.does(SUN, { ...ask, confirmed: true });
    expect(story.ofType('child-closed').map(({ payload }) => payload)).toEqual([
      { child: 'c1.review.1.1', cause: 'returned' },
    ]);
    expect(story.child('review').state).toMatchObject({ state: 'ended', outcome: 'closed' });
    expect(openSteps(story)).toEqual(['survey']);
  });
});

it('an outcome may lead back by the same rules', () => {
  const story = play(
    inOrder(
      'flow',
      step('survey'),
      beside('sides', {
        left: step('left-one', {
          outcomes: { done: outcome({ to: 'next' }), over: outcome({ to: 'back', step: 'survey' }) },
        }),
        right: step('right-one'),
      }),
      ended(),
    ),
  ).decides(WANG, 'survey', 'done');
  story.decides(WANG, 'left-one', 'over');
  expect(openSteps(story)).toEqual(['survey']);
  expect(causes(story)).toEqual([['c1.right-one.1', 'returned', undefined]]);
});
