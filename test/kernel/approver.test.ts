// Owns whom a seat is for by rule (审批人规则): what it is found from, that the law is asked first, and what happens where nobody is found.
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { explain } from '../../src/kernel/explain';
import { blocksOf } from '../../src/kernel/procedure/find';
import type { SeatRule, TaskBlock } from '../../src/kernel/procedure/definition';
import type { Json } from '../../src/kernel/text';
import {
  ALL_PAPERS,
  anExaminedCase,
  APPROVER,
  calendar,
  FOOD,
  type Beginning,
  type PlayedCase,
} from '../support/a-case';
import { ended, inOrder, play, step } from '../support/branching';
import { withStep } from '../support/with-step';

const decision = blocksOf(foodBusinessPermit.flow).find(({ id }) => id === 'decision') as TaskBlock;
/** A permit whose decision is somebody's by rule; `facts` are what the application says beside its own. */
function decidedBy(
  rule: Partial<SeatRule>,
  facts: { readonly [name: string]: Json } = {},
  more: Beginning = {},
): PlayedCase {
  const draft = withStep(foodBusinessPermit, 'decision', { by: { ...decision.by, ...rule } });
  const procedure = { ...draft, facts: [...draft.facts, ...Object.keys(facts)] };
  return anExaminedCase('recommend-grant', false, { procedure, data: { ...FOOD, ...ALL_PAPERS, ...facts }, ...more });
}
const seatOf = (story: PlayedCase) => story.task('decision')?.seats[0];
const openedOf = (story: PlayedCase) =>
  story.ofType('task-opened').findLast(({ payload }) => payload.step === 'decision')?.payload;

describe('finds', () => {
  it('the person a field names', () => {
    const story = decidedBy({ who: { kind: 'field', fact: 'leader' } }, { leader: 'zhengyan' });
    expect(seatOf(story)).toMatchObject({ holder: 'zhengyan', post: 'approver', organisation: 'approval-bureau' });
    expect(openedOf(story)?.resolved).toEqual([
      {
        rule: 'field',
        post: 'approver',
        organisation: 'approval-bureau',
        people: ['zhengyan'],
        inputs: { leader: 'zhengyan' },
      },
    ]);
    expect(story.refused(APPROVER, 'decision', 'grant')).toBe('seat-taken');
    story.decides('zhengyan', 'decision', 'grant');
  });

  it('the leader who is in charge of the topic', () => {
    const story = decidedBy(
      { who: { kind: 'topic', fact: 'topic' } },
      { topic: '餐饮' },
      { places: { 'topic:餐饮:approver@approval-bureau': ['zhengyan'] } },
    );
    expect(seatOf(story)?.holder).toBe('zhengyan');
    expect(openedOf(story)?.resolved?.[0]).toMatchObject({ rule: 'topic', inputs: { topic: '餐饮' } });
  });

  it('whoever has the least in hand', () => {
    const story = decidedBy(
      { who: { kind: 'least-loaded' } },
      {},
      { places: { 'load:approver@approval-bureau': ['zhengyan', 'wujun'] } },
    );
    expect(seatOf(story)?.holder).toBe('zhengyan');
  });

  it('the head of a body above, at his own post', () => {
    const story = decidedBy(
      { who: { kind: 'head', up: 1 } },
      {},
      { places: { 'above1:agency-head@approval-bureau': ['shenhong'] } },
    );
    expect(seatOf(story)).toMatchObject({ holder: 'shenhong', post: 'agency-head', organisation: 'justice-bureau' });
    story.decides('shenhong', 'decision', 'grant');
  });

  it('whom the step before has chosen, and whom an expression names', () => {
    expect(seatOf(decidedBy({ who: { kind: 'chosen', fact: 'next' } }, { next: 'wujun' }))?.holder).toBe('wujun');
    const feel = 'if area > 100 then "zhengyan" else "wujun"';
    expect(seatOf(decidedBy({ who: { kind: 'expression', feel } }, { area: 120 }))?.holder).toBe('zhengyan');
    expect(seatOf(decidedBy({ who: { kind: 'expression', feel } }, { area: 80 }))?.holder).toBe('wujun');
  });
});

describe('never finds', () => {
  it('somebody who may not sit there by law: one who has examined the case', () => {
    const story = decidedBy({ who: { kind: 'field', fact: 'leader' } }, { leader: 'wangfang' });
    expect(seatOf(story)).not.toHaveProperty('holder');
  });

  it('somebody who does not hold the post, and nobody by an expression that cannot be read', () => {
    for (const story of [
      decidedBy({ who: { kind: 'field', fact: 'leader' } }, { leader: 'zhangwei' }),
      decidedBy({ who: { kind: 'expression', feel: 'unknown + 1' } }),
    ])
      expect(seatOf(story)).not.toHaveProperty('holder');
  });

  it('anybody whose decision would be nobody’s: the step is open until somebody decides it', () => {
    const story = decidedBy({ who: { kind: 'field', fact: 'leader' } }, { leader: '' });
    expect(story.state.decidedOn).toBeUndefined();
    expect(story.task('decision')?.state).toBe('open');
  });
});

describe('where nobody is found', () => {
  const nobody = { who: { kind: 'field', fact: 'leader' } } as const;
  it('the head of the body has it, unless the step says otherwise', () => {
    const story = decidedBy(nobody, { leader: 'nobody' });
    expect(seatOf(story)).toMatchObject({ post: 'agency-head', organisation: 'approval-bureau', state: 'open' });
    expect(openedOf(story)?.resolved?.[0]).toMatchObject({ people: [], nobody: 'head' });
    story.decides('qianjianguo', 'decision', 'grant');
  });

  it('an administrator gives it to somebody of the post', () => {
    const story = decidedBy({ ...nobody, nobody: 'administrator' }, { leader: 'nobody' });
    expect(seatOf(story)).toMatchObject({ post: 'approver', state: 'open' });
    expect(openedOf(story)?.resolved?.[0]).toMatchObject({ nobody: 'administrator' });
  });

  it('the step is not opened, and the case says what it waits for', () => {
    const story = decidedBy({ ...nobody, nobody: 'refuse' }, { leader: 'nobody' });
    expect(story.task('decision')).toBeUndefined();
    expect(explain(story.definition, story.state, story.now, calendar)).toContainEqual(
      expect.objectContaining({ kind: 'data-error', subject: 'decision', actions: ['send-back'] }),
    );
  });
});

it('before the first step of all, an administrator lets the case ask again when the town has somebody', () => {
  const first = { by: { post: 'examiner', of: 'deciding', who: { kind: 'least-loaded' }, nobody: 'refuse' } } as const;
  const places: Record<string, readonly string[]> = {};
  const story = play(inOrder('flow', step('survey', first), ended()), { places });
  expect(story.task('survey')).toBeUndefined();
  expect(story.may('shijie', { type: 'send-back', reason: '已补充人员' })).toBe(true);
  places['load:examiner@approval-bureau'] = ['wangfang'];
  story.does('shijie', { type: 'send-back', reason: '已补充人员' });
  expect(story.task('survey')).toMatchObject({ seats: [{ holder: 'wangfang' }] });
  expect(story.state.dataError).toBeUndefined();
});

describe('who has decided the step before', () => {
  const places = { 'load:examiner@approval-bureau': ['wangfang', 'sunqiang'] };
  it('is asked again: nothing passes by itself because he has agreed once', () => {
    const by: SeatRule = { post: 'examiner', of: 'deciding', who: { kind: 'least-loaded' } };
    const story = anExaminedCase('recommend-grant', false, {
      procedure: withStep(foodBusinessPermit, 'decision', { by }),
      places,
    });
    expect(seatOf(story)).toMatchObject({ holder: 'wangfang', state: 'open' });
  });
  it('gives way to another where the step says so', () => {
    const by: SeatRule = { post: 'examiner', of: 'deciding', who: { kind: 'least-loaded' }, same: 'other' };
    const story = anExaminedCase('recommend-grant', false, {
      procedure: withStep(foodBusinessPermit, 'decision', { by }),
      places,
    });
    expect(seatOf(story)?.holder).toBe('sunqiang');
  });
});

it('who was found may hand it on, and who was named in the act stays there', () => {
  const story = decidedBy({ who: { kind: 'field', fact: 'leader' } }, { leader: 'zhengyan' });
  story.does('qianjianguo', {
    type: 'reassign',
    task: 'c1.decision.1',
    to: {
      kind: 'person',
      person: APPROVER,
      posts: [{ id: 'p', kind: 'approver', organisation: 'approval-bureau' }],
      qualifications: [],
    },
    reason: '郑岩外出',
  });
  expect(seatOf(story)?.holder).toBe(APPROVER);
  expect(openedOf(story)?.resolved?.[0]?.people).toEqual(['zhengyan']);
});
