/** 补正: what the applicant hands in counts as a new receipt; the five days run again (许 32). */
import type { WaitBlock } from '../procedure/definition';
import type { CaseState } from '../case';
import type { Definition } from '../procedure/definition';
import { findBlock } from '../procedure/find';
import { itemOf } from '../procedure/run-name';
import { endClock, enter, startClock } from '../progress';
import { mayOnCase } from '../rules/authority';
import { formInvalid, refuse } from '../rules/refusal';
import { record, today, type Walk } from '../walk';
import type { Payloads } from './act';
import { PROMISE_CLOCK } from './accept-with-gaps';
import { bound, factsFrom, materialsFrom, papersNamed } from './facts';
import { countedFromReceipt } from './request-supplement';
import { personOf, stale, type ActKind, type CommandOf } from './kind';

export function openWaitOf(definition: Definition, state: CaseState): WaitBlock | undefined {
  return Object.values(definition.waits).find((wait) => state.blocks[wait.id]?.state === 'open');
}

export const supplement: ActKind<CommandOf<'supplement'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const may = mayOnCase(state, 'supplement', actor);
    if (may) return may;
    const seen = stale(state, command);
    if (seen) return seen;
    const promised = state.promised ?? [];
    // A broken promise is not mended while the letter that ends the case is being sealed.
    const awaited = openWaitOf(definition, state) !== undefined || promised.length > 0;
    if (!awaited || state.closing !== undefined) return refuse('not-awaited', '行政许可法第三十二条');
    const settled = bound(definition, command.data, '行政许可法第三十二条');
    if (settled) return settled;
    if (command.formErrors.length > 0) return formInvalid(command.formErrors);
    if (Object.keys(command.data).length === 0) return refuse('supplement-empty');
    // After acceptance only what was promised may still be handed in; the rest of the application stands.
    const other = promised.length > 0 ? Object.keys(command.data).filter((field) => !promised.includes(field)) : [];
    if (other.length === 0) return undefined;
    const facts = { fields: other, promised: [...promised] };
    return refuse('not-promised', undefined, facts, papersNamed(definition, promised));
  },
  decide(walk, command, actor) {
    walk.by = { actor: personOf(actor), principal: 'party', basis: actor.kind === 'party' ? 'party' : 'own' };
    const handedIn = {
      on: today(walk),
      data: command.data,
      facts: factsFrom(walk.definition, command.data),
      materials: materialsFrom(walk.definition, command.data),
    };
    if ((walk.state.promised ?? []).length > 0) return keepPromise(walk, handedIn);
    const wait = openWaitOf(walk.definition, walk.state);
    if (!wait) throw new Error('a supplement without a wait');
    record(walk, 'supplemented', handedIn);
    record(walk, 'block-left', { block: wait.id, outcome: 'supplemented' });
    endClock(walk, wait.clock);
    // What was accepted is not received anew: only before acceptance does the window's time begin again.
    if (walk.state.acceptedOn === undefined)
      for (const clock of countedFromReceipt(walk.definition)) startClock(walk, clock, today(walk));
    const run = walk.state.blocks[wait.id]?.back ?? wait.back;
    const back = findBlock(walk.definition, run);
    if (!back) throw new Error(`no step ${run}`);
    enter(walk, back, itemOf(run));
  },
};

/** 容缺材料: what was promised comes in; when all of it is there, the decision is free. */
function keepPromise(walk: Walk, handedIn: Omit<Payloads['supplemented'], 'fulfils'>): void {
  record(walk, 'supplemented', { ...handedIn, fulfils: handedIn.materials });
  if ((walk.state.promised ?? []).length > 0) return;
  record(walk, 'promise-kept', { on: today(walk) });
  endClock(walk, PROMISE_CLOCK);
}
