/** 签收 and its way back: a member of the post takes a seat, or gives it back untouched. */
import { sittingOf } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { asAgent, record } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';
import { openTaskOf, recusalOf, seatHeld } from './task';

export const claim: ActKind<CommandOf<'claim'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const { sitting, refusal: no } = sittingOf(definition, state, task, actor, command.for);
    if (!sitting) return no;
    if (sitting.seat.state === 'waiting') return refuse('not-your-turn');
    // Taken from an absent colleague, a seat still waits for whether he is recused.
    return sitting.agent ? recusalOf(state, sitting.seat) : undefined;
  },
  decide(walk, command, actor) {
    const task = walk.state.tasks.find((t) => t.id === command.task);
    const { sitting } = task ? sittingOf(walk.definition, walk.state, task, actor, command.for) : {};
    if (!sitting || sitting.seat.holder === personOf(actor)) return;
    const { seat, agent } = sitting;
    if (agent) walk.by = asAgent(personOf(actor), agent);
    record(walk, 'claimed', { task: command.task, seat: seat.id, ...(agent ? { agent } : {}) });
  },
};

export const unclaim: ActKind<CommandOf<'unclaim'>> = {
  afterEnd: false,
  check({ state, command, actor }) {
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const seat = seatHeld(task, actor);
    if (!seat) return refuse('not-claimed');
    return recusalOf(state, seat) ?? (seat.lentTo ? refuse('lent-out') : undefined);
  },
  decide(walk, command, actor) {
    const task = walk.state.tasks.find((t) => t.id === command.task);
    const seat = task && seatHeld(task, actor);
    if (seat) record(walk, 'unclaimed', { task: command.task, seat: seat.id });
  },
};
