/** 轮到谁: which seats of a task may speak, by the order of its rule and by whoever was asked before or after whom. Pure. */
import type { Seat, Task } from './case';
import { isAside, isUndecided, rootOf, spokenIn, voters, type Seated } from './tally';

export type Turn = 'open' | 'waiting';
/** What an undecided seat of these waits for, or that its turn has come. Read once for all of them. */
export function turnsIn({ decides, seats }: Seated): (seat: Seat) => Turn {
  const heardBefore = new Set(
    seats.flatMap((each) => (each.added?.kind === 'before' && isUndecided(each) ? [each.added.of] : [])),
  );
  const decided = new Set(seats.flatMap(({ id, state }) => (state === 'decided' ? [id] : [])));
  const inOrder = decides?.kind === 'sequential';
  const placeOf = inOrder ? placesIn(seats) : undefined;
  const hasSpoken = spokenIn(seats);
  const upTo = placeOf
    ? Math.min(
        ...voters(seats).flatMap((each) => (hasSpoken(each) && each.outcome === decides?.agree ? [] : [placeOf(each)])),
      )
    : Infinity;
  return (seat) => {
    if (heardBefore.has(seat.id)) return 'waiting';
    if (seat.added?.kind === 'after') return decided.has(seat.added.of) ? 'open' : 'waiting';
    // Whoever was asked for an opinion speaks when he likes.
    return !placeOf || isAside(seat) || placeOf(seat) <= upTo ? 'open' : 'waiting';
  };
}

/** The place in the order; whoever joined somebody has his. */
function placesIn(seats: readonly Seat[]): (seat: Seat) => number {
  const [byId, index] = [new Map(seats.map((seat) => [seat.id, seat])), new Map(seats.map(({ id }, n) => [id, n]))];
  return placeOf;
  function placeOf(seat: Seat): number {
    const root = rootOf(seats, seat.id);
    const joined = root?.added ? byId.get(root.added.of) : undefined;
    return joined ? placeOf(joined) : (index.get(root?.id ?? '') ?? -1);
  }
}

export interface Turns {
  readonly opened: readonly string[];
  readonly waits: readonly string[];
}
/** Seats whose turn has come, and seats that wait again; undefined where nothing has changed. */
export function changedTurns(task: Seated): Turns | undefined {
  const turnOf = turnsIn(task);
  const changed = (from: Seat['state'], to: Turn): readonly string[] =>
    task.seats.filter((seat) => seat.state === from && turnOf(seat) === to).map(({ id }) => id);
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
  const placeOf = placesIn(seats);
  return seats.filter(
    (each) =>
      later(each) && (heard(each) || (inOrder && voters(seats).includes(each) && placeOf(each) > placeOf(seat))),
  );
}
