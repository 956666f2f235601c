// Owns the town that tests play in: the seed's people and bodies as the kernel sees them.
import { seededLetters, seededPeople, seededTown } from '../../prisma/town/town';
import type { PersonActor } from '../../src/kernel/command';

/** Everybody of the seed. */
export const everybody: readonly PersonActor[] = seededPeople();

/** A person of the seed as an actor, by user name. */
export function person(username: string): PersonActor {
  const found = everybody.find((each) => each.person === username);
  if (!found) throw new Error(`nobody in the town is called ${username}`);
  return found;
}

/** What the numbers of each body begin with. */
export const letters = seededLetters();

/** The town as the checker asks for it. */
export const town = seededTown();
