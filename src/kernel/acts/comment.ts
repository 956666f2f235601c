/** 沟通: whoever has to do with a case says something about it, to those he mentions. It moves nothing, whatever it says. */
import { hasPart } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';

export const comment: ActKind<CommandOf<'comment'>> = {
  afterEnd: true,
  check({ state, command, actor }) {
    if (actor.kind !== 'person' || !hasPart(state, actor)) return refuse('no-part');
    return command.text.trim() === '' ? refuse('comment-empty') : undefined;
  },
  decide(walk, command, actor) {
    walk.by = { actor: personOf(actor), principal: null, basis: 'own' };
    record(walk, 'commented', { text: command.text, mentions: [...new Set(command.mentions)] });
  },
};
