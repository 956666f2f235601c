/** The seeded town as the checker asks for it, without a database. */
import { catalogue } from '../../procedures/index';
import type { PersonActor } from '../../src/kernel/command';
import type { Town } from '../../src/kernel/procedure/finding';
import { paperTexts } from '../../src/record/paper-texts';
import { organisations } from './organisations';
import { people, type SeededPerson } from './people';
import { powerItems } from './power-items';

/** The id of the one post a seeded person holds. */
export function postIdOf(person: SeededPerson): string {
  return `${person.post}@${person.organisation}:${person.username}`;
}

/** A seeded person as the kernel sees somebody who acts. */
export function actorOf(person: SeededPerson): PersonActor {
  return {
    kind: 'person',
    person: person.username,
    posts: [{ id: postIdOf(person), kind: person.post, organisation: person.organisation }],
    qualifications: person.legalCertificate === undefined ? [] : ['legal'],
  };
}

export function seededTown(): Town {
  return {
    persons: people.map(actorOf),
    organisations,
    holders: [...new Set(powerItems.flatMap((item) => item.holders.map((holder) => holder.organisation)))],
    procedures: catalogue,
    papers: paperTexts(),
  };
}
