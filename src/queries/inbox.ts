/**
 * Owns the inbox: one row per candidate of a seat, indexes that begin with the principal, keyset pages. Several principals are
 * asked one by one, each along its own index, and merged; an OR over them would read them all.
 */
import { postOf } from '../kernel/effects';
import type { Day, Light } from '../kernel/time/clock';
import { addDays } from '../kernel/time/civil';
import { pageOf, readCursor } from './cursor';
import { escapeLike } from './catalogue';
import { Prisma, type Database } from './database';
import { visibleTo, type Viewer } from './visibility';

type Box = 'mine' | 'pool' | 'done' | 'cc' | 'waiting' | 'todo';
export interface InboxFilter {
  readonly box: Box;
  readonly sort: 'due' | 'new';
  readonly light?: string | undefined;
  readonly q?: string | undefined;
  readonly step?: string | undefined;
  readonly procedure?: string | undefined;
  readonly organisation?: string | undefined;
  readonly due?: 'today' | 'overdue' | undefined;
  /** In law time. */
  readonly today: Day;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}
export interface InboxRow {
  readonly id: string;
  readonly principal: string;
  readonly case_id: string;
  readonly task_id: string;
  readonly step: string;
  readonly since: Date;
  readonly due_on: string | null;
  readonly light: Light;
}

export const personPrincipal = (person: string): string => `person:${person}`;
export const postPrincipals = (viewer: Viewer): string[] => [
  ...new Set(viewer.posts.map(({ kind, organisation }) => postOf({ post: kind, organisation }))),
];

/** Days that no limit reaches, so that tasks without a due day come last. */
const NEVER = '9999-12-31';

/** One page of one box. Rows only; what is offered on each is asked of the kernel. */
export async function inboxRows(
  db: Database,
  viewer: Viewer,
  filter: InboxFilter,
): Promise<{ items: readonly InboxRow[]; next: string | null }> {
  const limit = filter.limit ?? 50;
  const place = readCursor(filter.after, [filter.sort === 'new' ? 'instant' : 'text-or-null', 'text']);
  if (filter.box === 'cc') return { items: [], next: null };
  const rows =
    filter.box === 'waiting'
      ? await waiting(db, viewer, filter, place, limit + 1)
      : await along(db, viewer, filter, place, limit + 1);
  return pageOf(rows, limit, (row) => (filter.sort === 'new' ? [row.since.getTime(), row.id] : [row.due_on, row.id]));
}

type Place = readonly (string | number | null)[] | undefined;

async function along(
  db: Database,
  viewer: Viewer,
  filter: InboxFilter,
  place: Place,
  limit: number,
): Promise<InboxRow[]> {
  const me = personPrincipal(viewer.person);
  const posts = filter.box === 'pool' || filter.box === 'todo' ? postPrincipals(viewer) : [];
  const principals = filter.box === 'pool' ? posts : [me, ...posts];
  const state = filter.box === 'done' ? 'decided' : 'open';
  const own = filter.box === 'pool' ? Prisma.empty : Prisma.sql`AND (asked.principal <> ${me} OR ${rowSeen(viewer)})`;
  const read = (more: Prisma.Sql, order: Prisma.Sql, outer: Prisma.Sql, wanted: number) => db.$queryRaw<InboxRow[]>`
    SELECT s.id, s.principal, s.case_id, s.task_id, s.step, s.since, s.due_on, s.light
    FROM unnest(${principals}::text[]) AS asked(principal) CROSS JOIN LATERAL (
      SELECT t.* FROM seats t ${searched(filter)} WHERE t.principal = asked.principal AND t.state = ${state} ${own} ${narrowed(filter)} ${more}
      ORDER BY ${order} LIMIT ${wanted}) s
    ORDER BY ${outer} LIMIT ${wanted}`;
  if (filter.sort === 'new') {
    const more = place
      ? Prisma.sql`AND (t.since, t.id) < (${new Date(Number(place[0]))}, ${String(place[1])})`
      : Prisma.empty;
    return read(more, Prisma.sql`t.since DESC, t.id DESC`, Prisma.sql`s.since DESC, s.id DESC`, limit);
  }
  // Tasks with a due day, then those without: each part goes along the index, and no condition is an OR.
  const order = [Prisma.sql`t.due_on, t.id`, Prisma.sql`s.due_on, s.id`] as const;
  const dated =
    place?.[0] === null
      ? []
      : await read(
          place
            ? Prisma.sql`AND (t.due_on, t.id) > (${String(place[0])}, ${String(place[1])})`
            : Prisma.sql`AND t.due_on <= ${NEVER}`,
          ...order,
          limit,
        );
  if (dated.length === limit) return dated;
  const undated = await read(
    place?.[0] === null
      ? Prisma.sql`AND t.due_on IS NULL AND t.id > ${String(place[1])}`
      : Prisma.sql`AND t.due_on IS NULL`,
    ...order,
    limit - dated.length,
  );
  return [...dated, ...undated];
}

/**
 * What somebody took or decided stays his row when his post ends, but no longer his to see. What is offered to a post needs no such
 * question: only those who hold it today are asked for it.
 */
function stillSees(viewer: Viewer): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM cases c WHERE c.id = t.case_id AND ${visibleTo(viewer)})`;
}
/** The same for a page along an index: `OFFSET 0` keeps it a question of each row, where a join would read the whole box first. */
function rowSeen(viewer: Viewer): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM cases c WHERE c.id = t.case_id AND ${visibleTo(viewer)} OFFSET 0)`;
}

/** Open seats of others on cases where this person has decided something: what his work waits for. */
async function waiting(
  db: Database,
  viewer: Viewer,
  filter: InboxFilter,
  place: Place,
  limit: number,
): Promise<InboxRow[]> {
  const me = personPrincipal(viewer.person);
  const due = Prisma.sql`coalesce(t.due_on, ${NEVER})`;
  const after = !place
    ? Prisma.empty
    : filter.sort === 'new'
      ? Prisma.sql`AND (t.since, t.id) < (${new Date(Number(place[0]))}, ${String(place[1])})`
      : Prisma.sql`AND (${due}, t.id) > (${String(place[0] ?? NEVER)}, ${String(place[1])})`;
  return db.$queryRaw<InboxRow[]>`
    SELECT t.id, t.principal, t.case_id, t.task_id, t.step, t.since, t.due_on, t.light
    FROM seats t ${searched(filter)}
    WHERE t.state = 'open' AND t.principal <> ${me} ${narrowed(filter)} ${after}
      AND t.case_id IN (SELECT case_id FROM seats WHERE principal = ${me} AND state = 'decided')
      AND ${stillSees(viewer)}
    ORDER BY ${filter.sort === 'new' ? Prisma.sql`t.since DESC, t.id DESC` : Prisma.sql`${due}, t.id`} LIMIT ${limit}`;
}

function searched(filter: InboxFilter): Prisma.Sql {
  if (!filter.q) return Prisma.empty;
  const like = `%${escapeLike(filter.q)}%`;
  return Prisma.sql`JOIN cases q ON q.id = t.case_id AND (q.number ILIKE ${like} OR q.party_name ILIKE ${like} OR q.party_initials ILIKE ${like})`;
}
function narrowed({ light, step, due, today, procedure, organisation }: InboxFilter): Prisma.Sql {
  const of = [
    ...(procedure === undefined ? [] : [Prisma.sql`f.procedure_id = ${procedure}`]),
    ...(organisation === undefined ? [] : [Prisma.sql`${organisation} IN (f.receiving, f.deciding, f.reviewing)`]),
  ];
  const conditions = [
    ...(light === undefined ? [] : [Prisma.sql`t.light = ${light}`]),
    ...(step === undefined ? [] : [Prisma.sql`t.step = ${step}`]),
    ...(due === undefined ? [] : [due === 'today' ? Prisma.sql`t.due_on = ${today}` : Prisma.sql`t.due_on < ${today}`]),
    ...(of.length === 0
      ? []
      : [Prisma.sql`EXISTS (SELECT 1 FROM cases f WHERE f.id = t.case_id AND ${Prisma.join(of, ' AND ')})`]),
  ];
  return conditions.length === 0 ? Prisma.empty : Prisma.sql`AND ${Prisma.join(conditions, ' AND ')}`;
}

/** Where counting stops: a badge says "999+", and no box grows slower to count with the work of years. */
const COUNTED = 1_000;

type CountedBox = Exclude<Box, 'todo'> | 'dueToday' | 'overdue';

/** How many are in each box, each candidate principal along its own index. */
export async function inboxCounts(
  db: Database,
  viewer: Viewer,
  today: Day,
): Promise<Readonly<Record<CountedBox, number>>> {
  const me = personPrincipal(viewer.person);
  const rows = await db.$queryRaw<{ box: CountedBox; n: number }[]>`
    SELECT 'pool' AS box, coalesce(sum(counted.n), 0)::int AS n
    FROM unnest(${postPrincipals(viewer)}::text[]) AS asked(principal)
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
      SELECT 1 FROM seats s WHERE s.principal = asked.principal AND s.state = 'open' LIMIT ${COUNTED}) found) counted
    UNION ALL SELECT asked.box, counted.n::int
    FROM (VALUES ('mine', 'open'), ('done', 'decided')) AS asked(box, state)
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
      SELECT 1 FROM seats t WHERE t.principal = ${me} AND t.state = asked.state AND ${rowSeen(viewer)} LIMIT ${COUNTED}) found) counted
    UNION ALL SELECT asked.box, (own.n + coalesce(of_posts.n, 0))::int
    FROM (VALUES ('dueToday', ${today}, ${today}), ('overdue', '', ${addDays(today, -1)})) AS asked(box, first, last)
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
      SELECT 1 FROM seats t WHERE t.principal = ${me} AND t.state = 'open' AND t.due_on BETWEEN asked.first AND asked.last
        AND ${rowSeen(viewer)} LIMIT ${COUNTED}) found) own
    CROSS JOIN LATERAL (SELECT sum(counted.n) AS n FROM unnest(${postPrincipals(viewer)}::text[]) AS of(principal)
      CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
        SELECT 1 FROM seats t WHERE t.principal = of.principal AND t.state = 'open' AND t.due_on BETWEEN asked.first AND asked.last
        LIMIT ${COUNTED}) found) counted) of_posts
    UNION ALL SELECT 'waiting', count(*)::int FROM (
      SELECT 1 FROM seats t WHERE t.state = 'open' AND t.principal <> ${me}
        AND t.case_id IN (SELECT case_id FROM seats WHERE principal = ${me} AND state = 'decided')
        AND ${stillSees(viewer)}
      LIMIT ${COUNTED}) others`;
  const counts: Record<CountedBox, number> = {
    mine: 0,
    pool: 0,
    done: 0,
    cc: 0,
    waiting: 0,
    dueToday: 0,
    overdue: 0,
  };
  for (const { box, n } of rows) counts[box] = Math.min(n, COUNTED);
  return counts;
}
