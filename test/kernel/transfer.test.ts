// Owns what handing a seat on (转办) means: it is the other's for good, the chain is kept, and no circle comes about unasked.
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { noticesOf } from '../../src/kernel/effects';
import { anAcceptedCase, APPROVER, CLERK, EXAMINERS, REVIEWER, type PlayedCase } from '../support/a-case';
import { person } from '../support/town';
import { withStep } from '../support/with-step';

const TASK = 'c1.examination.1';
const [WANG, LI] = EXAMINERS;
const to = (whom: string, more: { readonly confirmed?: boolean; readonly seat?: string } = {}) =>
  ({ type: 'transfer', task: TASK, to: person(whom), reason: '外出培训', ...more }) as const;
const claimed = (story = anAcceptedCase()): PlayedCase => story.does(WANG, { type: 'claim', task: TASK });
const seatOf = (story: PlayedCase) => story.state.tasks.find(({ id }) => id === TASK)?.seats[0];

it('moves the seat for good: the one who had it has lost it, and cannot take it while the other holds it', () => {
  const story = claimed().does(WANG, to('sunqiang'));
  expect(seatOf(story)).toMatchObject({ holder: 'sunqiang', holders: [WANG], basis: 'transfer', state: 'open' });
  // His place may be the second seat, which needs a different person; the first is not his any more.
  story.does(LI, { type: 'claim', task: TASK });
  expect(story.refused(WANG, 'examination', 'recommend-grant')).toBe('seat-taken');
  expect(story.asks(WANG, { type: 'unclaim', task: TASK })?.code).toBe('not-claimed');
});

it('lets the other decide, by the right of the transfer and with the power of the post', () => {
  const story = claimed().does(WANG, to('sunqiang')).examines('sunqiang');
  expect(story.ofType('decided').at(-1)).toMatchObject({
    actor: 'sunqiang',
    basis: 'transfer',
    principal: 'post:examiner@approval-bureau',
  });
  expect(story.state.duties['examination']).toEqual(['sunqiang']);
});

it('is an act that keeps from whom, to whom and why, and tells the other', () => {
  const story = claimed().does(WANG, to('sunqiang'));
  const act = story.acts.at(-1);
  expect(act).toMatchObject({
    type: 'transferred',
    actor: WANG,
    payload: { task: TASK, seat: `${TASK}.1`, from: WANG, to: 'sunqiang', reason: '外出培训' },
  });
  if (!act) throw new Error('nothing was recorded');
  expect(noticesOf(story.definition, story.state, act)).toEqual([
    { principal: 'person:sunqiang', template: 'transferred', facts: { step: 'examination' } },
  ]);
});

it('keeps the whole chain', () => {
  const story = claimed().does(WANG, to('sunqiang')).does('sunqiang', to('zhoumin'));
  expect(seatOf(story)).toMatchObject({ holder: 'zhoumin', holders: [WANG, 'sunqiang'] });
});

it('goes back to a previous holder only where that is confirmed', () => {
  const story = claimed().does(WANG, to('sunqiang'));
  expect(story.asks('sunqiang', to(WANG))?.code).toBe('transfer-back');
  story.does('sunqiang', to(WANG, { confirmed: true }));
  expect(seatOf(story)?.holder).toBe(WANG);
  expect(story.acts.at(-1)?.payload).toMatchObject({ confirmed: true });
  // Who confirms what is no circle says nothing by it.
  const plain = claimed().does(WANG, to('sunqiang', { confirmed: true }));
  expect(plain.acts.at(-1)?.payload).not.toHaveProperty('confirmed');
});

it('is forbidden where the step says so, and limited in its depth', () => {
  const never = claimed(anAcceptedCase({ procedure: withStep(foodBusinessPermit, 'examination', { transfers: 0 }) }));
  expect(never.asks(WANG, to('sunqiang'))?.code).toBe('transfer-limit');
  const once = claimed(anAcceptedCase({ procedure: withStep(foodBusinessPermit, 'examination', { transfers: 1 }) }));
  once.does(WANG, to('sunqiang'));
  expect(once.asks('sunqiang', to('zhoumin'))).toMatchObject({ code: 'transfer-limit', facts: { limit: 1 } });
});

it('is done by whoever holds the seat and nobody else', () => {
  const story = claimed();
  for (const who of [LI, CLERK, 'qianjianguo', 'shijie', 'applicant'])
    expect(story.asks(who, to('sunqiang'))?.code).toBe('not-claimed');
  expect(anAcceptedCase().asks(WANG, to('sunqiang'))?.code).toBe('not-claimed');
});

it.each([
  [CLERK, 'not-your-post'],
  [REVIEWER, 'not-your-post'],
  [APPROVER, 'not-your-post'],
])('does not go to %s, who may not sit there', (whom, because) => {
  expect(claimed().asks(WANG, to(whom))).toMatchObject({ code: 'not-eligible', facts: { because } });
});

it('does not go to the colleague in the other seat, with the article', () => {
  const story = claimed().does(LI, { type: 'claim', task: TASK });
  expect(story.asks(WANG, to(LI))).toMatchObject({
    code: 'not-eligible',
    basis: '行政许可法第三十四条第三款',
    facts: { because: 'already-seated' },
  });
  expect(story.asks(WANG, to(WANG))?.code).toBe('already-holder');
});

it('moves no limit', () => {
  const story = claimed();
  const [clocks, due] = [story.state.clocks, story.due()];
  story.at('2026-03-09 10:00').does(WANG, to('sunqiang'));
  expect([story.state.clocks, story.due()]).toEqual([clocks, due]);
});

it('is over when the seat is given back: whoever takes it then sits by his own right', () => {
  const story = claimed().does(WANG, to('sunqiang')).does('sunqiang', { type: 'unclaim', task: TASK });
  expect(seatOf(story)).toEqual({
    id: `${TASK}.1`,
    post: 'examiner',
    organisation: 'approval-bureau',
    state: 'open',
    holders: [WANG],
  });
  story.examines('zhoumin');
  expect(story.ofType('decided').at(-1)).toMatchObject({ actor: 'zhoumin', basis: 'own' });
});

it('is refused to whoever has not seen the last change of the task', () => {
  const story = claimed();
  const seen = (story.task('examination')?.seq ?? 0) - 1;
  expect(story.asks(WANG, { ...to('sunqiang'), expectedSeq: seen })?.code).toBe('task-stale');
});
