/** The town that comes with the product: its import files, read as any import reads them, and what they say without a database. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../procedures/index';
import type { PersonActor } from '../../src/kernel/command';
import type { Draft } from '../../src/kernel/procedure/builder';
import type { Town } from '../../src/kernel/procedure/finding';
import { paperTexts } from '../../src/record/paper-texts';
import { faultLine, type Fault } from '../../src/record/town-import/fault';
import { EMPTY_TOWN } from '../../src/record/town-import/known';
import { planTown, TOWN_FILES, type Plan, type TownFiles } from '../../src/record/town-import/plan';
import type { PowerItem } from '../../src/record/town-import/power-items';
import { PRODUCT_ROOT } from '../../src/root';

const FOLDER = join(PRODUCT_ROOT, 'prisma', 'town');

export function townFiles(): TownFiles {
  return Object.fromEntries(TOWN_FILES.map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]));
}

/** The product's own files are wrong, or do not go together with what the installation holds. */
export class FaultyTown extends Error {
  override readonly name = 'FaultyTown';
  constructor(faults: readonly Fault[]) {
    super(['The town is not imported:', ...faults.map(faultLine)].join('\n'));
  }
}

let read: Plan | undefined;
function plan(): Plan {
  if (read) return read;
  const procedures = new Map(catalogue.map((draft): [string, Draft] => [draft.id, draft]));
  const planned = planTown(townFiles(), { ...EMPTY_TOWN, procedures }, { today: '0001-01-01' });
  if (planned.kind === 'refused') throw new FaultyTown(planned.faults);
  return (read = planned.plan);
}

/** Items that can be applied for, or are announced without a procedure. */
export function seededItems(): readonly PowerItem[] {
  return plan().powerItems.changes.flatMap(({ value }) => ('item' in value ? [value.item] : []));
}

/** Everybody of the town as the kernel sees somebody who acts. */
export function seededPeople(): readonly PersonActor[] {
  const posts = plan().posts.changes.map(({ value }) => value);
  const held = plan().qualifications.changes.map(({ value }) => value);
  return plan().people.changes.map(({ value: { username } }) => ({
    kind: 'person',
    person: username,
    posts: posts
      .filter(({ person }) => person === username)
      .map(({ id, kind, organisation }) => ({ id, kind, organisation })),
    qualifications: held.filter(({ person }) => person === username).map(({ kind }) => kind),
  }));
}

/** What the numbers (文号) of each body of the town begin with. */
export function seededLetters(): ReadonlyMap<string, string> {
  return new Map(plan().organisations.changes.map(({ value }) => [value.id, value.letters ?? value.zh]));
}

/** The town as the checker asks for it, for one procedure or for all at once. */
export function seededTown(procedure?: string): Town {
  const items = seededItems().filter((item) => procedure === undefined || item.procedure === procedure);
  return {
    persons: seededPeople(),
    organisations: plan().organisations.changes.map(({ value }) => value),
    holders: [...new Set(items.flatMap((item) => item.holders.map((holder) => holder.organisation)))],
    procedures: catalogue,
    papers: paperTexts(),
  };
}
