/** 减签: a seat that was added and has not decided goes again, with those added by it; the vote may be complete without it. */
import type { Seat, Task } from '../case';
import type { Actor } from '../command';
import { refuse } from '../rules/refusal';
import { isUndecided, REMOVED, voters } from '../tally';
import { record } from '../walk';
import { follow, refusedEnding, taskIn } from './decide';
import { personOf, type ActKind, type CommandOf } from './kind';
import { openTaskOf } from './task';

export const removeSign: ActKind<CommandOf<'remove-sign'>> = {
  afterEnd: false,
  check(question) {
    const { state, command, actor } = question;
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const seat = task.seats.find(({ id, state: now }) => id === command.seat && now !== 'closed');
    if (!seat) return refuse('seat-unknown');
    if (!seat.added) return refuse('not-added');
    if (!mayRemove(seat, actor)) return refuse('not-the-inviter');
    if (!isUndecided(seat)) return refuse('signer-has-decided');
    const gone = withThose(task, seat).map(({ id }) => id);
    const without: Task = {
      ...task,
      seats: task.seats.map((each) => (gone.includes(each.id) ? { ...each, state: 'closed', cause: REMOVED } : each)),
    };
    if (voters(without.seats).length === 0) return refuse('last-seat');
    return refusedEnding(question, without);
  },
  decide(walk, command, actor) {
    const task = taskIn(walk, command.task);
    const seat = task.seats.find(({ id }) => id === command.seat);
    if (!seat) throw new Error(`nobody is removed from ${command.task}`);
    const own = seat.added?.by === personOf(actor);
    walk.by = { actor: personOf(actor), principal: own ? null : administrationOf(actor), basis: own ? 'own' : 'admin' };
    for (const { id, holder } of withThose(task, seat))
      record(walk, 'signer-removed', {
        task: task.id,
        seat: id,
        ...(holder === undefined ? {} : { person: holder }),
        reason: command.reason,
      });
    follow(walk, task.id);
  },
};

export function mayRemove({ added }: Seat, actor: Actor): boolean {
  return added !== undefined && (added.by === personOf(actor) || administrationOf(actor) !== null);
}
function administrationOf(actor: Actor): string | null {
  const post = actor.kind === 'person' ? actor.posts.find(({ kind }) => kind === 'administrator') : undefined;
  return post ? `post:administrator@${post.organisation}` : null;
}
/** A seat and all that were added by it and have not decided: nobody is left to speak before or after a seat that is gone. */
function withThose(task: Task, seat: Seat): readonly Seat[] {
  const added = task.seats.filter((each) => each.added?.of === seat.id && isUndecided(each));
  return [seat, ...added.flatMap((each) => withThose(task, each))];
}
