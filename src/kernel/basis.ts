/**
 * 办理依据: the facts a step was decided on, so that its decision may stand over a return where none of them has changed. They are what
 * was known before the step: the application, and what earlier steps wrote. What lies beside it or comes later was not among them.
 */
import type { CaseState, Kept } from './case';
import type { Block, Definition, JsonSchema } from './procedure/definition';
import { blocksOf, findBlock, inside } from './procedure/find';
import { placeOf } from './procedure/place';
import { blockIdOf, factsAt, ITEM, itemOf } from './procedure/run-name';
import { propertiesOf } from './procedure/schema';
import type { Json } from './text';

type Facts = { readonly [name: string]: Json };

/** Whether decisions of this procedure may stand over a return at all; others are recorded without what they were decided on. */
export function keepsDecisions({ flow }: Pick<Definition, 'flow'>): boolean {
  return blocksOf(flow).some(
    (block) =>
      (block.kind === 'task' && block.returns !== undefined) || block.kind === 'parallel' || block.kind === 'each',
  );
}

/** Names of the facts a block may write: its outcome, its forms, what its rows or its child give. */
export function writtenBy(block: Block): readonly string[] {
  return [...('outcomes' in block ? [block.id] : []), ...fieldsOf(block), ...givenBy(block)];
}
/** Fields of the forms a step asks for. */
export function fieldsOf(block: Block): readonly string[] {
  return formsOf(block).flatMap((schema) => Object.keys(propertiesOf(schema)));
}
/** What a block lets somebody say: its forms. */
export function formsOf(block: Block): readonly (JsonSchema | undefined)[] {
  if (block.kind === 'call') return [block.schema];
  if (block.kind === 'await') return Object.values(block.outcomes).map(({ schema }) => schema);
  if (block.kind !== 'task') return [];
  return [block.form, ...Object.values(block.outcomes).map(({ schema }) => schema)];
}
/** Facts that a child's outcome or the rows of a table leave. */
export function givenBy(block: Block): readonly string[] {
  if (block.kind === 'child') return Object.values(block.gives ?? {}).flatMap((facts) => Object.keys(facts));
  return block.kind === 'table' ? [...new Set(block.rows.flatMap(({ gives }) => Object.keys(gives)))] : [];
}

/** Names of the facts a run may have been decided on. */
function knownBefore(definition: Definition, run: string): readonly string[] {
  return [
    ...Object.keys(propertiesOf(definition.dataSchema)),
    ...Object.keys(definition.defaults ?? {}),
    ITEM,
    ...(writtenBefore(definition.flow, blockIdOf(run)) ?? []),
  ];
}

/** What is written inside a block before the block or branch of this id is come to; undefined where it does not lie inside. */
function writtenBefore(block: Block, id: string): readonly string[] | undefined {
  if (block.id === id || (block.kind === 'parallel' && block.branches.some((branch) => branch.id === id))) return [];
  for (const [n, inner] of inside(block).entries()) {
    const names = writtenBefore(inner, id);
    if (!names) continue;
    const earlier = block.kind === 'sequence' ? block.blocks.slice(0, n) : [];
    return [...earlier.flatMap(blocksOf).flatMap(writtenBy), ...names];
  }
  return undefined;
}

/** What this run is being decided on now; undefined where the procedure lets no decision stand. */
export function basisOf(definition: Definition, facts: Facts, run: string): Facts | undefined {
  if (!keepsDecisions(definition)) return undefined;
  const here = factsAt(facts, itemOf(run));
  const names = new Set(knownBefore(definition, run));
  return Object.fromEntries(Object.entries(here).filter(([name]) => names.has(name)));
}

/** What has changed since, of that which it was decided on: facts, and papers that its check points look at. */
export function changedSince(definition: Definition, state: CaseState, run: string, kept: Kept): readonly string[] {
  const now = basisOf(definition, state.facts, run) ?? {};
  const names = new Set([...Object.keys(now), ...Object.keys(kept.basis)]);
  const facts = [...names].filter((name) => JSON.stringify(now[name]) !== JSON.stringify(kept.basis[name]));
  const papers = papersLookedAt(definition, run);
  return [...facts, ...(state.touched ?? []).filter((field) => papers.includes(field) && !facts.includes(field))];
}

function papersLookedAt(definition: Definition, run: string): readonly string[] {
  const place = placeOf(definition, run);
  const branch = place?.around.at(-1);
  // Of a branch: whatever one of its steps looks at.
  const whole =
    branch?.branch === run
      ? branch.block.kind === 'parallel'
        ? branch.block.branches[branch.index]?.block
        : branch.block.kind === 'each'
          ? branch.block.block
          : undefined
      : findBlock(definition, blockIdOf(run));
  return (whole ? blocksOf(whole) : []).flatMap((block) =>
    block.kind === 'task'
      ? (block.checkPoints ?? []).flatMap(({ rule }) => (rule && 'paper' in rule ? [rule.paper] : []))
      : [],
  );
}
