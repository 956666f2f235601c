// Owns that the oracles are right about what can be worked out by hand, and that they have it from nobody.
import { readFileSync } from 'node:fs';
import { join as pathOf } from 'node:path';
import {
  branchesOf,
  join,
  legalTargets,
  standing,
  tally,
  undone,
  type Ballot,
  type Outline,
  type VotingRule,
} from './oracles';

/** `a`gree, `d`isagree, a`b`stain, `-` nothing yet; `*` the chair, digits the weight. */
const said = (votes: string): readonly Ballot[] =>
  votes.split(' ').map((vote) => {
    const [, chair, says, weight] = /^(\*?)([adb-])(\d*)$/.exec(vote) ?? [];
    const side = ({ a: 'agree', d: 'disagree', b: 'abstain' } as const)[says as 'a'];
    return { weight: weight ? Number(weight) : 1, chair: chair === '*', ...(side ? { says: side } : {}) };
  });
const vote = (pass: readonly [number, number], more: Partial<VotingRule> = {}): VotingRule => ({
  kind: 'vote',
  mayAbstain: true,
  pass,
  ...more,
});

it('imports nothing of what it judges', () => {
  const text = readFileSync(pathOf(__dirname, 'oracles.ts'), 'utf8');
  expect([text.includes('import '), text.includes('require(')]).toEqual([false, false]);
  expect(text.split('\n').length).toBeLessThan(300);
});

it.each<[VotingRule, string, ReturnType<typeof tally>]>([
  [{ kind: 'all', veto: true }, 'a a -', 'open'],
  [{ kind: 'all', veto: true }, 'a a a', 'agree'],
  [{ kind: 'all', veto: true }, '- d -', 'disagree'],
  [{ kind: 'all' }, '- d -', 'open'],
  [{ kind: 'all' }, 'a d a', 'disagree'],
  [{ kind: 'any' }, '- - -', 'open'],
  [{ kind: 'any' }, '- a -', 'agree'],
  [{ kind: 'any' }, '- d -', 'disagree'],
  [{ kind: 'sequential' }, 'a - -', 'open'],
  [{ kind: 'sequential' }, 'a d -', 'disagree'],
  [{ kind: 'sequential' }, 'a a a', 'agree'],
  [vote([2, 3]), 'a a d', 'agree'],
  [vote([2, 3]), 'a a -', 'agree'],
  [vote([2, 3]), 'd d -', 'disagree'],
  [vote([1, 2]), 'a - - - -', 'open'],
  [vote([1, 2]), 'a a d d', 'disagree'],
  [vote([1, 2], { chairBreaks: true }), '*a a d d', 'agree'],
  [vote([1, 2], { chairBreaks: true }), 'a a d *d', 'disagree'],
  [vote([1, 2], { chairBreaks: true }), 'a a d *-', 'open'],
  [vote([1, 2]), 'a3 -1 -1', 'agree'],
  [vote([1, 2]), 'a a d b b', 'disagree'],
  [vote([1, 2], { leftOut: true }), 'a a d b b', 'agree'],
  [vote([1, 2], { leftOut: true }), 'b b', 'disagree'],
  [vote([1, 2], { veto: true }), 'a a a -', 'open'],
  [vote([1, 2], { veto: true }), 'a a a b', 'agree'],
  [vote([1, 2], { veto: true }), 'd - - -', 'disagree'],
  [vote([1, 2], { quorum: [4, 5] }), 'a a a - -', 'open'],
  [vote([1, 2], { quorum: [4, 5] }), 'a a a b -', 'agree'],
])('%j: %s is %s', (rule, votes, result) => {
  expect(tally(rule, said(votes))).toBe(result);
});

it.each<[Parameters<typeof join>, ReturnType<typeof join>]>([
  [['all', 'end', ['passed', 'open']], 'open'],
  [['all', 'end', ['rejected', 'open']], 'rejected'],
  [['all', 'count', ['rejected', 'open']], 'open'],
  [['all', 'count', ['rejected', 'carried']], 'rejected'],
  [['all', 'end', ['carried', 'passed']], 'joined'],
  [['first', 'end', ['open', 'passed']], 'joined'],
  [['first', 'count', ['rejected', 'open']], 'open'],
  [['first', 'count', ['rejected', 'rejected']], 'rejected'],
  [[2, 'count', ['rejected', 'open', 'open']], 'open'],
  [[2, 'count', ['rejected', 'rejected', 'open']], 'rejected'],
  [[2, 'count', ['passed', 'carried', 'open']], 'joined'],
  [[3, 'count', ['passed', 'passed']], 'joined'],
  [['all', 'end', []], 'joined'],
])('branches %j are %s', (args, verdict) => {
  expect(join(...args)).toBe(verdict);
});

const node = (kind: Outline['kind'], id: string, ...inner: readonly Outline[]): Outline => ({ kind, id, inner });
const step = (id: string): Outline => node('step', id);
/** a, then (b1 b2 | c1 c2), then d, then e for each item, then either f or g. */
const flow = node(
  'order',
  'flow',
  step('a'),
  node('beside', 'p', node('order', 'b', step('b1'), step('b2')), node('order', 'c', step('c1'), step('c2'))),
  step('d'),
  node('items', 'i', node('order', 'e', step('e1'), step('e2'))),
  node('ways', 'w', step('f'), step('g')),
);
const walked = new Set(['a', 'b1', 'b2', 'c1', 'd', 'e1~1', 'e1~2']);

it('knows where a case may be returned to', () => {
  expect(standing(flow, 'c1', 'b2')).toBe('sibling');
  expect(standing(flow, 'e1~1', 'e2~2')).toBe('sibling');
  expect(standing(flow, 'e1~2', 'e2~2')).toBe('earlier');
  expect(standing(flow, 'f', 'g')).toBe('elsewhere');
  expect(legalTargets(flow, walked, 'b2')).toEqual(['a', 'b1']);
  expect(legalTargets(flow, walked, 'd')).toEqual(['a', 'b1', 'b2', 'c1']);
  expect(legalTargets(flow, walked, 'e2~1')).toEqual(['a', 'b1', 'b2', 'c1', 'd', 'e1~1']);
  expect(branchesOf(flow, 'e1~2')).toEqual(['i~/2']);
});

it('knows what a return undoes', () => {
  expect([...undone(flow, walked, 'b2', 'b1')]).toEqual(['b1', 'b2']);
  expect([...undone(flow, walked, 'd', 'c1')]).toEqual(['b1', 'b2', 'c1', 'd', 'e1~1', 'e1~2']);
  expect([...undone(flow, walked, 'e2~2', 'e1~2')]).toEqual(['e1~2']);
  expect([...undone(flow, walked, 'e2~2', 'a')]).toEqual([...walked]);
});
