/** Numbers of cases and papers (文号): drawn without gaps inside the transaction that uses them, under the lock of their series. */
import type { PoolClient } from 'pg';
import type { Drawn } from '../kernel/command';

export interface DrawnNumber {
  readonly number: string;
  readonly series: string;
  readonly year: number;
  readonly n: number;
  /** What the kernel asked for, `<suffix>@<body>`; absent for the number of a case. */
  readonly need?: string;
}

export function drawnOf(numbers: readonly DrawnNumber[], people?: Drawn['people']): Drawn {
  return {
    ...(people ? { people } : {}),
    numbers: Object.fromEntries(numbers.flatMap(({ need, number }) => (need === undefined ? [] : [[need, number]]))),
  };
}

/** Draws the next number for each need; the lock of its series lasts until the transaction ends. */
export async function draw(client: PoolClient, needs: readonly string[], day: string): Promise<readonly DrawnNumber[]> {
  const year = Number(day.slice(0, 4));
  const letters = await lettersOf(client, needs);
  // In the order of the series that are locked, so that two commits never wait for each other.
  const wanted = needs
    .map((need) => ({ need, series: seriesOf(need, letters) }))
    .sort((a, b) => (a.series < b.series ? -1 : Number(a.series > b.series)));
  const drawn = await nextIn(
    client,
    wanted.map(({ series }) => series),
    year,
  );
  return wanted.map(({ need, series }, at) => ({
    need,
    series,
    year,
    n: drawn[at] ?? 0,
    number: `${series}〔${year}〕第${drawn[at] ?? 0}号`,
  }));
}

/** `澄行审许` of `许@approval-bureau`: the letters of the body (文号代字) and what the paper adds to them. */
export function seriesOf(need: string, letters: ReadonlyMap<string, string>): string {
  const { suffix, body } = partsOf(need);
  const own = letters.get(body);
  if (own === undefined) throw new Error(`a number is asked for in the name of "${body}", which is no organisation`);
  // Definitions published before bodies had letters write the whole series; cases keep them for life.
  return suffix.startsWith(own) ? suffix : `${own}${suffix}`;
}

/** Parted at the first @: the id of a body may hold another, a suffix never does. */
function partsOf(need: string): { readonly suffix: string; readonly body: string } {
  const at = need.indexOf('@');
  return { suffix: need.slice(0, at), body: need.slice(at + 1) };
}

/** What the numbers of a body begin with; the Chinese name of one that was given no letters. */
async function lettersOf(client: PoolClient, needs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (needs.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; letters: string }>(
    'select id, coalesce(number_letters, name_zh) as letters from organisations where id = any($1)',
    [needs.map((need) => partsOf(need).body)],
  );
  return new Map(rows.map(({ id, letters }) => [id, letters]));
}

export async function nextIn(client: PoolClient, series: readonly string[], year: number): Promise<readonly number[]> {
  const drawn: number[] = [];
  for (const name of series) {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`series:${name}:${year}`]);
    const { rows } = await client.query<{ last: number }>(
      'insert into series (series, year, last) values ($1, $2, 1) on conflict (series, year) do update set last = series.last + 1 returning last',
      [name, year],
    );
    drawn.push(rows[0]?.last ?? 0);
  }
  return drawn;
}
