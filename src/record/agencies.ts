/**
 * Owns giving back what agents took and did not decide, when a rule of absence is over (代理结束): case by case, by an act that is seen.
 * To do a case twice changes nothing; a rule is done when each of its cases was looked at.
 */
import type { CaseRecord } from './record';
import type { Sql } from './sql';

const OVER = `
  select r.id, r.agent_id as agent from absence_rules r,
    (select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day) today
  where r.returned_at is null and (r.ended_at is not null or r.to_day < today.day) order by r.id limit 20`;
// Whoever was the agent of the agent may hold a seat by it as well.
const CASES = `
  select distinct s.case_id as id from seats s
  where s.state = 'open' and s.principal in (
    select 'person:' || $1 union select 'person:' || agent_id from absence_rules where absent_id = $1)`;

/** How many seats went back, over every rule that is over. */
export function createAgencyEnds(deps: { readonly sql: Sql; readonly record: CaseRecord }): () => Promise<number> {
  return async function endAgencies() {
    const { rows: rules } = await deps.sql.query<{ id: string; agent: string }>(OVER);
    let returned = 0;
    for (const { id, agent } of rules) {
      const { rows: cases } = await deps.sql.query<{ id: string }>(CASES, [agent]);
      for (const each of cases) {
        const answer = await deps.record.commit({
          caseId: each.id,
          command: { type: 'end-agency', rule: id },
          actor: { kind: 'system' },
          key: `agency:${id}`,
          scope: 'process',
        });
        if (answer.kind === 'done') returned += answer.acts.filter(({ type }) => type === 'agency-ended').length;
      }
      await deps.sql.query('update absence_rules set returned_at = now() where id = $1', [id]);
    }
    return returned;
  };
}
