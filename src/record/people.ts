/** Who holds a post in a body today (岗位人员), as a decision asks for it: read by the transaction that writes the seats. */
import type { Drawn, PersonActor } from '../kernel/command';
import { PEOPLE } from '../kernel/walk';
import type { Sql } from './sql';

// Posts are held on days of real time, since the law clock simulates limits and not appointments.
const HOLDERS = `
  select asked.place, coalesce(json_agg(json_build_object('kind', 'person', 'person', p.id,
      'posts', (select json_agg(json_build_object('id', o.id, 'kind', o.kind, 'organisation', o.organisation_id) order by o.id)
        from posts o where o.person_id = p.id and o.valid_from <= today.day and (o.valid_to is null or o.valid_to >= today.day)),
      'qualifications', coalesce((select json_agg(distinct q.kind) from qualifications q
        where q.person_id = p.id and q.valid_from <= today.day and (q.valid_to is null or q.valid_to >= today.day)), '[]'))
    order by p.id collate "C") filter (where p.id is not null), '[]') as people
  from (select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day) today
  cross join unnest($1::text[]) as asked(place)
  left join persons p on p.disabled_at is null and (p.left_on is null or p.left_on >= today.day) and exists (
    select 1 from posts o where o.person_id = p.id and o.kind || '@' || o.organisation_id = asked.place
      and o.valid_from <= today.day and (o.valid_to is null or o.valid_to >= today.day))
  group by asked.place`;

export function numbersAmong(needs: readonly string[]): readonly string[] {
  return needs.filter((need) => !need.startsWith(PEOPLE));
}

/** The people that a decision has asked for; those drawn for it before stay as they were. */
export async function drawPeople(
  sql: Sql,
  needs: readonly string[],
  before: Drawn['people'] = {},
): Promise<NonNullable<Drawn['people']>> {
  const places = needs.filter((need) => need.startsWith(PEOPLE)).map((need) => need.slice(PEOPLE.length));
  if (places.length === 0) return before;
  const { rows } = await sql.query<{ place: string; people: readonly PersonActor[] }>(HOLDERS, [places]);
  return { ...before, ...Object.fromEntries(rows.map(({ place, people }) => [place, people])) };
}
