/** 签收 and its way back: a member of the post takes a seat, or gives it back untouched. */
import { maySit, seatFor } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';
import { openTaskOf } from './task';

export const claim: ActKind<CommandOf<'claim'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const seat = seatFor(task, actor);
    if (!seat) return refuse('already-decided');
    const sits = maySit(definition, state, task, seat, actor);
    if (sits) return sits;
    if (seat.state === 'waiting') return refuse('not-your-turn');
    return seat.holder === undefined || seat.holder === personOf(actor) ? undefined : refuse('seat-taken');
  },
  decide(walk, command, actor) {
    const task = walk.state.tasks.find((t) => t.id === command.task);
    const seat = task && seatFor(task, actor);
    if (!seat || seat.holder === personOf(actor)) return;
    record(walk, 'claimed', { task: command.task, seat: seat.id });
  },
};

export const unclaim: ActKind<CommandOf<'unclaim'>> = {
  afterEnd: false,
  check({ state, command, actor }) {
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    return task.seats.some((s) => s.state === 'open' && s.holder !== undefined && s.holder === personOf(actor))
      ? undefined
      : refuse('not-claimed');
  },
  decide(walk, command, actor) {
    const task = walk.state.tasks.find((t) => t.id === command.task);
    const seat = task?.seats.find((s) => s.state === 'open' && s.holder === personOf(actor));
    if (seat) record(walk, 'unclaimed', { task: command.task, seat: seat.id });
  },
};
