/** 投诉: the applicant complains of how he is treated; a case of its own, handled by somebody else (优化营商环境条例 49). */
import { openLinked } from '../progress';
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';

export const complain: ActKind<CommandOf<'complain'>> = {
  afterEnd: true,
  check({ definition, state, actor }) {
    const may = mayOnCase(state, 'complain', actor);
    if (may) return may;
    return definition.follows?.some((rule) => rule.on === 'complained') ? undefined : refuse('nothing-awaited');
  },
  decide(walk, command, actor) {
    walk.by = { actor: personOf(actor), principal: 'party', basis: actor.kind === 'party' ? 'party' : 'own' };
    record(walk, 'complained', { text: command.text });
    openLinked(walk, 'complained');
  },
};
