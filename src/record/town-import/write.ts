// Owns writing a plan: rows are added and changed, none is deleted; each kind in one statement, however many rows it has.
import type { Sql } from '../sql';
import { initialsOf } from '../initials';
import type { ItemChange, Part, Plan } from './plan';
import type { PowerItem } from './power-items';

/** How people get into an installation: with a public password into a demo, without any into a real one. */
export type Accounts = { readonly demo: false } | { readonly demo: true; readonly passwordHash: () => Promise<string> };

const ORGANISATIONS = `insert into organisations (id, kind, name_zh, name_en, parent_id, number_letters)
  select id, kind, zh, en, parent, letters
  from json_to_recordset($1) as r(id text, kind text, zh text, en text, parent text, letters text)
  on conflict (id) do update set kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en,
    parent_id = excluded.parent_id, number_letters = excluded.number_letters`;
// Whoever is there keeps id, password and whether he is disabled.
const PEOPLE = `insert into persons (id, username, name, email, password_hash, demo)
  select username, username, name, email, hash, demo
  from json_to_recordset($1) as r(username text, name text, email text, hash text, demo boolean)
  on conflict (username) do update set name = excluded.name, email = excluded.email`;
const POSTS = `insert into posts (id, kind, organisation_id, person_id, title_zh, title_en, valid_from, valid_to)
  select r.id, r.kind, r.organisation, p.id, r."titleZh", r."titleEn", r."from", r."to"
  from json_to_recordset($1) as r(id text, kind text, organisation text, person text, "titleZh" text, "titleEn" text, "from" text, "to" text)
  join persons p on p.username = r.person
  on conflict (id) do update set title_zh = excluded.title_zh, title_en = excluded.title_en,
    valid_from = excluded.valid_from, valid_to = excluded.valid_to`;
const QUALIFICATIONS = `insert into qualifications (id, person_id, kind, number, valid_from, valid_to)
  select r.id, p.id, r.kind, r.number, r."from", r."to"
  from json_to_recordset($1) as r(id text, person text, kind text, number text, "from" text, "to" text)
  join persons p on p.username = r.person
  on conflict (id) do update set kind = excluded.kind, number = excluded.number,
    valid_from = excluded.valid_from, valid_to = excluded.valid_to`;
const ITEM_ENDS = `update power_items i set valid_to = r.ends
  from json_to_recordset($1) as r(code text, version int, ends text) where i.code = r.code and i.version = r.version`;
const ITEM_VERSIONS = `insert into power_items (code, version, kind, name_zh, name_en, initials, basis, procedure, limits, materials, situations,
    on_the_spot, commitment, validity_months, holders, valid_from, valid_to)
  select code, version, kind, zh, en, initials, basis, procedure, limits, materials, situations, on_the_spot, commitment, validity, holders, "from", "to"
  from json_to_recordset($1) as r(code text, version int, kind text, zh text, en text, initials text, basis text, procedure text,
    limits jsonb, materials jsonb, situations jsonb, on_the_spot boolean, commitment boolean, validity int, holders jsonb, "from" text, "to" text)`;

/** Inside the caller's transaction: all or nothing is his to hold. */
export async function writePlan(sql: Sql, plan: Plan, accounts: Accounts): Promise<void> {
  await write(sql, ORGANISATIONS, valuesOf(plan.organisations));
  await write(sql, PEOPLE, await withAccounts(plan, accounts));
  await write(sql, POSTS, valuesOf(plan.posts));
  await write(sql, QUALIFICATIONS, valuesOf(plan.qualifications));
  const items = valuesOf(plan.powerItems);
  await write(sql, ITEM_ENDS, items.flatMap(endsOf));
  await write(
    sql,
    ITEM_VERSIONS,
    items.flatMap((change) => ('item' in change ? [versionRow(change.version, change.item)] : [])),
  );
}

async function write(sql: Sql, statement: string, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await sql.query(statement, [JSON.stringify(rows)]);
}

function valuesOf<T>(part: Part<T>): readonly T[] {
  return part.changes.map(({ value }) => value);
}

/** Hashing is what takes the time in a demo; each person has a salt of his own. */
async function withAccounts({ people }: Plan, accounts: Accounts): Promise<readonly object[]> {
  return Promise.all(
    people.changes.map(async ({ kind, value }) => ({
      ...value,
      demo: accounts.demo,
      hash: accounts.demo && kind === 'added' ? await accounts.passwordHash() : null,
    })),
  );
}

function endsOf(change: ItemChange): readonly object[] {
  if (!('item' in change)) return [change];
  const { closes, item } = change;
  return closes === undefined ? [] : [{ code: item.code, version: closes.version, ends: closes.on }];
}

function versionRow(version: number, item: PowerItem): object {
  const { name, onTheSpot, validFrom, validTo, ...rest } = item;
  return {
    ...rest,
    version,
    ...name,
    initials: initialsOf(name.zh),
    on_the_spot: onTheSpot,
    from: validFrom,
    to: validTo ?? null,
  };
}
