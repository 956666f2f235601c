// Owns taking back a decision that is in effect (撤回办理): what it reopens, what it closes, and what stands in its way.
import { noticesOf } from '../../src/kernel/effects';
import { fold } from '../../src/kernel/evolve';
import type { Block } from '../../src/kernel/procedure/definition';
import { CLERK, EXAMINERS, anAcceptedCase } from '../support/a-case';
import {
  AREA_FORM,
  beside,
  ended,
  inOrder,
  openRuns,
  openSteps,
  opinion,
  outcome,
  play,
  repeated,
  step,
} from '../support/branching';
import type { PlayedCase } from '../support/a-case';
import { call, payment } from '../support/calling';
import { person } from '../support/town';
import { M1, M2, M3, OTHERS } from '../support/voting';

const [ONE, OTHER] = EXAMINERS;
const flow = (...blocks: readonly Block[]) => play(inOrder('flow', ...blocks, ended()));
const back = (step: string, round = 1) =>
  ({ type: 'withdraw', task: `c1.${step}.${round}`, reason: '看错了材料' }) as const;
const stands = (story: PlayedCase, step: string, who: Parameters<PlayedCase['asks']>[0] = ONE) =>
  story.asks(who, back(step))?.code;

it('closes what it had opened and opens the step again, in a new round, for whoever had decided', () => {
  const story = flow(step('survey'), step('opinion')).decides(ONE, 'survey', 'done');
  story.does(OTHER, { type: 'claim', task: 'c1.opinion.1' }).does(ONE, back('survey'));
  expect(openSteps(story)).toEqual(['survey']);
  expect(story.ofType('task-closed').at(-1)?.payload).toMatchObject({ task: 'c1.opinion.1', cause: 'taken-back' });
  expect(story.task('survey')).toMatchObject({ round: 2, seats: [{ state: 'open', holder: ONE }] });
  expect(story.state.facts['survey']).toBeUndefined();
  story.decides(ONE, 'survey', 'done').decides(OTHER, 'opinion', 'done');
  expect(story.state).toMatchObject({ state: 'ended', outcome: 'done' });
  expect(fold('c1', story.acts)).toEqual(story.state);
});

it('tells whoever had taken the next task that it is not his any more', () => {
  const story = flow(step('survey'), step('opinion')).decides(ONE, 'survey', 'done');
  story.does(OTHER, { type: 'claim', task: 'c1.opinion.1' }).does(ONE, back('survey'));
  const [act] = story.ofType('decision-taken-back');
  expect(act && noticesOf(story.definition, story.state, act)).toEqual([
    { principal: `person:${OTHER}`, template: 'taken-back', facts: { step: 'opinion' } },
  ]);
  expect(story.refused(OTHER, 'opinion', 'done')).toBe('step-taken-back');
});

it('stands when somebody has decided, advised or asked after it', () => {
  const later = () =>
    flow(
      step('survey'),
      step('opinion', { by: { post: 'examiner', of: 'deciding', count: 2 } }),
      step('third'),
    ).decides(ONE, 'survey', 'done');
  expect(stands(later(), 'survey')).toBeUndefined();
  expect(stands(later().decides(OTHER, 'opinion', 'done'), 'survey')).toBe('later-decided');
  const asked = later().does(OTHER, { type: 'claim', task: 'c1.opinion.1' });
  asked.does(OTHER, { type: 'delegate', task: 'c1.opinion.1', to: person('sunqiang'), question: '是否合适？' });
  expect(stands(asked, 'survey')).toBe('later-decided');
});

it('is nobody else’s, and nothing that has not been decided', () => {
  const story = flow(step('survey'), step('opinion')).decides(ONE, 'survey', 'done');
  for (const who of [OTHER, CLERK, 'applicant']) expect(stands(story, 'survey', who)).toBe('not-your-decision');
  expect(stands(story, 'opinion')).toBe('not-your-decision');
});

it('stands where it ended the case, or led anywhere but on', () => {
  const end = play(step('only', { outcomes: { done: outcome({ to: 'end', outcome: 'done' }) } }));
  expect(stands(end.decides(ONE, 'only', 'done'), 'only')).toBe('decision-stands');
  const sent = flow(step('survey'), step('opinion', { outcomes: { back: outcome({ to: 'back', step: 'survey' }) } }));
  sent.decides(ONE, 'survey', 'done').decides(OTHER, 'opinion', 'back');
  expect(stands(sent, 'opinion', OTHER)).toBe('decision-stands');
  expect(stands(sent, 'survey')).toBe('decision-stands');
});

it('stands where the law has given it effect', () => {
  const story = anAcceptedCase();
  expect(story.asks(CLERK, { type: 'withdraw', task: 'c1.acceptance.1' })?.code).toBe('decision-stands');
});

it('stands where it has asked something of another system, or of somebody outside', () => {
  const called = flow(step('survey'), call('booking'), step('opinion')).decides(ONE, 'survey', 'done');
  expect(stands(called, 'survey')).toBe('decision-stands');
  const awaited = flow(step('survey'), payment(), step('opinion')).decides(ONE, 'survey', 'done');
  expect(stands(awaited, 'survey')).toBe('decision-stands');
});

it('stands where a limit of the law began or ended with it', () => {
  const law = { id: 'law', title: { zh: '法定期限', en: 'limit' }, kind: 'statutory', article: '许 42' } as const;
  const clocks = { law: { ...law, budget: { amount: 20, unit: 'working-days' }, rungs: [] } } as const;
  const of = (...blocks: readonly Block[]) =>
    play(inOrder('flow', ...blocks, ended()), {}, { clocks: { ...flow(step('x')).definition.clocks, ...clocks } });
  const began = of(step('survey'), step('opinion', { starts: ['law'] })).decides(ONE, 'survey', 'done');
  expect(stands(began, 'survey')).toBe('decision-stands');
  const over = of(step('survey', { starts: ['law'], ends: ['law'] }), step('opinion')).decides(ONE, 'survey', 'done');
  expect(stands(over, 'survey')).toBe('decision-stands');
});

describe('of several', () => {
  const three = { post: 'approver', of: 'deciding', everyone: true } as const;
  const rule = {
    kind: 'vote',
    agree: 'agree',
    disagree: 'object',
    pass: { of: [2, 3] },
    disagreement: 'counted',
    abstention: 'counted',
    tie: 'not-passed',
  } as const;
  const outcomes = { agree: outcome({ to: 'next' }), object: outcome({ to: 'end', outcome: 'refused' }) };
  const people = [...OTHERS, M1, M2, M3];
  const voted = () =>
    play(inOrder('flow', step('vote', { by: three, decides: rule, outcomes }), step('opinion'), ended()), { people })
      .decides(M1, 'vote', 'agree', { opinion: '可以' })
      .decides(M2, 'vote', 'agree');

  it('opens his seat and those nobody had come to; what the others said stands', () => {
    const story = voted().does(M2, back('vote'));
    expect(story.task('vote')?.seats).toMatchObject([
      { id: 'c1.vote.2.1', holder: 'm1', state: 'decided', outcome: 'agree', opinion: '可以' },
      { id: 'c1.vote.2.2', holder: 'm2', state: 'open' },
      { id: 'c1.vote.2.3', holder: 'm3', state: 'open' },
    ]);
    expect(story.task('vote')?.seats[1]).not.toHaveProperty('outcome');
    story.decides(M2, 'vote', 'object').decides(M3, 'vote', 'agree');
    expect(story.ofType('task-done').at(-1)?.payload.count).toMatchObject({ agree: 2, disagree: 1 });
    expect(openSteps(story)).toEqual(['opinion']);
    expect(fold('c1', story.acts)).toEqual(story.state);
  });

  it('can be the first who decided as well as the last', () => {
    const story = voted().does(M1, back('vote'));
    expect(story.task('vote')?.seats.map(({ state }) => state)).toEqual(['open', 'decided', 'open']);
  });

  it('stands where the others would still have ended it without him', () => {
    const any = { kind: 'any', agree: 'agree', disagree: 'object' } as const;
    const withRemark = { ...outcomes, remark: outcome({ to: 'next' }) };
    const flow = inOrder(
      'flow',
      step('vote', { by: three, decides: rule, outcomes: withRemark }),
      step('opinion'),
      ended(),
    );
    const story = play(flow, { people }).decides(M1, 'vote', 'agree').decides(M2, 'vote', 'remark');
    expect(story.asks(M1, back('vote'))?.code).toBe('others-suffice');
    expect(story.asks(M2, back('vote'))).toBeUndefined();
    const first = inOrder('flow', step('vote', { by: three, decides: any, outcomes }), step('opinion'), ended());
    expect(play(first, { people }).decides(M1, 'vote', 'agree').asks(M1, back('vote'))).toBeUndefined();
  });

  it('takes with it what he had found, and leaves what the others found', () => {
    const form = { type: 'object', properties: { noisy: { type: 'boolean' }, area: { type: 'number' } } };
    const two = step('survey', { by: { post: 'examiner', of: 'deciding', count: 2 }, form });
    const story = play(inOrder('flow', two, step('opinion'), ended()), {}, { facts: ['noisy', 'area'] });
    story.decides(ONE, 'survey', 'done', { data: { noisy: false, area: 70 } });
    story.decides(OTHER, 'survey', 'done', { data: { noisy: true } }).does(OTHER, back('survey'));
    expect(story.state.facts).toMatchObject({ noisy: false, area: 70 });
    story.decides(OTHER, 'survey', 'done', { data: { noisy: false } });
    expect(story.state.facts['noisy']).toBe(false);
  });
});

describe('in branches', () => {
  const sides = (join: 'all' | 'first' = 'all') =>
    flow(
      beside(
        'sides',
        { left: opinion('left-one'), right: inOrder('way', opinion('right-one'), step('right-two')) },
        { join },
      ),
      step('summing-up'),
    );
  it('opens the branch it had ended again, and leaves the others alone', () => {
    const story = sides().decides(ONE, 'left-one', 'agree').does(ONE, back('left-one'));
    expect(openSteps(story)).toEqual(['right-one', 'left-one']);
    expect(story.state.blocks['left']).toMatchObject({ state: 'open', round: 1 });
    story.decides(OTHER, 'right-one', 'agree').decides(ONE, 'left-one', 'agree').decides(OTHER, 'right-two', 'done');
    expect(openSteps(story)).toEqual(['summing-up']);
  });
  it('opens the whole block again where it was the last to arrive', () => {
    const story = sides().decides(OTHER, 'right-one', 'agree').decides(OTHER, 'right-two', 'done');
    story.decides(ONE, 'left-one', 'agree');
    expect(openSteps(story)).toEqual(['summing-up']);
    story.does(ONE, back('left-one'));
    expect(openSteps(story)).toEqual(['left-one']);
    expect(story.state.blocks['sides']).toMatchObject({ state: 'open', round: 1 });
    expect(story.state.facts['sides']).toBeUndefined();
    story.decides(ONE, 'left-one', 'agree').decides(OTHER, 'summing-up', 'done');
    expect(story.state.outcome).toBe('done');
    expect(openRuns(story)).toEqual([]);
  });
  it('stands where it had cut the others short', () => {
    const story = sides('first').decides(ONE, 'left-one', 'agree');
    expect(openSteps(story)).toEqual(['summing-up']);
    expect(stands(story, 'left-one')).toBe('decision-stands');
  });
  it('stands where a return has undone it since', () => {
    const back = outcome({ to: 'back', step: 'survey' });
    const way = step('right-one', { outcomes: { agree: outcome({ to: 'next' }), back } });
    const story = flow(step('survey'), beside('sides', { left: opinion('left-one'), right: way }));
    story.decides(ONE, 'survey', 'done').decides(ONE, 'left-one', 'agree').decides(OTHER, 'right-one', 'back');
    expect(openSteps(story)).toEqual(['survey']);
    expect(stands(story, 'left-one')).toBe('decision-stands');
  });
  it('closes all the branches it had led to', () => {
    const story = flow(step('survey'), beside('sides', { left: opinion('left-one'), right: opinion('right-one') }));
    story.decides(ONE, 'survey', 'done').does(ONE, back('survey'));
    expect([openSteps(story), openRuns(story)]).toEqual([['survey'], ['survey']]);
    story.decides(ONE, 'survey', 'done');
    expect(openSteps(story)).toEqual(['left-one', 'right-one']);
  });
  it('names nothing of the others: one of them having decided stands in the way', () => {
    const story = flow(step('survey'), beside('sides', { left: opinion('left-one'), right: opinion('right-one') }));
    story.decides(ONE, 'survey', 'done').decides(OTHER, 'left-one', 'agree');
    expect(stands(story, 'survey')).toBe('later-decided');
  });
});

it('in a loop, stands when the next turn has begun', () => {
  const turns = () =>
    flow(
      repeated('again', inOrder('turn', step('measure', { form: AREA_FORM }), step('check')), 'area > 100'),
      step('end-it'),
    );
  const story = turns()
    .decides(ONE, 'measure', 'done', { data: { area: 200 } })
    .decides(ONE, 'check', 'done');
  expect(stands(story, 'check')).toBe('decision-stands');
  const over = turns()
    .decides(ONE, 'measure', 'done', { data: { area: 80 } })
    .decides(ONE, 'check', 'done');
  over.does(ONE, back('check'));
  expect(openSteps(over)).toEqual(['check']);
  over.decides(ONE, 'check', 'done').decides(ONE, 'end-it', 'done');
  expect(over.state.outcome).toBe('done');
});

it('puts right what could not be evaluated after it', () => {
  const graded: Block = {
    kind: 'choice',
    id: 'grade',
    title: { zh: '大小', en: 'size' },
    branches: [{ id: 'big', when: 'width > 10', because: { zh: '大', en: 'big' }, block: step('big-one') }],
    otherwise: { kind: 'pass', id: 'small' },
  };
  const story = flow(step('survey'), graded).decides(ONE, 'survey', 'done');
  expect(story.state.dataError?.block).toBe('grade');
  story.does(ONE, back('survey'));
  expect(story.state.dataError).toBeUndefined();
  expect(openSteps(story)).toEqual(['survey']);
});
