// Owns an import from end to end: read what is there, plan, and write all of it or nothing.
import { dayOf } from '../../kernel/time/civil';
import { readInstallation } from '../installation';
import { lawTime } from '../law-clock';
import type { Sql } from '../sql';
import { readKnown } from './known';
import { planTown, type Planned, type TownFiles } from './plan';
import { writePlan, type Accounts } from './write';

/** Held by whoever writes the town, so that a start and an import, or two imports, come one after the other. */
export const TOWN_LOCK = `select pg_advisory_xact_lock(hashtext('oneseal:seed'))`;

/**
 * Compares the files with the database and, when asked to, writes what differs.
 * @param sql one connection, not a pool: the transaction is opened on it
 * @param accounts how added people get in, given whether the installation is a demo
 */
export async function importTown(
  sql: Sql,
  files: TownFiles,
  options: { readonly apply: boolean; readonly accounts: (demo: boolean) => Accounts },
): Promise<Planned> {
  await sql.query('begin');
  try {
    await sql.query(TOWN_LOCK);
    const installation = await readInstallation(sql);
    const now = Date.now();
    const today = dayOf(installation ? lawTime(installation, now) : now);
    const planned = planTown(files, await readKnown(sql), { today });
    if (planned.kind === 'planned' && options.apply)
      await writePlan(sql, planned.plan, options.accounts(installation?.demo ?? false));
    await sql.query('commit');
    return planned;
  } catch (error) {
    await sql.query('rollback');
    throw error;
  }
}
