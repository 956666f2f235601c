/**
 * 委派 and its way back: whoever has a seat in hand asks a colleague for his opinion. The colleague may give that and nothing else;
 * the seat, its limit and the decision stay with the holder, who may end the asking at any time.
 */
import type { CaseState, Seat, Task } from '../case';
import type { Actor } from '../command';
import { postOf } from '../effects';
import type { Definition } from '../procedure/definition';
import { taskRule } from '../procedure/find';
import { keptFrom } from '../rules/authority';
import { refuse, type Refusal } from '../rules/refusal';
import { record } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';
import { unfit } from './reassign';
import { inHand, isAsked, openSeatOf, openTaskOf, recusalOf, seatHeld } from './task';

/** How many may be asked one by the other, where the step does not say. */
export const DELEGATIONS = 3;

export const delegate: ActKind<CommandOf<'delegate'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const none = noDelegation(definition, state, task, actor, command.seat);
    if (none) return none;
    const seat = seatInHand(task, actor, command.seat);
    if (!seat) return refuse('not-claimed');
    const { lentTo = [], holder } = seat;
    const { person, posts } = command.to;
    if (person === holder || lentTo.includes(person)) return refuse('delegation-cycle');
    // Anybody on the staff may know about it, and nobody whom the law keeps away from this duty.
    if (posts.length === 0) return refuse('not-eligible');
    return unfit(keptFrom(definition, state, task, seat, person));
  },
  decide(walk, command, actor) {
    const task = walk.state.tasks.find(({ id }) => id === command.task);
    const seat = task && seatInHand(task, actor, command.seat);
    if (!seat) throw new Error(`delegated an unchecked seat of ${command.task}`);
    const basis = seat.lentTo ? 'delegate' : (seat.basis ?? 'own');
    walk.by = { actor: personOf(actor), principal: postOf(seat), basis };
    const { to, question } = command;
    record(walk, 'delegated', { task: command.task, seat: seat.id, to: to.person, question });
  },
};

export const recallDelegation: ActKind<CommandOf<'recall-delegation'>> = {
  afterEnd: false,
  check({ state, command, actor }) {
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    return recallable(task, actor, command.seat) ? undefined : refuse('not-delegated');
  },
  decide(walk, command, actor) {
    const task = walk.state.tasks.find(({ id }) => id === command.task);
    const found = task && recallable(task, actor, command.seat);
    if (!found) throw new Error(`recalled an unchecked request of ${command.task}`);
    const { seat, from } = found;
    const basis = seat.holder === personOf(actor) ? (seat.basis ?? 'own') : 'delegate';
    walk.by = { actor: personOf(actor), principal: postOf(seat), basis };
    record(walk, 'delegation-recalled', { task: command.task, seat: seat.id, from });
  },
};

/** Why this person may ask nobody for an opinion here; whom he may ask is asked of each. */
export function noDelegation(
  definition: Definition,
  state: CaseState,
  task: Task,
  actor: Actor,
  id?: string,
): Refusal | undefined {
  const seat = seatInHand(task, actor, id);
  if (!seat) return refuse(seatHeld(task, actor, id) || isAsked(task, actor) ? 'lent-out' : 'not-claimed');
  const open = recusalOf(state, seat);
  if (open) return open;
  const limit = taskRule(definition, task).block?.delegations ?? DELEGATIONS;
  return (seat.lentTo ?? []).length >= limit ? refuse('delegation-limit', undefined, { limit }) : undefined;
}

/** The open seat this person has in hand, as its holder or as the last who was asked. */
function seatInHand(task: Task, actor: Actor, id: string | undefined): Seat | undefined {
  return openSeatOf(task, actor, inHand, id);
}

/** Whom this person has asked, with those they asked in turn: the holder may end it all, everybody else what came of himself. */
function recallable(
  task: Task,
  actor: Actor,
  id: string | undefined,
): { readonly seat: Seat; readonly from: readonly string[] } | undefined {
  if (actor.kind !== 'person') return undefined;
  for (const seat of task.seats) {
    const { state, holder, lentTo = [] } = seat;
    if (state !== 'open' || (id !== undefined && seat.id !== id)) continue;
    const asked = lentTo.indexOf(actor.person);
    const from = holder === actor.person ? lentTo : asked < 0 ? [] : lentTo.slice(asked + 1);
    if (from.length > 0) return { seat, from };
  }
  return undefined;
}
