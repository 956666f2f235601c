// Owns which calendar reads count with: the rows that are loaded, over the notices the product ships with.
import { calendarOf, type Calendar, type CalendarYear } from '../kernel/time/calendar';
import { builtInCalendar } from '../kernel/time/notices';
import type { Database } from './database';

const FRESH_MS = 10_000;
const remembered = new WeakMap<Database, { readonly calendar: Calendar; readonly until: number }>();

/** The calendar in force; a year loaded elsewhere is seen within ten seconds. */
export async function calendarInForce(db: Database): Promise<Calendar> {
  const known = remembered.get(db);
  if (known && known.until > Date.now()) return known.calendar;
  const rows = await db.calendarYear.findMany({ orderBy: [{ loadedAt: 'asc' }, { year: 'asc' }, { version: 'asc' }] });
  const years = rows.map((row): CalendarYear => ({
    year: row.year,
    version: row.version,
    provisional: row.notice === null,
    ...(row.notice === null ? {} : { notice: row.notice }),
    restDays: row.restDays as string[],
    makeUpDays: row.makeUpDays as string[],
  }));
  const fresh = rows.length === 0 ? builtInCalendar : calendarOf(years);
  // The same version keeps the same object, and with it the kernel's index over the days.
  const calendar = known?.calendar.version === fresh.version ? known.calendar : fresh;
  remembered.set(db, { calendar, until: Date.now() + FRESH_MS });
  return calendar;
}
