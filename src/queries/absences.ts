// Owns the reads of rules of absence (代理规则): whose they are, how each stands today, and whether one more would go round in a circle.
import { MADE, type ScopeColumns } from '../auth/agents';
import type { Sql } from '../record/sql';

export type AbsenceState = 'proposed' | 'planned' | 'in-force' | 'over' | 'ended';
export interface AbsenceRow extends ScopeColumns {
  readonly id: string;
  readonly absent: { id: string; name: string };
  readonly agent: { id: string; name: string };
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly madeBy: { id: string; name: string };
  readonly confirmedBy: string | null;
  readonly state: AbsenceState;
}
const ROW = `r.id, json_build_object('id', a.id, 'name', a.name) as absent, json_build_object('id', g.id, 'name', g.name) as agent,
  r.from_day as "from", r.to_day as "to", r.procedures, r.posts, r.excludes, r.reason,
  json_build_object('id', m.id, 'name', m.name) as "madeBy", r.confirmed_by as "confirmedBy",
  case when r.ended_at is not null then 'ended' when not (${MADE}) then 'proposed' when r.to_day < today.day then 'over'
    when r.from_day > today.day then 'planned' else 'in-force' end as state
  from absence_rules r join persons a on a.id = r.absent_id join persons g on g.id = r.agent_id join persons m on m.id = r.made_by,
  (select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day) today`;
const NEWEST = 'order by r.from_day desc, r.id limit 500';

/** Those of one person: in which he is absent, or the agent. */
export async function absencesOf(sql: Sql, person: string): Promise<readonly AbsenceRow[]> {
  return (
    await sql.query<AbsenceRow>(`select ${ROW} where r.absent_id = $1 or (r.agent_id = $1 and ${MADE}) ${NEWEST}`, [
      person,
    ])
  ).rows;
}
export async function allAbsences(sql: Sql): Promise<readonly AbsenceRow[]> {
  return (await sql.query<AbsenceRow>(`select ${ROW} ${NEWEST}`)).rows;
}
export async function absenceOf(sql: Sql, id: string): Promise<AbsenceRow | undefined> {
  return (await sql.query<AbsenceRow>(`select ${ROW} where r.id = $1`, [id])).rows[0];
}

/** Would the agent's own agents, on days that touch these, lead back to the one who is absent? */
export async function goesRound(
  sql: Sql,
  {
    absent,
    agent,
    from,
    to,
  }: { readonly absent: string; readonly agent: string; readonly from: string; readonly to: string },
): Promise<boolean> {
  const { rows } = await sql.query(
    `with recursive chain(person) as (
       select $2::text
       union select r.agent_id from absence_rules r join chain on r.absent_id = chain.person
       where r.ended_at is null and r.from_day <= $4 and r.to_day >= $3
     ) select 1 from chain where person = $1`,
    [absent, agent, from, to],
  );
  return rows.length > 0;
}
