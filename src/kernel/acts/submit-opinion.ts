/** 提交意见: the answer of somebody whose opinion was asked (征求意见); the seat that asked decides, with or without it. */
import type { Seat, Task } from '../case';
import type { Actor } from '../command';
import { postOf } from '../effects';
import { maySit } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { isUndecided } from '../tally';
import { record } from '../walk';
import { takeTurns, taskIn } from './decide';
import { personOf, type ActKind, type CommandOf } from './kind';
import { openTaskOf } from './task';

export const submitOpinion: ActKind<CommandOf<'submit-opinion'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const seat = askedOf(task, actor, command.seat);
    if (!seat) return refuse('no-opinion-asked');
    const sits = maySit(definition, state, task, seat, actor);
    if (sits) return sits;
    return command.opinion.trim() === '' ? refuse('opinion-missing') : undefined;
  },
  decide(walk, command, actor) {
    const seat = askedOf(taskIn(walk, command.task), actor, command.seat);
    if (!seat) throw new Error(`nobody was asked on ${command.task}`);
    walk.by = { actor: personOf(actor), principal: postOf(seat), basis: 'add-sign' };
    record(walk, 'opinion-submitted', { task: command.task, seat: seat.id, opinion: command.opinion });
    takeTurns(walk, taskIn(walk, command.task));
  },
};

function askedOf(task: Task, actor: Actor, id?: string): Seat | undefined {
  return task.seats.find(
    (seat) =>
      isUndecided(seat) &&
      seat.added?.kind === 'consult' &&
      seat.holder === personOf(actor) &&
      (id === undefined || seat.id === id),
  );
}
