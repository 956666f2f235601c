/** 提交意见: who was asked for an opinion gives it to whoever asked; he decides nothing, and has taken part all the same. */
import type { Seat, Task } from '../case';
import type { Actor } from '../command';
import { postOf } from '../effects';
import { dutyOf } from '../procedure/find';
import { keptFrom } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';
import { isAsked, openTaskOf } from './task';

export const submitOpinion: ActKind<CommandOf<'submit-opinion'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const seat = seatAsked(task, actor, command.seat);
    // The chain unwinds from its end: whoever asked on waits for his own answer first.
    if (!seat || actor.kind !== 'person') return refuse(isAsked(task, actor) ? 'lent-out' : 'opinion-not-asked');
    const kept = keptFrom(definition, state, task, seat, actor.person);
    if (kept) return kept;
    return command.opinion.trim() === '' ? refuse('opinion-missing') : undefined;
  },
  decide(walk, command, actor) {
    const task = walk.state.tasks.find(({ id }) => id === command.task);
    const seat = task && seatAsked(task, actor, command.seat);
    const to = seat?.lentTo?.at(-2) ?? seat?.holder;
    if (!task || !seat || to === undefined) throw new Error(`an unchecked opinion on ${command.task}`);
    walk.by = { actor: personOf(actor), principal: postOf(seat), basis: 'delegate' };
    const { opinion } = command;
    record(walk, 'opinion-submitted', {
      task: task.id,
      seat: seat.id,
      opinion,
      to,
      duty: dutyOf(walk.definition, task),
    });
  },
};

/** The open seat at which this person is the last who was asked. */
function seatAsked(task: Task, actor: Actor, id: string | undefined): Seat | undefined {
  if (actor.kind !== 'person') return undefined;
  return task.seats.find(
    (seat) => seat.state === 'open' && seat.lentTo?.at(-1) === actor.person && (id === undefined || seat.id === id),
  );
}
