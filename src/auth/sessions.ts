// Owns the sessions of people at a browser: opened by a sign-in, idle for 30 minutes or 12 hours old at most, closed at once.
import type { Sql } from '../record/sql';
import { digestOf, drawSecret } from './secret';

/** Real time, also under the law clock: minutes a session may stay unused. */
export const IDLE_MINUTES = 30;
/** Real time: hours a session may last, however busy. */
export const LASTS_HOURS = 12;

/** Opens a session and returns what goes into the cookie. Every sign-in draws a new one, so none can be planted beforehand. */
export async function openSession(sql: Sql, person: string): Promise<string> {
  const { secret, digest } = drawSecret();
  await sql.query('insert into sessions (id_hash, person_id, created_at, seen_at) values ($1, $2, now(), now())', [
    digest,
    person,
  ]);
  return secret;
}

/** Closes a session; from the next request on it is nobody's. */
export async function closeSession(sql: Sql, session: string): Promise<void> {
  await sql.query('delete from sessions where id_hash = $1', [digestOf(session)]);
}

/** Closes every session of a person, e.g. after a change of password. */
export async function closeSessionsOf(sql: Sql, person: string): Promise<void> {
  await sql.query('delete from sessions where person_id = $1', [person]);
}

/** Removes sessions that can no longer be used; returns how many. */
export async function forgetOldSessions(sql: Sql): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from sessions where seen_at <= now() - make_interval(mins => $1) or created_at <= now() - make_interval(hours => $2)`,
    [IDLE_MINUTES, LASTS_HOURS],
  );
  return rowCount ?? 0;
}
