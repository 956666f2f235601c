/** Owns what an installation knows before its first case: organisations, calendars, power items, procedures and, for a demo, people. */
import { catalogue } from '../procedures/index';
import { hashPassword } from '../src/auth/passwords';
import type { Draft } from '../src/kernel/procedure/builder';
import { checkProcedure } from '../src/kernel/procedure/soundness';
import type { Finding } from '../src/kernel/procedure/finding';
import { versionOf } from '../src/kernel/procedure/version';
import { builtInCalendar } from '../src/kernel/time/notices';
import { canonical, sha256 } from '../src/record/ledger';
import type { Sql } from '../src/record/sql';
import { townFor } from '../src/record/town';
import { initialsOf } from '../src/record/initials';
import { TOWN_LOCK } from '../src/record/town-import/import';
import { readKnown } from '../src/record/town-import/known';
import { planTown } from '../src/record/town-import/plan';
import { writePlan, type Accounts } from '../src/record/town-import/write';
import { FaultyTown, townFiles } from './town/town';

/** The password of every demo account. */
export const DEMO_PASSWORD = 'oneseal-demo';

/** How people get in who are added to an installation of this kind. */
export function accountsOf(demo: boolean): Accounts {
  return demo ? { demo, passwordHash: () => hashPassword(DEMO_PASSWORD) } : { demo };
}

/**
 * Writes what is missing and changes nothing that is there, in one transaction; may run on every start, and from several at once.
 * @param sql one connection of the owner's role (a client, not a pool: the transaction is opened on it)
 * @param options.demo also the people of the demo, whose password is public
 */
export async function seed(sql: Sql, options: { readonly demo: boolean }): Promise<void> {
  await sql.query('begin');
  try {
    await sql.query(TOWN_LOCK);
    await seedTown(sql, options.demo);
    await seedInitials(sql);
    await seedCalendar(sql);
    for (const draft of catalogue) await publish(sql, draft);
    await sql.query('commit');
  } catch (error) {
    await sql.query('rollback');
    throw error;
  }
}

/** The same files through the same code as `oneseal town import`, but only what is not there: what the town has changed since stays. */
async function seedTown(sql: Sql, demo: boolean): Promise<void> {
  const { 'organisations.csv': organisations, 'power-items.yaml': powerItems, ...people } = townFiles();
  const files = {
    ...(organisations === undefined ? {} : { 'organisations.csv': organisations }),
    ...(powerItems === undefined ? {} : { 'power-items.yaml': powerItems }),
    ...(demo ? people : {}),
  };
  const known = await readKnown(sql, catalogue);
  const planned = planTown(files, known, { today: '0001-01-01', onlyNew: true });
  if (planned.kind === 'refused') throw new FaultyTown(planned.faults);
  await writePlan(sql, planned.plan, accountsOf(demo));
}

/** Items written before they were found by initials. */
async function seedInitials(sql: Sql): Promise<void> {
  const { rows } = await sql.query<{ code: string; version: number; name: string }>(
    `select code, version, name_zh as name from power_items where initials = ''`,
  );
  for (const { code, version, name } of rows)
    await sql.query('update power_items set initials = $3 where code = $1 and version = $2', [
      code,
      version,
      initialsOf(name),
    ]);
}

async function seedCalendar(sql: Sql): Promise<void> {
  for (const { year, version, notice, restDays, makeUpDays } of builtInCalendar.years) {
    await sql.query(
      'insert into calendar_years (year, version, notice, rest_days, make_up_days) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [year, version, notice ?? null, JSON.stringify(restDays), JSON.stringify(makeUpDays)],
    );
  }
}

/** A procedure of the catalogue that the checker refuses; nothing of the seed is written. */
export class UnsoundProcedure extends Error {
  override readonly name = 'UnsoundProcedure';
  constructor(id: string, findings: readonly Finding[]) {
    super(
      [
        `The procedure ${id} is not published:`,
        ...findings.map(({ rule, path, message }) => `${rule} ${path}: ${message.zh} / ${message.en}`),
      ].join('\n'),
    );
  }
}

/** Publishes a draft as the next version unless the newest version already says the same, in the same order. */
async function publish(sql: Sql, draft: Draft): Promise<void> {
  const hashOf = (content: unknown): string => sha256(canonical(content));
  const { rows } = await sql.query<{ version: number; text: string; own: boolean }>(
    'select version, definition::text as text, published_by is not null as own from procedures where id = $1 order by version desc limit 1',
    [draft.id],
  );
  const newest = rows[0];
  // A version that two people of the town published stays in force, whatever came with the product meanwhile.
  if (newest?.own === true) return;
  if (newest && newest.text === JSON.stringify(versionOf(draft, newest.version, hashOf))) return;
  const errors = checkProcedure(draft, await townFor(sql, draft.id, catalogue)).filter(
    (finding) => finding.severity === 'error',
  );
  if (errors.length > 0) throw new UnsoundProcedure(draft.id, errors);
  const next = versionOf(draft, (newest?.version ?? 0) + 1, hashOf);
  // As text into a column of type json: the order in which outcomes and fields are written is part of the definition.
  await sql.query('insert into procedures (id, version, hash, definition) values ($1, $2, $3, $4::json)', [
    next.id,
    next.version,
    next.hash,
    JSON.stringify(next),
  ]);
}
