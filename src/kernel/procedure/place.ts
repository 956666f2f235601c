/** Where a run stands in the flow (所在位置): the blocks around it, the branch or item it lies in, and what comes before what. */
import type { Block, Branching, Definition } from './definition';
import { inside } from './find';
import { blockIdOf, itemAt, itemOf, runName } from './run-name';

/** A block around a run. */
export interface Around {
  readonly block: Block;
  readonly run: string;
  /** Which of the blocks inside it leads to the run, in document order. */
  readonly index: number;
  /** Of a block of branches: the run of the branch that leads there. */
  readonly branch?: string;
}
export interface Place {
  /** Of a branch: the block of branches it belongs to. */
  readonly block: Block;
  readonly run: string;
  /** Outermost first. */
  readonly around: readonly Around[];
}

interface Step {
  readonly block: Block;
  readonly index: number;
  readonly branch?: string;
}

function stepsTo(block: Block, id: string): { readonly at: Block; readonly steps: readonly Step[] } | undefined {
  if (block.id === id) return { at: block, steps: [] };
  if (block.kind === 'parallel') {
    const index = block.branches.findIndex((branch) => branch.id === id);
    if (index >= 0) return { at: block, steps: [{ block, index, branch: id }] };
  }
  for (const [index, inner] of inside(block).entries()) {
    const found = stepsTo(inner, id);
    if (!found) continue;
    const branch = block.kind === 'parallel' ? block.branches[index]?.id : undefined;
    return { at: found.at, steps: [{ block, index, ...(branch === undefined ? {} : { branch }) }, ...found.steps] };
  }
  return undefined;
}

/** The place of a run, or of a branch or an item; undefined for what stands in no flow (a wait, the hand-out, a supervision). */
export function placeOf({ flow }: Pick<Definition, 'flow'>, run: string): Place | undefined {
  // What is published cannot change any more, and is asked with every act.
  if (!Object.isFrozen(flow)) return findPlace(flow, run);
  const places = PLACES.get(flow) ?? new Map<string, Place | undefined>();
  PLACES.set(flow, places);
  if (!places.has(run)) places.set(run, findPlace(flow, run));
  return places.get(run);
}
const PLACES = new WeakMap<Block, Map<string, Place | undefined>>();

function findPlace(flow: Block, run: string): Place | undefined {
  const item = itemOf(run);
  const found = stepsTo(flow, blockIdOf(run));
  if (!found) return undefined;
  let depth = 0;
  const around = found.steps.map(({ block, index, branch }): Around => {
    const own = runName(block.id, itemAt(item, depth));
    if (block.kind === 'each') return { block, run: own, index, branch: runName(block.id, itemAt(item, ++depth)) };
    return {
      block,
      run: own,
      index,
      ...(branch === undefined ? {} : { branch: runName(branch, itemAt(item, depth)) }),
    };
  });
  // One level deeper than the `each` itself: an item of it.
  if (found.at.kind === 'each' && itemAt(item, depth + 1) !== '')
    around.push({ block: found.at, run: runName(found.at.id, itemAt(item, depth)), index: 0, branch: run });
  return { block: found.at, run, around };
}

/** Whether a run lies in this branch or item, or is it. */
export function liesIn(place: Place, branch: string): boolean {
  return place.around.some((each) => each.branch === branch);
}

/** The branches and items around a run, outermost first. */
export function branchesAround(place: Place): readonly string[] {
  return place.around.flatMap(({ branch }) => (branch === undefined ? [] : [branch]));
}

/** The innermost branch or item around a run, with its block. */
export function innermostBranch(
  place: Place,
): { readonly block: Branching; readonly run: string; readonly branch: string } | undefined {
  for (const { block, run, branch } of place.around.toReversed())
    if ((block.kind === 'parallel' || block.kind === 'each') && branch !== undefined) return { block, run, branch };
  return undefined;
}

/**
 * How one run stands to another: `before` and `after` in the order of the flow, `within` where one lies in the other (or is it), `beside`
 * in another branch or item of the same block, `apart` on another way of the same choice.
 */
export type Relation = 'before' | 'after' | 'within' | 'beside' | 'apart';

export function relation(one: Place, other: Place): Relation {
  for (const [n, a] of one.around.entries()) {
    const b = other.around[n];
    if (b?.run !== a.run) return 'within';
    if (a.block.kind === 'parallel' || a.block.kind === 'each') {
      if (a.branch !== b.branch) return 'beside';
    } else if (a.index !== b.index) {
      if (a.block.kind !== 'sequence') return 'apart';
      return a.index < b.index ? 'before' : 'after';
    }
  }
  return 'within';
}
