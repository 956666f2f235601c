/** Published procedures and calendars as the record reads them: versions never change, so they are kept once read. */
import type { Definition } from '../kernel/procedure/definition';
import { calendarOf, type Calendar, type CalendarYear } from '../kernel/time/calendar';
import type { Sql } from './sql';

/** A calendar that was published is seen by every process within this time; recounting waits for it (recount.ts). */
export const CALENDAR_TTL_MS = 10_000;

/** `on`: the connection to ask. Inside a transaction it is that transaction's own, or a full pool would wait for itself. */
export interface Definitions {
  version(id: string, version: number, on?: Sql): Promise<Definition>;
  /** The newest published version, which new cases are bound to. */
  newest(id: string, on?: Sql): Promise<Definition>;
  calendar(on?: Sql): Promise<Calendar>;
}

export function createDefinitions(sql: Sql): Definitions {
  const known = new Map<string, Definition>();
  let calendar: { readonly value: Calendar; readonly readAt: number } | undefined;
  const keep = (
    row: { definition: Omit<Definition, 'version' | 'hash'>; version: number; hash: string } | undefined,
    name: string,
  ): Definition => {
    if (!row) throw new Error(`no published procedure ${name}`);
    const definition: Definition = { ...row.definition, version: row.version, hash: row.hash };
    known.set(`${definition.id} ${definition.version}`, definition);
    return definition;
  };
  return {
    async version(id, version, on = sql) {
      const found = known.get(`${id} ${version}`);
      if (found) return found;
      const { rows } = await on.query<{ definition: Definition; version: number; hash: string }>(
        'select definition, version, hash from procedures where id = $1 and version = $2',
        [id, version],
      );
      return keep(rows[0], `${id} v${version}`);
    },
    async newest(id, on = sql) {
      const { rows } = await on.query<{ version: number }>(
        'select max(version) as version from procedures where id = $1',
        [id],
      );
      const version = rows[0]?.version;
      if (version == null) throw new Error(`no published procedure ${id}`);
      return this.version(id, version, on);
    },
    async calendar(on = sql) {
      if (calendar && performance.now() - calendar.readAt < CALENDAR_TTL_MS) return calendar.value;
      const { rows } = await on.query<{
        year: number;
        version: string;
        notice: string | null;
        rest_days: string[];
        make_up_days: string[];
      }>('select year, version, notice, rest_days, make_up_days from calendar_years order by loaded_at, year');
      const years = rows.map((row): CalendarYear => ({
        year: row.year,
        version: row.version,
        provisional: false,
        ...(row.notice === null ? {} : { notice: row.notice }),
        restDays: row.rest_days,
        makeUpDays: row.make_up_days,
      }));
      calendar = { value: calendarOf(years), readAt: performance.now() };
      return calendar.value;
    },
  };
}
