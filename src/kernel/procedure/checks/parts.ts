/** A definition laid out for the checker: every block with its place in the text, and one way to say what is wrong. */
import type { Draft } from '../builder';
import type { Block } from '../definition';
import { inside } from '../find';
import type { Finding } from '../finding';

/** Beyond these nothing is proved: a town's procedures have a few dozen blocks and a few hundred persons. */
export const PROBE_LIMITS = {
  blocks: 300,
  conditionLength: 500,
  seatings: 20_000,
  tableCases: 20_000,
  turns: 100,
} as const;

export interface Placed {
  readonly block: Block;
  readonly path: string;
  /** Ids of the blocks around it, outermost first. */
  readonly around: readonly string[];
}
export interface PartsOfDraft {
  /** In document order, outer before inner. */
  readonly blocks: readonly Placed[];
  readonly byId: ReadonlyMap<string, Placed>;
}

export function partsOf(draft: Draft): PartsOfDraft {
  const blocks: Placed[] = [];
  const open: Placed[] = [{ block: draft.flow, path: '/flow', around: [] }];
  for (let next = open.pop(); next && blocks.length <= PROBE_LIMITS.blocks; next = open.pop()) {
    blocks.push(next);
    const { block, path, around } = next;
    const inner = [...around, block.id];
    const places = inside(block).map((child, n): Placed => ({
      block: child,
      path: placeOf(block, path, n),
      around: inner,
    }));
    open.push(...places.reverse());
  }
  return { blocks, byId: new Map(blocks.map((placed) => [placed.block.id, placed])) };
}

function placeOf(block: Block, path: string, n: number): string {
  if (block.kind === 'sequence') return `${path}/blocks/${n}`;
  if (block.kind === 'choice') return n < block.branches.length ? `${path}/branches/${n}/block` : `${path}/otherwise`;
  if (block.kind === 'parallel') return `${path}/branches/${n}/block`;
  return `${path}/block`;
}

export function error(rule: string, path: string, zh: string, en: string, walk?: readonly string[]): Finding {
  return { rule, severity: 'error', path, message: { zh, en }, ...(walk ? { walk } : {}) };
}
export function warning(rule: string, path: string, zh: string, en: string): Finding {
  return { rule, severity: 'warning', path, message: { zh, en } };
}

/** An own member of a record: names from outside may be `constructor` and the like. */
export function own<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
