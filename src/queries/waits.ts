// Owns the list of open waits and their counts, over the cases that the viewer may see and no others.
import type { Text } from '../kernel/text';
import type { Day } from '../kernel/time/clock';
import { escapeLike } from './catalogue';
import { pageOf, readCursor } from './cursor';
import { Prisma, type Database } from './database';
import { visibleTo, type Viewer } from './visibility';

export interface WaitFilter {
  readonly kind?: string | undefined;
  readonly organisation?: string | undefined;
  readonly procedure?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly overdue?: 'true' | 'false' | undefined;
  readonly q?: string | undefined;
}
export interface OpenWait {
  /** As the read model calls it: `<wait>@<since>`. */
  readonly id: string;
  readonly case_id: string;
  readonly since: Date;
}
interface Counted {
  readonly count: number;
  readonly oldest: Date;
  readonly overdue: number;
}
export interface UnitCount extends Counted {
  readonly kind: string;
  readonly organisation: string | null;
}
export interface CauseCount extends Counted {
  readonly fingerprint: string;
  readonly kind: string;
  readonly what: Text;
}

const UNIT = Prisma.sql`coalesce(w.detail->>'organisation', nullif(split_part(w.subject, '@', 2), ''))`;

/** A limit that stands still is not overdue, whatever day stood there when it was stopped. */
function overdue(today: Day): Prisma.Sql {
  return Prisma.sql`(w.due_on IS NOT NULL AND w.due_on < ${today} AND NOT coalesce((w.detail->>'paused')::boolean, FALSE))`;
}

function conditions(viewer: Viewer, filter: WaitFilter, today: Day): Prisma.Sql[] {
  const where = [Prisma.sql`w.closed_at IS NULL`, visibleTo(viewer)];
  if (filter.kind !== undefined) where.push(Prisma.sql`w.kind = ${filter.kind}`);
  if (filter.organisation !== undefined) where.push(Prisma.sql`${UNIT} = ${filter.organisation}`);
  if (filter.procedure !== undefined) where.push(Prisma.sql`c.procedure_id = ${filter.procedure}`);
  if (filter.fingerprint !== undefined) where.push(Prisma.sql`w.detail->>'fingerprint' = ${filter.fingerprint}`);
  if (filter.overdue === 'true') where.push(overdue(today));
  if (filter.overdue === 'false') where.push(Prisma.sql`NOT ${overdue(today)}`);
  if (filter.q) {
    const like = `%${escapeLike(filter.q)}%`;
    where.push(Prisma.sql`(c.number ILIKE ${like} OR c.party_name ILIKE ${like} OR c.party_initials ILIKE ${like})`);
  }
  return where;
}

/** One page, the longest wait first. */
export async function openWaits(
  db: Database,
  viewer: Viewer,
  filter: WaitFilter & { readonly limit?: number | undefined; readonly after?: string | undefined },
  today: Day,
): Promise<{ items: readonly OpenWait[]; next: string | null }> {
  const limit = filter.limit ?? 50;
  const [since, caseId, id] = readCursor(filter.after, ['instant', 'text', 'text']) ?? [];
  const where = conditions(viewer, filter, today);
  if (typeof since === 'number')
    where.push(Prisma.sql`(w.since, w.case_id, w.id) > (${new Date(since)}, ${String(caseId)}, ${String(id)})`);
  const rows = await db.$queryRaw<OpenWait[]>`
    SELECT w.id, w.case_id, w.since FROM waits w JOIN cases c ON c.id = w.case_id
    WHERE ${Prisma.join(where, ' AND ')} ORDER BY w.since, w.case_id, w.id LIMIT ${limit + 1}`;
  return pageOf(rows, limit, (row) => [row.since.getTime(), row.case_id, row.id]);
}

const GROUPS = 200;

export async function waitCounts(
  db: Database,
  viewer: Viewer,
  filter: WaitFilter,
  today: Day,
): Promise<{ byUnit: readonly UnitCount[]; byCause: readonly CauseCount[] }> {
  const where = Prisma.join(conditions(viewer, filter, today), ' AND ');
  const counted = Prisma.sql`count(*)::int AS count, min(w.since) AS oldest, (count(*) FILTER (WHERE ${overdue(today)}))::int AS overdue`;
  const [byUnit, byCause] = await Promise.all([
    db.$queryRaw<UnitCount[]>`
      SELECT w.kind, ${UNIT} AS organisation, ${counted} FROM waits w JOIN cases c ON c.id = w.case_id
      WHERE ${where} GROUP BY 1, 2 ORDER BY count DESC, 1, 2 LIMIT ${GROUPS}`,
    db.$queryRaw<CauseCount[]>`
      SELECT w.detail->>'fingerprint' AS fingerprint, min(w.kind) AS kind, (array_agg(w.detail->'what' ORDER BY w.since))[1] AS what, ${counted}
      FROM waits w JOIN cases c ON c.id = w.case_id
      WHERE ${where} GROUP BY 1 ORDER BY count DESC, 1 LIMIT ${GROUPS}`,
  ]);
  return { byUnit, byCause };
}
