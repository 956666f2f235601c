/** A child's ledger ended: the parent goes on where the outcome leads; a late one is noted and changes nothing. */
import { basisOf } from '../basis';
import type { Definition, Target } from '../procedure/definition';
import { findBlock } from '../procedure/find';
import { saidAt } from '../procedure/run-name';
import { go, letClocksRun } from '../progress';
import type { Json } from '../text';
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import type { ActKind, CommandOf } from './kind';

function targetOf(definition: Definition, block: string, outcome: string): Target {
  const child = findBlock(definition, block);
  const target = child?.kind === 'child' ? child.outcomes[outcome] : undefined;
  if (!target) throw new Error(`procedure ${definition.id}: ${block} has no way on for ${outcome}`);
  return target;
}

function givenBy(definition: Definition, block: string, outcome: string): { readonly [fact: string]: Json } {
  const child = findBlock(definition, block);
  return (child?.kind === 'child' ? child.gives?.[outcome] : undefined) ?? {};
}

export const childOutcome: ActKind<CommandOf<'child-outcome'>> = {
  afterEnd: true,
  check({ state, command, actor }) {
    const may = mayOnCase(state, 'child-outcome', actor);
    if (may) return may;
    return state.children.some((c) => c.id === command.child) ? undefined : refuse('child-unknown');
  },
  decide(walk, command) {
    const child = walk.state.children.find((c) => c.id === command.child);
    if (!child) throw new Error(`an outcome of an unknown child ${command.child}`);
    // Round closed, parent withdrawn or ended: the opinion is kept in the ledger and moves nothing.
    const late = child.state !== 'open';
    const basis = basisOf(walk.definition, walk.state.facts, child.block);
    record(walk, 'child-ended', {
      child: command.child,
      block: child.block,
      outcome: command.outcome,
      facts: saidAt(child.block, {
        ...command.facts,
        ...(late ? {} : givenBy(walk.definition, child.block, command.outcome)),
      }),
      duties: command.duties,
      late,
      ...(late || !basis ? {} : { basis }),
    });
    if (late) return;
    letClocksRun(walk, child.block);
    go(walk, child.block, targetOf(walk.definition, child.block, command.outcome));
  },
};
