/** Owns what publishing writes: a year's calendar with the recount it asks for, or the next version of a procedure. Both are added to, never changed. */
import type { Draft } from '../../kernel/procedure/builder';
import type { Finding } from '../../kernel/procedure/finding';
import { checkProcedure } from '../../kernel/procedure/soundness';
import { versionOf } from '../../kernel/procedure/version';
import { canonical, sha256 } from '../ledger';
import type { Sql } from '../sql';
import { townFor } from '../town';
import { disagreements } from '../town-import/item-procedure';
import { readKnown } from '../town-import/known';

/** Two different people; the database knows them apart too. */
export interface FourEyes {
  readonly proposedBy: string;
  readonly publishedBy: string;
}
export interface YearContent {
  readonly year: number;
  readonly notice: string;
  readonly restDays: readonly string[];
  readonly workingDays: readonly string[];
}

/** The version of a year that is in force, or of a procedure; null where there is none yet. */
export async function yearInForce(sql: Sql, year: number): Promise<string | null> {
  const { rows } = await sql.query<{ version: string }>(
    'select version from calendar_years where year = $1 order by loaded_at desc, version desc limit 1',
    [year],
  );
  return rows[0]?.version ?? null;
}
export async function procedureInForce(sql: Sql, id: string): Promise<string | null> {
  const { rows } = await sql.query<{ version: number | null }>(
    'select max(version) as version from procedures where id = $1',
    [id],
  );
  return rows[0]?.version == null ? null : String(rows[0].version);
}

/** Adds the next version of a year; the running clocks are counted anew by the system, case by case (recount.ts). */
export async function publishYear(sql: Sql, content: YearContent, by: FourEyes): Promise<string> {
  const { year, notice, restDays, workingDays } = content;
  const { rows } = await sql.query<{ n: number }>('select count(*)::int as n from calendar_years where year = $1', [
    year,
  ]);
  const version = String((rows[0]?.n ?? 0) + 1);
  await sql.query(
    `insert into calendar_years (year, version, notice, rest_days, make_up_days, proposed_by, published_by, loaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
    [year, version, notice, JSON.stringify(restDays), JSON.stringify(workingDays), by.proposedBy, by.publishedBy],
  );
  await sql.query('insert into calendar_recounts (year, version) values ($1, $2)', [year, version]);
  return version;
}

/** What is wrong with a definition in this town: by the checker, and beside what the catalogue announces of it. */
export async function findingsOf(sql: Sql, draft: Draft): Promise<readonly Finding[]> {
  const findings = checkProcedure(draft, await townFor(sql, draft.id));
  const { powerItems } = await readKnown(sql, []);
  const apart = [...powerItems.values()]
    .filter((item) => item.procedure === draft.id)
    .flatMap((item) =>
      disagreements(item, draft).map(({ column, announced, done }): Finding => ({
        rule: 'catalogue-disagrees',
        severity: 'error',
        path: `/${column.replaceAll('.', '/')}`,
        message: {
          zh: `事项 ${item.code} 公布为 ${announced}，流程为 ${done}。`,
          en: `The catalogue announces ${announced} for ${item.code}, the procedure says ${done}.`,
        },
      })),
    );
  return [...findings, ...apart];
}

/** Adds the next version; cases that run keep theirs. */
export async function publishProcedure(sql: Sql, draft: Draft, by: FourEyes): Promise<string> {
  const version = Number((await procedureInForce(sql, draft.id)) ?? 0) + 1;
  const next = versionOf(draft, version, (content) => sha256(canonical(content)));
  // As text into a column of type json: the order in which outcomes and fields are written is part of the definition.
  await sql.query(
    `insert into procedures (id, version, hash, definition, proposed_by, published_by, published_at)
     values ($1, $2, $3, $4::json, $5, $6, clock_timestamp())`,
    [next.id, next.version, next.hash, JSON.stringify(next), by.proposedBy, by.publishedBy],
  );
  return String(version);
}
