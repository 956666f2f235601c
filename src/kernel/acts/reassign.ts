/** 改派: an open seat goes to somebody else who may sit there; by the head of the seat's body, or by an administrator. */
import type { CaseState, Seat, Task } from '../case';
import type { Actor, PersonActor } from '../command';
import type { Definition } from '../procedure/definition';
import { holds, maySit } from '../rules/authority';
import { refuse, type Refusal } from '../rules/refusal';
import { record } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';
import { openTaskOf, recusalOf } from './task';

export const reassign: ActKind<CommandOf<'reassign'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const seat = seatOf(task, command.seat);
    if (!seat) return refuse('seat-unknown');
    if (!mayReassign(seat, actor)) return refuse('not-your-post', undefined, { act: 'reassign' });
    if (seat.holder === command.to.person) return refuse('already-holder');
    return recusalOf(state, seat) ?? notEligible(definition, state, task, seat, command.to);
  },
  decide(walk, command, actor) {
    const task = walk.state.tasks.find((each) => each.id === command.task);
    const seat = task && seatOf(task, command.seat);
    if (!seat) return;
    walk.by = { actor: personOf(actor), principal: powerOf(seat, actor), basis: 'admin' };
    record(walk, 'reassigned', {
      task: command.task,
      seat: seat.id,
      ...(seat.holder === undefined ? {} : { from: seat.holder }),
      to: command.to.person,
      reason: command.reason,
    });
  },
};

/** The seat that is meant; unnamed, the first that is open. */
function seatOf(task: Task, id: string | undefined): Seat | undefined {
  return task.seats.find((seat) => seat.state === 'open' && (id === undefined || seat.id === id));
}
export function mayReassign(seat: Seat, actor: Actor): boolean {
  if (actor.kind !== 'person') return false;
  return powerOf(seat, actor) !== null;
}
function powerOf(seat: Seat, actor: Actor): string | null {
  if (actor.kind !== 'person') return null;
  if (holds(actor, 'agency-head', seat.organisation)) return `post:agency-head@${seat.organisation}`;
  const admin = actor.posts.find(({ kind }) => kind === 'administrator');
  return admin ? `post:administrator@${admin.organisation}` : null;
}
/** The same question as at a claim, asked of the one who shall have the seat. */
export function notEligible(
  definition: Definition,
  state: CaseState,
  task: Task,
  seat: Seat,
  to: PersonActor,
): Refusal | undefined {
  return unfit(maySit(definition, state, task, seat, to));
}
/** What is wrong with the person chosen, told to whoever chose him. */
export function unfit(refusal: Refusal | undefined): Refusal | undefined {
  return refusal && refuse('not-eligible', refusal.basis, { because: refusal.code, ...refusal.facts }, refusal.named);
}
