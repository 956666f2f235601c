/**
 * 席位: whom a task is opened for. Seats of a post are open to whoever holds it; where everybody has a seat, the people are those of
 * that day, drawn by the record and written into the act, so that a later change of the town moves no task silently.
 */
import type { ResolvedSeats, SeatOpened } from './acts/act';
import { approverFor } from './approver';
import type { Seat } from './case';
import type { PersonActor } from './command';
import type { PostOf, TaskBlock } from './procedure/definition';
import { mayServe } from './rules/authority';
import { turnsIn } from './turns';
import { drawPeople, type Walk } from './walk';

type Place = Omit<Seat, 'id' | 'state'>;
export interface Seating {
  readonly seats: readonly SeatOpened[];
  readonly resolved: readonly ResolvedSeats[];
  /** Nobody was found, and the step is not opened then. */
  readonly refused?: true;
}

export function seatsFor(walk: Walk, block: TaskBlock, task: string): Seating {
  const { by } = block;
  const resolved: ResolvedSeats[] = [];
  const found = by.who ? approverFor(walk, block, placeOf(by).organisation) : undefined;
  if (found) resolved.push(found.resolved);
  const places = [
    ...(found ? [found.place] : []),
    ...[...(found ? [] : [by]), ...(by.also ?? [])].flatMap((rule) =>
      rule.everyone ? everyone(rule) : Array.from({ length: rule.count ?? 1 }, (): Place => placeOf(rule)),
    ),
    ...(by.chair ? [chair(by.chair)] : []),
  ];
  const seats = collapsed(places, by.concurrent === 'forbidden').map((place, n): Seat => ({
    id: `${task}.${n + 1}`,
    ...place,
    ...weightOf(block, place),
    state: 'open',
  }));
  const turnOf = turnsIn({ ...(block.decides ? { decides: block.decides } : {}), seats });
  return {
    seats: seats.map((seat) => {
      const { state: _, ...rest } = seat;
      return turnOf(seat) === 'waiting' ? { ...rest, state: 'waiting' } : rest;
    }),
    resolved,
    ...(found?.refused ? { refused: true as const } : {}),
  };

  function placeOf({ post, of }: PostOf): Place {
    const organisation = walk.state.organisations[of];
    if (organisation === undefined) throw new Error(`case ${walk.state.id} has no ${of} organisation`);
    return { post, organisation };
  }

  function eligible({ post, organisation }: Place): readonly PersonActor[] {
    return drawPeople(walk, post, organisation).filter((each) => !mayServe(walk.definition, walk.state, block, each));
  }

  /** Nobody there is no consent of everybody: the seat then stands open for the post. */
  function everyone(rule: PostOf): readonly Place[] {
    const place = placeOf(rule);
    const people = eligible(place).map(({ person }) => person);
    resolved.push({ rule: 'everyone', post: place.post, organisation: place.organisation, people });
    return people.length === 0 ? [place] : people.map((holder) => ({ ...place, holder }));
  }

  /** Whoever presides is known beforehand only where one person could; he may be one of those who have a seat already. */
  function chair(rule: PostOf): Place {
    const place: Place = { ...placeOf(rule), chair: true };
    const all = [by, ...(by.also ?? [])].some((each) => each.everyone) ? eligible(place) : [];
    return all.length === 1 && all[0] ? { ...place, holder: all[0].person } : place;
  }
}

/** Two seats of one person become one with both duties; where that is forbidden the second stands open for another of its post. */
function collapsed(places: readonly Place[], forbidden: boolean): readonly Place[] {
  return places.reduce<readonly Place[]>((kept, place) => {
    const same = place.holder === undefined ? undefined : kept.find(({ holder }) => holder === place.holder);
    if (!same) return [...kept, place];
    if (forbidden) {
      const { holder: _, ...open } = place;
      return [...kept, open];
    }
    const { post, organisation } = place;
    const joined: Place = {
      ...same,
      also: [...(same.also ?? []), { post, organisation }],
      ...(place.chair ? { chair: true as const } : {}),
    };
    return kept.map((each) => (each === same ? joined : each));
  }, []);
}

/** One person votes once, with the greatest weight of the posts he sits for. */
function weightOf({ decides }: TaskBlock, { post, also = [] }: Place): { readonly weight?: number } {
  const weights = decides?.kind === 'vote' ? decides.weights : undefined;
  return weights
    ? { weight: Math.max(...[post, ...also.map((duty) => duty.post)].map((each) => weights[each] ?? 1)) }
    : {};
}
