/** 轮到谁: which seats of a task may speak, by the order of its rule and by whoever was asked before or after whom. Pure. */
import type { Seat, Task } from './case';
import { hasSpoken, isAside, isUndecided, rootOf, voters, type Seated } from './tally';

/** What an undecided seat waits for, or that its turn has come. */
export function turnOf({ decides, seats }: Seated, seat: Seat): 'open' | 'waiting' {
  const asked = seats.some((each) => each.added?.kind === 'before' && each.added.of === seat.id && isUndecided(each));
  if (asked) return 'waiting';
  const of = seats.find((each) => each.id === seat.added?.of);
  if (seat.added?.kind === 'after') return of?.state === 'decided' ? 'open' : 'waiting';
  // Whoever was asked for an opinion speaks when he likes.
  if (decides?.kind !== 'sequential' || isAside(seat)) return 'open';
  const before = voters(seats).filter((each) => placeOf(seats, each) < placeOf(seats, seat));
  return before.every((each) => hasSpoken(each, seats) && each.outcome === decides.agree) ? 'open' : 'waiting';
}

/** The place in the order; whoever joined somebody has his. */
function placeOf(seats: readonly Seat[], seat: Seat): number {
  const root = rootOf(seats, seat.id);
  const joined = root?.added ? seats.find((each) => each.id === root.added?.of) : undefined;
  return joined ? placeOf(seats, joined) : seats.findIndex(({ id }) => id === root?.id);
}

export interface Turns {
  readonly opened: readonly string[];
  readonly waits: readonly string[];
}
/** Seats whose turn has come, and seats that wait again; undefined where nothing has changed. */
export function changedTurns(task: Seated): Turns | undefined {
  const changed = (from: Seat['state'], to: 'open' | 'waiting'): readonly string[] =>
    task.seats.filter((seat) => seat.state === from && turnOf(task, seat) === to).map(({ id }) => id);
  const turns = { opened: changed('waiting', 'open'), waits: changed('open', 'waiting') };
  return turns.opened.length + turns.waits.length === 0 ? undefined : turns;
}

/** Seats that have spoken on what this one said: those after it in the order, whom it asked to speak after it, and who asked it. */
export function spokenAfter(task: Task, seat: Seat): readonly Seat[] {
  const { seats, decides } = task;
  const later = (each: Seat): boolean => each.state === 'decided' && (each.voted ?? 0) > (seat.voted ?? 0);
  const heard = (each: Seat): boolean =>
    (each.added?.kind === 'after' && each.added.of === seat.id) ||
    (seat.added?.kind === 'before' && each.id === seat.added.of);
  const inOrder = decides?.kind === 'sequential' && !isAside(seat);
  return seats.filter(
    (each) =>
      later(each) &&
      (heard(each) || (inOrder && voters(seats).includes(each) && placeOf(seats, each) > placeOf(seats, seat))),
  );
}
