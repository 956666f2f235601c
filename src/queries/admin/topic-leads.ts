// Owns the reads of who is in charge of a topic in which body (分管领导), for their administration.
import type { Sql } from '../../record/sql';
import { TODAY } from './posts';

export interface TopicLeadRow {
  readonly id: string;
  readonly organisation: string;
  readonly topic: string;
  readonly person: { readonly id: string; readonly name: string; readonly username: string };
  readonly from: string;
  readonly to: string | null;
  readonly current: boolean;
}
const LEAD = `l.id, l.organisation_id as organisation, l.topic,
  json_build_object('id', p.id, 'name', p.name, 'username', p.username) as person, l.valid_from as "from", l.valid_to as "to",
  l.valid_from <= today.day and (l.valid_to is null or l.valid_to >= today.day) as current
  from topic_leads l join persons p on p.id = l.person_id, ${TODAY}`;

/** By body and topic; those in charge today or later unless all are asked for. */
export async function topicLeadsOf(
  sql: Sql,
  {
    organisation,
    standing,
  }: { readonly organisation?: string | undefined; readonly standing?: 'current' | 'all' | undefined },
): Promise<TopicLeadRow[]> {
  const { rows } = await sql.query<TopicLeadRow>(
    `select ${LEAD} where ($1::text is null or l.organisation_id = $1)
       and ($2 or l.valid_to is null or l.valid_to >= today.day) order by l.organisation_id, l.topic, l.valid_from, l.id`,
    [organisation ?? null, standing === 'all'],
  );
  return rows;
}

export async function topicLeadOf(sql: Sql, id: string): Promise<TopicLeadRow | undefined> {
  return (await sql.query<TopicLeadRow>(`select ${LEAD} where l.id = $1`, [id])).rows[0];
}

/** Whoever is in charge of the topic on any of these days; days compare as they are written. */
export async function inChargeBetween(
  sql: Sql,
  {
    organisation,
    topic,
    from,
    to,
  }: { readonly organisation: string; readonly topic: string; readonly from: string; readonly to: string | undefined },
): Promise<TopicLeadRow | undefined> {
  const { rows } = await sql.query<TopicLeadRow>(
    `select ${LEAD} where l.organisation_id = $1 and l.topic = $2 and (l.valid_to is null or l.valid_to >= $3)
       and ($4::text is null or l.valid_from <= $4) order by l.valid_from limit 1`,
    [organisation, topic, from, to ?? null],
  );
  return rows[0];
}

/** Whether somebody holds a post in the body on the day. */
export async function sitsIn(sql: Sql, person: string, organisation: string, on: string): Promise<boolean> {
  const { rows } = await sql.query(
    `select 1 from posts where person_id = $1 and organisation_id = $2 and valid_from <= $3
       and (valid_to is null or valid_to >= $3) limit 1`,
    [person, organisation, on],
  );
  return rows.length > 0;
}
