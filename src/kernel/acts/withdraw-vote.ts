/** 撤回表决: whoever has voted takes it back while the task is open and nobody after him has decided; only his seat opens again. */
import { maySit } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { spokenAfter } from '../turns';
import { postOf } from '../effects';
import type { Seat, Task } from '../case';
import type { Actor } from '../command';
import { record } from '../walk';
import { takeTurns, taskIn } from './decide';
import { personOf, type ActKind, type CommandOf } from './kind';

export const withdrawVote: ActKind<CommandOf<'withdraw-vote'>> = {
  // An ended case answers as any other does: that the decision stands, and what may be done instead.
  afterEnd: true,
  check({ definition, state, command, actor }) {
    const task = state.tasks.find(({ id }) => id === command.task);
    if (!task) return refuse('task-unknown');
    const seat = votedBy(task, actor);
    if (!seat) return refuse('not-your-decision');
    // Without a deciding rule what each seat has found counts at once; what has ended the task is no vote in progress.
    if (task.state !== 'open' || !task.decides) return refuse('decision-stands');
    if (spokenAfter(task, seat).length > 0) return refuse('later-decided');
    const sits = maySit(definition, state, task, seat, actor);
    if (sits) return sits;
    return command.expectedSeq !== undefined && command.expectedSeq !== task.seq
      ? refuse('task-stale', undefined, { seq: task.seq })
      : undefined;
  },
  decide(walk, command, actor) {
    const seat = votedBy(taskIn(walk, command.task), actor);
    if (!seat) throw new Error(`nobody voted on ${command.task}`);
    walk.by = { actor: personOf(actor), principal: postOf(seat), basis: 'own' };
    record(walk, 'vote-withdrawn', {
      task: command.task,
      seat: seat.id,
      ...(command.reason === undefined ? {} : { reason: command.reason }),
    });
    takeTurns(walk, taskIn(walk, command.task));
  },
};

function votedBy(task: Task, actor: Actor): Seat | undefined {
  return actor.kind === 'person'
    ? task.seats.find(
        ({ state, holder, outcome }) => state === 'decided' && outcome !== undefined && holder === actor.person,
      )
    : undefined;
}
