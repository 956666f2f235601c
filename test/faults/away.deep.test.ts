// The record away for ten real minutes under a running product, while limits fall due: what a history grows by, and that everything
// goes on afterwards. Judged from outside, through HTTP, SQL and Temporal's own interface. ONESEAL_AWAY_MINUTES (default 10).
import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { isReady, startFaulty, type FaultyProduct } from './product';
import { outside, type Outside } from '../support/a-permit';
import { eventually } from '../support/client';

const MINUTES = Number(process.env.ONESEAL_AWAY_MINUTES ?? 10);
const MOST_EVENTS = 60;
const CASES = 10;

let product: FaultyProduct;
let town: Outside;
beforeAll(async () => {
  // A law day in 40 real seconds: reminders and warnings of every case fall due while nobody can record them.
  product = await startFaulty({ ONESEAL_DAY_SECONDS: '40', ONESEAL_LAW_START: '2025-03-03T10:00:00+08:00' });
  town = await outside(product);
}, 300_000);
afterAll(async () => {
  await town?.close();
  await product?.stop();
}, 120_000);

/** The server and its sessions: stopped, they answer nobody and refuse nobody, which is worse than a closed door. */
function everyProcess(parent: number): readonly number[] {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(parent)], { encoding: 'utf8' });
  return [parent, ...children.split('\n').filter(Boolean).map(Number)];
}
function freeze(parent: number): readonly number[] {
  // The parent first, so that it makes no further session.
  process.kill(parent, 'SIGSTOP');
  const all = everyProcess(parent);
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  return all;
}

test(
  `${MINUTES} minutes without the record add at most ${MOST_EVENTS} events to any history, and everything goes on`,
  async () => {
    const cases: string[] = [];
    for (let nth = 0; nth < CASES; nth++) {
      const id = await town.open();
      if (nth % 2 === 0)
        await town.decide(await town.staff.of('window-clerk', 0, 'xuxiake'), id, 'acceptance', 'accept');
      cases.push(id);
    }
    const events = async (id: string): Promise<number> => (await town.history(id)).length;
    await eventually(60, 'what was asked for is done', async () => {
      const { rows } = await town.sql.query<{ n: string }>(
        `select count(*) as n from effects where state in ('wanted', 'claimed')`,
      );
      return rows[0]?.n === '0' ? true : undefined;
    });
    const before = new Map(await Promise.all(cases.map(async (id) => [id, await events(id)] as const)));

    const { postgres } = product.run().pids;
    if (postgres === undefined) throw new Error('Postgres does not run.');
    const frozen = freeze(postgres);
    const since = performance.now();
    try {
      await pause(MINUTES * 60_000);
    } finally {
      for (const pid of [...frozen].reverse())
        try {
          process.kill(pid, 'SIGCONT');
        } catch {
          // A session that its client gave up is gone.
        }
    }
    const away = (performance.now() - since) / 60_000;
    const grown = await Promise.all(cases.map(async (id) => (await events(id)) - (before.get(id) ?? 0)));
    process.stdout.write(
      `${away.toFixed(1)} minutes without the record: histories grew by ${Math.min(...grown)} to ${Math.max(...grown)} events\n`,
    );
    expect(Math.max(...grown)).toBeLessThanOrEqual(MOST_EVENTS);

    await eventually(120, 'the product is ready again', async () => ((await isReady(product.url)) ? true : undefined));
    await eventually(330, 'every limit that fell due meanwhile is raised', async () => {
      const { rows } = await town.sql.query<{ n: string }>(
        `select count(*) as n from clocks where state = 'running' and next_rung_at < (
           select law_start + (clock_timestamp() - interval '60 seconds' - real_start) * (86400 / day_seconds) from installation)`,
      );
      return rows[0]?.n === '0' ? true : undefined;
    });
    const { rows: twice } = await town.sql.query(
      `select case_id, payload->>'clock' as clock, payload->>'term' as term, payload->>'rung' as rung from acts
       where type = 'rung-raised' group by 1, 2, 3, 4 having count(*) > 1`,
    );
    expect(twice).toEqual([]);
    const id = await town.open();
    await town.decide(await town.staff.of('window-clerk', 0, 'xuxiake'), id, 'acceptance', 'accept');
    expect(product.oneseal('verify')).toMatchObject({ status: 0 });
  },
  MINUTES * 60_000 + 900_000,
);
