// Owns the reads of what one administrator proposed for another to publish, and of which limits a proposed calendar would move.
import { movedClocks, type MovedClock } from '../../kernel/acts/recount-clocks';
import type { CaseState } from '../../kernel/case';
import type { Definition } from '../../kernel/procedure/definition';
import { calendarOf, type Calendar, type CalendarYear } from '../../kernel/time/calendar';
import type { Sql } from '../../record/sql';
import { definitionOf } from '../catalogue';
import { pageOf, readCursor } from '../cursor';
import type { Database } from '../database';

export type ProposalKind = 'calendar' | 'procedure';
export type ProposalState = 'open' | 'published' | 'rejected';
export interface Named {
  readonly id: string;
  readonly name: string;
}
export interface ProposalRow {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly subject: string;
  readonly base: string | null;
  readonly content: Record<string, unknown>;
  readonly state: ProposalState;
  readonly reason: string;
  readonly proposedBy: Named;
  readonly proposedAt: Date;
  readonly decidedBy: Named | null;
  readonly decidedAt: Date | null;
  readonly version: string | null;
}
const PROPOSAL = `r.id, r.kind, r.subject, r.base, r.content, r.state, r.reason, r.version, r.proposed_at as "proposedAt", r.decided_at as "decidedAt",
  json_build_object('id', r.proposed_by, 'name', coalesce(p.name, r.proposed_by)) as "proposedBy",
  case when r.decided_by is null then null else json_build_object('id', r.decided_by, 'name', coalesce(d.name, r.decided_by)) end as "decidedBy"
  from proposals r left join persons p on p.id = r.proposed_by left join persons d on d.id = r.decided_by`;

export interface ProposalFilter {
  readonly kind?: ProposalKind | undefined;
  readonly state?: ProposalState | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

/** Newest first. */
export async function proposalsOf(sql: Sql, filter: ProposalFilter) {
  const limit = filter.limit ?? 50;
  const place = readCursor(filter.after, ['instant', 'text']);
  const { rows } = await sql.query<ProposalRow>(
    `select ${PROPOSAL} where ($1::text is null or r.kind = $1) and ($2::text is null or r.state = $2)
       and ($3::timestamptz is null or (r.proposed_at, r.id) < ($3, $4)) order by r.proposed_at desc, r.id desc limit $5`,
    [
      filter.kind ?? null,
      filter.state ?? null,
      place ? new Date(Number(place[0])) : null,
      place ? String(place[1]) : '',
      limit + 1,
    ],
  );
  return pageOf(rows, limit, (row) => [row.proposedAt.getTime(), row.id]);
}
export async function proposalOf(sql: Sql, id: string): Promise<ProposalRow | undefined> {
  return (await sql.query<ProposalRow>(`select ${PROPOSAL} where r.id = $1`, [id])).rows[0];
}

export interface CalendarRow {
  readonly year: number;
  readonly version: string;
  readonly notice: string | null;
  readonly inForce: boolean;
  readonly proposedBy: Named | null;
  readonly publishedBy: Named | null;
  readonly publishedAt: Date;
  readonly recount: { readonly finished: boolean; readonly touched: number } | null;
}
const NAMED = (id: string, name: string): string =>
  `case when ${id} is null then null else json_build_object('id', ${id}, 'name', coalesce(${name}, ${id})) end`;

/** Every version, the newest year first. */
export async function calendarVersions(sql: Sql): Promise<CalendarRow[]> {
  const { rows } = await sql.query<CalendarRow>(
    `select y.year, y.version, y.notice, y.loaded_at as "publishedAt",
       not exists (select 1 from calendar_years l where l.year = y.year and (l.loaded_at, l.version) > (y.loaded_at, y.version)) as "inForce",
       ${NAMED('y.proposed_by', 'p.name')} as "proposedBy", ${NAMED('y.published_by', 'd.name')} as "publishedBy",
       case when c.year is null then null else json_build_object('finished', c.finished_at is not null, 'touched', c.touched) end as recount
     from calendar_years y left join persons p on p.id = y.proposed_by left join persons d on d.id = y.published_by
       left join calendar_recounts c on c.year = y.year and c.version = y.version
     order by y.year desc, y.loaded_at desc, y.version desc`,
  );
  return rows;
}

export interface ProcedureVersionRow {
  readonly version: number;
  readonly hash: string;
  readonly proposedBy: Named | null;
  readonly publishedBy: Named | null;
  readonly publishedAt: Date;
}
/** The newest first. */
export async function procedureVersionsOf(sql: Sql, id: string): Promise<ProcedureVersionRow[]> {
  const { rows } = await sql.query<ProcedureVersionRow>(
    `select v.version, v.hash, v.published_at as "publishedAt", ${NAMED('v.proposed_by', 'p.name')} as "proposedBy",
       ${NAMED('v.published_by', 'd.name')} as "publishedBy"
     from procedures v left join persons p on p.id = v.proposed_by left join persons d on d.id = v.published_by
     where v.id = $1 order by v.version desc`,
    [id],
  );
  return rows;
}

interface OpenCase {
  readonly id: string;
  readonly number: string;
  readonly state: CaseState;
  readonly procedure_id: string;
  readonly procedure_version: number;
}
export interface Moved {
  readonly id: string;
  readonly number: string;
  readonly definition: Definition;
  readonly clock: MovedClock;
}
/** As many open cases are looked at for one page: a page may be empty and have another behind it. */
const LOOKED_AT = 1_000;

/** Which limits of open cases would move if the year were added to the calendar. Case by case in the order of their ids. */
export async function movesUnder(
  db: Database,
  sql: Sql,
  calendar: Calendar,
  year: CalendarYear,
  { limit = 50, after }: { readonly limit?: number | undefined; readonly after?: string | undefined },
): Promise<{ readonly items: readonly Moved[]; readonly next: string | null }> {
  const next = calendarOf([...calendar.loaded, year]);
  const place = readCursor(after, ['text']);
  const { rows } = await sql.query<OpenCase>(
    `select id, number, state, procedure_id, procedure_version from cases where status <> 'ended' and id > $1 order by id limit $2`,
    [String(place?.[0] ?? ''), LOOKED_AT],
  );
  const items: Moved[] = [];
  let last: OpenCase | undefined;
  for (const row of rows) {
    // A case is shown whole or on the next page: the cursor names cases and not clocks.
    if (items.length >= limit) break;
    last = row;
    const definition = await definitionOf(db, row.procedure_id, row.procedure_version);
    if (!definition) continue;
    for (const clock of movedClocks(definition, row.state, next))
      items.push({ id: row.id, number: row.number, definition, clock });
  }
  const more = rows.length === LOOKED_AT || (last !== undefined && last !== rows.at(-1));
  return { items, next: more && last ? pageOf([last, last], 1, ({ id }) => [id]).next : null };
}
