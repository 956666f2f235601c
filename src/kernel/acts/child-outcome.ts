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

function targetOf(definition: Definition, block: string, outcome: string): Target | undefined {
  const child = findBlock(definition, block);
  return child?.kind === 'child' && Object.hasOwn(child.outcomes, outcome) ? child.outcomes[outcome] : undefined;
}

function givenBy(definition: Definition, block: string, outcome: string): { readonly [fact: string]: Json } {
  const child = findBlock(definition, block);
  return (child?.kind === 'child' ? child.gives?.[outcome] : undefined) ?? {};
}

export const childOutcome: ActKind<CommandOf<'child-outcome'>> = {
  afterEnd: true,
  check({ definition, state, command, actor }) {
    const may = mayOnCase(state, 'child-outcome', actor);
    if (may) return may;
    const child = state.children.find((c) => c.id === command.child);
    if (!child) return refuse('child-unknown');
    // Refused, it waits where it is and is seen there; a fault here would hold up whatever else the relay has to deliver.
    return child.state === 'open' && !targetOf(definition, child.block, command.outcome)
      ? refuse('outcome-unknown', undefined, { outcome: command.outcome })
      : undefined;
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
    const target = targetOf(walk.definition, child.block, command.outcome);
    if (!target) throw new Error(`${child.block} has no way on for ${command.outcome}`);
    letClocksRun(walk, child.block);
    go(walk, child.block, target);
  },
};
