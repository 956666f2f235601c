/** Owns the faults that the record itself shows: what is owed too long, who is missing, what failed or fails, what has no end. */
import type { Sql } from '../record/sql';
import { SILENT_AFTER_SECONDS } from './beats';
import type { Fault, FaultCode } from './fault';

/** A wake that is owed longer is not on its way any more (real seconds). */
const OWED_SECONDS = 10;
/** Past its instant by this much, a rung was missed by its timer (real seconds). */
const LATE_SECONDS = 10;
/** One failed try is a hiccup. */
const TRIES = 2;
const CASES = 20;

const CLOCK = `
  clock as (
    select i.*, clock_timestamp() as real_now, case when i.simulated then 86400 / i.day_seconds else 1 end as pace,
      case when i.simulated then i.law_start + (clock_timestamp() - i.real_start) * (86400 / i.day_seconds) else clock_timestamp() end as law_now
    from installation i where i.id = 1
  )`;
const LAW_MS = (column: string): string =>
  `extract(epoch from case when k.simulated then k.law_start + (${column} - k.real_start) * k.pace else ${column} end)::float8 * 1000`;

export interface Services {
  /** Real seconds since the last word; null: never heard of. */
  readonly worker: number | null;
  readonly relay: number | null;
  readonly owed: number;
  /** Real seconds for which the oldest urgent wake has been owed. */
  readonly owedFor: number;
  /** Law ms. */
  readonly now: number;
  readonly owedSince: number | null;
  readonly workerSince: number | null;
  readonly relaySince: number | null;
  /** Cases that owe a wake, or want something of the outside. */
  readonly waiting: number;
  readonly cases: readonly string[];
}
const SERVICES = `
  with ${CLOCK}, beat as (select part, max(at) as at from beats group by part),
  owing as (select w.case_id, w.owed_at from wakes w where w.urgency = 'now'),
  waiting as (select case_id from owing union select e.case_id from effects e where e.state in ('wanted', 'claimed'))
  select extract(epoch from k.real_now - (select at from beat where part = 'worker'))::float8 as worker,
    extract(epoch from k.real_now - (select at from beat where part = 'relay'))::float8 as relay,
    (select ${LAW_MS('b.at')} from beat b where b.part = 'worker') as "workerSince",
    (select ${LAW_MS('b.at')} from beat b where b.part = 'relay') as "relaySince",
    (select count(*)::int from owing where owed_at < k.real_now - interval '${OWED_SECONDS} seconds') as owed,
    coalesce(extract(epoch from k.real_now - (select min(owed_at) from owing))::float8, 0) as "owedFor",
    (select ${LAW_MS('min(o.owed_at)')} from owing o) as "owedSince",
    extract(epoch from k.law_now)::float8 * 1000 as now,
    (select count(*)::int from waiting) as waiting,
    array(select case_id from waiting order by case_id limit ${CASES}) as cases
  from clock k`;

export async function services(sql: Sql): Promise<Services> {
  const { rows } = await sql.query<Services>(SERVICES);
  const [row] = rows;
  if (!row) throw new Error('this installation has not been set up');
  return row;
}
export const isSilent = (seconds: number | null): boolean => seconds === null || seconds > SILENT_AFTER_SECONDS;

interface FaultRow {
  readonly code: FaultCode;
  readonly fingerprint: string;
  readonly since: number;
  readonly affected: number;
  readonly cases: readonly string[];
  readonly facts: Readonly<Record<string, string>>;
}
const GROUPED = `count(*)::int as affected, (array_agg(distinct f.case_id))[1:${CASES}] as cases`;
const HELD = `o.valid_from <= today.day and (o.valid_to is null or o.valid_to >= today.day)`;

/** `$1`: one case, or null for all. */
const FAULTS = `
  with ${CLOCK}, today as (select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day),
  f as (
    select 'effect-failed' as code, w.detail->>'fingerprint' as fingerprint, w.case_id, extract(epoch from w.since)::float8 * 1000 as since,
      jsonb_build_object('failure', coalesce(e.failure, ''), 'kind', coalesce(e.kind, ''), 'zh', w.detail->'what'->>'zh', 'en', w.detail->'what'->>'en') as facts
    from waits w left join effects e on e.id = w.subject where w.kind = 'effect-failed' and w.closed_at is null and ($1::text is null or w.case_id = $1)
    union all
    select w.kind, w.detail->>'fingerprint', w.case_id, extract(epoch from w.since)::float8 * 1000,
      jsonb_build_object('zh', w.detail->'what'->>'zh', 'en', w.detail->'what'->>'en')
    from waits w where w.kind in ('data-error', 'process-apart') and w.closed_at is null and ($1::text is null or w.case_id = $1)
    union all
    select case when a.kind = 'issue-paper' then 'paper-failing' when a.kind = 'call' then 'service-failing' when a.how = 'webhook' then 'webhook-failing' when a.how = 'sms' then 'sms-failing'
      else 'mail-refusing' end, coalesce(a.how, a.kind) || ':' || a.failure, a.case_id, ${LAW_MS('a.since')}, jsonb_build_object('failure', a.failure)
    from attempts a join effects e on e.id = a.effect_id cross join clock k
    where e.state = 'claimed' and a.tries >= ${TRIES} and ($1::text is null or a.case_id = $1)
    union all
    select 'nobody-eligible', 'nobody:' || s.principal, s.case_id, extract(epoch from s.since)::float8 * 1000, jsonb_build_object('post', s.principal)
    from seats s cross join today where s.state = 'open' and s.principal like 'post:%' and ($1::text is null or s.case_id = $1)
      and not exists (select 1 from posts o join persons p on p.id = o.person_id
        where s.principal = 'post:' || o.kind || '@' || o.organisation_id and p.disabled_at is null and ${HELD})
    union all
    select 'holder-gone', 'holder:' || w.subject, w.case_id, extract(epoch from w.since)::float8 * 1000,
      jsonb_build_object('person', substr(w.subject, 8), 'zh', w.detail->'what'->>'zh', 'en', w.detail->'what'->>'en')
    from waits w cross join today where w.closed_at is null and w.subject like 'person:%' and w.kind <> 'decision-held' and ($1::text is null or w.case_id = $1)
      and not exists (select 1 from posts o join persons p on p.id = o.person_id
        where w.subject = 'person:' || p.id and p.disabled_at is null and ${HELD}
          and right(w.detail->>'fingerprint', length(o.kind) + length(o.organisation_id) + 2) = ':' || o.kind || '@' || o.organisation_id)
    union all
    select 'timer-overdue', 'timer-overdue', c.id, extract(epoch from c.next_rung_at)::float8 * 1000, '{}'
    from cases c cross join clock k
    where c.next_rung_at < k.law_now - interval '${LATE_SECONDS} seconds' * k.pace and ($1::text is null or c.id = $1)
    union all
    select 'suspended-without-end', w.detail->>'fingerprint', w.case_id, extract(epoch from w.since)::float8 * 1000, jsonb_build_object('ground', w.subject)
    from waits w join cases c on c.id = w.case_id cross join clock k
    where w.kind = 'special-procedure' and w.closed_at is null and ($1::text is null or w.case_id = $1)
      and not exists (select 1 from clocks t where t.case_id = w.case_id and t.clock_id = 'special' and t.state = 'running'
        and c.state->'clocks'->'special' ? 'budget' and t.due_on >= to_char(k.law_now at time zone 'Asia/Shanghai', 'YYYY-MM-DD'))
      and not exists (select 1 from cases child where child.parent_id = w.case_id and child.status <> 'ended')
    union all
    select 'applicant-silent', w.detail->>'fingerprint', w.case_id, extract(epoch from w.since)::float8 * 1000,
      jsonb_build_object('zh', w.detail->'what'->>'zh', 'en', w.detail->'what'->>'en')
    from waits w join cases c on c.id = w.case_id cross join clock k
    where w.kind = 'applicant' and w.closed_at is null and ($1::text is null or w.case_id = $1)
      and case when w.detail->>'clock' is null then w.since < k.law_now - interval '30 days'
        else coalesce(jsonb_array_length(c.state->'clocks'->(w.detail->>'clock')->'raised'), 0) > 0 end
  )
  select f.code, f.fingerprint, min(f.since)::float8 as since, ${GROUPED}, (array_agg(f.facts))[1] as facts
  from f group by f.code, f.fingerprint order by affected desc limit 500`;

/** What is wrong by the record's own account: of one case, or of all. */
export async function recordFaults(sql: Sql, caseId?: string): Promise<readonly Fault[]> {
  const { rows } = await sql.query<FaultRow>(FAULTS, [caseId ?? null]);
  return rows;
}
