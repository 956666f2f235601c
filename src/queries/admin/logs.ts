// Owns the reads of the two logs: who looked at personal data, and what administrators changed. And the writing of a look that
// belongs to no case.
import type { Sql } from '../../record/sql';
import { pageOf, readCursor } from '../cursor';

interface Person {
  readonly id: string;
  readonly name: string;
}
export interface LogFilter {
  readonly person?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}
export interface AccessRow {
  readonly id: string;
  readonly at: Date;
  readonly person: Person | null;
  readonly case: { readonly id: string; readonly number: string } | null;
  readonly what: string;
  readonly about: string | null;
}
const DAYS = `($2::text is null or l.at >= ($2 || ' 00:00+08')::timestamptz) and ($3::text is null or l.at < ($3 || ' 00:00+08')::timestamptz + interval '1 day')`;
const PERSON = (id: string): string =>
  `case when ${id} is null then null else json_build_object('id', ${id}, 'name', coalesce(p.name, ${id})) end as person`;
const LAST = '9223372036854775807';

/** Newest first. `case`: an id or a number. */
export async function accesses(sql: Sql, filter: LogFilter & { readonly case?: string | undefined }) {
  const limit = filter.limit ?? 50;
  const { rows } = await sql.query<AccessRow>(
    `select l.id::text as id, l.at, ${PERSON('l.person_id')}, l.what, l.about,
       case when l.case_id is null then null else json_build_object('id', l.case_id, 'number', coalesce(c.number, '')) end as "case"
     from access_log l left join persons p on p.id = l.person_id left join cases c on c.id = l.case_id
     where ($1::text is null or l.person_id = $1) and ${DAYS}
       and ($4::text is null or l.case_id = $4 or l.case_id = (select id from cases where number = $4)) and l.id < $5::bigint
     order by l.id desc limit $6`,
    [
      filter.person ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.case ?? null,
      beforeOf(filter.after),
      limit + 1,
    ],
  );
  return pageOf(rows, limit, (row) => [row.id]);
}

export interface ChangeRow {
  readonly id: string;
  readonly at: Date;
  readonly person: Person | null;
  readonly act: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly reason: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}
/** Newest first. */
export async function changesMade(sql: Sql, filter: LogFilter & { readonly subject?: string | undefined }) {
  const limit = filter.limit ?? 50;
  const { rows } = await sql.query<ChangeRow>(
    `select l.id::text as id, l.at, ${PERSON('l.actor_id')}, l.act, json_build_object('kind', l.subject_kind, 'id', l.subject_id) as subject,
       l.reason, l.before, l.after
     from administration_log l left join persons p on p.id = l.actor_id
     where ($1::text is null or l.actor_id = $1) and ${DAYS} and ($4::text is null or l.subject_id = $4) and l.id < $5::bigint
     order by l.id desc limit $6`,
    [
      filter.person ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.subject ?? null,
      beforeOf(filter.after),
      limit + 1,
    ],
  );
  return pageOf(rows, limit, (row) => [row.id]);
}

/** Ids of these logs are drawn from a sequence, so newer ones are larger. A cursor that is no number stands before everything. */
function beforeOf(after: string | undefined): string {
  const place = readCursor(after, ['text']);
  if (!place) return LAST;
  return /^\d{1,18}$/.test(String(place[0])) ? String(place[0]) : '0';
}

/** A look at personal data that belongs to no case, e.g. `person:zhangwei`. */
export async function noteLook(sql: Sql, person: string, what: string, about?: string): Promise<void> {
  await sql.query('insert into access_log (person_id, what, about) values ($1, $2, $3)', [person, what, about ?? null]);
}
