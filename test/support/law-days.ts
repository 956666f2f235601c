// Owns counting days by the annexed table of dated cases alone, apart from the product's own calendar: what tests compare with.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Cases {
  readonly calendar_overrides: Readonly<
    Record<string, { readonly rest_days: readonly string[]; readonly make_up_working_days: readonly string[] }>
  >;
  readonly cases: readonly {
    readonly id: string;
    readonly deadlines: readonly { readonly key: string; readonly expected: string }[];
  }[];
}
const { calendar_overrides: years, cases } = JSON.parse(
  readFileSync(join(__dirname, '..', 'data', 'deadline-cases.json'), 'utf8'),
) as Cases;
const rest = new Set(Object.values(years).flatMap((year) => year.rest_days));
const madeUp = new Set(Object.values(years).flatMap((year) => year.make_up_working_days));

/** The day a dated case expects, e.g. `dated('DL-02', 'decisionDue')`. */
export function dated(id: string, key: string): string {
  const found = cases.find((each) => each.id === id)?.deadlines.find((each) => each.key === key);
  if (!found) throw new Error(`${id} has no ${key}`);
  return found.expected;
}

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
export function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return madeUp.has(day) || (weekday !== 0 && weekday !== 6 && !rest.has(day));
}
/** The n-th working day after a day, which is itself not counted; `skips` says which days stand still. */
export function workingDay(from: string, n: number, skips: (day: string) => boolean = () => false): string {
  let day = from;
  for (let left = n; left > 0;) {
    day = dayAfter(day);
    if (isWorkingDay(day) && !skips(day)) left -= 1;
  }
  return day;
}
