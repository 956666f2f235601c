/** 补正: what the applicant hands in counts as a new receipt; the five days run again (许 32). */
import type { WaitBlock } from '../procedure/definition';
import type { CaseState } from '../case';
import type { Definition } from '../procedure/definition';
import { findBlock } from '../procedure/find';
import { endClock, enter, startClock } from '../progress';
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record, today } from '../walk';
import { factsFrom, materialsFrom } from './facts';
import { personOf, type ActKind, type CommandOf } from './kind';

export function openWaitOf(definition: Definition, state: CaseState): WaitBlock | undefined {
  return Object.values(definition.waits).find((wait) => state.blocks[wait.id]?.state === 'open');
}

export const supplement: ActKind<CommandOf<'supplement'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const may = mayOnCase(state, 'supplement', actor);
    if (may) return may;
    if (command.expectedSeq !== undefined && command.expectedSeq !== state.changedSeq)
      return refuse('case-stale', undefined, { seq: state.changedSeq });
    if (!openWaitOf(definition, state)) return refuse('not-awaited', '行政许可法第三十二条');
    if (command.formErrors.length > 0)
      return refuse('form-invalid', undefined, { errors: command.formErrors.map((e) => ({ ...e })) });
    return Object.keys(command.data).length === 0 ? refuse('supplement-empty') : undefined;
  },
  decide(walk, command, actor) {
    const wait = openWaitOf(walk.definition, walk.state);
    if (!wait) throw new Error('a supplement without a wait');
    walk.by = { actor: personOf(actor), principal: 'party', basis: actor.kind === 'party' ? 'party' : 'own' };
    record(walk, 'supplemented', {
      on: today(walk),
      data: command.data,
      facts: factsFrom(walk.definition, command.data),
      materials: materialsFrom(walk.definition, command.data),
    });
    record(walk, 'block-left', { block: wait.id, outcome: 'supplemented' });
    endClock(walk, wait.clock);
    for (const clock of walk.definition.startClocks) startClock(walk, clock, today(walk));
    const back = findBlock(walk.definition, wait.back);
    if (!back) throw new Error(`no step ${wait.back}`);
    enter(walk, back);
  },
};
