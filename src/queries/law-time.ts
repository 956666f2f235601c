// Owns what the time of law is for reads: Postgres' clock, mapped to law time by the row of this installation.
import type { Instant } from '../kernel/time/clock';
import type { Database } from './database';

export interface LawTime {
  readonly now: Instant;
  readonly simulated: boolean;
  /** Real seconds of one day of law time. */
  readonly daySeconds: number;
  readonly demo: boolean;
}
interface Row {
  readonly real_start: Date;
  readonly law_start: Date;
  readonly day_seconds: number;
  readonly simulated: boolean;
  readonly demo: boolean;
  readonly real_now: Date;
}

/** Law time now. Throws when the installation has never been started. */
export async function lawTime(db: Database): Promise<LawTime> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT real_start, law_start, day_seconds, simulated, demo, clock_timestamp() AS real_now FROM installation WHERE id = 1`;
  if (!row) throw new Error('this installation has not been set up: no row in "installation"');
  return { now: lawInstant(row), simulated: row.simulated, daySeconds: row.day_seconds, demo: row.demo };
}

/** The instant of law that a row of the installation, read together with Postgres' clock, stands for. */
export function lawInstant(
  row: Pick<Row, 'real_start' | 'law_start' | 'day_seconds' | 'simulated' | 'real_now'>,
): Instant {
  if (!row.simulated) return row.real_now.getTime();
  const elapsed = row.real_now.getTime() - row.real_start.getTime();
  return row.law_start.getTime() + Math.round((elapsed * 86_400) / row.day_seconds);
}

/** Law ms that pass in a real one. */
export function lawPace(row: Pick<Row, 'day_seconds'>): number {
  return 86_400 / row.day_seconds;
}
