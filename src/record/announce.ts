// Owns that a commit is told to whoever listens for live updates: a NOTIFY after it, which may be lost without harm.
import type { CaseRecord } from './record';
import type { Sql } from './sql';

export const CASE_CHANNEL = 'oneseal_case';

/** The same record; each done commit is announced as `<case> <seq>`. */
export function announcing(record: CaseRecord, sql: Sql): CaseRecord {
  const announce = (caseId: string, seq: number): void => {
    sql.query('select pg_notify($1, $2)', [CASE_CHANNEL, `${caseId} ${seq}`]).catch(() => undefined);
  };
  const told = async (answering: ReturnType<CaseRecord['commit']>) => {
    const answer = await answering;
    if (answer.kind === 'done' && answer.acts.length > 0) announce(answer.caseId, answer.seq);
    return answer;
  };
  return { commit: (request) => told(record.commit(request)), open: (request) => told(record.open(request)) };
}
