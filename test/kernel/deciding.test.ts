// Owns what the checker asks of a deciding rule (会签、或签、票签、依次) before a procedure with it may be published.
import { readDefinition } from '../../src/contract/definition';
import type { Draft } from '../../src/kernel/procedure/builder';
import { checkProcedure } from '../../src/kernel/procedure/soundness';
import { ALL, ANY, decidedBy, IN_TURN, vote } from '../support/voting';
import type { PostKind } from '../../src/kernel/procedure/definition';
import { around, ended, inOrder, outcome, step } from '../support/branching';
import { town } from '../support/town';

const rules = (draft: Draft): readonly string[] => [...new Set(checkProcedure(draft, town).map(({ rule }) => rule))];
const two = { count: 2 };
const chair = { post: 'agency-head', of: 'deciding' } as const;

const SOUND: readonly (readonly [string, Draft])[] = [
  ['all', decidedBy(ALL, two)],
  ['any of everybody', decidedBy(ANY, { everyone: true })],
  ['one after the other', decidedBy(IN_TURN, { also: [{ post: 'agency-head', of: 'deciding' }] })],
  [
    'a weighed vote with a chair and a quorum',
    decidedBy(
      vote([1, 2], { tie: 'chair', quorum: { of: [2, 3] }, weights: { approver: 1, 'agency-head': 2 } }),
      { everyone: true, chair },
      { addSign: { kinds: ['before', 'consult'], depth: 1, beforeVetoes: true } },
    ),
  ],
];
test.each(SOUND)('%s is sound, and is read as it is written', (_, draft) => {
  expect(checkProcedure(draft, town)).toEqual([]);
  expect(readDefinition(JSON.parse(JSON.stringify(draft)))).toEqual({ draft });
});

const WRONG: readonly (readonly [string, string, Draft])[] = [
  ['a vote names an outcome the step does not have', 'vote-unknown', decidedBy({ ...ALL, disagree: 'reject' }, two)],
  ['a vote names a member every object has', 'vote-unknown', decidedBy({ ...ALL, disagree: 'constructor' }, two)],
  ['one outcome stands for two votes', 'vote-twice', decidedBy({ ...ALL, disagree: 'grant' }, two)],
  ['more than all have to agree', 'fraction-not-sound', decidedBy(vote([3, 2]), two)],
  ['nobody has to agree', 'fraction-not-sound', decidedBy(vote([0, 2]), two)],
  ['half a vote has to agree', 'fraction-not-sound', decidedBy(vote([0.5, 2]), two)],
  ['a quorum of nothing', 'fraction-not-sound', decidedBy(vote([1, 2], { quorum: { of: [1, 0] } }), two)],
  ['the chair breaks a tie, and there is none', 'chair-missing', decidedBy(vote([1, 2], { tie: 'chair' }), two)],
  [
    'the chair breaks a tie that cannot come',
    'tie-without-effect',
    decidedBy(vote([2, 3], { tie: 'chair' }), { ...two, chair }),
  ],
  [
    'a post of the step has no weight',
    'weight-missing',
    decidedBy(vote([1, 2], { weights: { approver: 1 } }), { ...two, chair }),
  ],
  ['a weight of half a vote', 'weight-not-sound', decidedBy(vote([1, 2], { weights: { approver: 0.5 } }), two)],
  [
    'a weight for a post that does not sit',
    'weight-not-sound',
    decidedBy(vote([1, 2], { weights: { approver: 1, examiner: 2 } }), two),
  ],
  ['everybody of a post in an order', 'order-unknown', decidedBy(IN_TURN, { everyone: true })],
  ['everybody, and two', 'count-and-everyone', decidedBy(ALL, { everyone: true, count: 2 })],
  [
    'everybody, and one of them presides',
    'everyone-seated-already',
    decidedBy(ALL, { post: 'agency-head', everyone: true, chair }),
  ],
  [
    'everybody, and one more of the same post',
    'everyone-seated-already',
    decidedBy(ALL, { also: [{ post: 'approver', of: 'deciding', everyone: true }] }),
  ],
  ['everybody without a rule', 'deciding-rule-missing', decidedBy(undefined, { everyone: true })],
  [
    'another post that nobody holds',
    'nobody-eligible',
    decidedBy(ALL, { also: [{ post: 'enforcement-officer', of: 'deciding' }] }),
  ],
];
test.each(WRONG)('%s: %s', (_, rule, draft) => {
  expect(rules(draft)).toEqual([rule]);
});

it('where everybody has decided, nobody is left to decide apart from them', () => {
  const decides = { kind: 'any', agree: 'done', disagree: 'no' } as const;
  const outcomes = { done: outcome({ to: 'next' }), no: outcome({ to: 'again' }) };
  const then = (post: PostKind): Draft =>
    around(
      inOrder(
        'flow',
        step('all', { by: { post: 'approver', of: 'deciding', everyone: true }, decides, outcomes }),
        step('check', { by: { post, of: 'deciding', notWho: ['all'] } }),
        ended(),
      ),
    );
  expect(rules(then('approver'))).toContain('separation-unsatisfiable');
  expect(rules(then('examiner'))).not.toContain('separation-unsatisfiable');
});
