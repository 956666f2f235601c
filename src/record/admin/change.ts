/** Owns the administration log (管理日志): who changed what, why, and how it stood before and after. Rows are written once. */
import type { Sql } from '../sql';

export interface AdminChange {
  /** What was done, e.g. `person-locked`. */
  readonly act: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly reason?: string | undefined;
  readonly before?: object;
  readonly after?: object;
}

const NOTE = `insert into administration_log (actor_id, act, subject_kind, subject_id, reason, before, after)
  values ($1, $2, $3, $4, $5, $6, $7)`;

/** Inside the transaction of the change itself: neither is there without the other. `actor`: null for the operator's own commands. */
export async function noteChanges(sql: Sql, actor: string | null, changes: readonly AdminChange[]): Promise<void> {
  const json = (value: object | undefined): string | null => (value === undefined ? null : JSON.stringify(value));
  for (const { act, subject, reason, before, after } of changes)
    await sql.query(NOTE, [actor, act, subject.kind, subject.id, reason ?? null, json(before), json(after)]);
}

const ADMINISTRATORS = `
  select 1 from persons p join posts o on o.person_id = p.id
  where o.kind = 'administrator' and p.password_hash is not null and p.disabled_at is null and (p.left_on is null or p.left_on >= $1)
    and o.valid_from <= $1 and (o.valid_to is null or o.valid_to >= $1) limit 1`;

/** Whether somebody could administer on a day: the way out of every mistake that an administrator can make. */
export async function isAdministered(sql: Sql, on: string): Promise<boolean> {
  return (await sql.query(ADMINISTRATORS, [on])).rows.length > 0;
}

/** Today as posts count it: a day of real time in Asia/Shanghai, by the clock of the database. */
export async function postsToday(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ day: string }>(
    `select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day`,
  );
  return rows[0]?.day ?? '';
}
