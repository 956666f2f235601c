/** Owns the town's own words of messages: the newest version of an event stands, and null is the way back to the shipped ones. */
import type { Sql } from './sql';

/** One language of a message, as `messages/<event>.md` has it. */
export interface StoredWording {
  readonly subject: string;
  readonly letter: readonly string[];
  readonly sms: readonly string[];
}
export type StoredWordings = Readonly<Record<'zh' | 'en', StoredWording>>;
export interface WordingVersion {
  readonly version: number;
  /** Null: back to the shipped words. */
  readonly wording: StoredWordings | null;
}

/** What stands for an event; undefined while the town has never changed it. */
export async function wordingOf(sql: Sql, event: string): Promise<WordingVersion | undefined> {
  const { rows } = await sql.query<WordingVersion>(
    'select version, wording from message_wordings where event = $1 order by version desc limit 1',
    [event],
  );
  return rows[0];
}
export async function wordings(sql: Sql): Promise<ReadonlyMap<string, WordingVersion>> {
  const { rows } = await sql.query<WordingVersion & { event: string }>(
    'select distinct on (event) event, version, wording from message_wordings order by event, version desc',
  );
  return new Map(rows.map(({ event, ...version }) => [event, version]));
}

export interface WordingChange extends WordingVersion {
  readonly changedBy: { readonly id: string; readonly name: string };
  readonly changedAt: Date;
  readonly reason: string;
}
/** The newest first. */
export async function wordingHistory(sql: Sql, event: string): Promise<readonly WordingChange[]> {
  const { rows } = await sql.query<WordingChange>(
    `select w.version, w.wording, w.reason, w.changed_at as "changedAt",
       json_build_object('id', w.changed_by, 'name', coalesce(p.name, w.changed_by)) as "changedBy"
     from message_wordings w left join persons p on p.id = w.changed_by where w.event = $1 order by w.version desc`,
    [event],
  );
  return rows;
}

export async function addWording(
  sql: Sql,
  event: string,
  { version, wording }: WordingVersion,
  by: { readonly person: string; readonly reason: string },
): Promise<void> {
  await sql.query(
    'insert into message_wordings (event, version, wording, reason, changed_by) values ($1, $2, $3, $4, $5)',
    [event, version, wording === null ? null : JSON.stringify(wording), by.reason, by.person],
  );
}
