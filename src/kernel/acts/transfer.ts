/** 转办: whoever holds a seat hands it to a colleague for good; who held it before stays in the chain. */
import type { CaseState, Task } from '../case';
import type { Actor } from '../command';
import { postOf } from '../effects';
import type { Definition } from '../procedure/definition';
import { taskRule } from '../procedure/find';
import { refuse, type Refusal } from '../rules/refusal';
import { record } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';
import { notEligible } from './reassign';
import { openTaskOf, recusalOf, seatHeld } from './task';

export const transfer: ActKind<CommandOf<'transfer'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const none = noTransfer(definition, state, task, actor, command.seat);
    if (none) return none;
    const seat = seatHeld(task, actor, command.seat);
    if (!seat) return refuse('not-claimed');
    const { holders = [], holder } = seat;
    if (holder === command.to.person) return refuse('already-holder');
    const unfit = notEligible(definition, state, task, seat, command.to);
    if (unfit) return unfit;
    // What goes round in a circle is nobody's: it goes back only where that is meant.
    return holders.includes(command.to.person) && command.confirmed !== true ? refuse('transfer-back') : undefined;
  },
  decide(walk, command, actor) {
    const task = walk.state.tasks.find(({ id }) => id === command.task);
    const seat = task && seatHeld(task, actor, command.seat);
    const from = personOf(actor);
    if (!seat || from === null) throw new Error(`transferred an unchecked seat of ${command.task}`);
    walk.by = { actor: from, principal: postOf(seat), basis: seat.basis ?? 'own' };
    record(walk, 'transferred', {
      task: command.task,
      seat: seat.id,
      from,
      to: command.to.person,
      reason: command.reason,
      ...(seat.holders?.includes(command.to.person) ? { confirmed: true as const } : {}),
    });
  },
};

/** Why this person may hand on no seat of the task, to whomever; who may have it is asked of each. */
export function noTransfer(
  definition: Definition,
  state: CaseState,
  task: Task,
  actor: Actor,
  id?: string,
): Refusal | undefined {
  const seat = seatHeld(task, actor, id);
  if (!seat) return refuse('not-claimed');
  const open = recusalOf(state, seat) ?? (seat.agent ? refuse('agent-may-not') : undefined);
  if (open) return open;
  const limit = taskRule(definition, task).block?.transfers;
  return limit !== undefined && (seat.holders ?? []).length >= limit
    ? refuse('transfer-limit', undefined, { limit })
    : undefined;
}
