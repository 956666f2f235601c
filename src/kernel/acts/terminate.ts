/** 终止办理 (市许 21, 30): the subject died or ceased, the permit is not needed any more, force majeure; ends with a letter. */
import { breakOff, close } from '../progress';
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { personOf, stale, type ActKind, type CommandOf } from './kind';

const ARTICLE = '市场监督管理行政许可程序暂行规定第三十条';

export const terminate: ActKind<CommandOf<'terminate'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const may = mayOnCase(state, 'terminate', actor) ?? stale(state, command);
    if (may) return may;
    if (state.parent || state.closing !== undefined || !Object.hasOwn(definition.outcomes, 'terminated'))
      return refuse('not-terminable', ARTICLE);
    return state.effects.some((e) => e.kind === 'issue-paper' && e.state === 'claimed')
      ? refuse('being-sealed')
      : undefined;
  },
  decide(walk, command, actor) {
    walk.by = { actor: personOf(actor), principal: null, basis: 'own' };
    record(walk, 'terminated', { ground: command.ground, reason: command.reason });
    breakOff(walk, 'terminated');
    close(walk, 'terminated', command.ground);
  },
};
