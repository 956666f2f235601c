// Owns the reads of people for their administration: how each stands, what he holds, and what he has open.
import type { Text } from '../../kernel/text';
import type { Sql } from '../../record/sql';
import { TODAY } from './posts';

export type PersonState = 'active' | 'no-password' | 'first-password' | 'locked' | 'left';
export interface PersonRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly state: PersonState;
  readonly leftOn: string | null;
  readonly posts: { id: string; kind: string; title: Text; organisation: string }[];
}
const PERSON = `p.id, p.username, p.name, p.email, p.left_on as "leftOn",
  case when p.left_on < today.day then 'left' when p.disabled_at is not null then 'locked' when p.password_hash is null then 'no-password'
    when p.password_to_change then 'first-password' else 'active' end as state,
  coalesce((select json_agg(json_build_object('id', o.id, 'kind', o.kind, 'organisation', o.organisation_id,
      'title', json_build_object('zh', o.title_zh, 'en', o.title_en)) order by o.id)
    from posts o where o.person_id = p.id and o.valid_from <= today.day and (o.valid_to is null or o.valid_to >= today.day)), '[]') as posts
  from persons p, ${TODAY}`;

/** Everybody, by user name: a town has thousands of people and not millions, so whoever asks filters and cuts pages himself. */
export async function everybody(sql: Sql): Promise<readonly PersonRow[]> {
  return (await sql.query<PersonRow>(`select ${PERSON} order by p.username collate "C"`)).rows;
}
export async function personOf(sql: Sql, id: string): Promise<PersonRow | undefined> {
  return (await sql.query<PersonRow>(`select ${PERSON} where p.id = $1`, [id])).rows[0];
}

export interface HeldSeat {
  readonly task: string;
  readonly step: string;
  readonly case_id: string;
  readonly number: string;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly since: Date;
  readonly due_on: string | null;
}
/** The open seats that he has taken, the most urgent first. */
export async function heldSeats(sql: Sql, person: string): Promise<readonly HeldSeat[]> {
  const { rows } = await sql.query<HeldSeat>(
    `select s.task_id as task, s.step, s.case_id, c.number, c.procedure_id, c.procedure_version, s.since, s.due_on
     from seats s join cases c on c.id = s.case_id where s.principal = 'person:' || $1 and s.state = 'open'
     order by s.due_on nulls last, s.id limit 1000`,
    [person],
  );
  return rows;
}

/** How many browsers he is signed in at. */
export async function openSessions(sql: Sql, person: string, limits: { idle: number; lasts: number }): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select count(*)::int as n from sessions where person_id = $1
       and seen_at > now() - make_interval(mins => $2) and created_at > now() - make_interval(hours => $3)`,
    [person, limits.idle, limits.lasts],
  );
  return rows[0]?.n ?? 0;
}
