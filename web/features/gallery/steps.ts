// Owns a procedure as a table: its steps in order, each with post, limit, article and papers. Pure.
import type { Block, Definition, PostKind, Role } from '../../../src/kernel/procedure/definition';
import type { Text } from '../../../src/kernel/text';
import type { Limit } from '../../../src/kernel/time/clock';

export interface StepRow {
  readonly id: string;
  readonly kind: 'task' | 'child' | 'await' | 'call' | 'wait' | 'hand-out';
  readonly title: Text;
  /** What has to hold before it is reached at all. */
  readonly when: readonly Text[];
  readonly post?: { readonly kind: PostKind; readonly of: Role; readonly count: number };
  readonly limit?: Limit;
  readonly article?: string;
  readonly outcomes: readonly Text[];
  readonly papers: readonly { readonly kind: string; readonly title: Text }[];
}

export function stepsOf(definition: Definition): readonly StepRow[] {
  const handOut = definition.handOut;
  return [
    ...walk(definition.flow, [], definition),
    ...Object.values(definition.waits).map((wait): StepRow => ({
      id: wait.id,
      kind: 'wait',
      title: wait.title,
      when: [],
      ...limited(wait.clock, definition),
      outcomes: [],
      papers: [],
    })),
    ...(handOut ? walk(handOut, [], definition).map((row): StepRow => ({ ...row, kind: 'hand-out' })) : []),
  ];
}

function walk(block: Block, when: readonly Text[], definition: Definition): readonly StepRow[] {
  if (block.kind === 'sequence') return block.blocks.flatMap((inner) => walk(inner, when, definition));
  if (block.kind === 'choice')
    return [
      ...block.branches.flatMap(({ because, block: inner }) => walk(inner, [...when, because], definition)),
      ...walk(block.otherwise, when, definition),
    ];
  if (block.kind === 'parallel')
    return block.branches.flatMap(({ title, when: asked, block: inner }) =>
      walk(inner, asked === undefined ? when : [...when, title], definition),
    );
  if (block.kind === 'each' || block.kind === 'loop') return walk(block.block, [...when, block.title], definition);
  if (block.kind === 'pass' || block.kind === 'end' || block.kind === 'table') return [];
  const { id, kind, title } = block;
  return [
    {
      id,
      kind,
      title,
      when,
      ...(block.kind === 'task' ? { post: { kind: block.by.post, of: block.by.of, count: block.by.count ?? 1 } } : {}),
      ...limited(block.clock, definition),
      outcomes: block.kind === 'task' ? Object.values(block.outcomes).map((outcome) => outcome.title) : [],
      papers: papersOf(block, definition),
    },
  ];
}

function limited(clock: string, { clocks }: Definition): Pick<StepRow, 'limit' | 'article'> {
  const rule = clocks[clock];
  return rule ? { limit: rule.budget, article: rule.article } : {};
}

/** Papers that an act of this step asks for, and those of the outcome it ends the case with. */
function papersOf(
  block: Extract<Block, { kind: 'task' | 'child' | 'await' | 'call' }>,
  definition: Definition,
): StepRow['papers'] {
  if (block.kind !== 'task') return notices([`${block.id}-entered`], definition);
  const outcomes = Object.values(block.outcomes);
  const ends = outcomes.flatMap(({ target }) => (target.to === 'end' ? [target.outcome] : []));
  const closing = ends.flatMap((end) => {
    const rule = definition.outcomes[end];
    return rule?.paper == null ? [] : [rule.paper, ...(rule.also ?? [])];
  });
  const acts = outcomes.flatMap(({ act }) => (act === undefined ? [] : [act, MILESTONES[act] ?? act]));
  const found = [...notices(acts, definition), ...closing.flatMap((kind) => definition.papers[kind] ?? [])];
  return found.filter(({ kind }, nth) => found.findIndex((each) => each.kind === kind) === nth);
}
/** What the record calls what an act of the law has brought about. */
const MILESTONES: Readonly<Record<string, string>> = {
  accept: 'accepted',
  'accept-with-gaps': 'accepted-with-gaps',
  'accept-on-commitment': 'accepted-on-commitment',
  'request-supplement': 'supplement-requested',
  'tell-interested': 'interested-parties-told',
  'record-visit': 'site-visited',
  'appoint-hearing': 'hearing-appointed',
  'hold-hearing': 'hearing-held',
  forward: 'forwarded',
  grant: 'granted',
  refuse: 'refused',
};
function notices(events: readonly string[], { papers }: Definition): StepRow['papers'] {
  return Object.values(papers).filter(({ on = [] }) => on.some((event) => events.includes(event)));
}
