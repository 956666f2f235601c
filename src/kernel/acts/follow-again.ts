/** 重新驱动: the process of the case is made to look at the record at once, and started again where it is gone. */
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { personOf, stale, type ActKind, type CommandOf } from './kind';

export const followAgain: ActKind<CommandOf<'follow-again'>> = {
  afterEnd: true,
  check({ state, command, actor }) {
    const may = mayOnCase(state, 'follow-again', actor) ?? stale(state, command);
    if (may) return may;
    // Nothing is left that a process could do.
    return state.state === 'ended' && state.effects.length === 0 ? refuse('case-ended') : undefined;
  },
  decide(walk, command, actor) {
    walk.by = { actor: personOf(actor), principal: null, basis: 'admin' };
    record(walk, 'follow-asked', { reason: command.reason });
  },
};
