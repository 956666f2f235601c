// Owns what an import would do: of five files, what is added, changed and ended, or everything that is wrong with them. Pure.
import type { Text } from '../../kernel/text';
import { addDays } from '../../kernel/time/civil';
import type { Day } from '../../kernel/time/clock';
import { differencesBetween, type Difference } from './differences';
import { fault, type Fault } from './fault';
import { itemFaults } from './item-procedure';
import type { Known, KnownItem } from './known';
import { letterFaults, readOrganisations, treeFaults, withLettersKept, type Organisation } from './organisations';
import { readPeople, type Person } from './people';
import { postFaults, readPosts, type Post } from './posts';
import { readPowerItems, type PowerItem } from './power-items';
import { qualificationFaults, readQualifications, type Qualification } from './qualifications';
import type { Lined, Reading } from './rows';

/** In the order in which they build on each other. */
export const TOWN_FILES = [
  'organisations.csv',
  'people.csv',
  'posts.csv',
  'qualifications.csv',
  'power-items.yaml',
] as const;
export type TownFile = (typeof TOWN_FILES)[number];
/** What a file holds; an absent one says nothing of its kind. */
export type TownFiles = Readonly<Partial<Record<TownFile, string>>>;

export interface Change<T> {
  /** `ended`: a last day, and nothing else, is new. */
  readonly kind: 'added' | 'changed' | 'ended';
  readonly key: string;
  readonly name: string;
  readonly value: T;
  /** Empty for what is added. */
  readonly differences: readonly Difference[];
}
export interface Part<T> {
  readonly file: TownFile;
  readonly title: Text;
  readonly changes: readonly Change<T>[];
  readonly unchanged: number;
  /** In the database and not in the file: left as they are. */
  readonly unnamed: number;
}
/** A version of an item that becomes the newest, and what that does to the one before. */
export type ItemChange =
  | {
      readonly version: number;
      readonly item: PowerItem;
      readonly closes?: { readonly version: number; readonly on: Day };
    }
  /** The newest version itself gets another last day. */
  | { readonly version: number; readonly ends: Day | null; readonly code: string };

export interface Plan {
  readonly organisations: Part<Organisation>;
  readonly people: Part<Person>;
  readonly posts: Part<Post>;
  readonly qualifications: Part<Qualification>;
  readonly powerItems: Part<ItemChange>;
}
export type Planned =
  { readonly kind: 'refused'; readonly faults: readonly Fault[] } | { readonly kind: 'planned'; readonly plan: Plan };

export interface Asked {
  /** Law day: a new version of an item does not begin before it. */
  readonly today: Day;
  /** Rows whose key is there already say nothing: what the town has changed since stays. */
  readonly onlyNew?: boolean;
}

export function planTown(files: TownFiles, known: Known, asked: Asked): Planned {
  const pick = <T>(
    reading: Reading<T>,
    there: ReadonlyMap<string, unknown>,
    keyOf: (value: T) => string,
  ): Reading<T> =>
    asked.onlyNew === true
      ? { ...reading, lined: reading.lined.filter(({ value }) => !there.has(keyOf(value))) }
      : reading;
  const bodies = withLettersKept(readOrganisations(files['organisations.csv']), known.organisations);
  const organisations = pick(bodies, known.organisations, idOf);
  const people = pick(readPeople(files['people.csv']), known.people, ({ username }) => username);
  const posts = pick(readPosts(files['posts.csv']), known.posts, idOf);
  const qualifications = pick(readQualifications(files['qualifications.csv']), known.qualifications, idOf);
  const items = pick(readPowerItems(files['power-items.yaml']), known.powerItems, codeOf);

  const tree = new Map([...known.organisations, ...organisations.lined.map(({ value }) => [value.id, value] as const)]);
  const names = new Set([...known.people.keys(), ...people.keys]);
  const versions = itemVersions(items.lined, known.powerItems, asked.today);
  const faults = [
    ...organisations.faults,
    ...treeFaults(organisations, tree),
    ...letterFaults(organisations, tree),
    ...people.faults,
    ...posts.faults,
    ...postFaults(posts.lined, {
      organisations: tree,
      organisationNames: organisations.keys,
      people: names,
      known: known.posts,
    }),
    ...qualifications.faults,
    ...qualificationFaults(qualifications.lined, { people: names, known: known.qualifications }),
    ...items.faults,
    ...itemFaults(items.lined, {
      procedures: known.procedures,
      organisations: tree,
      organisationNames: organisations.keys,
    }),
    ...versions.faults,
  ];
  if (faults.length > 0) return { kind: 'refused', faults: inOrder(faults) };
  const part = <T extends object>(
    file: TownFile,
    title: Text,
    lined: readonly Lined<T>[],
    there: ReadonlyMap<string, T>,
    keyOf: (value: T) => string,
    nameOf: (value: T) => string,
  ): Part<T> => {
    const changes = lined.flatMap(({ value }) => changeOf(there.get(keyOf(value)), value, keyOf(value), nameOf(value)));
    return { file, title, changes, ...counts(lined, changes, there, keyOf) };
  };
  return {
    kind: 'planned',
    plan: {
      organisations: part(
        'organisations.csv',
        { zh: '单位', en: 'organisations' },
        organisations.lined,
        known.organisations,
        idOf,
        ({ zh }) => zh,
      ),
      people: part(
        'people.csv',
        { zh: '人员', en: 'people' },
        people.lined,
        known.people,
        ({ username }) => username,
        ({ name }) => name,
      ),
      posts: part('posts.csv', { zh: '岗位', en: 'posts' }, posts.lined, known.posts, idOf, ({ titleZh }) => titleZh),
      qualifications: part(
        'qualifications.csv',
        { zh: '资格', en: 'qualifications' },
        qualifications.lined,
        known.qualifications,
        idOf,
        ({ number }) => number,
      ),
      powerItems: {
        file: 'power-items.yaml',
        title: { zh: '权力事项', en: 'power items' },
        changes: versions.changes,
        ...counts(items.lined, versions.changes, known.powerItems, codeOf),
      },
    },
  };
}

const idOf = ({ id }: { readonly id: string }): string => id;
const codeOf = ({ code }: { readonly code: string }): string => code;

/** As a person goes through them: file by file, from the first line down. */
function inOrder(faults: readonly Fault[]): readonly Fault[] {
  const place = ({ file }: Fault): number => TOWN_FILES.findIndex((name) => name === file);
  return faults.toSorted((a, b) => place(a) - place(b) || a.line - b.line);
}

function counts<T>(
  lined: readonly Lined<T>[],
  changes: readonly unknown[],
  there: ReadonlyMap<string, unknown>,
  keyOf: (value: T) => string,
): { readonly unchanged: number; readonly unnamed: number } {
  const found = lined.filter(({ value }) => there.has(keyOf(value))).length;
  return { unchanged: lined.length - changes.length, unnamed: there.size - found };
}

function changeOf<T extends object>(before: T | undefined, value: T, key: string, name: string): readonly Change<T>[] {
  if (before === undefined) return [{ kind: 'added', key, name, value, differences: [] }];
  const differences = differencesBetween(before, value);
  if (differences.length === 0) return [];
  return [{ kind: onlyEnds(differences, 'to') ? 'ended' : 'changed', key, name, value, differences }];
}

function onlyEnds(differences: readonly Difference[], last: string): boolean {
  const [only, ...more] = differences;
  return more.length === 0 && only?.field === last && only.from === undefined;
}

function itemVersions(
  lined: readonly Lined<PowerItem>[],
  known: ReadonlyMap<string, KnownItem>,
  today: Day,
): { readonly changes: readonly Change<ItemChange>[]; readonly faults: readonly Fault[] } {
  const changes: Change<ItemChange>[] = [];
  const faults: Fault[] = [];
  for (const { line, value: item } of lined) {
    const before = known.get(item.code);
    const common = { key: item.code, name: item.name.zh };
    if (before === undefined) {
      changes.push({ ...common, kind: 'added', value: { version: 1, item }, differences: [] });
      continue;
    }
    // The day from which it holds is no difference by itself: it says when the differences begin.
    const { version, validFrom, ...content } = before;
    const { validFrom: from, ...announced } = item;
    const differences = differencesBetween(content, announced);
    if (differences.length === 0) continue;
    if (differences.every(({ field }) => field === 'validTo')) {
      const value = { code: item.code, version, ends: item.validTo ?? null };
      changes.push({ ...common, kind: onlyEnds(differences, 'validTo') ? 'ended' : 'changed', value, differences });
    } else if (from <= validFrom || from < today) {
      const changed = differences.map(({ field }) => field).join(', ');
      faults.push(
        fault(
          'power-items.yaml',
          line,
          'validFrom',
          `${item.code} 有改动（${changed}），新版本须写明生效日：晚于 ${validFrom}，且不早于今天 ${today}。`,
          `${item.code} differs (${changed}); its new version needs a first day after ${validFrom} and not before today, ${today}.`,
        ),
      );
    } else {
      const eve = addDays(from, -1);
      const closes = before.validTo !== undefined && before.validTo <= eve ? {} : { closes: { version, on: eve } };
      const value = { version: version + 1, item, ...closes };
      changes.push({
        ...common,
        kind: 'changed',
        value,
        differences: [...differences, { field: 'validFrom', from: validFrom, to: from }],
      });
    }
  }
  return { changes, faults };
}
