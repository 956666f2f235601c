/**
 * 撤回办理: whoever decided takes it back. While the decision is held nothing has followed from it. When it is in effect, only as long as
 * nothing has followed outside and nobody has decided after it: then what it had opened is closed, and his seat alone is open again.
 */
import type { CaseState, Seat, Task } from '../case';
import type { Actor } from '../command';
import { postOf } from '../effects';
import type { Definition } from '../procedure/definition';
import { postTitle } from '../procedure/posts';
import { itemOf } from '../procedure/run-name';
import { closeWithin, openTask } from '../progress';
import { holds } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { foundByOthers, seatsAgain, takingBack } from '../taking-back';
import { asAgent, record, type By, type Walk } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';

export const withdraw: ActKind<CommandOf<'withdraw'>> = {
  // An ended case answers as any other does: that the decision stands, and what may be done instead.
  afterEnd: true,
  check({ definition, state, command, actor }) {
    const task = state.tasks.find(({ id }) => id === command.task);
    if (!task) return refuse('task-unknown');
    const seat = decidedBy(task, actor);
    if (!seat || actor.kind !== 'person') return refuse('not-your-decision');
    const stands = state.held?.seat === seat.id ? undefined : standsInEffect(definition, state, task, seat);
    if (stands) return stands;
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
    const { state } = walk;
    const task = state.tasks.find(({ id }) => id === command.task);
    const seat = task && decidedBy(task, actor);
    if (!task || !seat) throw new Error(`nothing was decided on ${command.task}`);
    walk.by = by(seat, actor);
    if (state.held?.seat === seat.id)
      return record(walk, 'decision-withdrawn', { task: task.id, seat: seat.id, ...reasonOf(command) });
    takeBack(walk, task, seat, command);
  },
};

function decidedBy(task: Task, actor: Actor): Seat | undefined {
  return task.seats.find(({ state, holder }) => state === 'decided' && holder === personOf(actor));
}
function by(seat: Seat, actor: Actor): By {
  return seat.agent
    ? asAgent(personOf(actor), seat.agent)
    : { actor: personOf(actor), principal: postOf(seat), basis: 'own' };
}
function reasonOf({ reason }: CommandOf<'withdraw'>): { readonly reason?: string } {
  return reason === undefined ? {} : { reason };
}

/** Why it stands although it was not held, or is held no more. */
function standsInEffect(definition: Definition, state: CaseState, task: Task, seat: Seat) {
  // A vote in progress is taken back as a vote; and what somebody else holds comes after this.
  if (task.state !== 'done' || state.held || state.state === 'ended') return refuse('decision-stands');
  const found = takingBack(definition, state, task, seat);
  return 'refusal' in found ? found.refusal : undefined;
}

function takeBack(walk: Walk, task: Task, seat: Seat, command: CommandOf<'withdraw'>): void {
  const { definition, state } = walk;
  const found = takingBack(definition, state, task, seat);
  if ('refusal' in found) throw new Error(`took back what stands on ${task.id}`);
  const { block, later, closes, clears, reopens } = found.plan;
  const { facts, clears: own } = foundByOthers(definition, state, task, seat);
  closeWithin(walk, (run) => later.includes(run), 'taken-back', seat.id);
  record(walk, 'decision-taken-back', {
    task: task.id,
    seat: seat.id,
    ...reasonOf(command),
    closes,
    clears: [...clears, ...own],
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
    reopens,
  });
  openTask(walk, block, itemOf(task.step), (again) => seatsAgain(task, seat, again));
}
