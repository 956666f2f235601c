/** 撤回办理: whoever decided takes it back while the decision is held; nothing has followed from it, so nothing need be undone. */
import { holds } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { postTitle } from '../procedure/posts';
import { postOf } from '../effects';
import { asAgent, record } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';

export const withdraw: ActKind<CommandOf<'withdraw'>> = {
  // An ended case answers as any other does: that the decision stands, and what may be done instead.
  afterEnd: true,
  check({ state, command, actor }) {
    const task = state.tasks.find(({ id }) => id === command.task);
    if (!task) return refuse('task-unknown');
    const { held } = state;
    const seat = task.seats.find(({ state, holder }) => state === 'decided' && holder === personOf(actor));
    if (!seat || actor.kind !== 'person') return refuse('not-your-decision');
    if (held?.seat !== seat.id) return refuse('decision-stands');
    // Made with power, it stands without it; the seat is nobody's to open who may not sit there any more.
    const may = seat.agent
      ? actor.agentFor?.some(({ rule }) => rule === seat.agent?.rule)
      : holds(actor, seat.post, seat.organisation);
    if (!may) return refuse('not-your-post', undefined, { post: seat.post }, [postTitle(seat.post)]);
    return command.expectedSeq !== undefined && command.expectedSeq !== task.seq
      ? refuse('task-stale', undefined, { seq: task.seq })
      : undefined;
  },
  decide(walk, command, actor) {
    const { held } = walk.state;
    const seat = walk.state.tasks.flatMap(({ seats }) => seats).find(({ id }) => id === held?.seat);
    if (!held || !seat) throw new Error(`nothing is held on ${command.task}`);
    walk.by = seat.agent
      ? asAgent(personOf(actor), seat.agent)
      : { actor: personOf(actor), principal: postOf(seat), basis: 'own' };
    record(walk, 'decision-withdrawn', { task: held.task, seat: held.seat });
  },
};
