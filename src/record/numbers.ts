/** Numbers of cases and papers (文号): drawn without gaps inside the transaction that uses them, under the lock of their series. */
import type { PoolClient } from 'pg';
import type { Drawn } from '../kernel/command';

export interface DrawnNumber {
  readonly number: string;
  readonly series: string;
  readonly year: number;
  readonly n: number;
}

export function drawnOf(numbers: readonly DrawnNumber[]): Drawn {
  return { numbers: Object.fromEntries(numbers.map((n) => [n.series, n.number])) };
}

/** Draws the next number of each series; the lock lasts until the transaction ends. */
export async function draw(
  client: PoolClient,
  series: readonly string[],
  day: string,
): Promise<readonly DrawnNumber[]> {
  const year = Number(day.slice(0, 4));
  const sorted = [...series].sort();
  const drawn = await nextIn(client, sorted, year);
  return sorted.map((name, at) => ({
    series: name,
    year,
    n: drawn[at] ?? 0,
    number: `${name}〔${year}〕第${drawn[at] ?? 0}号`,
  }));
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
