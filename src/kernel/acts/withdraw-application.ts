/** 撤回申请: the applicant takes the application back before a decision; ends with a termination letter (市许 30). */
import { breakOff, close } from '../progress';
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { personOf, stale, type ActKind, type CommandOf } from './kind';

export const withdrawApplication: ActKind<CommandOf<'withdraw-application'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const may = mayOnCase(state, 'withdraw-application', actor);
    if (may) return may;
    const seen = stale(state, command);
    if (seen) return seen;
    // What a body takes up of its own accord, or in duty bound, is nobody's application.
    const applied = Object.hasOwn(definition.outcomes, 'withdrawn') && state.facts['exOfficio'] !== true;
    if (state.parent || state.closing !== undefined || !applied)
      return refuse('not-withdrawable', '行政许可法第三十七条');
    return state.effects.some((e) => e.kind === 'issue-paper' && e.state === 'claimed')
      ? refuse('being-sealed')
      : undefined;
  },
  decide(walk, command, actor) {
    walk.by = { actor: personOf(actor), principal: 'party', basis: actor.kind === 'party' ? 'party' : 'own' };
    record(walk, 'application-withdrawn', { reason: command.reason });
    breakOff(walk, 'withdrawn');
    close(walk, 'withdrawn', command.reason);
  },
};
