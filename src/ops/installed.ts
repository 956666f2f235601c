/** Owns waiting for a database that is still starting, until it says what this installation is. */
import { readInstallation, type Installation } from '../record/installation';
import type { Sql } from '../record/sql';

/** The installation's row, which the first start wrote. Throws after `patienceMs` of real time. */
export async function installed(sql: Sql, patienceMs: number): Promise<Installation> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const found = await readInstallation(sql).catch((error: unknown) => {
      if (performance.now() > until) throw error;
      return undefined;
    });
    if (found) return found;
    if (performance.now() > until)
      throw new Error('This database has not been set up: run `npm start`, or `oneseal migrate`. 数据库尚未初始化。');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
