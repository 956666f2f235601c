/**
 * Owns how a case is read for a screen: its row if the reader may see it, its pinned definition, and the state settled to now, so
 * that nobody is shown day five on day six.
 */
import type { CaseState } from '../kernel/case';
import type { Moment } from '../kernel/command';
import type { Definition } from '../kernel/procedure/definition';
import { settle } from '../kernel/settle';
import type { Calendar } from '../kernel/time/calendar';
import { calendarInForce } from './calendar';
import { certificateNow } from './certificates';
import { definitionOf } from './catalogue';
import { Prisma, type Database } from './database';
import { lawInstant, lawPace } from './law-time';
import { visibleTo, type Viewer } from './visibility';

export interface CaseOnFile {
  readonly id: string;
  readonly number: string;
  /** As the record last saved it. */
  readonly recorded: CaseState;
  /** Settled to `moment.now`. */
  readonly state: CaseState;
  readonly definition: Definition;
  readonly moment: Moment;
  readonly calendar: Calendar;
  /** Law ms that pass in a real one. */
  readonly pace: number;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  readonly partyName: string | null;
}
interface Row {
  readonly id: string;
  readonly number: string;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly state: CaseState;
  readonly opened_at: Date;
  readonly ended_at: Date | null;
  readonly party_name: string | null;
  readonly real_start: Date;
  readonly law_start: Date;
  readonly day_seconds: number;
  readonly simulated: boolean;
  readonly real_now: Date;
}
const COLUMNS = Prisma.sql`c.id, c.number, c.procedure_id, c.procedure_version, c.state, c.opened_at, c.ended_at, c.party_name,
  i.real_start, i.law_start, i.day_seconds, i.simulated, clock_timestamp() AS real_now`;

/** A case that the viewer may see; undefined when there is none, or none for him: the two cannot be told apart. */
export async function caseFor(db: Database, viewer: Viewer, id: string): Promise<CaseOnFile | undefined> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT ${COLUMNS} FROM cases c, installation i WHERE c.id = ${id} AND i.id = 1 AND ${visibleTo(viewer)}`;
  return row && onFile(db, row);
}

/** The visible case of a task. A task's id begins with its case's, so the case is found by its own key. */
export async function caseOfTask(db: Database, viewer: Viewer, task: string): Promise<CaseOnFile | undefined> {
  const parts = task.split('.').slice(0, 30);
  const prefixes = parts.map((_, i) => parts.slice(0, i + 1).join('.'));
  const [row] = await db.$queryRaw<Row[]>`
    SELECT ${COLUMNS} FROM cases c, installation i WHERE c.id = ANY(${prefixes}::text[]) AND i.id = 1 AND ${visibleTo(viewer)}
    ORDER BY length(c.id) DESC LIMIT 1`;
  const file = row && (await onFile(db, row));
  return file?.state.tasks.some((each) => each.id === task) ? file : undefined;
}

/** The id behind a number, and nothing of the case: what is asked before the receipt code has been judged. */
export async function caseIdOfNumber(db: Database, number: string): Promise<string | undefined> {
  const [row] = await db.$queryRaw<
    { id: string }[]
  >`SELECT c.id FROM cases c WHERE c.number = ${number} AND c.parent_id IS NULL`;
  return row?.id;
}

/** A case by its number, for the applicant, whose right to see it is his receipt code. */
export async function caseOfNumber(db: Database, number: string): Promise<CaseOnFile | undefined> {
  const [row] = await db.$queryRaw<
    Row[]
  >`SELECT ${COLUMNS} FROM cases c, installation i WHERE c.number = ${number} AND c.parent_id IS NULL AND i.id = 1`;
  return row && onFile(db, row);
}

/** The case that a child is about: whoever sees the child reads with it what it was opened for, its forms and opinions. */
export async function caseAbove(db: Database, { state }: CaseOnFile): Promise<CaseOnFile | undefined> {
  if (!state.parent) return undefined;
  const [row] = await db.$queryRaw<
    Row[]
  >`SELECT ${COLUMNS} FROM cases c, installation i WHERE c.id = ${state.parent.id} AND i.id = 1`;
  return row && onFile(db, row);
}

/** Several cases that the viewer may see, by id. */
export async function casesFor(
  db: Database,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CaseOnFile>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${COLUMNS} FROM cases c, installation i WHERE c.id = ANY(${[...new Set(ids)]}::text[]) AND i.id = 1 AND ${visibleTo(viewer)}`;
  const files = await Promise.all(rows.map((row) => onFile(db, row)));
  return new Map(files.map((file) => [file.id, file]));
}

async function onFile(db: Database, row: Row): Promise<CaseOnFile> {
  const [definition, calendar] = await Promise.all([
    definitionOf(db, row.procedure_id, row.procedure_version),
    calendarInForce(db),
  ]);
  if (!definition)
    throw new Error(
      `case ${row.id} is pinned to ${row.procedure_id} version ${row.procedure_version}, which is not published`,
    );
  const now = Math.max(lawInstant(row), row.state.at);
  const about = row.state.certificate;
  const certificate = about && (await certificateNow(db, about.number, row.id));
  const moment: Moment = { now, raisedBy: 'act', webhook: false, ...(certificate ? { certificate } : {}) };
  const { state } = settle(definition, row.state, moment, calendar, { numbers: {} });
  return {
    id: row.id,
    number: row.number,
    recorded: row.state,
    state,
    definition,
    moment,
    calendar,
    pace: lawPace(row),
    openedAt: row.opened_at,
    endedAt: row.ended_at,
    partyName: row.party_name,
  };
}

/** Of these cases, those the viewer may see. */
export async function casesSeen(db: Database, viewer: Viewer, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<
    { id: string }[]
  >`SELECT c.id FROM cases c WHERE c.id = ANY(${[...ids]}::text[]) AND ${visibleTo(viewer)}`;
  return new Set(rows.map((row) => row.id));
}
