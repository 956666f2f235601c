// Owns that a commit is told to whoever listens for live updates: a NOTIFY after it, which may be lost without harm.
import type { CaseRecord } from './record';
import type { Sql } from './sql';

export const CASE_CHANNEL = 'oneseal_case';

/** Nobody waits for it and nothing is lost with it, so its commit does not wait for the disk either. */
const ANNOUNCE = `select set_config('synchronous_commit', 'off', true), pg_notify($1, told) from unnest($2::text[]) as told`;

/** The same record; each done commit is announced as `<case> <seq>`. What is committed while one is told goes with the next. */
export function announcing(record: CaseRecord, sql: Sql): CaseRecord {
  let untold: string[] = [];
  let telling = false;
  const tell = async (): Promise<void> => {
    if (telling) return;
    telling = true;
    while (untold.length > 0) {
      const now = untold;
      untold = [];
      await sql.query(ANNOUNCE, [CASE_CHANNEL, now]).catch(() => undefined);
    }
    telling = false;
  };
  const told = async (answering: ReturnType<CaseRecord['commit']>) => {
    const answer = await answering;
    if (answer.kind === 'done' && answer.acts.length > 0) {
      untold.push(`${answer.caseId} ${answer.seq}`);
      void tell();
    }
    return answer;
  };
  return { commit: (request) => told(record.commit(request)), open: (request) => told(record.open(request)) };
}
