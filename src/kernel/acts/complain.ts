/** 投诉: the applicant complains of how he is treated; a case of its own, handled by somebody else (优化营商环境条例 49). */
import { openLinked } from '../progress';
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';

/** Each opens a case with a limit of its own; beyond so many about one case they are a flood that hides the others (assumption). */
const MOST = 20;

export const complain: ActKind<CommandOf<'complain'>> = {
  afterEnd: true,
  check({ definition, state, actor }) {
    const may = mayOnCase(state, 'complain', actor);
    if (may) return may;
    const rule = definition.follows?.find(({ on }) => on === 'complained');
    if (!rule) return refuse('nothing-awaited');
    const taken = (state.linked ?? []).filter(({ procedure }) => procedure === rule.procedure).length;
    return taken < MOST ? undefined : refuse('complaints-enough', '优化营商环境条例第四十九条', { taken });
  },
  decide(walk, command, actor) {
    walk.by = { actor: personOf(actor), principal: 'party', basis: actor.kind === 'party' ? 'party' : 'own' };
    record(walk, 'complained', { text: command.text });
    openLinked(walk, 'complained');
  },
};
