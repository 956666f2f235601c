// Owns who holds which post today, with the qualifications that count there: of the people a seat may be given to.
import type { PersonActor } from '../kernel/command';
import type { PostKind } from '../kernel/procedure/definition';
import type { Text } from '../kernel/text';
import { escapeLike } from './catalogue';
import { Prisma, type Database } from './database';

export interface Staff extends PersonActor {
  readonly name: string;
  readonly titles: Readonly<Record<string, Text>>;
  /** Open seats in hand. */
  readonly open: number;
}
interface Row {
  readonly id: string;
  readonly name: string;
  readonly posts: readonly {
    readonly id: string;
    readonly kind: PostKind;
    readonly organisation: string;
    readonly title: Text;
  }[];
  readonly qualifications: readonly string[];
  readonly open: number;
}
/** Posts are held on days of real time, since the law clock simulates limits and not appointments. */
const TODAY = Prisma.sql`(SELECT to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day) today`;
const HELD = Prisma.sql`o.valid_from <= today.day AND (o.valid_to IS NULL OR o.valid_to >= today.day)`;

async function staff(db: Database, which: Prisma.Sql, order = Prisma.sql`open, p.id`): Promise<Staff[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.id, p.name,
      coalesce((SELECT json_agg(json_build_object('id', o.id, 'kind', o.kind, 'organisation', o.organisation_id,
          'title', json_build_object('zh', o.title_zh, 'en', o.title_en)) ORDER BY o.id) FROM posts o WHERE o.person_id = p.id AND ${HELD}), '[]') AS posts,
      coalesce((SELECT json_agg(DISTINCT q.kind) FROM qualifications q
        WHERE q.person_id = p.id AND q.valid_from <= today.day AND (q.valid_to IS NULL OR q.valid_to >= today.day)), '[]') AS qualifications,
      (SELECT count(*)::int FROM seats s WHERE s.principal = 'person:' || p.id AND s.state = 'open') AS open
    FROM persons p, ${TODAY} WHERE p.disabled_at IS NULL AND ${which} ORDER BY ${order}`;
  return rows.map(({ id, name, posts, qualifications, open }) => ({
    kind: 'person',
    person: id,
    name,
    posts: posts.map(({ title: _, ...post }) => post),
    titles: Object.fromEntries(posts.map((post) => [post.id, post.title])),
    qualifications,
    open,
  }));
}

/** One person as the rules know him; undefined when there is no such person, or none who may act. */
export async function personOnStaff(db: Database, id: string): Promise<Staff | undefined> {
  return (await staff(db, Prisma.sql`p.id = ${id}`))[0];
}

/** Somebody as the rules know him. Whoever is not on the staff, or not any more, holds no post, and is refused for that. */
export async function actorNamed(db: Database, id: string): Promise<PersonActor> {
  const { posts, qualifications } = (await personOnStaff(db, id)) ?? { posts: [], qualifications: [] };
  return { kind: 'person', person: id, posts, qualifications };
}

/** Those who hold a post today, by name or body; a screen shows some and asks for a name. */
export function colleaguesOf(
  db: Database,
  {
    q,
    organisation,
    limit = 50,
  }: {
    readonly q?: string | undefined;
    readonly organisation?: string | undefined;
    readonly limit?: number | undefined;
  },
): Promise<Staff[]> {
  const like = `%${escapeLike(q ?? '')}%`;
  const body = organisation === undefined ? Prisma.empty : Prisma.sql`AND o.organisation_id = ${organisation}`;
  return staff(
    db,
    Prisma.sql`(p.name ILIKE ${like} OR p.username ILIKE ${like})
      AND EXISTS (SELECT 1 FROM posts o WHERE o.person_id = p.id AND ${HELD} ${body})`,
    Prisma.sql`p.name, p.id LIMIT ${limit}`,
  );
}

/** Everybody who holds this post there today, those with the least in hand first. */
export function holdersOf(db: Database, post: PostKind, organisation: string): Promise<Staff[]> {
  return staff(
    db,
    Prisma.sql`EXISTS (SELECT 1 FROM posts o WHERE o.person_id = p.id AND o.kind = ${post} AND o.organisation_id = ${organisation} AND ${HELD})`,
  );
}

/** Everybody who holds any post there today, those with the least in hand first. */
export function staffOf(db: Database, organisation: string): Promise<Staff[]> {
  return staff(
    db,
    Prisma.sql`EXISTS (SELECT 1 FROM posts o WHERE o.person_id = p.id AND o.organisation_id = ${organisation} AND ${HELD})`,
  );
}
