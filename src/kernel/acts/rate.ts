/** 好差评: one rating of five grades by the applicant, after the case has ended. */
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import type { ActKind, CommandOf } from './kind';

export const rate: ActKind<CommandOf<'rate'>> = {
  afterEnd: true,
  check({ state, actor }) {
    const may = mayOnCase(state, 'rate', actor);
    if (may) return may;
    if (state.state !== 'ended') return refuse('not-rateable');
    return state.rated ? refuse('already-rated') : undefined;
  },
  decide(walk, command) {
    walk.by = { actor: null, principal: 'party', basis: 'party' };
    record(walk, 'rated', {
      grade: command.grade,
      ...(command.remark === undefined ? {} : { remark: command.remark }),
    });
  },
};
