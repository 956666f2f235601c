// Owns the reads of people's qualifications, and of those that end soon.
import type { Sql } from '../../record/sql';
import { pageOf, readCursor } from '../cursor';
import { TODAY } from './posts';

export interface QualificationRow {
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly kind: 'legal' | 'enforcement';
  readonly number: string;
  readonly from: string;
  readonly to: string | null;
  readonly current: boolean;
}
const QUALIFICATION = `q.id, json_build_object('id', p.id, 'name', p.name) as person, q.kind, q.number, q.valid_from as "from", q.valid_to as "to",
  q.valid_from <= today.day and (q.valid_to is null or q.valid_to >= today.day) as current
  from qualifications q join persons p on p.id = q.person_id, ${TODAY}`;

export interface QualificationFilter {
  readonly person?: string | undefined;
  readonly kind?: string | undefined;
  /** Days from today within which it ends. */
  readonly within?: number | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

/** The first to end comes first. */
export async function qualificationsOf(sql: Sql, filter: QualificationFilter) {
  const limit = filter.limit ?? 50;
  const [to, id] = readCursor(filter.after, ['text', 'text']) ?? ['', ''];
  const { rows } = await sql.query<QualificationRow>(
    `select ${QUALIFICATION} where ($1::text is null or q.person_id = $1) and ($2::text is null or q.kind = $2)
       and ($3::int is null or (q.valid_to >= today.day and q.valid_to <= to_char(to_date(today.day, 'YYYY-MM-DD') + $3::int, 'YYYY-MM-DD')))
       and (coalesce(q.valid_to, '~'), q.id) > ($4, $5) order by coalesce(q.valid_to, '~'), q.id limit $6`,
    [filter.person ?? null, filter.kind ?? null, filter.within ?? null, to, id, limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.to ?? '~', row.id]);
}
export async function qualificationOf(sql: Sql, id: string): Promise<QualificationRow | undefined> {
  return (await sql.query<QualificationRow>(`select ${QUALIFICATION} where q.id = $1`, [id])).rows[0];
}
export async function allQualificationsOf(sql: Sql, person: string): Promise<QualificationRow[]> {
  return (
    await sql.query<QualificationRow>(`select ${QUALIFICATION} where q.person_id = $1 order by q.valid_from, q.id`, [
      person,
    ])
  ).rows;
}
