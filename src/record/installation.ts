/** What this installation is: one row, written at its first start and never changed but for the epoch. */
import type { LawClock } from './law-clock';
import type { Sql } from './sql';

export interface Installation extends LawClock {
  /** Wakes of an older epoch are ignored; raised by `oneseal recover`. */
  readonly epoch: number;
  readonly demo: boolean;
}
export interface LawClockSetting {
  /** Real seconds of a law day; absent for the ordinary clock. */
  readonly daySeconds?: number;
  /** Law ms of the first start; absent: the real instant. */
  readonly lawStart?: number;
  readonly demo: boolean;
}
/** The stored clock and the one asked for differ. */
export class LawClockError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LawClockError';
  }
}

interface Row {
  readonly real_start: number;
  readonly law_start: number;
  readonly day_seconds: number;
  readonly simulated: boolean;
  readonly epoch: number;
  readonly demo: boolean;
}
const SELECT = `select extract(epoch from real_start)::float8 * 1000 as real_start, extract(epoch from law_start)::float8 * 1000 as law_start,
  day_seconds, simulated, epoch, demo from installation where id = 1`;

/** Reads the installation; undefined before the first start. */
export async function readInstallation(sql: Sql): Promise<Installation | undefined> {
  const { rows } = await sql.query<Row>(SELECT);
  const row = rows[0];
  return (
    row && {
      realStart: row.real_start,
      lawStart: row.law_start,
      daySeconds: row.day_seconds,
      simulated: row.simulated,
      epoch: row.epoch,
      demo: row.demo,
    }
  );
}

/**
 * Creates the installation on the first start and reads it ever after. A law clock asked for later that is not the
 * stored one is refused: the ledger's times would no longer mean one thing.
 */
export async function installation(sql: Sql, setting: LawClockSetting): Promise<Installation> {
  const simulated = setting.daySeconds !== undefined || setting.lawStart !== undefined;
  await sql.query(
    `insert into installation (id, real_start, law_start, day_seconds, simulated, demo)
     select 1, t, coalesce(to_timestamp($1::float8 / 1000), t), $2, $3, $4 from (select date_trunc('milliseconds', clock_timestamp()) as t) now on conflict (id) do nothing`,
    [setting.lawStart ?? null, setting.daySeconds ?? 86_400, simulated, setting.demo],
  );
  const stored = await readInstallation(sql);
  if (!stored) throw new Error('the installation row vanished');
  const otherSpeed = setting.daySeconds !== undefined && setting.daySeconds !== stored.daySeconds;
  const otherStart = setting.lawStart !== undefined && setting.lawStart !== stored.lawStart;
  if (simulated && (!stored.simulated || otherSpeed || otherStart)) {
    throw new LawClockError(
      `This installation's law clock was fixed at its first start (${stored.simulated ? `${stored.daySeconds} s a day` : 'real time'}). Remove ONESEAL_DAY_SECONDS and ONESEAL_LAW_START, or start another installation with ONESEAL_HOME. 法律时钟在首次启动时已经确定，不能更改。`,
    );
  }
  return stored;
}
