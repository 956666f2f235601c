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
  const asked = needs.filter((need) => need.startsWith(PEOPLE)).map((need) => need.slice(PEOPLE.length));
  if (asked.length === 0) return before;
  const found: Record<string, readonly PersonActor[]> = { ...before };
  const places = asked.map((need) => ({ need, ...placeOf(need) }));
  const { rows } = await sql.query<{ place: string; people: readonly PersonActor[] }>(HOLDERS, [
    places.filter(({ kind }) => kind !== 'above').map(({ place }) => place),
  ]);
  for (const { need, kind, place, about } of places) {
    const holders = rows.find((row) => row.place === place)?.people ?? [];
    found[need] =
      kind === 'plain'
        ? holders
        : kind === 'above'
          ? await above(sql, place, about)
          : await ordered(sql, kind, holders, place, about);
  }
  return found;
}

type Kind = 'plain' | 'topic' | 'load' | 'above';
/** `approver@bureau`, `topic:消防:approver@bureau`, `load:approver@bureau`, `above1:agency-head@bureau`. */
function placeOf(need: string): { readonly kind: Kind; readonly place: string; readonly about: string } {
  const [, topic, byTopic] = /^topic:(.+):([a-z-]+@.+)$/.exec(need) ?? [];
  if (topic !== undefined && byTopic !== undefined) return { kind: 'topic', place: byTopic, about: topic };
  const [, byLoad] = /^load:([a-z-]+@.+)$/.exec(need) ?? [];
  if (byLoad !== undefined) return { kind: 'load', place: byLoad, about: '' };
  const [, up, over] = /^above(\d+):([a-z-]+@.+)$/.exec(need) ?? [];
  if (up !== undefined && over !== undefined) return { kind: 'above', place: over, about: up };
  return { kind: 'plain', place: need, about: '' };
}

const LEADS = `select l.person_id as person from topic_leads l,
    (select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day) today
  where l.topic = $1 and l.organisation_id = $2 and l.valid_from <= today.day and (l.valid_to is null or l.valid_to >= today.day)
  order by l.id collate "C"`;
const LOADS = `select p.id as person from unnest($1::text[]) as p(id)
  order by (select count(*) from seats s where s.principal = 'person:' || p.id and s.state = 'open'), p.id collate "C"`;
/** Those who hold the post, in the order of who is in charge of the topic, or has the least in hand. */
async function ordered(
  sql: Sql,
  kind: 'topic' | 'load',
  holders: readonly PersonActor[],
  place: string,
  about: string,
): Promise<readonly PersonActor[]> {
  const organisation = place.slice(place.indexOf('@') + 1);
  const { rows } =
    kind === 'topic'
      ? await sql.query<{ person: string }>(LEADS, [about, organisation])
      : await sql.query<{ person: string }>(LOADS, [holders.map(({ person }) => person)]);
  return rows.flatMap(({ person }) => holders.find((each) => each.person === person) ?? []);
}

const ABOVE = `with recursive up(id, n) as (
    select $1::text, 0 union all select o.parent_id, up.n + 1 from up join organisations o on o.id = up.id where o.parent_id is not null and up.n < $2
  ) select id from up where n = $2`;
async function above(sql: Sql, place: string, levels: string): Promise<readonly PersonActor[]> {
  const [post = '', organisation = ''] = place.split('@');
  const [body] = (await sql.query<{ id: string }>(ABOVE, [organisation, Number(levels)])).rows;
  if (!body) return [];
  const { rows } = await sql.query<{ people: readonly PersonActor[] }>(HOLDERS, [[`${post}@${body.id}`]]);
  return rows[0]?.people ?? [];
}
