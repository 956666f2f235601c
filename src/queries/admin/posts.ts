// Owns the reads of who holds which post, and of what waits for a post that nobody would hold any more.
import type { Text } from '../../kernel/text';
import type { Sql } from '../../record/sql';
import { pageOf, readCursor } from '../cursor';

export interface PostRow {
  readonly id: string;
  readonly kind: string;
  readonly title: Text;
  readonly organisation: string;
  readonly person: { readonly id: string; readonly name: string; readonly username: string };
  readonly from: string;
  readonly to: string | null;
  readonly current: boolean;
}
export const TODAY = `(select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day) today`;
const POST = `o.id, o.kind, json_build_object('zh', o.title_zh, 'en', o.title_en) as title, o.organisation_id as organisation,
  json_build_object('id', p.id, 'name', p.name, 'username', p.username) as person, o.valid_from as "from", o.valid_to as "to",
  o.valid_from <= today.day and (o.valid_to is null or o.valid_to >= today.day) as current
  from posts o join persons p on p.id = o.person_id, ${TODAY}`;

export interface PostFilter {
  readonly organisation?: string | undefined;
  readonly person?: string | undefined;
  readonly standing?: 'current' | 'all' | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

/** By body and post; those who hold it today unless all are asked for. */
export async function postsOf(sql: Sql, filter: PostFilter) {
  const limit = filter.limit ?? 50;
  const [organisation, id] = readCursor(filter.after, ['text', 'text']) ?? ['', ''];
  const { rows } = await sql.query<PostRow>(
    `select ${POST} where ($1::text is null or o.organisation_id = $1) and ($2::text is null or o.person_id = $2)
       and ($3 or (o.valid_from <= today.day and (o.valid_to is null or o.valid_to >= today.day)))
       and (o.organisation_id, o.id) > ($4, $5) order by o.organisation_id, o.id limit $6`,
    [filter.organisation ?? null, filter.person ?? null, filter.standing === 'all', organisation, id, limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.organisation, row.id]);
}

export async function postOf(sql: Sql, id: string): Promise<PostRow | undefined> {
  return (await sql.query<PostRow>(`select ${POST} where o.id = $1`, [id])).rows[0];
}
export async function allPostsOf(sql: Sql, person: string): Promise<PostRow[]> {
  return (await sql.query<PostRow>(`select ${POST} where o.person_id = $1 order by o.valid_from desc, o.id`, [person]))
    .rows;
}

export interface DesertedPost {
  readonly kind: string;
  readonly organisation: string;
  readonly title: Text;
  readonly waiting: number;
}
const DESERTED = `
  select distinct on (o.kind, o.organisation_id) o.kind, o.organisation_id as organisation,
    json_build_object('zh', o.title_zh, 'en', o.title_en) as title,
    (select count(*)::int from seats s where s.principal = 'post:' || o.kind || '@' || o.organisation_id and s.state = 'open') as waiting
  from posts o
  where o.person_id = $1 and ($3::text is null or o.id = $3) and o.valid_from <= $2 and (o.valid_to is null or o.valid_to >= $2)
    and not exists (
      select 1 from posts h join persons p on p.id = h.person_id
      where h.kind = o.kind and h.organisation_id = o.organisation_id and h.person_id <> $1 and p.disabled_at is null
        and (p.left_on is null or p.left_on > $2) and h.valid_from <= $2 and (h.valid_to is null or h.valid_to > $2))
  order by o.kind, o.organisation_id, o.id`;

/** The posts that a person holds on a day and nobody else does after it; of one post alone when it is named. */
export async function desertedAfter(sql: Sql, person: string, on: string, post?: string): Promise<DesertedPost[]> {
  return (await sql.query<DesertedPost>(DESERTED, [person, on, post ?? null])).rows;
}
