// Owns what an import finds: the town as the database has it, by the keys that files use.
import type { Draft } from '../../kernel/procedure/builder';
import type { Sql } from '../sql';
import type { Organisation } from './organisations';
import type { Person } from './people';
import type { Post } from './posts';
import type { PowerItem } from './power-items';
import type { Qualification } from './qualifications';

/** The newest version of an item. */
export type KnownItem = PowerItem & { readonly version: number };
export interface Known {
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly people: ReadonlyMap<string, Person>;
  readonly posts: ReadonlyMap<string, Post>;
  readonly qualifications: ReadonlyMap<string, Qualification>;
  readonly powerItems: ReadonlyMap<string, KnownItem>;
  /** What is published, or about to be. */
  readonly procedures: ReadonlyMap<string, Draft>;
}
export const EMPTY_TOWN: Omit<Known, 'procedures'> = {
  organisations: new Map(),
  people: new Map(),
  posts: new Map(),
  qualifications: new Map(),
  powerItems: new Map(),
};

const ORGANISATIONS =
  'select id, kind, name_zh as zh, name_en as en, parent_id as parent, number_letters as letters from organisations';
const PEOPLE = 'select username, name, email from persons';
const POSTS = `select o.id, p.username as person, o.kind, o.organisation_id as organisation, o.title_zh as "titleZh", o.title_en as "titleEn",
    o.valid_from as "from", o.valid_to as "to" from posts o join persons p on p.id = o.person_id`;
const QUALIFICATIONS = `select q.id, p.username as person, q.kind, q.number, q.valid_from as "from", q.valid_to as "to"
  from qualifications q join persons p on p.id = q.person_id`;
const POWER_ITEMS = `select distinct on (code) code, version, kind, name_zh, name_en, basis, procedure, limits, materials, situations,
    on_the_spot, commitment, validity_months, holders, valid_from, valid_to from power_items order by code, version desc`;
const PROCEDURES = 'select distinct on (id) id, definition from procedures order by id, version desc';

interface ItemRow extends Pick<
  KnownItem,
  'code' | 'version' | 'kind' | 'basis' | 'procedure' | 'limits' | 'materials' | 'situations' | 'commitment' | 'holders'
> {
  readonly name_zh: string;
  readonly name_en: string;
  readonly on_the_spot: boolean;
  readonly validity_months: number | null;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

/** @param drafts procedures about to be published, when those in the database are not the ones to compare with */
export async function readKnown(sql: Sql, drafts?: readonly Draft[]): Promise<Known> {
  const organisations = await sql.query<Organisation>(ORGANISATIONS);
  const people = await sql.query<Person>(PEOPLE);
  const posts = await sql.query<Post>(POSTS);
  const qualifications = await sql.query<Qualification>(QUALIFICATIONS);
  const powerItems = await sql.query<ItemRow>(POWER_ITEMS);
  const published = drafts ?? (await sql.query<{ definition: Draft }>(PROCEDURES)).rows.map((row) => row.definition);
  return {
    organisations: by(organisations.rows, ({ id }) => id),
    people: by(people.rows, ({ username }) => username),
    posts: by(posts.rows, ({ id }) => id),
    qualifications: by(qualifications.rows, ({ id }) => id),
    powerItems: by(powerItems.rows.map(itemOf), ({ code }) => code),
    procedures: by(published, ({ id }) => id),
  };
}

function by<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function itemOf(row: ItemRow): KnownItem {
  const { name_zh: zh, name_en: en, on_the_spot, validity_months, valid_from, valid_to, ...rest } = row;
  return {
    ...rest,
    name: { zh, en },
    onTheSpot: on_the_spot,
    validity: validity_months,
    validFrom: valid_from,
    ...(valid_to === null ? {} : { validTo: valid_to }),
  };
}
