// Owns a procedure small enough to be read at a glance, around a flow that a test makes up.
import { procedure, type Draft } from '../../src/kernel/procedure/builder';
import type { Block, OutcomeRule, TaskBlock, Target } from '../../src/kernel/procedure/definition';
import type { ClockRule } from '../../src/kernel/time/clock';
import { aCase, type Beginning, type PlayedCase } from './a-case';

const said = (zh: string) => ({ zh, en: zh });
const NEXT: Target = { to: 'next' };
const ARTICLE = '内部规定';

function clock(days: number, lapse = false): Omit<ClockRule, 'id'> {
  return {
    title: said('期限'),
    kind: lapse ? 'party' : 'step',
    budget: { amount: days, unit: 'working-days' },
    article: ARTICLE,
    rungs: [
      { id: 'over', when: { at: 'end' }, does: lapse ? 'lapse' : 'remind', title: said('届满'), article: ARTICLE },
    ],
  };
}

/** A step of one examiner: `done` leads on. */
export function step(id: string, more: Partial<Omit<TaskBlock, 'kind' | 'id'>> = {}): TaskBlock {
  return {
    kind: 'task',
    id,
    title: said(id),
    by: { post: 'examiner', of: 'deciding' },
    clock: 'limit',
    outcomes: { done: outcome(NEXT) },
    ...more,
  };
}
export function outcome(target: Target, more: Partial<OutcomeRule> = {}): OutcomeRule {
  return { title: said('结果'), target, ...more };
}
/** A step that may pass or reject its branch. */
export function opinion(id: string, more: Partial<Omit<TaskBlock, 'kind' | 'id'>> = {}): TaskBlock {
  return step(id, { outcomes: { agree: outcome(NEXT), object: outcome({ to: 'reject' }) }, ...more });
}
export function inOrder(id: string, ...blocks: readonly Block[]): Block {
  return { kind: 'sequence', id, blocks };
}
export function ended(id = 'end', how: 'done' | 'refused' | 'given-up' = 'done'): Block {
  return { kind: 'end', id, outcome: how };
}
export function beside(
  id: string,
  branches: Readonly<Record<string, Block>>,
  more: Partial<Omit<Extract<Block, { kind: 'parallel' }>, 'kind' | 'id' | 'branches'>> & {
    readonly when?: Readonly<Record<string, string>>;
    readonly carryOver?: readonly string[];
  } = {},
): Extract<Block, { kind: 'parallel' }> {
  const { when = {}, carryOver = [], ...rest } = more;
  return {
    kind: 'parallel',
    id,
    title: said(id),
    branches: Object.entries(branches).map(([branch, block]) => ({
      id: branch,
      title: said(branch),
      block,
      ...(when[branch] === undefined ? {} : { when: when[branch] }),
      ...(carryOver.includes(branch) ? { carryOver: true } : {}),
    })),
    join: 'all',
    rejects: 'end',
    outcomes: { joined: NEXT, rejected: { to: 'end', outcome: 'refused' } },
    ...rest,
  };
}

/** Gone again while a condition holds, three times at most. */
export function repeated(id: string, block: Block, again: string): Block {
  const exhausted: Target = { to: 'end', outcome: 'given-up' };
  return { kind: 'loop', id, title: said(id), block, while: again, atMost: 3, exhausted };
}
/** Small or large, by the area. */
export function graded(id: string): Block {
  const rows = [
    { id: 'small', when: ['<= 100'], gives: { grade: 'low' }, because: said('小') },
    { id: 'large', when: ['> 100'], gives: { grade: 'high' }, because: said('大') },
  ];
  return { kind: 'table', id, title: said(id), inputs: [{ fact: 'area', type: 'number' }], rows, hit: 'unique' };
}
export const AREA_FORM = {
  type: 'object',
  properties: { area: { type: 'number', title: '面积', 'x-en': { title: 'Area' } } },
} as const;

const word = (title: string) => ({ type: 'string', title, 'x-en': { title } });
export const FIELDS = {
  shop: word('店名'),
  kind: word('类别'),
  area: { type: 'number', title: '面积', 'x-en': { title: 'Area' } },
  bodies: { type: 'array', items: { type: 'string' }, title: '部门', 'x-en': { title: 'Bodies' } },
  sites: {
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    title: '地块',
    'x-en': { title: 'Sites' },
  },
  plan: { type: 'string', format: 'file', title: '平面图', 'x-en': { title: 'Plan' } },
} as const;

/** The procedure around a flow. */
export function around(flow: Block, change: Partial<Draft> = {}): Draft {
  return {
    ...procedure({
      id: 'joint-review',
      title: said('联合审查'),
      basis: ARTICLE,
      workflow: 'procedure',
      roles: { deciding: 'holder', supervising: 'justice-bureau' },
      dataSchema: {
        type: 'object',
        properties: FIELDS,
        required: ['shop', 'area', 'kind', 'bodies', 'sites'],
      },
      opens: { post: 'window-clerk', duty: 'receive' },
      materials: [{ field: 'plan', title: said('平面图'), required: false, basis: ARTICLE }],
      facts: ['shop', 'area', 'kind', 'bodies', 'sites'],
      clocks: { limit: clock(30), own: clock(5), answer: clock(5, true) },
      startClocks: ['limit'],
      acceptClocks: [],
      extensions: {},
      papers: {},
      outcomes: {
        done: { title: said('办结'), paper: null, withoutPaper: said('内部事项'), light: 'good' },
        refused: { title: said('不通过'), paper: null, withoutPaper: said('内部事项'), light: 'bad' },
        'given-up': { title: said('放弃'), paper: null, withoutPaper: said('内部事项'), light: 'neutral' },
        withdrawn: { title: said('撤回'), paper: null, withoutPaper: said('内部事项'), light: 'neutral' },
      },
      reviews: [],
      ladder: [],
      waits: {},
      flow: step('only', { outcomes: { done: outcome({ to: 'end', outcome: 'done' }) } }) as never,
    }),
    flow,
    ...change,
  };
}

export const DATA = {
  shop: '张记面馆',
  area: 80,
  kind: 'food',
  bodies: ['住建局', '消防大队', '生态环境局'],
  sites: [['甲', '乙'], ['丙']],
};

export function play(flow: Block, beginning: Beginning = {}, change: Partial<Draft> = {}): PlayedCase {
  return aCase({ procedure: around(flow, change), data: DATA, ...beginning });
}

/** The steps that are open, by run, in the order they were opened. */
export function openSteps({ state }: PlayedCase): readonly string[] {
  return state.tasks.filter((task) => task.state === 'open').map(({ step: run }) => run);
}
/** Runs that are open, or closed: how the flow stands. */
export function openRuns({ state }: PlayedCase): readonly string[] {
  return Object.entries(state.blocks).flatMap(([run, at]) => (at.state === 'open' ? [run] : []));
}
