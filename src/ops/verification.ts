/** Owns `oneseal verify`: every ledger against its witnesses, every issued file, every series of numbers; in pages, so that memory stays bounded. */
import type { Sql } from '../record/sql';
import { verifyCase } from '../record/verify';
import type { Witnesses } from './witness';

export interface Broken {
  readonly case: string;
  /** The first act that does not hold; absent where it is not an act. */
  readonly seq?: number;
  readonly why: string;
  readonly where?: string;
  /** Law instant (ms) of the last act before the break, by which the first broken one is found. */
  readonly at: number;
}
export interface Verified {
  readonly cases: number;
  readonly acts: number;
  readonly papers: number;
  /** Cases whose wakes could not be asked for. */
  readonly unasked: number;
  /** The first broken one first. */
  readonly broken: readonly Broken[];
}
export interface VerificationDeps {
  readonly sql: Sql;
  readonly witnessesOf: (caseId: string, askTemporal: boolean) => Promise<Witnesses>;
  /** Ids of root cases and children that Temporal has a process for; absent: Temporal is away. */
  readonly processes?: () => AsyncIterable<string>;
  readonly onProgress?: (done: number) => void;
}

const PAGE = 200;
const AT_ONCE = 8;
/** After so many refusals in a row Temporal is taken to be away: a second each would take hours. */
const PATIENCE = 3;
/** Nobody reads further, and memory stays bounded. */
const MOST_NAMED = 1_000;

/** Verifies the cases given, or all of them together with the numbers drawn. */
export async function verifyRecord(deps: VerificationDeps, only: readonly string[]): Promise<Verified> {
  const { sql } = deps;
  const broken: Broken[] = [];
  let cases = 0;
  let acts = 0;
  let papers = 0;
  let unasked = 0;
  let silences = 0;

  async function one(caseId: string): Promise<void> {
    const asking = silences < PATIENCE;
    const gathered = await deps.witnessesOf(caseId, asking);
    if (gathered.temporal) silences = 0;
    else {
      unasked += 1;
      if (asking) silences += 1;
    }
    const verified = await verifyCase(sql, caseId, gathered.witnesses);
    cases += 1;
    acts += verified.acts;
    papers += new Set(gathered.witnesses.filter((w) => w.where.startsWith('document')).map((w) => w.where)).size;
    if (verified.firstBroken)
      broken.push({
        case: caseId,
        ...verified.firstBroken,
        at: await instantBefore(sql, caseId, verified.firstBroken.seq),
      });
    for (const fault of gathered.faults)
      broken.push({
        case: caseId,
        why: fault.why,
        where: `document ${fault.document}`,
        at: await instantBefore(sql, caseId, undefined),
      });
    if (broken.length > MOST_NAMED) broken.splice(0, broken.length, ...inOrder(broken).slice(0, MOST_NAMED));
    deps.onProgress?.(cases);
  }

  for await (const page of only.length > 0 ? given(only) : pages(sql)) {
    const waiting = [...page].reverse();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await one(id);
      }),
    );
  }
  if (only.length === 0) {
    broken.push(...(await brokenNumbers(sql)));
    if (deps.processes && silences < PATIENCE) broken.push(...(await unknownProcesses(sql, deps.processes())));
  }
  return { cases, acts, papers, unasked, broken: inOrder(broken) };
}

function inOrder(broken: readonly Broken[]): Broken[] {
  return [...broken].sort((a, b) => a.at - b.at || (a.case < b.case ? -1 : Number(a.case > b.case)));
}

async function* given(ids: readonly string[]): AsyncGenerator<readonly string[]> {
  yield ids;
}

/** Ids of all cases, those included of which only acts or only a row is left. */
export async function* pages(sql: Sql): AsyncGenerator<readonly string[]> {
  for (const source of [
    'select id from cases where id > $1 order by id limit $2',
    `select distinct a.case_id as id from acts a where a.case_id > $1 and not exists (select 1 from cases c where c.id = a.case_id)
     order by a.case_id limit $2`,
  ]) {
    for (let after: string | undefined = ''; after !== undefined;) {
      const { rows }: { rows: { id: string }[] } = await sql.query<{ id: string }>(source, [after, PAGE]);
      if (rows.length > 0) yield rows.map((row) => row.id);
      after = rows.length === PAGE ? rows.at(-1)?.id : undefined;
    }
  }
}

async function instantBefore(sql: Sql, caseId: string, seq: number | undefined): Promise<number> {
  const { rows } = await sql.query<{ at: number | null }>(
    `select coalesce(
       (select extract(epoch from max(at))::float8 * 1000 from acts where case_id = $1 and ($2::int is null or seq < $2)),
       (select extract(epoch from opened_at)::float8 * 1000 from cases where id = $1)) as at`,
    [caseId, seq ?? null],
  );
  return rows[0]?.at ?? 0;
}

/** Numbers stand without gaps from 1 to the last one drawn; each belongs to an act that carries it, or keeps the reason it is void for. */
async function brokenNumbers(sql: Sql): Promise<readonly Broken[]> {
  const { rows } = await sql.query<{ case: string; why: string; where: string; at: number }>(`
    with numbered as (
      select series, year, n, case_id, lag(n, 1, 0) over (partition by series, year order by n) as before from drawn_numbers
    )
    select case_id as "case", 'number-missing' as why, series || ' ' || year || ' ' || (before + 1) as "where", 0 as at
      from numbered where n <> before + 1
    union all
    select '', 'number-missing', s.series || ' ' || s.year || ' ' || s.last, 0 from series s
      where s.last <> (select coalesce(max(n), 0) from drawn_numbers d where d.series = s.series and d.year = s.year)
    union all
    select d.case_id, 'number-without-series', d.number, 0 from drawn_numbers d
      where not exists (select 1 from series s where s.series = d.series and s.year = d.year)
    union all
    select d.case_id, 'number-without-act', d.number, 0 from drawn_numbers d
      where not exists (select 1 from acts a where a.case_id = d.case_id and a.seq = d.seq
        and (a.payload is null or position(d.number in a.payload::text) > 0))
        and coalesce(d.void_reason, '') = ''
    limit ${MOST_NAMED}`);
  return rows;
}

/** A process of a case that the record has never heard of: the case was taken out whole. */
async function unknownProcesses(sql: Sql, ids: AsyncIterable<string>): Promise<readonly Broken[]> {
  const unknown: Broken[] = [];
  const check = async (batch: readonly string[]): Promise<void> => {
    const { rows } = await sql.query<{ id: string }>(
      'select id from unnest($1::text[]) as t(id) where not exists (select 1 from cases c where c.id = t.id)',
      [batch],
    );
    unknown.push(...rows.map((row) => ({ case: row.id, why: 'case-missing', where: 'temporal', at: 0 })));
  };
  let batch: string[] = [];
  for await (const id of ids) {
    batch.push(id);
    if (batch.length < PAGE) continue;
    await check(batch);
    batch = [];
  }
  if (batch.length > 0) await check(batch);
  return unknown.slice(0, MOST_NAMED);
}
