// Owns how an administrator changes anything: once for its key, under the town's lock, noted in the administration log, and never so
// that nobody could administer any more.
import type { Principal } from '../../auth/principal';
import type { Text } from '../../kernel/text';
import { addDays } from '../../kernel/time/civil';
import { isAdministered, noteChanges, postsToday, type AdminChange } from '../../record/admin/change';
import { writeRow, type RowFile } from '../../record/admin/town-row';
import type { Sql } from '../../record/sql';
import type { Fault } from '../../record/town-import/fault';
import { TOWN_LOCK } from '../../record/town-import/import';
import type { Plan } from '../../record/town-import/plan';
import type { Request } from 'express';
import type { Answered } from '../call';
import type { Deps } from '../deps';
import { answeredOnce } from '../idempotency';
import { prefersEnglish } from '../language';
import { problem, type Problem } from '../problem';

interface Changing {
  readonly caller: Principal;
  readonly key: string;
  readonly scope: string;
  readonly fingerprint: string;
}
/** What a change came to: the answer, and what is noted of it. */
export interface Done<T> {
  readonly body: T;
  readonly changes: readonly AdminChange[];
}

/**
 * Does a change once. `until`: the last day of what it ends; whoever could administer the town then must still be able to.
 * `keeps`: what of the answer may be stored, where a secret is in it; then a repeat is answered with that.
 */
export async function administered<T extends object>(
  deps: Deps,
  { caller, key, scope, fingerprint }: Changing,
  work: (tx: Sql, today: string) => Promise<Done<T>>,
  { until, keeps }: { readonly until?: string; readonly keeps?: (body: T) => object } = {},
): Promise<{ readonly body: T; readonly repeated: boolean }> {
  const keptOf = (reply: Answered): Answered => (keeps ? { ...reply, body: keeps(reply.body as T) } : reply);
  const answer = await answeredOnce(
    deps.pool,
    { actor: caller.person, scope, key, fingerprint },
    async (tx) => {
      await tx.query(TOWN_LOCK);
      const today = await postsToday(tx);
      const days = [today, ...(until === undefined || until < today ? [] : [addDays(until, 1)])];
      const before = await administeredOn(tx, days);
      const { body, changes } = await work(tx, today);
      const after = await administeredOn(tx, days);
      if (before.some((was, n) => was && after[n] !== true)) throw problem('last-administrator');
      await noteChanges(tx, caller.person, changes);
      return { status: 200, body };
    },
    keptOf,
  );
  return { body: answer.body as T, repeated: answer.repeated };
}

async function administeredOn(tx: Sql, days: readonly string[]): Promise<readonly boolean[]> {
  const found: boolean[] = [];
  for (const day of days) found.push(await isAdministered(tx, day));
  return found;
}

/** Where a column of an import's table stands in a request. */
const PATHS: Readonly<Record<string, string>> = {
  name_zh: '/name/zh',
  name_en: '/name/en',
  title_zh: '/title/zh',
  title_en: '/title/en',
  number_letters: '/letters',
};

/** Writes one row by the rules of an import, or refuses it in their sentences. */
export async function rowWritten(
  tx: Sql,
  file: RowFile,
  cells: Readonly<Record<string, string | null | undefined>>,
  today: string,
): Promise<Plan> {
  const planned = await writeRow(tx, file, cells, today);
  if (planned.kind === 'refused') throw rowRefused(planned.faults);
  return planned.plan;
}
function rowRefused(faults: readonly Fault[]): Problem {
  const path = (column: string | undefined): string => (column === undefined ? '/' : (PATHS[column] ?? `/${column}`));
  return problem('row-invalid', {
    errors: faults.map(({ column, reason }) => ({ path: path(column), message: reason })),
  });
}

export function languageOf(request: Request): 'zh' | 'en' {
  return prefersEnglish(request) ? 'en' : 'zh';
}
/** A 422 that names one field. */
export function fieldRefused(path: string, message: Text): Problem {
  return problem('row-invalid', { errors: [{ path, message }] });
}

/** A last day that has passed would rewrite who was in post: yesterday is the earliest, which ends at once. */
export function endingDay(on: string, today: string): string {
  if (on < addDays(today, -1)) throw problem('day-too-early', { facts: { earliest: addDays(today, -1) } });
  return on;
}
