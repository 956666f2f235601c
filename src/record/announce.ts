// Owns that a commit is told of: to whoever listens for live updates, and to the relay when something is owed at once. A NOTIFY
// after the commit, which may be lost without harm.
import type { Answer, CaseRecord } from './record';
import type { Sql } from './sql';

export const CASE_CHANNEL = 'oneseal_case';
export const OWED_CHANNEL = 'oneseal_owed';

/** Nobody waits for it and nothing is lost with it, so its commit does not wait for the disk either. */
const ANNOUNCE = `
  select set_config('synchronous_commit', 'off', true), pg_notify(channel, said) from unnest($1::text[], $2::text[]) as told(channel, said)`;
/** Commits that come together are told together: each telling is a transaction of its own. */
const GATHERED_MS = 15;

/**
 * The record that `make` makes; each done commit is announced as `<case> <seq>`. `make` is handed what to call with an answer
 * whose commit owes the relay something at once.
 */
export function announcing(sql: Sql, make: (onOwed: (answer: Answer) => void) => CaseRecord): CaseRecord {
  const owing = new WeakSet<Answer>();
  const record = make((answer) => owing.add(answer));
  let untold: { readonly channel: string; readonly said: string }[] = [];
  let telling = false;
  const tell = async (): Promise<void> => {
    if (telling) return;
    telling = true;
    while (untold.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, GATHERED_MS));
      const now = untold;
      untold = [];
      const columns = [now.map(({ channel }) => channel), now.map(({ said }) => said)];
      await sql.query(ANNOUNCE, columns).catch(() => undefined);
    }
    telling = false;
  };
  const told = async (answering: Promise<Answer>) => {
    const answer = await answering;
    if (answer.kind === 'done' && answer.acts.length > 0)
      untold.push({ channel: CASE_CHANNEL, said: `${answer.caseId} ${answer.seq}` });
    // Postgres delivers equal messages of one transaction once.
    if (owing.has(answer)) untold.push({ channel: OWED_CHANNEL, said: '' });
    void tell();
    return answer;
  };
  return { commit: (request) => told(record.commit(request)), open: (request) => told(record.open(request)) };
}
