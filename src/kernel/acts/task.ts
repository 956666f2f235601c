/** What every act on a task asks first: is there such a task, is it open, has the caller seen its last change? */
import type { CaseState, Seat, Task } from '../case';
import type { Actor, TaskCommand } from '../command';
import { RECUSAL_ARTICLE } from '../rules/authority';
import { refuse, type Refusal } from '../rules/refusal';
import { isUndecided } from '../tally';
import { personOf } from './kind';

export function openTaskOf(
  state: CaseState,
  command: TaskCommand,
): { readonly task?: Task; readonly refusal?: Refusal } {
  const task = state.tasks.find((t) => t.id === command.task);
  if (!task) return { refusal: refuse('task-unknown') };
  // Silence has answered for the window: what came too late is told so, with the article.
  if (task.cause === 'deemed-accepted')
    return { refusal: refuse('already-accepted', '行政许可法第三十二条第一款第四项') };
  if (task.cause === 'taken-back') return { refusal: refuse('step-taken-back') };
  if (task.state !== 'open')
    return { refusal: refuse('already-decided', undefined, { outcome: task.outcome ?? task.cause ?? null }) };
  if (command.expectedSeq !== undefined && command.expectedSeq !== task.seq)
    return { refusal: refuse('task-stale', undefined, { seq: task.seq }) };
  return { task };
}

/** Who has an open seat in hand: the last who was asked for an opinion, else its holder. */
export function inHand({ lentTo, holder }: Seat): string | undefined {
  return lentTo?.at(-1) ?? holder;
}

/** The open seat that is this person's, as `whose` says it; the one that is named, where one is. */
export function openSeatOf(
  task: Task,
  actor: Actor,
  whose: (seat: Seat) => string | undefined,
  id?: string,
): Seat | undefined {
  if (actor.kind !== 'person') return undefined;
  return task.seats.find(
    (seat) => seat.state === 'open' && whose(seat) === actor.person && (id === undefined || seat.id === id),
  );
}
export function seatHeld(task: Task, actor: Actor, id?: string): Seat | undefined {
  return openSeatOf(task, actor, ({ holder }) => holder, id);
}

/** Whoever has decided at his seat here and has no other left. */
export function hasDecided(task: Task, actor: Actor): boolean {
  const own = task.seats.filter(({ holder }) => holder !== undefined && holder === personOf(actor));
  return own.some(({ state }) => state === 'decided') && !own.some(isUndecided);
}

/** While it is not decided whether its holder has an interest in the case (回避), a seat stands still. */
export function recusalOf(state: CaseState, seat: Seat): Refusal | undefined {
  return state.recusals?.some((each) => each.state === 'open' && each.seat === seat.id)
    ? refuse('recusal-open', RECUSAL_ARTICLE)
    : undefined;
}

/** Is this person asked for an opinion at a seat of the task? Then he may give that, and nothing else there. */
export function isAsked(task: Task, actor: Actor): boolean {
  return (
    actor.kind === 'person' &&
    task.seats.some(({ state, lentTo }) => state === 'open' && lentTo?.includes(actor.person) === true)
  );
}
