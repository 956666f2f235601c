/** The town as the checker asks for it: who is in post today, which bodies there are, who holds an item, and what is published. */
import type { HeldPost } from '../kernel/command';
import type { Draft } from '../kernel/procedure/builder';
import type { Town } from '../kernel/procedure/finding';
import { paperTexts } from './paper-texts';
import type { Sql } from './sql';

interface PersonRow {
  readonly person: string;
  readonly posts: readonly HeldPost[];
  readonly qualifications: readonly string[];
}
const TODAY = `(select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day) today`;
const PERSONS = `
  select p.id as person,
    json_agg(json_build_object('id', o.id, 'kind', o.kind, 'organisation', o.organisation_id) order by o.id) as posts,
    coalesce((select json_agg(distinct q.kind) from qualifications q
      where q.person_id = p.id and q.valid_from <= today.day and (q.valid_to is null or q.valid_to >= today.day)), '[]') as qualifications
  from persons p join posts o on o.person_id = p.id, ${TODAY}
  where p.disabled_at is null and (p.left_on is null or p.left_on >= today.day) and o.valid_from <= today.day and (o.valid_to is null or o.valid_to >= today.day)
  group by p.id, today.day`;
const HOLDERS = `
  select distinct h ->> 'organisation' as organisation from power_items i, jsonb_array_elements(i.holders) h, ${TODAY}
  where i.procedure = $1 and i.valid_from <= today.day and (i.valid_to is null or i.valid_to >= today.day)
    and h ->> 'from' <= today.day and (h ->> 'to' is null or h ->> 'to' >= today.day)`;
const PUBLISHED = 'select distinct on (id) definition from procedures order by id, version desc';

/**
 * The town for the check of one procedure. An installation without people is judged without them.
 * @param drafts definitions about to be published beside it, which stand for the published ones of the same id
 */
export async function townFor(sql: Sql, procedure: string, drafts: readonly Draft[] = []): Promise<Town> {
  const persons = await sql.query<PersonRow>(PERSONS);
  const organisations = await sql.query<{ id: string; kind: string }>('select id, kind from organisations order by id');
  const holders = await sql.query<{ organisation: string }>(HOLDERS, [procedure]);
  const published = await sql.query<{ definition: Draft }>(PUBLISHED);
  const others = published.rows
    .map((row) => row.definition)
    .filter(({ id }) => drafts.every((draft) => draft.id !== id));
  return {
    ...(persons.rows.length > 0 ? { persons: persons.rows } : {}),
    organisations: organisations.rows,
    holders: holders.rows.map((row) => row.organisation),
    procedures: [...drafts, ...others],
    papers: paperTexts(),
  };
}
