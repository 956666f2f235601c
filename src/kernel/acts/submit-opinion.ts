/**
 * 提交意见: who was asked for an opinion gives it and decides nothing: at a seat of his own beside the one that asked (征求意见), or at
 * the very seat whose holder asked him (委派); then it goes back along the chain, and he has taken part in that duty.
 */
import type { Seat, Task } from '../case';
import type { Actor } from '../command';
import { postOf } from '../effects';
import { dutyOf } from '../procedure/find';
import { keptFrom, maySit } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { isUndecided } from '../tally';
import { record } from '../walk';
import { takeTurns, taskIn } from './decide';
import { personOf, type ActKind, type CommandOf } from './kind';
import { isAsked, openSeatOf, openTaskOf } from './task';

export const submitOpinion: ActKind<CommandOf<'submit-opinion'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const lent = lentSeat(task, actor, command.seat);
    const seat = lent ?? consulted(task, actor, command.seat);
    // The chain unwinds from its end: whoever asked on waits for his own answer first.
    if (!seat || actor.kind !== 'person') return refuse(isAsked(task, actor) ? 'lent-out' : 'no-opinion-asked');
    const kept = lent
      ? keptFrom(definition, state, task, seat, actor.person)
      : maySit(definition, state, task, seat, actor);
    if (kept) return kept;
    return command.opinion.trim() === '' ? refuse('opinion-missing') : undefined;
  },
  decide(walk, command, actor) {
    const task = taskIn(walk, command.task);
    const { opinion } = command;
    const lent = lentSeat(task, actor, command.seat);
    const to = lent && (lent.lentTo?.at(-2) ?? lent.holder);
    if (lent && to !== undefined) {
      walk.by = { actor: personOf(actor), principal: postOf(lent), basis: 'delegate' };
      const duty = dutyOf(walk.definition, task);
      return record(walk, 'opinion-submitted', { task: task.id, seat: lent.id, opinion, to, duty });
    }
    const seat = consulted(task, actor, command.seat);
    if (!seat) throw new Error(`nobody was asked on ${command.task}`);
    walk.by = { actor: personOf(actor), principal: postOf(seat), basis: 'add-sign' };
    record(walk, 'opinion-submitted', { task: command.task, seat: seat.id, opinion });
    takeTurns(walk, taskIn(walk, command.task));
  },
};

/** The open seat of somebody else at which this person is the last who was asked. */
function lentSeat(task: Task, actor: Actor, id: string | undefined): Seat | undefined {
  return openSeatOf(task, actor, ({ lentTo }) => lentTo?.at(-1), id);
}

function consulted(task: Task, actor: Actor, id?: string): Seat | undefined {
  return task.seats.find(
    (seat) =>
      isUndecided(seat) &&
      seat.added?.kind === 'consult' &&
      seat.holder === personOf(actor) &&
      (id === undefined || seat.id === id),
  );
}
