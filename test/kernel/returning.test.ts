// Owns what a return undoes and lets stand where there are items, and where it may lead at all: the corners of `returning.ts`.
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import type { Block, EachBlock, ReturnRule } from '../../src/kernel/procedure/definition';
import { fold } from '../../src/kernel/evolve';
import { anAcceptedCase, EXAMINERS, type PlayedCase } from '../support/a-case';
import { ended, inOrder, openSteps, opinion, outcome, play, step } from '../support/branching';
import { withStep } from '../support/with-step';

const [WANG] = EXAMINERS;
const NEXT = { to: 'next' } as const;
const to = (...names: readonly string[]): ReturnRule => ({ to: names, mode: 're-walk' });
const each = (block: Block, more: Partial<EachBlock> = {}): EachBlock => ({
  kind: 'each',
  id: 'items',
  title: { zh: '逐项', en: 'items' },
  over: 'bodies',
  block,
  join: 'all',
  rejects: 'end',
  outcomes: { joined: NEXT, rejected: { to: 'end', outcome: 'refused' } },
  ...more,
});
const around = (items: EachBlock): Block =>
  inOrder('flow', step('first'), items, step('last', { returns: to('first', 'look') }), ended());
const begun = (items: EachBlock): PlayedCase => play(around(items)).decides(WANG, 'first', 'done');
const looked = (items: EachBlock): PlayedCase => {
  const story = begun(items);
  for (const run of openSteps(story)) story.decides(WANG, run, 'agree');
  return story;
};
const sendsBack = (story: PlayedCase, from: string, where: string) =>
  story.asks(WANG, { type: 'return', task: story.task(from)?.id ?? 'none', to: where, reason: '有误' })?.code;

describe('items that are carried over', () => {
  it('stand when the case comes back from behind them, and are not asked again', () => {
    const story = looked(each(opinion('look'), { carryOver: true }));
    expect(sendsBack(story, 'last', 'first')).toBeUndefined();
    expect(openSteps(story.decides(WANG, 'first', 'done'))).toEqual(['last']);
    expect(fold('c1', story.acts)).toEqual(story.state);
  });
  it('are asked again where that is not said', () => {
    const story = looked(each(opinion('look')));
    expect(sendsBack(story, 'last', 'first')).toBeUndefined();
    expect(openSteps(story.decides(WANG, 'first', 'done'))).toEqual(['look~1', 'look~2', 'look~3']);
  });
});

it('a return undoes the runs of the items by their names, and no run that never was', () => {
  const story = looked(each(inOrder('way', opinion('look'))));
  expect(sendsBack(story, 'last', 'first')).toBeUndefined();
  const { clears } = story.ofType('returned')[0]?.payload ?? { clears: [] };
  expect(clears).toEqual(expect.arrayContaining(['look~1', 'look~2', 'look~3']));
  expect(clears).not.toContain('look');
});

it('a step of the other items is beside, whether one has come so far or not', () => {
  const deep = each(inOrder('way', opinion('look', { returns: to('deep') }), opinion('deep')));
  expect(sendsBack(begun(deep), 'look~1', 'deep')).toBe('return-into-sibling');
  const story = begun(deep).decides(WANG, 'look~2', 'agree').decides(WANG, 'deep~2', 'agree');
  expect(sendsBack(story, 'look~1', 'deep')).toBe('return-into-sibling');
});

describe('a step that accepts', () => {
  it('is not done again once the case is accepted', () => {
    const procedure = withStep(foodBusinessPermit, 'examination', { returns: to('acceptance', 'start') });
    const story = anAcceptedCase({ procedure });
    expect(sendsBack(story, 'examination', 'acceptance')).toBe('return-nowhere');
    expect(sendsBack(story, 'examination', 'start')).toBe('return-nowhere');
  });
  it('may be, before: whatever its outcomes could have done', () => {
    const accepts = { accept: outcome(NEXT, { act: 'accept' }), on: outcome(NEXT) };
    const story = play(
      inOrder('flow', step('gate', { outcomes: accepts }), step('look', { returns: to('gate') }), ended()),
    );
    story.decides(WANG, 'gate', 'on');
    expect(sendsBack(story, 'look', 'gate')).toBeUndefined();
    expect(openSteps(story)).toEqual(['gate']);
  });
});
