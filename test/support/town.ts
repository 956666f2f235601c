// Owns the town that tests play in: the seed's people and bodies as the kernel sees them.
import { people } from '../../prisma/town/people';
import { actorOf, seededTown } from '../../prisma/town/town';
import type { PersonActor } from '../../src/kernel/command';

/** A person of the seed as an actor, by user name. */
export function person(username: string): PersonActor {
  const found = people.find((each) => each.username === username);
  if (!found) throw new Error(`nobody in the town is called ${username}`);
  return actorOf(found);
}

/** Everybody of the seed. */
export const everybody: readonly PersonActor[] = people.map(actorOf);

/** The town as the checker asks for it. */
export const town = seededTown();
