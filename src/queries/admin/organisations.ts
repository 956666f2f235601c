// Owns the reads of bodies for their administration, and of what still stands on one.
import type { Text } from '../../kernel/text';
import type { Sql } from '../../record/sql';
import { TODAY } from './posts';

export interface OrganisationRow {
  readonly id: string;
  readonly kind: string;
  readonly name: Text;
  readonly parent: string | null;
  readonly letters: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly people: number;
}
const ORGANISATION = `b.id, b.kind, json_build_object('zh', b.name_zh, 'en', b.name_en) as name, b.parent_id as parent, b.number_letters as letters,
  b.valid_from as "validFrom", b.valid_to as "validTo",
  (select count(distinct o.person_id)::int from posts o
    where o.organisation_id = b.id and o.valid_from <= today.day and (o.valid_to is null or o.valid_to >= today.day)) as people
  from organisations b, ${TODAY}`;

export async function bodies(sql: Sql): Promise<OrganisationRow[]> {
  return (await sql.query<OrganisationRow>(`select ${ORGANISATION} order by b.id`)).rows;
}
export async function bodyOf(sql: Sql, id: string): Promise<OrganisationRow | undefined> {
  return (await sql.query<OrganisationRow>(`select ${ORGANISATION} where b.id = $1`, [id])).rows[0];
}

export interface StandingOn {
  readonly posts: readonly string[];
  readonly items: readonly string[];
  readonly bodies: readonly string[];
}
const STANDING = `select
  coalesce((select json_agg(o.id order by o.id) from posts o where o.organisation_id = $1 and (o.valid_to is null or o.valid_to > $2)), '[]') as posts,
  coalesce((select json_agg(distinct i.code) from power_items i, jsonb_array_elements(i.holders) h
    where h ->> 'organisation' = $1 and (i.valid_to is null or i.valid_to > $2) and (h ->> 'to' is null or h ->> 'to' > $2)), '[]') as items,
  coalesce((select json_agg(b.id order by b.id) from organisations b where b.parent_id = $1 and (b.valid_to is null or b.valid_to > $2)), '[]') as bodies`;

/** What outlasts a day on which the body would end. */
export async function outlasting(sql: Sql, id: string, on: string): Promise<StandingOn> {
  return (await sql.query<StandingOn>(STANDING, [id, on])).rows[0] ?? { posts: [], items: [], bodies: [] };
}
