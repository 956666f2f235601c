// Owns procedures made up at random: a shape that shrinks well, and the definition and the outline that are built from it. Whatever is
// built is sound by the checker, or the checker and this file do not agree on what is sound.
import * as fc from 'fast-check';
import type { Draft } from '../../src/kernel/procedure/builder';
import { procedure } from '../../src/kernel/procedure/builder';
import type { Block, DecidingRule, Definition, OutcomeRule, PostKind } from '../../src/kernel/procedure/definition';
import type { Town } from '../../src/kernel/procedure/finding';
import { versionOf } from '../../src/kernel/procedure/version';
import type { PersonActor } from '../../src/kernel/command';
import type { ClockRule } from '../../src/kernel/time/clock';
import type { Outline } from './oracles';

export const BUREAU = 'bureau';
const WINDOW = 'window';

function somebody(id: string, ...kinds: readonly PostKind[]): PersonActor {
  return {
    kind: 'person',
    person: id,
    posts: kinds.map((kind) => ({
      id: `${id}-${kind}`,
      kind,
      organisation: kind === 'window-clerk' ? WINDOW : kind === 'supervisor' ? 'justice' : BUREAU,
    })),
    qualifications: [],
  };
}
const several = (letter: string, count: number, ...kinds: readonly PostKind[]): readonly PersonActor[] =>
  Array.from({ length: count }, (_, n) => somebody(`${letter}${n + 1}`, ...kinds));
/** Enough of each post that no separation of duties leaves a step without anybody. */
export const PEOPLE: readonly PersonActor[] = [
  ...several('e', 9, 'examiner'),
  ...several('a', 9, 'approver'),
  ...several('h', 4, 'agency-head'),
  ...several('l', 3, 'legal-reviewer'),
  ...several('x', 2, 'examiner', 'approver'),
  somebody('y1', 'approver', 'agency-head'),
  somebody('y2', 'legal-reviewer', 'agency-head'),
  somebody('clerk', 'window-clerk'),
  somebody('admin', 'administrator'),
  somebody('watch', 'supervisor'),
];
export const CLERK = PEOPLE.find(({ person }) => person === 'clerk') as PersonActor;
export const ADMIN = PEOPLE.find(({ person }) => person === 'admin') as PersonActor;
export const TOWN: Town = {
  persons: PEOPLE,
  organisations: [
    { id: BUREAU, kind: 'bureau' },
    { id: WINDOW, kind: 'window' },
    { id: 'justice', kind: 'bureau' },
  ],
  holders: [BUREAU],
  procedures: [],
  papers: [],
};

const POSTS = ['examiner', 'approver', 'agency-head', 'legal-reviewer'] as const;
const EXTRAS = ['again', 'back', 'ask', 'stop', 'veto', 'remark'] as const;

interface TaskShape {
  readonly kind: 'task';
  readonly post: (typeof POSTS)[number];
  readonly count: number;
  readonly everyone: boolean;
  readonly also: (typeof POSTS)[number] | null;
  readonly chair: boolean;
  readonly apart: boolean;
  readonly rule: RuleShape | null;
  readonly extras: readonly (typeof EXTRAS)[number][];
  readonly writes: boolean;
  readonly starts: boolean;
  readonly objects: number;
  readonly returns: readonly ('applicant' | 'previous' | 'start' | 'step')[];
  readonly mode: 're-walk' | 'direct' | 'choose';
  readonly beforeVetoes: boolean;
}
interface RuleShape {
  readonly kind: DecidingRule['kind'];
  readonly disagreement: 'veto' | 'counted';
  readonly abstains: boolean;
  readonly pass: readonly [number, number];
  readonly quorum: readonly [number, number] | null;
  readonly leftOut: boolean;
  readonly chairBreaks: boolean;
  readonly weighed: boolean;
}
export type Shape =
  | TaskShape
  | { readonly kind: 'order'; readonly of: readonly Shape[] }
  | { readonly kind: 'choice'; readonly on: number; readonly ways: readonly Shape[]; readonly otherwise: Shape | null }
  | {
      readonly kind: 'parallel';
      readonly branches: readonly { readonly of: Shape; readonly when: number | null; readonly carryOver: boolean }[];
      readonly join: number;
      readonly rejects: 'end' | 'count';
      readonly rejected: number;
    }
  | {
      readonly kind: 'each';
      readonly of: Shape;
      readonly join: number;
      readonly rejects: 'end' | 'count';
      readonly rejected: number;
      readonly carryOver: boolean;
    }
  | { readonly kind: 'loop'; readonly of: Shape; readonly atMost: number; readonly exhausted: number }
  | { readonly kind: 'table'; readonly hit: 'unique' | 'first' | 'collect' }
  /** What comes from outside: a day, a message, the answer of a service. */
  | { readonly kind: 'date' }
  | { readonly kind: 'message'; readonly says: boolean; readonly late: number }
  | { readonly kind: 'call'; readonly undo: boolean; readonly failed: number };

const fraction = fc.constantFrom<[number, number][]>([1, 2], [1, 2], [2, 3], [1, 3], [3, 4], [1, 1]);
const ruleShape: fc.Arbitrary<RuleShape> = fc.record({
  kind: fc.constantFrom('all' as const, 'any' as const, 'vote' as const, 'vote' as const, 'sequential' as const),
  disagreement: fc.constantFrom('veto' as const, 'counted' as const),
  abstains: fc.boolean(),
  pass: fraction,
  quorum: fc.option(fraction),
  leftOut: fc.boolean(),
  chairBreaks: fc.boolean(),
  weighed: fc.boolean(),
});
const taskShape: fc.Arbitrary<TaskShape> = fc.record({
  kind: fc.constant('task' as const),
  post: fc.constantFrom(...POSTS),
  count: fc.constantFrom(1, 1, 2, 3),
  everyone: fc.boolean(),
  also: fc.option(fc.constantFrom(...POSTS), { freq: 2 }),
  chair: fc.boolean(),
  apart: fc.boolean(),
  rule: fc.option(ruleShape, { freq: 2 }),
  extras: fc.subarray([...EXTRAS], { maxLength: 3 }),
  writes: fc.boolean(),
  starts: fc.boolean(),
  objects: fc.nat(2),
  returns: fc.subarray(['applicant', 'previous', 'start', 'step'] as const),
  mode: fc.constantFrom('re-walk' as const, 'direct' as const, 'choose' as const),
  beforeVetoes: fc.boolean(),
});

const outsideShapes: readonly fc.WeightedArbitrary<Shape>[] = [
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('date' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('message' as const), says: fc.boolean(), late: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('call' as const),
      undo: fc.constantFrom(true, true, false),
      failed: fc.nat(3),
    }),
  },
];

function shapeOf(depth: number, branching: boolean, outside: boolean): fc.Arbitrary<Shape> {
  const own = outside ? outsideShapes : [];
  if (depth === 0) return outside ? fc.oneof({ weight: 8, arbitrary: taskShape }, ...own) : taskShape;
  const inner = shapeOf(depth - 1, branching, outside);
  const small = shapeOf(Math.max(0, depth - 2), branching, outside);
  const plain: fc.WeightedArbitrary<Shape>[] = [
    { weight: 5, arbitrary: taskShape },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('order' as const),
        of: fc.array(inner, { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('choice' as const),
        on: fc.nat(9),
        ways: fc.array(small, { minLength: 1, maxLength: 2 }),
        otherwise: fc.option<Shape, null>(small),
      }),
    },
  ];
  const beside: fc.WeightedArbitrary<Shape>[] = [
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('parallel' as const),
        branches: fc.array(fc.record({ of: inner, when: fc.option(fc.nat(9), { freq: 3 }), carryOver: fc.boolean() }), {
          minLength: 2,
          maxLength: 3,
        }),
        join: fc.nat(3),
        rejects: fc.constantFrom('end' as const, 'count' as const),
        rejected: fc.nat(2),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('each' as const),
        of: small,
        join: fc.nat(3),
        rejects: fc.constantFrom('end' as const, 'count' as const),
        rejected: fc.nat(2),
        carryOver: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('loop' as const),
        of: small,
        atMost: fc.integer({ min: 1, max: 3 }),
        exhausted: fc.nat(2),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('table' as const),
        hit: fc.constantFrom('unique' as const, 'first' as const, 'collect' as const),
      }),
    },
  ];
  return fc.oneof(...plain, ...(branching ? beside : []), ...own);
}
/** `outside`: with waits for a day or a message, and calls of services. */
export const shapes = (branching: boolean, outside = false): fc.Arbitrary<readonly Shape[]> =>
  fc.array(shapeOf(3, branching, outside), { minLength: 1, maxLength: 5 });

export interface Made {
  readonly draft: Draft;
  readonly definition: Definition;
  readonly outline: Outline;
  readonly steps: number;
}

const said = (zh: string) => ({ zh, en: zh });
const ARTICLE = '内部规定';
const MOST_STEPS = 30;
const field = (type: string, more: object = {}) => ({ type, title: '字段', 'x-en': { title: 'Field' }, ...more });

function clock(kind: ClockRule['kind'], days: number, ...rungs: readonly ('remind' | 'escalate' | 'lapse')[]) {
  return {
    title: said('期限'),
    kind,
    budget: { amount: days, unit: 'working-days' as const },
    article: ARTICLE,
    rungs: rungs.map((does) => ({
      id: does,
      when:
        does === 'remind'
          ? ({ at: 'half' } as const)
          : does === 'lapse'
            ? ({ at: 'end' } as const)
            : ({ after: 1 } as const),
      does,
      title: said('届满'),
      article: ARTICLE,
    })),
  };
}

/** What is certain where something is built. */
interface Here {
  /** Steps that every way here has passed, and that no branch hides. */
  readonly passed: readonly string[];
  /** Steps before this one in the text, of the same branch. */
  readonly before: readonly string[];
  readonly inBranch: boolean;
  readonly inItems: number;
}
interface Built {
  readonly block: Block;
  readonly outline: Outline;
  readonly passes: readonly string[];
  readonly within: readonly string[];
}

/** `returning`: whether the kernel knows returns by a seat. */
export function make(shape: readonly Shape[], returning: boolean): Made {
  let count = 1;
  let steps = 0;
  let waits = false;
  let ownClock = false;
  const ownClocks: Record<string, object> = {};
  const facts: Record<string, boolean | string | number> = {};
  const tasks: TaskShape[] = [];
  const posts = new Map<string, PostKind>();

  const start: TaskShape = {
    ...{
      kind: 'task',
      post: 'examiner',
      count: 1,
      everyone: false,
      also: null,
      chair: false,
      apart: false,
      rule: null,
    },
    ...{ extras: [], writes: true, starts: false, objects: 0, returns: [], mode: 're-walk', beforeVetoes: false },
  } as const;
  const root = order('flow', [start, ...shape], { passed: [], before: [], inBranch: false, inItems: 0 }, true);
  const made = procedure<string, string, string, string>({
    id: 'made-up',
    title: said('随机流程'),
    basis: ARTICLE,
    workflow: 'procedure',
    roles: { deciding: 'holder', supervising: 'justice' },
    dataSchema: {
      type: 'object',
      properties: {
        area: field('number'),
        kind: field('string'),
        bodies: field('array', { items: { type: 'string' } }),
        day: field('string', { format: 'date' }),
      },
      required: ['area', 'kind', 'bodies', 'day'],
    },
    opens: { post: 'window-clerk', duty: 'receive' },
    materials: [],
    facts: ['area', 'kind', 'bodies', 'day', ...Object.keys(facts)],
    defaults: facts,
    clocks: {
      limit: clock('step', 30, 'remind', 'escalate'),
      delivery: clock('step', 5, 'remind'),
      answer: waits ? clock('party', 5, 'lapse') : undefined,
      ...ownClocks,
      own: ownClock ? clock('step', 3, 'remind') : undefined,
    },
    startClocks: ['limit'],
    acceptClocks: [],
    extensions: {},
    papers: {},
    outcomes: Object.fromEntries(
      (['done', 'refused', 'given-up', 'withdrawn'] as const).map((id) => [
        id,
        { title: said('办结'), paper: null, withoutPaper: said('内部事项'), light: 'neutral' as const },
      ]),
    ) as never,
    reviews: [],
    ladder: [
      { post: 'agency-head', of: 'deciding' },
      { post: 'supervisor', of: 'supervising' },
    ],
    waits: waits
      ? {
          supplement: {
            title: said('补正'),
            clock: 'answer',
            until: 'supplement',
            back: 's1',
            lapse: shape.length % 3 === 0 ? { to: 'back', step: 's1' } : { to: 'end', outcome: 'given-up' },
          },
        }
      : {},
    flow: root.block as never,
  } as never);
  return { draft: made, definition: versionOf(made, 1, () => 'hash'), outline: root.outline, steps };

  function id(letter: string): string {
    return `${letter}${++count}`;
  }
  function condition(on: number): string {
    const known = Object.keys(facts).filter((name) => name.startsWith('w'));
    if (on > 6 && known.length > 0) return `${known[on % known.length] ?? ''} = true`;
    return (
      ['area > 50', 'kind = "food"', 'area <= 20', 'kind = "shop" and area > 10', 'area > 0', 'kind != "food"'][
        on % 6
      ] ?? ''
    );
  }

  function build(of: Shape, here: Here): Built {
    switch (of.kind) {
      case 'task':
        return steps >= MOST_STEPS ? nothing() : task(of, here);
      case 'order':
        return order(id('q'), of.of, here);
      case 'choice':
        return choice(of, here);
      case 'parallel':
        return parallel(of, here);
      case 'each':
        return each(of, here);
      case 'loop':
        return loop(of, here);
      case 'table':
        return table(of);
      case 'date':
      case 'message':
        return awaited(of, here);
      case 'call':
        return called(of, here);
    }
  }
  function nothing(): Built {
    const own = id('x');
    return leaf({ kind: 'pass', id: own });
  }
  function leaf(block: Block, passes: readonly string[] = [], within: readonly string[] = passes): Built {
    return { block, outline: { id: block.id, kind: 'step', inner: [] }, passes, within };
  }

  function order(own: string, of: readonly Shape[], here: Here, whole = false): Built {
    const built: Built[] = [];
    for (const each of of) {
      const before = built.flatMap(({ within }) => within);
      const passed = built.flatMap(({ passes }) => passes);
      built.push(build(each, { ...here, passed: [...here.passed, ...passed], before: [...here.before, ...before] }));
    }
    if (whole) built.push(leaf({ kind: 'end', id: 'end', outcome: 'done' }));
    return {
      block: { kind: 'sequence', id: own, blocks: built.map(({ block }) => block) },
      outline: { id: own, kind: 'order', inner: built.map(({ outline }) => outline) },
      passes: built.flatMap(({ passes }) => passes),
      within: built.flatMap(({ within }) => within),
    };
  }

  function task(of: TaskShape, here: Here): Built {
    const own = steps++ === 0 ? 's1' : id('s');
    tasks.push(of);
    const first = own === 's1';
    const rule = first ? null : of.rule;
    const everyone =
      rule !== null &&
      of.everyone &&
      rule.kind !== 'sequential' &&
      (of.post === 'agency-head' || of.post === 'legal-reviewer');
    const also = rule !== null && of.also !== null && of.also !== of.post ? of.also : null;
    const chaired =
      rule !== null &&
      rule.kind !== 'sequential' &&
      // Where all heads have a seat, none is left to preside.
      !(everyone && of.post === 'agency-head') &&
      (of.chair || (rule.kind === 'vote' && rule.chairBreaks && half(rule)));
    const apart =
      of.apart && !also && !chaired
        ? here.before
            .filter((step) => posts.has(step) && posts.get(step) !== of.post && POSTS.includes(of.post))
            .slice(0, 1)
        : [];
    if (!everyone && !chaired && !also) posts.set(own, of.post);
    const target = objection(of, here);
    const wrote = of.writes || first ? `w${own}` : undefined;
    if (wrote) facts[wrote] = false;
    const outcomes: Record<string, OutcomeRule> = { agree: outcome({ to: 'next' }), object: outcome(target) };
    if (rule?.kind === 'vote' && rule.abstains) outcomes['abstain'] = outcome({ to: 'again' });
    for (const extra of of.extras) {
      const back = here.passed.at(-1 - (of.objects % 2)) ?? here.passed.at(-1);
      if (extra === 'again') outcomes['again'] = outcome({ to: 'again' });
      if (extra === 'back' && back !== undefined && here.inItems === 0)
        outcomes['back'] = outcome({ to: 'back', step: back });
      if (extra === 'stop' && !here.inBranch) outcomes['stop'] = outcome({ to: 'end', outcome: 'refused' });
      if (extra === 'veto') outcomes['veto'] = outcome(target, { veto: true });
      if (extra === 'remark') outcomes['remark'] = outcome({ to: 'next' }, { opinionRequired: true });
      if (extra === 'ask' && !here.inBranch && here.passed.includes('s1')) {
        waits = true;
        outcomes['ask'] = outcome({ to: 'correction', wait: 'supplement' });
      }
    }
    const returns =
      first || !returning ? [] : of.returns.flatMap((to) => (to === 'step' ? here.before.slice(-2) : [to]));
    const starts = of.starts && !here.inBranch;
    if (starts) ownClock = true;
    if (returns.includes('applicant')) waits = true;
    return leaf(
      {
        kind: 'task',
        id: own,
        title: said('办理'),
        by: {
          post: of.post,
          of: 'deciding',
          ...(everyone ? { everyone: true } : { count: first ? 1 : of.count }),
          ...(also ? { also: [{ post: also, of: 'deciding' }] } : {}),
          ...(chaired ? { chair: { post: 'agency-head', of: 'deciding' } } : {}),
          ...(apart.length > 0 ? { notWho: apart } : {}),
        },
        ...(rule ? { decides: decidingRule(rule, of, also, chaired) } : {}),
        ...(of.beforeVetoes && !first ? { addSign: rule ? { beforeVetoes: true } : {} } : {}),
        ...(wrote ? { form: { type: 'object', properties: { [wrote]: field('boolean') } } } : {}),
        outcomes,
        clock: 'limit',
        ...(starts ? { starts: ['own'], ends: ['own'] } : {}),
        ...(returns.length > 0 ? { returns: { to: returns, mode: of.mode } } : {}),
      },
      [own],
    );
  }
  function objection(of: TaskShape, here: Here): OutcomeRule['target'] {
    const back = here.passed.at(-1);
    if (here.inBranch) return of.objects === 2 ? { to: 'next' } : ({ to: 'reject' } as never);
    if (of.objects === 1 && back !== undefined) return { to: 'back', step: back };
    return of.objects === 2 ? { to: 'next' } : { to: 'end', outcome: 'refused' };
  }
  function outcome(target: OutcomeRule['target'], more: Partial<OutcomeRule> = {}): OutcomeRule {
    return { title: said('结果'), target, ...more };
  }
  function half({ pass: [part, of] }: RuleShape): boolean {
    return part * 2 === of;
  }
  function decidingRule(rule: RuleShape, of: TaskShape, also: PostKind | null, chaired: boolean): DecidingRule {
    const votes = { agree: 'agree', disagree: 'object' };
    switch (rule.kind) {
      case 'all':
        return { kind: 'all', ...votes, disagreement: rule.disagreement };
      case 'any':
      case 'sequential':
        return { kind: rule.kind, ...votes };
      case 'vote':
        return {
          kind: 'vote',
          ...votes,
          ...(rule.abstains ? { abstain: 'abstain' } : {}),
          pass: { of: rule.pass },
          ...(rule.quorum ? { quorum: { of: rule.quorum } } : {}),
          disagreement: rule.disagreement,
          abstention: rule.leftOut ? 'left-out' : 'counted',
          tie: chaired && rule.chairBreaks && half(rule) ? 'chair' : 'not-passed',
          ...(rule.weighed
            ? { weights: { [of.post]: 2, ...(also ? { [also]: 1 } : {}), ...(chaired ? { 'agency-head': 3 } : {}) } }
            : {}),
        };
    }
  }

  function choice(of: Extract<Shape, { kind: 'choice' }>, here: Here): Built {
    const own = id('c');
    const ways = of.ways.map((way, n) => ({
      id: `${own}-${n}`,
      when: condition(of.on + n),
      because: said('条件'),
      built: build(way, here),
    }));
    const otherwise = of.otherwise ? build(of.otherwise, here) : nothing();
    return {
      block: {
        kind: 'choice',
        id: own,
        title: said('选择'),
        branches: ways.map(({ built, ...way }) => ({ ...way, block: built.block })),
        otherwise: otherwise.block,
      },
      outline: { id: own, kind: 'ways', inner: [...ways.map(({ built }) => built.outline), otherwise.outline] },
      passes: [],
      within: [...ways.flatMap(({ built }) => built.within), ...otherwise.within],
    };
  }
  function joined(join: number, along: number): unknown {
    return join === 0 ? 'all' : join === 1 ? 'first' : join === 2 ? { atLeast: Math.min(2, along) } : 'all';
  }
  function whenRejected(on: number, here: Here): unknown {
    if (here.inBranch) return on === 0 ? { to: 'reject' } : { to: 'next' };
    const back = here.passed.at(-1);
    if (on === 1 && back !== undefined) return { to: 'back', step: back };
    return on === 2 ? { to: 'next' } : { to: 'end', outcome: 'refused' };
  }
  function parallel(of: Extract<Shape, { kind: 'parallel' }>, here: Here): Built {
    const own = id('p');
    const branches = of.branches.map((branch, n) => ({
      id: `${own}${'abc'[n] ?? 'z'}`,
      title: said('分支'),
      ...(branch.when === null ? {} : { when: condition(branch.when) }),
      ...(branch.carryOver ? { carryOver: true } : {}),
      built: build(branch.of, { ...here, inBranch: true }),
    }));
    return {
      block: {
        kind: 'parallel',
        id: own,
        title: said('并行'),
        branches: branches.map(({ built, ...branch }) => ({ ...branch, block: built.block })),
        join: joined(of.join, branches.length),
        rejects: of.rejects,
        outcomes: { joined: { to: 'next' }, rejected: whenRejected(of.rejected, here) },
      } as never,
      outline: {
        id: own,
        kind: 'beside',
        inner: branches.map(({ built }) => built.outline),
        names: branches.map((each) => each.id),
      },
      passes: [],
      within: branches.flatMap(({ built }) => built.within),
    };
  }
  function each(of: Extract<Shape, { kind: 'each' }>, here: Here): Built {
    const own = id('i');
    const built = build(of.of, { ...here, inBranch: true, inItems: here.inItems + 1 });
    return {
      block: {
        kind: 'each',
        id: own,
        title: said('逐项'),
        over: 'bodies',
        block: built.block,
        join: joined(of.join, 9),
        rejects: of.rejects,
        outcomes: { joined: { to: 'next' }, rejected: whenRejected(of.rejected, here) },
        ...(of.carryOver ? { carryOver: true } : {}),
      } as never,
      outline: { id: own, kind: 'items', inner: [built.outline] },
      passes: [],
      within: [],
    };
  }
  function loop(of: Extract<Shape, { kind: 'loop' }>, here: Here): Built {
    const own = id('o');
    const known = new Set(Object.keys(facts));
    const built = build(of.of, here);
    const wrote = Object.keys(facts).find((name) => name.startsWith('w') && !known.has(name)) ?? 'ws1';
    return {
      block: {
        kind: 'loop',
        id: own,
        title: said('循环'),
        block: built.block,
        while: `${wrote} = true`,
        atMost: of.atMost,
        exhausted: here.inBranch || of.exhausted > 0 ? { to: 'next' } : { to: 'end', outcome: 'refused' },
      } as never,
      outline: { id: own, kind: 'again', inner: [built.outline] },
      passes: [],
      within: built.within,
    };
  }
  function awaited(of: Extract<Shape, { kind: 'date' | 'message' }>, here: Here): Built {
    const own = id('m');
    const limit = `${own}-limit`;
    const named = of.kind === 'date' ? { until: { fact: 'day' }, budget: { amount: 2, unit: 'calendar-days' } } : {};
    ownClocks[limit] = { ...clock('party', 4, 'lapse'), ...named };
    const wrote = `v${own}`;
    if (of.kind === 'message' && of.says) facts[wrote] = 0;
    // A day always comes: were it to reject, the branch could never pass.
    const late = here.inBranch && of.kind === 'message' && of.late > 0 ? { to: 'reject' } : { to: 'next' };
    const schema = { schema: { type: 'object', properties: { [wrote]: field('number') }, required: [wrote] } };
    const message = { on: 'message', name: `${own}-told`, target: { to: 'next' }, ...(wrote in facts ? schema : {}) };
    return leaf(
      {
        kind: 'await',
        id: own,
        title: said('等待'),
        clock: limit,
        outcomes: { ...(of.kind === 'message' ? { told: message } : {}), late: { on: 'lapse', target: late } },
      } as never,
      [],
    );
  }
  function called(of: Extract<Shape, { kind: 'call' }>, here: Here): Built {
    const own = id('k');
    const targets = [
      { to: 'next' },
      here.inBranch ? { to: 'reject' } : { to: 'end', outcome: 'refused' },
      { to: 'again' },
    ];
    return leaf(
      {
        kind: 'call',
        id: own,
        title: said('调用'),
        service: 'office',
        hands: ['area'],
        clock: 'limit',
        // Only one branch may end a case.
        outcomes: { done: { to: 'next' }, failed: targets[of.failed] ?? { to: 'next' } },
        ...(of.undo ? { undo: 'office-undo' } : {}),
      } as never,
      [],
    );
  }
  function table(of: Extract<Shape, { kind: 'table' }>): Built {
    const own = id('t');
    const gives = `t${own}`;
    facts[gives] = 'low';
    return leaf({
      kind: 'table',
      id: own,
      title: said('决策表'),
      inputs: [{ fact: 'area', type: 'number' }],
      rows: [
        { id: 'high', when: ['> 50'], gives: { [gives]: 'high' }, because: said('大') },
        { id: 'low', when: ['<= 50'], gives: { [gives]: 'low' }, because: said('小') },
      ],
      hit: of.hit,
    } as never);
  }
}
