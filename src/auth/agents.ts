// Owns for whom somebody is an agent today (代理): the rules in force, those of whoever he stands in for among them, one step further.
import type { AgentFor, AgentScope } from '../kernel/command';
import type { HeldPost } from '../kernel/command';
import type { Sql } from '../record/sql';

/** With the name by which a screen says for whom it is. */
export interface NamedAgentFor extends AgentFor {
  readonly name: string;
}
export interface ScopeColumns {
  readonly procedures: readonly string[] | null;
  readonly posts: readonly string[] | null;
  readonly excludes: readonly string[];
}
interface Row extends ScopeColumns {
  readonly rule: string;
  readonly absent: string;
  readonly agent: string;
  readonly name: string;
  readonly held: readonly HeldPost[];
  readonly qualifications: readonly string[];
}

/**
 * SQL over the alias `r` of `absence_rules`: made by himself or confirmed by a second administrator, and not ended. Days of absence are
 * days of real time, as posts are.
 */
export const MADE = '(r.made_by = r.absent_id or r.confirmed_by is not null) and r.ended_at is null';
export const IN_FORCE = `${MADE} and r.from_day <= today.day and r.to_day >= today.day`;

// A rule of somebody who has left or is locked out gives nobody anything: what he had goes to others by a hand-over.
const RULES = `
  with today as (select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day),
  live as (select r.* from absence_rules r, today where ${IN_FORCE}),
  near as (select * from live where agent_id = $1),
  far as (select * from live where agent_id in (select absent_id from near) and absent_id <> $1)
  select r.id as rule, r.absent_id as absent, r.agent_id as agent, r.procedures, r.posts, r.excludes, p.name,
    coalesce((select json_agg(json_build_object('id', o.id, 'kind', o.kind, 'organisation', o.organisation_id) order by o.id)
      from posts o where o.person_id = p.id and o.valid_from <= today.day and (o.valid_to is null or o.valid_to >= today.day)), '[]') as held,
    coalesce((select json_agg(distinct q.kind) from qualifications q
      where q.person_id = p.id and q.valid_from <= today.day and (q.valid_to is null or q.valid_to >= today.day)), '[]') as qualifications
  from (select * from near union select * from far) r join persons p on p.id = r.absent_id, today
  where p.disabled_at is null and (p.left_on is null or p.left_on >= today.day) order by r.id`;

export async function agentForOf(sql: Sql, person: string): Promise<readonly NamedAgentFor[]> {
  const { rows } = await sql.query<Row>(RULES, [person]);
  const near = rows.filter(({ agent }) => agent === person);
  const far = near.flatMap((first) =>
    rows
      .filter(({ agent, absent }) => agent === first.absent && agent !== person && absent !== person)
      .map((second) => entry(second, joined(scopeOf(first), scopeOf(second)), [first.rule])),
  );
  return [...near.map((row) => entry(row, scopeOf(row))), ...far];
}

function entry(row: Row, scope: AgentScope, through?: readonly string[]): NamedAgentFor {
  const { rule, absent, name, held, qualifications } = row;
  return {
    rule,
    name,
    absent: { kind: 'person', person: absent, posts: held, qualifications },
    scope,
    ...(through ? { through } : {}),
  };
}
export function scopeOf({ procedures, posts, excludes }: ScopeColumns): AgentScope {
  return {
    ...(procedures ? { procedures } : {}),
    ...(posts ? { posts } : {}),
    ...(excludes.length > 0 ? { excludes } : {}),
  };
}
/** What both rules let somebody do: the agent of an agent may no more than either. */
export function joined(one: AgentScope, other: AgentScope): AgentScope {
  const both = (a: readonly string[] | undefined, b: readonly string[] | undefined) =>
    a && b ? a.filter((each) => b.includes(each)) : (a ?? b);
  const [procedures, posts] = [both(one.procedures, other.procedures), both(one.posts, other.posts)];
  const excludes = [...(one.excludes ?? []), ...(other.excludes ?? [])];
  return {
    ...(procedures ? { procedures } : {}),
    ...(posts ? { posts } : {}),
    ...(excludes.length > 0 ? { excludes: [...new Set(excludes)] } : {}),
  };
}
