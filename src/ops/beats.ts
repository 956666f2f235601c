/** Owns that a part of the product which runs says so: one row, written every two seconds, gone when it stops in order. */
import { hostname } from 'node:os';
import type { Sql } from '../record/sql';

export type Part = 'worker' | 'relay';
export interface Beating {
  stop(): Promise<void>;
}

const EVERY_MS = 2_000;
/** Four beats missed: stopped, or hanging. */
export const SILENT_AFTER_SECONDS = 8;
/** Rows of processes that were killed are swept by whoever beats. */
const FORGOTTEN = `interval '1 day'`;

/** `alive`: whether there is still something to say so for. */
export function keepBeating(sql: Sql, part: Part, alive: () => boolean = () => true): Beating {
  const id = `${part}:${hostname()}:${process.pid}`;
  let writing: Promise<unknown> = beat();
  const timer = setInterval(() => {
    writing = writing.then(beat);
  }, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await writing;
      await sql.query('delete from beats where id = $1', [id]).catch(() => undefined);
    },
  };

  async function beat(): Promise<void> {
    if (!alive()) return;
    await sql
      .query(
        `with old as (delete from beats where at < clock_timestamp() - ${FORGOTTEN})
         insert into beats (id, part, at) values ($1, $2, clock_timestamp()) on conflict (id) do update set at = excluded.at`,
        [id, part],
      )
      // The database away is told by others.
      .catch(() => undefined);
  }
}
