/** 好差评: one rating of five grades by the applicant, after the case has ended. */
import { openLinked } from '../progress';
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import type { ActKind, CommandOf } from './kind';

/** Grades of five up to which a rating is a bad one. */
const BAD_GRADE = 2;

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
    // 差评 (国办发〔2019〕51号): 不满意 and 非常不满意 are looked into and answered.
    if (command.grade <= BAD_GRADE) openLinked(walk, 'rated-low');
  },
};
