import * as fc from 'fast-check';
import { checkProcedure } from '../../src/kernel/procedure/soundness';
import { rowsHit } from '../../src/kernel/rules/table';
import { readDefinition } from '../../src/contract/definition';
import type { Draft } from '../../src/kernel/procedure/builder';
import type { Block, TableBlock } from '../../src/kernel/procedure/definition';
import { around, beside, ended, inOrder, opinion, outcome, step } from '../support/branching';
import { town } from '../support/town';

const title = { zh: '环节', en: 'Step' };
const rules = (flow: Block, change: Partial<Draft> = {}): readonly string[] => [
  ...new Set(checkProcedure(around(flow, change), town).map(({ rule }) => rule)),
];
/** What every procedure of these tests lacks on purpose: outcomes and clocks it does not use. */
const QUIET: readonly string[] = [
  'outcome-unreached',
  'clock-never-started',
  'delivery-without-limit',
  'lapse-without-meaning',
];
const wrongs = (flow: Block, change: Partial<Draft> = {}) =>
  rules(flow, change).filter((rule) => !QUIET.includes(rule));

const two = (more: Parameters<typeof beside>[2] = {}) =>
  beside('sides', { left: opinion('one'), right: opinion('other') }, more);
const each = (more: object = {}): Block => ({
  kind: 'each',
  id: 'asked-all',
  title,
  over: 'bodies',
  block: opinion('asked'),
  join: 'all',
  rejects: 'count',
  outcomes: { joined: { to: 'next' }, rejected: { to: 'next' } },
  ...more,
});
const loop = (more: object = {}): Block => ({
  kind: 'loop',
  id: 'round',
  title,
  block: step('try'),
  while: 'try = "done"',
  atMost: 3,
  exhausted: { to: 'next' },
  ...more,
});
const table = (more: Partial<TableBlock> = {}): Block => ({
  kind: 'table',
  id: 'level',
  title,
  inputs: [{ fact: 'area', type: 'number' }],
  rows: [
    { id: 'small', when: ['<= 100'], gives: { grade: 'low' }, because: title },
    { id: 'large', when: ['> 100'], gives: { grade: 'high' }, because: title },
  ],
  hit: 'unique',
  ...more,
});
const choice = (id: string, when: string, block: Block): Block => ({
  kind: 'choice',
  id,
  title,
  branches: [{ id: `${id}-yes`, when, because: title, block }],
  otherwise: { kind: 'pass', id: `${id}-no` },
});
const wait = {
  supplement: {
    kind: 'wait',
    id: 'supplement',
    title,
    clock: 'answer',
    until: 'supplement',
    back: 'first',
    lapse: { to: 'end', outcome: 'given-up' },
  },
} as const;
const asking = (to: readonly string[], more: object = {}) =>
  step('last', { returns: { to, mode: 're-walk', ...more } });

it.each<[string, Block, Partial<Draft>?]>([
  ['branches', inOrder('flow', two(), ended())],
  [
    'branches of which one ends the case',
    inOrder(
      'flow',
      beside(
        'sides',
        { left: inOrder('way', opinion('one'), ended('quick', 'refused')), right: opinion('other') },
        { join: 'first' },
      ),
      ended(),
    ),
  ],
  [
    'what all branches have brought',
    inOrder(
      'flow',
      two(),
      choice('ask', 'one = "agree" and other = "agree" and sides = "joined"', step('more')),
      ended(),
    ),
  ],
  [
    'items',
    inOrder(
      'flow',
      each({ block: inOrder('way', opinion('asked'), choice('ask', 'item = "x" and asked = "agree"', step('more'))) }),
      ended(),
    ),
  ],
  ['items of items', inOrder('flow', each({ over: 'sites', block: each({ id: 'inner', over: 'item' }) }), ended())],
  ['a loop', inOrder('flow', loop(), ended())],
  ['a table', inOrder('flow', table(), choice('ask', 'grade = "low"', step('more')), ended())],
  [
    'returns',
    inOrder('flow', step('first'), step('second'), asking(['applicant', 'previous', 'start', 'first']), ended()),
    { waits: wait },
  ],
])('%s are found sound, and read from outside as they are written', (_, flow, change = {}) => {
  expect(wrongs(flow, change)).toEqual([]);
  const draft = around(flow, change);
  expect(readDefinition(JSON.parse(JSON.stringify(draft)))).toEqual({ draft });
});

it.each<[string, string, Block, Partial<Draft>?]>([
  ['more are to pass than there are', 'join-too-many', inOrder('flow', two({ join: { atLeast: 3 } }), ended())],
  [
    'two branches write the same fact',
    'branches-write-same',
    inOrder('flow', beside('sides', { left: table(), right: table({ id: 'other-level' }) }), ended()),
  ],
  [
    'a branch ends a limit another stands on',
    'branches-share-clock',
    inOrder(
      'flow',
      beside('sides', {
        left: step('one', { clock: 'own', starts: ['own'], ends: ['own'] }),
        right: step('other', { clock: 'own', starts: ['own'] }),
      }),
      ended(),
    ),
  ],
  [
    'two branches may end the case',
    'branch-ends-case',
    inOrder('flow', beside('sides', { left: ended('a'), right: ended('b') }), ended()),
  ],
  [
    'every item may end the case',
    'branch-ends-case',
    inOrder(
      'flow',
      each({
        block: step('asked', {
          outcomes: { no: outcome({ to: 'end', outcome: 'refused' }), yes: outcome({ to: 'next' }) },
        }),
      }),
      ended(),
    ),
  ],
  [
    'a branch waits for the applicant beside the others',
    'branch-waits',
    inOrder(
      'flow',
      step('first'),
      beside('sides', {
        left: step('one', {
          outcomes: { ask: outcome({ to: 'correction', wait: 'supplement' }), done: outcome({ to: 'next' }) },
        }),
        right: step('other'),
      }),
      ended(),
    ),
    { waits: wait },
  ],
  [
    'a branch is rejected where there is none',
    'reject-outside',
    inOrder('flow', step('one', { outcomes: { no: outcome({ to: 'reject' }) } }), ended()),
  ],
  [
    'a branch reads what another writes',
    'read-before-written',
    inOrder(
      'flow',
      beside('sides', { left: opinion('one'), right: choice('ask', 'one = "agree"', step('more')) }),
      ended(),
    ),
  ],
  [
    'it is read what only a branch that may not go along has written',
    'read-before-written',
    inOrder('flow', two({ when: { left: 'area > 100' } }), choice('ask', 'one = "agree"', step('more')), ended()),
  ],
  [
    'it is read what a branch cut short may not have written',
    'read-before-written',
    inOrder('flow', two({ join: 'first' }), choice('ask', 'one = "agree"', step('more')), ended()),
  ],
  [
    'what was said of one item is read outside',
    'read-before-written',
    inOrder('flow', each(), choice('ask', 'asked = "agree"', step('more')), ended()),
  ],
  [
    'a condition of a branch cannot be read',
    'condition-unreadable',
    inOrder('flow', two({ when: { left: 'area > ' } }), ended()),
  ],
  [
    'the branches never come together',
    'unreachable',
    inOrder(
      'flow',
      beside('sides', { left: step('one', { outcomes: { no: outcome({ to: 'reject' }) } }), right: step('other') }),
      step('after'),
      ended(),
    ),
  ],
  [
    'a branch is gone for ever',
    'never-ends',
    inOrder(
      'flow',
      beside(
        'sides',
        { left: step('one', { outcomes: { again: outcome({ to: 'again' }) } }), right: step('other') },
        { outcomes: { joined: { to: 'next' }, rejected: { to: 'next' } } },
      ),
    ),
  ],
  [
    'an outcome leads into another branch',
    'back-target',
    inOrder(
      'flow',
      beside('sides', {
        left: step('one'),
        right: step('other', {
          outcomes: { done: outcome({ to: 'next' }), over: outcome({ to: 'back', step: 'one' }) },
        }),
      }),
      ended(),
    ),
  ],
  [
    'an outcome leads to an item without saying which',
    'back-target',
    inOrder(
      'flow',
      each(),
      step('after', { outcomes: { done: outcome({ to: 'next' }), over: outcome({ to: 'back', step: 'asked' }) } }),
      ended(),
    ),
  ],
  ['the list of an each is none', 'each-not-a-list', inOrder('flow', each({ over: 'shop' }), ended())],
  [
    'every item ends the same limit',
    'branches-share-clock',
    inOrder('flow', each({ block: step('asked', { ends: ['limit'] }) }), ended()),
  ],
  ['a loop has no end', 'loop-unbounded', inOrder('flow', loop({ atMost: 0 }), ended())],
  ['a loop has too many turns', 'loop-unbounded', inOrder('flow', loop({ atMost: 1_000_000 }), ended())],
  [
    'a table has a gap',
    'table-gap',
    inOrder(
      'flow',
      table({
        rows: [
          { id: 'small', when: ['< 100'], gives: { grade: 'low' }, because: title },
          { id: 'large', when: ['> 100'], gives: { grade: 'high' }, because: title },
        ],
      }),
      ended(),
    ),
  ],
  [
    'a table answers twice',
    'table-overlap',
    inOrder(
      'flow',
      table({
        rows: [
          { id: 'small', when: ['<= 100'], gives: { grade: 'low' }, because: title },
          { id: 'large', when: ['>= 100'], gives: { grade: 'high' }, because: title },
        ],
      }),
      ended(),
    ),
  ],
  [
    'a row asks too little',
    'table-shape',
    inOrder('flow', table({ rows: [{ id: 'any', when: [], gives: {}, because: title }] }), ended()),
  ],
  [
    'a row cannot be read',
    'table-unreadable',
    inOrder('flow', table({ rows: [{ id: 'any', when: ['>='], gives: {}, because: title }] }), ended()),
  ],
  [
    'a row asks what day it is',
    'table-unreadable',
    inOrder('flow', table({ rows: [{ id: 'any', when: ['> today()'], gives: {}, because: title }] }), ended()),
  ],
  [
    'a row asks for a value there is not',
    'table-value-unknown',
    inOrder(
      'flow',
      table({
        inputs: [{ fact: 'kind', type: 'text', values: ['food', 'other'] }],
        rows: [{ id: 'any', when: ['"foood"'], gives: {}, because: title }],
      }),
      ended(),
    ),
  ],
  [
    'a row is never hit',
    'row-never',
    inOrder(
      'flow',
      table({
        hit: 'first',
        rows: [
          { id: 'any', when: ['-'], gives: {}, because: title },
          { id: 'late', when: ['> 5'], gives: {}, because: title },
        ],
      }),
      ended(),
    ),
  ],
  [
    'a table reads what is not there yet',
    'read-before-written',
    inOrder(
      'flow',
      table({
        inputs: [{ fact: 'later', type: 'text', values: ['done'] }],
        rows: [{ id: 'any', when: ['-'], gives: {}, because: title }],
      }),
      step('later'),
      ended(),
    ),
  ],
  ['a return names a later step', 'return-target', inOrder('flow', asking(['after']), step('after'), ended())],
  [
    'a return names a step of another branch',
    'return-target',
    inOrder('flow', beside('sides', { left: step('one'), right: asking(['one']) }), ended()),
  ],
  [
    'a return to the applicant gives him no time',
    'return-without-wait',
    inOrder('flow', step('first'), asking(['applicant']), ended()),
  ],
])('where %s, %s is found', (_, rule, flow, change = {}) => {
  expect(wrongs(flow, change)).toContain(rule);
});

it('a step may lead back in its branch, though whoever comes after the branches may return to it', () => {
  const redo = step('redo', {
    outcomes: { done: outcome({ to: 'next' }), back: outcome({ to: 'back', step: 'first' }) },
  });
  const flow = inOrder(
    'flow',
    beside('sides', { left: inOrder('lefts', step('first'), redo), right: step('other') }, { join: 'first' }),
    asking(['previous']),
    ended(),
  );
  expect(wrongs(flow)).toEqual([]);
});

it('a table found whole answers every value with exactly one row', () => {
  const cut = fc.integer({ min: -20, max: 20 });
  const test = fc.oneof(
    cut.map((n) => `< ${n}`),
    cut.map((n) => `>= ${n}`),
    fc.tuple(cut, cut).map(([a, b]) => `[${Math.min(a, b)}..${Math.max(a, b)})`),
    fc.constant('-'),
  );
  const rows = fc.array(fc.tuple(test, fc.constantFrom('-', '"food"', 'not("food")')), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      rows,
      fc.double({ min: -25, max: 25, noNaN: true }),
      fc.constantFrom('food', 'tea'),
      (of, area, kind) => {
        const made = table({
          inputs: [
            { fact: 'area', type: 'number' },
            { fact: 'kind', type: 'text' },
          ],
          rows: of.map(([one, other], n) => ({ id: `r${n}`, when: [one, other], gives: { grade: n }, because: title })),
        }) as TableBlock;
        const found = checkProcedure(around(inOrder('flow', made, ended())), town).map(({ rule }) => rule);
        const hit = rowsHit(made, [area, kind]);
        if (!found.includes('table-gap') && !found.includes('table-overlap')) expect(hit).toHaveLength(1);
      },
    ),
    { numRuns: 60 },
  );
});
