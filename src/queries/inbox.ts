/**
 * Owns the inbox: one row per candidate of a seat, indexes that begin with the principal, keyset pages. Several principals are
 * asked one by one, each along its own index, and merged; an OR over them would read them all. A page names each principal by itself, so
 * that the planner knows by the statistics how many rows that one has: by the mean of all it takes a full pool for a handful, and sorts it.
 */
import type { Day, Light } from '../kernel/time/clock';
import { addDays } from '../kernel/time/civil';
import { askedForOthers, personPrincipal, postPrincipals, type Asked } from './asked';
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

/** Days that no limit reaches, so that tasks without a due day come last. */
const NEVER = '9999-12-31';
/** The very expression of the index, which a parameter in it would not be. */
const DUE = Prisma.sql`coalesce(t.due_on, '9999-12-31'::bpchar)`;

/** One page of one box. Rows only; what is offered on each is asked of the kernel. */
export async function inboxRows(
  db: Database,
  viewer: Viewer,
  filter: InboxFilter,
): Promise<{ items: readonly InboxRow[]; next: string | null }> {
  const limit = filter.limit ?? 50;
  const place = readCursor(filter.after, [filter.sort === 'new' ? 'instant' : 'text-or-null', 'text']);
  const read = filter.box === 'waiting' ? waiting : filter.box === 'cc' ? copied : along;
  const rows = await read(db, viewer, filter, place, limit + 1);
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
  const offered = filter.box === 'pool' || filter.box === 'todo';
  const posts = offered ? postPrincipals(viewer) : [];
  const asked = [
    ...(filter.box === 'pool' ? posts : [me, ...posts]).map(ofAll),
    ...(offered ? askedForOthers(viewer) : []),
  ];
  if (asked.length === 0) return [];
  const state = filter.box === 'done' ? 'decided' : 'open';
  const { after, order } = afterPlace(filter, place);
  const own = (each: Asked) => (posts.includes(each.principal) ? Prisma.empty : Prisma.sql`AND ${rowSeen(viewer)}`);
  const boxes = asked.map(
    (each) => Prisma.sql`(
      SELECT t.*, ${DUE} AS due FROM seats t ${searched(filter)} WHERE t.principal = ${each.principal} AND t.state = ${state}
        ${own(each)} ${within(each)} ${narrowed(filter)} ${after}
      ORDER BY ${order} LIMIT ${limit})`,
  );
  return db.$queryRaw<InboxRow[]>`
    SELECT s.id, s.principal, s.case_id, s.task_id, s.step, s.since, s.due_on, s.light
    FROM (${Prisma.join(boxes, ' UNION ALL ')}) s
    ORDER BY ${filter.sort === 'new' ? Prisma.sql`s.since DESC, s.id DESC` : Prisma.sql`s.due, s.id`} LIMIT ${limit}`;
}

const ofAll = (principal: string): Asked => ({ principal, procedures: null, excluded: [], posts: null });
/** What the rule lets an agent see of these rows; everything, where it names nothing. */
function within({ procedures, excluded, posts }: Asked): Prisma.Sql {
  if (procedures === null && posts === null && excluded.length === 0) return Prisma.empty;
  const of = procedures === null ? Prisma.empty : Prisma.sql`AND f.procedure_id = ANY(${[...procedures]}::text[])`;
  const at = posts === null ? Prisma.empty : Prisma.sql`AND ${seatedAs(Prisma.sql`${[...posts]}::text[]`)}`;
  return Prisma.sql`AND EXISTS (SELECT 1 FROM cases f WHERE f.id = t.case_id ${of}
    AND f.procedure_id <> ALL(${[...excluded]}::text[]) ${at})`;
}
/** The seat is of one of these posts, by the case. */
function seatedAs(posts: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM jsonb_array_elements(f.state->'tasks') k, jsonb_array_elements(k->'seats') e
        WHERE k->>'id' = t.task_id AND e->>'id' = t.id AND e->>'post' = ANY(${posts}))`;
}

/** Whose rows are asked for, each along its own index; those of absent colleagues with what the rule lets their agent see of them. */
function askedOf(principals: readonly string[], others: readonly Asked[]): Prisma.Sql {
  if (others.length === 0) return Prisma.sql`unnest(${[...principals]}::text[]) AS asked(principal)`;
  const own = principals.map(ofAll);
  return Prisma.sql`json_to_recordset(${JSON.stringify([...own, ...others])}::json)
    AS asked(principal text, procedures text[], excluded text[], posts text[])`;
}
function inScope(others: readonly Asked[], of: Prisma.Sql): Prisma.Sql {
  if (others.length === 0) return Prisma.empty;
  return Prisma.sql`AND (${of}.procedures IS NULL AND ${of}.posts IS NULL AND cardinality(${of}.excluded) = 0
    OR EXISTS (SELECT 1 FROM cases f WHERE f.id = t.case_id AND (${of}.procedures IS NULL OR f.procedure_id = ANY(${of}.procedures))
      AND f.procedure_id <> ALL(${of}.excluded)
      AND (${of}.posts IS NULL OR ${seatedAs(Prisma.sql`${of}.posts`)})))`;
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

/** The order of a box, and what of it comes after a place. */
function afterPlace({ sort }: InboxFilter, place: Place): { readonly after: Prisma.Sql; readonly order: Prisma.Sql } {
  if (sort === 'new')
    return {
      after: place
        ? Prisma.sql`AND (t.since, t.id) < (${new Date(Number(place[0]))}, ${String(place[1])})`
        : Prisma.empty,
      order: Prisma.sql`t.since DESC, t.id DESC`,
    };
  return {
    after: place
      ? Prisma.sql`AND (${DUE}, t.id) > (${String(place[0] ?? NEVER)}::bpchar, ${String(place[1])})`
      : Prisma.empty,
    order: Prisma.sql`${DUE}, t.id`,
  };
}

/**
 * Case by case along an index, from what somebody has decided: `OFFSET 0` keeps the planner from reading every seat of the town instead,
 * which it takes to be cheaper for who has decided much.
 */
function openBesideDecided(me: string): Prisma.Sql {
  return Prisma.sql`(SELECT s.* FROM (SELECT DISTINCT case_id FROM seats WHERE principal = ${me} AND state = 'decided') d
    CROSS JOIN LATERAL (SELECT * FROM seats o WHERE o.case_id = d.case_id AND o.state = 'open' AND o.principal <> ${me} OFFSET 0) s)`;
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
  const { after, order } = afterPlace(filter, place);
  return db.$queryRaw<InboxRow[]>`
    SELECT t.id, t.principal, t.case_id, t.task_id, t.step, t.since, t.due_on, t.light
    FROM ${openBesideDecided(me)} t ${searched(filter)}
    WHERE TRUE ${narrowed(filter)} ${after} AND ${stillSees(viewer)}
    ORDER BY ${order} LIMIT ${limit}`;
}

/** What was copied to this person (抄送): each case once, with the step it stands at, or stood at last. */
async function copied(
  db: Database,
  viewer: Viewer,
  filter: InboxFilter,
  place: Place,
  limit: number,
): Promise<InboxRow[]> {
  const { after, order } = afterPlace(filter, place);
  return db.$queryRaw<InboxRow[]>`
    SELECT t.id, t.principal, t.case_id, t.task_id, t.step, t.since, t.due_on, t.light
    FROM readers rd CROSS JOIN LATERAL (
      SELECT s.id, s.principal, s.case_id, s.task_id, s.step, rd.since, s.due_on, s.light FROM seats s WHERE s.case_id = rd.case_id
      ORDER BY s.state = 'open' DESC, s.since DESC, s.id LIMIT 1) t ${searched(filter)}
    WHERE rd.person = ${viewer.person} AND rd.kind = 'copy' ${narrowed(filter)} ${after} AND ${stillSees(viewer)}
    ORDER BY ${order} LIMIT ${limit}`;
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
    ...(due === undefined
      ? []
      : [due === 'today' ? Prisma.sql`${DUE} = ${today}::bpchar` : Prisma.sql`${DUE} < ${today}::bpchar`]),
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
  const [posts, others] = [postPrincipals(viewer), askedForOthers(viewer)];
  const pool = askedOf(posts, others);
  const isAgent = others.length > 0;
  const columns = isAgent
    ? Prisma.sql`asked.principal, asked.procedures, asked.excluded, asked.posts`
    : Prisma.sql`asked.principal`;
  const seen = (of: Prisma.Sql): Prisma.Sql =>
    isAgent
      ? Prisma.sql`AND (${of}.principal = ANY(${posts}::text[]) OR ${rowSeen(viewer)}) ${inScope(others, of)}`
      : Prisma.empty;
  const [poolSeen, duePoolSeen] = [seen(Prisma.sql`asked`), seen(Prisma.sql`of`)];
  const rows = await db.$queryRaw<{ box: CountedBox; n: number }[]>`
    SELECT 'pool' AS box, coalesce(sum(counted.n), 0)::int AS n
    FROM ${pool}
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
      SELECT 1 FROM seats t WHERE t.principal = asked.principal AND t.state = 'open' ${poolSeen} LIMIT ${COUNTED}) found) counted
    UNION ALL SELECT 'cc', count(*)::int FROM (
      SELECT 1 FROM readers t WHERE t.person = ${viewer.person} AND t.kind = 'copy' AND ${rowSeen(viewer)} LIMIT ${COUNTED}) copies
    UNION ALL SELECT asked.box, counted.n::int
    FROM (VALUES ('mine', 'open'), ('done', 'decided')) AS asked(box, state)
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
      SELECT 1 FROM seats t WHERE t.principal = ${me} AND t.state = asked.state AND ${rowSeen(viewer)} LIMIT ${COUNTED}) found) counted
    UNION ALL SELECT asked.box, (own.n + coalesce(of_posts.n, 0))::int
    FROM (VALUES ('dueToday', ${today}, ${today}), ('overdue', '', ${addDays(today, -1)})) AS asked(box, first, last)
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
      SELECT 1 FROM seats t WHERE t.principal = ${me} AND t.state = 'open' AND ${DUE} BETWEEN asked.first::bpchar AND asked.last::bpchar
        AND ${rowSeen(viewer)} LIMIT ${COUNTED}) found) own
    CROSS JOIN LATERAL (SELECT sum(counted.n) AS n FROM (SELECT ${columns} FROM ${pool}) of
      CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
        SELECT 1 FROM seats t WHERE t.principal = of.principal AND t.state = 'open' AND ${DUE} BETWEEN asked.first::bpchar AND asked.last::bpchar
        ${duePoolSeen} LIMIT ${COUNTED}) found) counted) of_posts
    UNION ALL SELECT 'waiting', count(*)::int FROM (
      SELECT 1 FROM ${openBesideDecided(me)} t WHERE ${stillSees(viewer)}
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
