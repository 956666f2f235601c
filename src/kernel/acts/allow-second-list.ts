/** 允许再次告知补正: the list of gaps is sent once (许 32(1)(4)); only the head of the agency may let it be sent again, and says why. */
import { blocksOf } from '../procedure/find';
import { APPLICANT } from '../returning';
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { personOf, stale, type ActKind, type CommandOf } from './kind';

export const allowSecondList: ActKind<CommandOf<'allow-second-list'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const may = mayOnCase(state, 'allow-second-list', actor) ?? stale(state, command);
    if (may) return may;
    // After acceptance no list is sent any more, but where a step may return the case to the applicant.
    const returns = blocksOf(definition.flow).some(
      (block) => block.kind === 'task' && block.returns?.to.includes(APPLICANT),
    );
    if (state.acceptedOn !== undefined && !returns) return refuse('already-accepted', '行政许可法第三十二条');
    return state.gapLists <= (state.furtherLists ?? 0) ? refuse('list-not-spent') : undefined;
  },
  decide(walk, command, actor) {
    walk.by = { actor: personOf(actor), principal: null, basis: 'own' };
    record(walk, 'second-list-allowed', { reason: command.reason });
  },
};
