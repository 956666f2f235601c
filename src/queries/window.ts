// Owns the reads of a clerk's day (窗口今日事项): what is open at his window, whom it waits for, what lies there to be handed out.
import { postOf } from '../kernel/effects';
import { Prisma, type Database } from './database';
import { personPrincipal } from './asked';
import { visibleTo, type Viewer } from './visibility';

export interface DayRow {
  readonly section: 'open' | 'supplements' | 'promises' | 'handOuts' | 'undelivered';
  readonly case_id: string;
  readonly number: string;
  readonly party_name: string | null;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly item_zh: string | null;
  readonly item_en: string | null;
  readonly since: Date;
  readonly due_on: string | null;
  readonly task_id: string | null;
  readonly subject: string | null;
  readonly what: { readonly zh: string; readonly en: string } | null;
  /** Of the whole section. */
  readonly n: number;
}
/** Rows of one section that are listed. */
const LISTED = 100;

/** Every section of the day, the most urgent first. */
export async function windowDayOf(db: Database, viewer: Viewer): Promise<DayRow[]> {
  const posts = viewer.posts.filter(({ kind }) => kind === 'window-clerk');
  const bodies = posts.map(({ organisation }) => organisation);
  const principals = [
    personPrincipal(viewer.person),
    ...posts.map(({ kind, organisation }) => postOf({ post: kind, organisation })),
  ];
  if (bodies.length === 0) return [];
  const of = Prisma.sql`c.number, c.party_name, c.procedure_id, c.procedure_version, p.name_zh AS item_zh, p.name_en AS item_en`;
  const item = Prisma.sql`LEFT JOIN power_items p ON p.code = c.item AND p.version = c.item_version`;
  return db.$queryRaw<DayRow[]>`
    SELECT * FROM (
      SELECT d.*, count(*) OVER (PARTITION BY section)::int AS n,
        row_number() OVER (PARTITION BY section ORDER BY due_on NULLS LAST, since, case_id) AS place
      FROM (
        SELECT CASE s.step WHEN 'hand-out' THEN 'handOuts' ELSE 'open' END AS section, s.case_id, ${of}, s.since, s.due_on, s.task_id,
          NULL AS subject, NULL::jsonb AS what
        FROM seats s JOIN cases c ON c.id = s.case_id ${item}
        WHERE s.principal = ANY(${principals}::text[]) AND s.state = 'open' AND ${visibleTo(viewer)}
        UNION ALL
        SELECT CASE WHEN w.kind = 'effect-failed' THEN 'undelivered' WHEN w.id LIKE 'promise@%' THEN 'promises' ELSE 'supplements' END,
          w.case_id, ${of}, w.since, w.due_on, NULL, w.subject, w.detail->'what'
        FROM waits w JOIN cases c ON c.id = w.case_id ${item}
        WHERE w.closed_at IS NULL AND c.receiving = ANY(${bodies}::text[]) AND ${visibleTo(viewer)}
          AND (w.kind = 'applicant' AND (w.id LIKE 'promise@%' OR w.id LIKE 'wait:%')
            OR w.kind = 'effect-failed' AND EXISTS (SELECT 1 FROM effects e WHERE e.id = w.subject AND e.kind = 'notify'))
      ) d
    ) ranked WHERE place <= ${LISTED} ORDER BY section, place`;
}
