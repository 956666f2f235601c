// Owns what asking for an opinion (委派) means: the one who is asked says what he thinks, and the seat stays with its holder.
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { noticesOf } from '../../src/kernel/effects';
import type { CaseCommand } from '../../src/kernel/acts';
import { aCase, anAcceptedCase, APPROVER, CLERK, EXAMINERS, type PlayedCase } from '../support/a-case';
import { person } from '../support/town';
import { withStep } from '../support/with-step';

const TASK = 'c1.examination.1';
const [WANG, LI] = EXAMINERS;
const asking = (whom: string): CaseCommand => ({
  type: 'delegate',
  task: TASK,
  to: person(whom),
  question: '面积是否符合要求？',
});
const opinion: CaseCommand = { type: 'submit-opinion', task: TASK, opinion: '符合要求。' };
const recall: CaseCommand = { type: 'recall-delegation', task: TASK };
const claimed = (story = anAcceptedCase()): PlayedCase => story.does(WANG, { type: 'claim', task: TASK });
const asked = (): PlayedCase => claimed().does(WANG, asking('sunqiang'));
const chain = (): PlayedCase => asked().does('sunqiang', asking('zhoumin'));
const seatOf = (story: PlayedCase) => story.state.tasks.find(({ id }) => id === TASK)?.seats[0];

it('leaves the seat with its owner, and tells the one who is asked', () => {
  const story = asked();
  expect(seatOf(story)).toMatchObject({ holder: WANG, lentTo: ['sunqiang'], state: 'open' });
  const act = story.acts.at(-1);
  expect(act).toMatchObject({ type: 'delegated', actor: WANG, payload: { to: 'sunqiang' } });
  expect(act && noticesOf(story.definition, story.state, act)).toEqual([
    { principal: 'person:sunqiang', template: 'opinion-asked', facts: { step: 'examination' } },
  ]);
});

describe('the one who is asked', () => {
  it('may submit an opinion, which decides nothing', () => {
    const story = asked().does('sunqiang', opinion);
    expect(story.acts.at(-1)).toMatchObject({
      type: 'opinion-submitted',
      actor: 'sunqiang',
      basis: 'delegate',
      principal: 'post:examiner@approval-bureau',
      payload: { opinion: '符合要求。', to: WANG },
    });
    expect(seatOf(story)).toMatchObject({ holder: WANG, state: 'open', opinions: [{ by: 'sunqiang' }] });
    expect(seatOf(story)).not.toHaveProperty('lentTo');
    expect(story.state.facts).not.toHaveProperty('examination');
  });

  it.each<[string, CaseCommand]>([
    ['decide', { type: 'decide', task: TASK, outcome: 'recommend-grant', opinion: '…', formErrors: [] }],
    ['reject', { type: 'decide', task: TASK, outcome: 'recommend-refusal', opinion: '…', formErrors: [] }],
    ['claim', { type: 'claim', task: TASK }],
    ['give it back', { type: 'unclaim', task: TASK }],
    ['hand it on', { type: 'transfer', task: TASK, to: person('zhoumin'), reason: '…' }],
    ['end it', { type: 'terminate', ground: 'not-needed', reason: '…' }],
  ])('may not %s', (_, command) => {
    const story = asked();
    const before = story.acts.length;
    expect(story.asks('sunqiang', command)?.code).toMatch(/^(opinion-only|already-seated|not-)/);
    expect(story.acts).toHaveLength(before);
  });

  it('may not take the other seat either: two look who have not spoken with one voice', () => {
    for (const story of [asked(), asked().does('sunqiang', opinion)])
      expect(story.asks('sunqiang', { type: 'claim', task: TASK })).toMatchObject({
        code: 'already-seated',
        basis: '行政许可法第三十四条第三款',
      });
  });

  it('need not hold the post: anybody on the staff may know about it', () => {
    const story = claimed().does(WANG, asking('youlan')).does('youlan', opinion);
    expect(seatOf(story)?.opinions).toMatchObject([{ by: 'youlan' }]);
    const nobody = { kind: 'person', person: 'gone', posts: [], qualifications: [] } as const;
    expect(story.asks(WANG, { type: 'delegate', task: TASK, to: nobody, question: '？' })?.code).toBe('not-eligible');
  });

  it('must say something', () => {
    expect(asked().asks('sunqiang', { ...opinion, opinion: ' ' })?.code).toBe('opinion-missing');
  });
});

describe('the owner', () => {
  it('decides, when the opinion is there', () => {
    const story = asked();
    expect(story.refused(WANG, 'examination', 'recommend-grant')).toBe('lent-out');
    story.does('sunqiang', opinion).examines(WANG);
    expect(story.ofType('decided').at(-1)).toMatchObject({ actor: WANG, basis: 'own' });
  });

  it('may recall at any time, which closes the request', () => {
    const story = chain().does(WANG, recall);
    expect(story.acts.at(-1)).toMatchObject({
      type: 'delegation-recalled',
      payload: { from: ['sunqiang', 'zhoumin'] },
    });
    for (const who of ['sunqiang', 'zhoumin']) expect(story.asks(who, opinion)?.code).toBe('no-opinion-asked');
    story.examines(WANG);
    expect(story.asks(WANG, recall)?.code).toBe('not-delegated');
  });

  it('may not give the seat back while it is lent', () => {
    expect(asked().asks(WANG, { type: 'unclaim', task: TASK })?.code).toBe('lent-out');
  });
});

describe('a chain A → B → C', () => {
  it('unwinds C → B → A', () => {
    const story = chain();
    expect(seatOf(story)?.lentTo).toEqual(['sunqiang', 'zhoumin']);
    expect(story.asks('sunqiang', opinion)?.code).toBe('lent-out');
    story.does('zhoumin', opinion);
    expect(story.ofType('opinion-submitted').at(-1)?.payload.to).toBe('sunqiang');
    expect(story.refused(WANG, 'examination', 'recommend-grant')).toBe('lent-out');
    story.does('sunqiang', opinion);
    expect(story.ofType('opinion-submitted').at(-1)?.payload.to).toBe(WANG);
    expect(seatOf(story)?.opinions?.map(({ by }) => by)).toEqual(['zhoumin', 'sunqiang']);
    story.examines(WANG);
  });

  it('is shortened by the one in the middle, who then has it in hand again', () => {
    const story = chain().does('sunqiang', recall);
    expect(seatOf(story)?.lentTo).toEqual(['sunqiang']);
    story.does('sunqiang', opinion).examines(WANG);
  });

  it('has no circle', () => {
    for (const who of [WANG, 'sunqiang']) expect(chain().asks('zhoumin', asking(who))?.code).toBe('delegation-cycle');
    expect(claimed().asks(WANG, asking(WANG))?.code).toBe('delegation-cycle');
  });

  it('has a limit: three unless the step says otherwise', () => {
    const story = chain().does('zhoumin', asking('youlan'));
    expect(story.asks('youlan', asking('xuning'))).toMatchObject({ code: 'delegation-limit', facts: { limit: 3 } });
    const never = claimed(
      anAcceptedCase({ procedure: withStep(foodBusinessPermit, 'examination', { delegations: 0 }) }),
    );
    expect(never.asks(WANG, asking('sunqiang'))?.code).toBe('delegation-limit');
  });
});

describe('a transfer while an opinion is asked for', () => {
  const handOn = (story: PlayedCase, whom: string): PlayedCase =>
    story.does(WANG, { type: 'transfer', task: TASK, to: person(whom), reason: '外出培训' });

  it('sends the pending opinion to the new owner', () => {
    const story = handOn(asked(), 'zhoumin').does('sunqiang', opinion);
    expect(story.acts.at(-1)).toMatchObject({ type: 'opinion-submitted', payload: { to: 'zhoumin' } });
    story.examines('zhoumin');
  });

  it('to the very one who is asked ends his request and leaves the others', () => {
    expect(seatOf(handOn(asked(), 'sunqiang'))).not.toHaveProperty('lentTo');
    expect(seatOf(handOn(chain(), 'sunqiang'))?.lentTo).toEqual(['zhoumin']);
    expect(seatOf(handOn(chain(), 'zhoumin'))?.lentTo).toEqual(['sunqiang']);
  });

  it('works the same where somebody else gives it to a colleague (改派)', () => {
    const story = asked().does('shijie', { type: 'reassign', task: TASK, to: person('zhoumin'), reason: '王芳请假' });
    story.does('sunqiang', opinion);
    expect(story.ofType('opinion-submitted').at(-1)?.payload.to).toBe('zhoumin');
  });
});

it('does not restart the deadline of the seat', () => {
  const story = claimed();
  const [clocks, due] = [story.state.clocks, story.due()];
  story.at('2026-03-06 10:00').does(WANG, asking('sunqiang')).at('2026-03-09 10:00').does('sunqiang', opinion);
  expect([story.state.clocks, story.due()]).toEqual([clocks, due]);
});

it('is asked by whoever has the seat in hand, and of nobody whom the law keeps away', () => {
  const story = claimed();
  for (const who of [LI, CLERK, APPROVER]) expect(story.asks(who, asking('sunqiang'))?.code).toBe('not-claimed');
  expect(asked().asks(WANG, asking('zhoumin'))?.code).toBe('lent-out');
  // The clerk took the application in.
  expect(story.asks(WANG, asking(CLERK))).toMatchObject({
    code: 'not-eligible',
    basis: '行政许可法第三十四条第三款',
    facts: { because: 'four-eyes', duty: 'window' },
  });
});

it('has taken part by his opinion: he does not decide on what he advised', () => {
  const story = claimed().does(WANG, asking(APPROVER)).does(APPROVER, opinion).examines(WANG).examines(LI);
  expect(story.asks(APPROVER, { type: 'claim', task: 'c1.decision.1' })).toMatchObject({
    code: 'four-eyes',
    facts: { duty: 'examination' },
  });
});

it('ends with its task: nobody is asked any more when another seat has decided it all', () => {
  const story = asked().examines(LI, 'recommend-refusal');
  expect(seatOf(story)).toMatchObject({ state: 'closed', cause: 'not-reached' });
  expect(seatOf(story)).not.toHaveProperty('lentTo');
  expect(story.asks('sunqiang', opinion)?.code).toBe('already-decided');
});

it('stops no limit from running out: silence answers for the window all the same', () => {
  const story = aCase().does(CLERK, { type: 'claim', task: 'c1.acceptance.1' });
  story.does(CLERK, { type: 'delegate', task: 'c1.acceptance.1', to: person('lina'), question: '是否属于本机关？' });
  story.livesUntil('2026-03-12');
  expect(story.milestones()).toContain('deemed-accepted');
});

it('keeps everybody who gave his opinion at one seat from the other, and not only where all did', () => {
  const [WANG, LI, SUN, ZHOU] = ['wangfang', 'lina', 'sunqiang', 'zhoumin'] as const;
  const task = 'c1.examination.1';
  const story = anAcceptedCase().does(WANG, { type: 'claim', task });
  for (const who of [LI, SUN])
    story
      .does(WANG, { type: 'delegate', task, to: person(who), question: '面积是否相符？' })
      .does(who, { type: 'submit-opinion', task, opinion: '相符。' });
  for (const who of [LI, SUN]) expect(story.asks(who, { type: 'claim', task })?.code).toBe('already-seated');
  story.does(ZHOU, { type: 'claim', task });
});
