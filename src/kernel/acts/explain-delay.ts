/** 超时说明 (优化营商环境条例 36): a statutory limit was breached; why, is told to the applicant and put on the record. */
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { dayOf } from '../time/civil';
import { dueDay } from '../time/clock';
import { record } from '../walk';
import { clockUnknown } from './clocks';
import { personOf, stale, type ActKind, type CommandOf } from './kind';

const ARTICLE = '优化营商环境条例第三十六条';

export const explainDelay: ActKind<CommandOf<'explain-delay'>> = {
  afterEnd: false,
  check({ definition, state, command, actor, moment, calendar }) {
    const may = mayOnCase(state, 'explain-delay', actor) ?? stale(state, command);
    if (may) return may;
    const clock = Object.hasOwn(state.clocks, command.clock) ? state.clocks[command.clock] : undefined;
    const rule = Object.hasOwn(definition.clocks, command.clock) ? definition.clocks[command.clock] : undefined;
    if (!clock || !rule) return clockUnknown(definition, state, command.clock);
    const due = dueDay(rule, clock, calendar);
    if (rule.kind !== 'statutory' || clock.endedOn !== undefined || due === undefined || due >= dayOf(moment.now))
      return refuse('not-overdue', ARTICLE);
    return state.explained?.includes(`${command.clock}:${clock.term}`)
      ? refuse('already-explained', ARTICLE)
      : undefined;
  },
  decide(walk, command, actor) {
    walk.by = { actor: personOf(actor), principal: null, basis: 'own' };
    record(walk, 'delay-explained', { clock: command.clock, reason: command.reason });
  },
};
