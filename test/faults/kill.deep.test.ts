// The product under kill -9 while a town decides: judged from outside, through HTTP and SQL, and by nothing of its own code.
// ONESEAL_FAULT_KILLS (each part, default 20), ONESEAL_FAULT_ORDERS (default 6), ONESEAL_FAULT_SEED.
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { chanceOf } from './chance';
import { publishItem } from '../support/a-vote';
import { aTown, BOARD, Driver, type Town } from './driver';
import { isReady, startFaulty, type FaultyProduct, type PartName } from './product';
import { aProxy, type Proxy } from './proxy';

const KILLS = Number(process.env.ONESEAL_FAULT_KILLS ?? 20);
const ORDERS = Number(process.env.ONESEAL_FAULT_ORDERS ?? 6);
const SEED = Number(process.env.ONESEAL_FAULT_SEED ?? 20261124);
const PARTS: readonly PartName[] = ['api', 'worker', 'relay', 'temporal', 'postgres'];
const PER_SECOND = 16;
const BACK_SECONDS = 60;
const HOUR_MS = 3_600_000;

const chance = chanceOf(SEED);
let product: FaultyProduct;
let proxy: Proxy;
let town: Town;
let driver: Driver;
let lastKill: Partial<Record<PartName, number[]>> = {};
const recoveries: { readonly part: string; readonly ms: number }[] = [];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

beforeAll(async () => {
  // A law day in 40 real seconds: terms run out while the killing goes on.
  product = await startFaulty({ ONESEAL_DAY_SECONDS: '40', ONESEAL_LAW_START: '2026-03-02T09:00:00+08:00' });
  await publishItem(product.run().databaseSuperUrl, BOARD);
  town = await aTown(product.url);
  proxy = await aProxy({ port: product.port });
  proxy.dropWhen(() => chance() < 0.05);
  driver = new Driver(proxy.port, product.url, town, chance, PER_SECOND);
  driver.begin(30);
  say(`seed ${SEED}, ${KILLS} kills of each of ${PARTS.join(', ')}`);
}, 300_000);
afterAll(async () => {
  await driver?.end();
  await proxy?.close();
  await product?.stop();
}, 180_000);

async function sql<R>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> {
  for (const until = performance.now() + BACK_SECONDS * 1000; ; await pause(200)) {
    const client = new Client({ connectionString: product.run().databaseSuperUrl, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query(text, [...values]);
      return rows as R[];
    } catch (fault) {
      if (performance.now() > until) throw fault;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** The supervisor takes five deaths of one part within a minute for hopeless; a town has no such minute. */
async function spaced(part: PartName): Promise<void> {
  const recent = (lastKill[part] ?? []).filter((at) => performance.now() - at < 65_000);
  if (recent.length >= 3) await pause(65_000 - (performance.now() - (recent[0] ?? 0)));
  lastKill = { ...lastKill, [part]: [...recent, performance.now()] };
}

/** From the kill until the next decision is acknowledged. */
async function decidesAgain(since: number, what: string): Promise<void> {
  const until = performance.now() + BACK_SECONDS * 1000;
  for (;;) {
    const next = driver.ackedAt.find((at) => at > since);
    if (next !== undefined) {
      recoveries.push({ part: what, ms: next - since });
      return;
    }
    if (performance.now() > until)
      throw new Error(`no decision within ${BACK_SECONDS} s of killing ${what}:\n${product.output().slice(-4000)}`);
    await pause(50);
  }
}

/** What must hold at every instant, however many processes are dead. */
async function invariants(): Promise<void> {
  const told = driver.intents.map((i) => ({ key: i.key, state: i.state }));
  // An act's key is `<person> <method> <path> <key>`.
  const rows = await sql(
    `with done as (select split_part(key, ' ', 4) as key, count(*)::int as n from acts where key like '% POST %' group by 1)
     select t.key, t.state, coalesce(d.n, 0) as n from jsonb_to_recordset($1::jsonb) as t(key text, state text) left join done d on d.key = t.key
     where case t.state when 'acked' then coalesce(d.n, 0) <> 1 when 'refused' then coalesce(d.n, 0) <> 0 else coalesce(d.n, 0) > 1 end`,
    [JSON.stringify(told)],
  );
  expect(rows).toEqual([]);
  expect(driver.intents.filter((i) => i.code === '500')).toEqual([]);
  expect(
    await sql(`select s.series, s.last from series s where s.last <> (select count(*) from drawn_numbers n where n.series = s.series and n.year = s.year)
      or s.last <> (select max(n) from drawn_numbers n where n.series = s.series and n.year = s.year)`),
  ).toEqual([]);
  expect(
    await sql(`select case_id, payload->>'clock' as clock, payload->>'term' as term, payload->>'rung' as rung from acts
      where type = 'rung-raised' group by 1, 2, 3, 4 having count(*) > 1`),
  ).toEqual([]);
  expect(
    await sql(
      `select payload->>'effect' as effect from acts where type = 'effect-done' group by 1 having count(*) > 1`,
    ),
  ).toEqual([]);
  expect(
    await sql(`select payload->>'child' as child from acts where type = 'child-ended' group by 1 having count(*) > 1`),
  ).toEqual([]);
}

test(
  'each part is killed again and again, and nothing is lost, doubled or stuck',
  async () => {
    const began = performance.now();
    await pause(8_000);
    for (let round = 0; round < KILLS; round++) {
      for (const part of PARTS) {
        await spaced(part);
        await pause(500 + chance() * 2_000);
        const since = performance.now();
        const killed = product.kill(part);
        await product.replaced(part, killed, BACK_SECONDS);
        await decidesAgain(since, part);
        await invariants();
      }
      const seconds = (performance.now() - began) / 1000;
      say(
        `round ${round + 1}: ${driver.ackedAt.length} acts acknowledged, ${(driver.ackedAt.length / seconds).toFixed(1)}/s, ` +
          `${proxy.dropped} replies lost, ${driver.intents.filter((i) => i.state === 'unknown').length} unknown`,
      );
    }
  },
  KILLS * 5 * 90_000 + 60_000,
);

test(
  'all are killed at once, in different orders, and all come back',
  async () => {
    for (let order = 0; order < ORDERS; order++) {
      const shuffled = [...PARTS]
        .map((part) => ({ part, at: chance() }))
        .sort((a, b) => a.at - b.at)
        .map(({ part }) => part);
      for (const part of shuffled) await spaced(part);
      const since = performance.now();
      const killed: [PartName, number][] = [];
      for (const part of shuffled) {
        killed.push([part, product.kill(part)]);
        await pause(chance() * 400);
      }
      for (const [part, pid] of killed) await product.replaced(part, pid, 2 * BACK_SECONDS);
      await decidesAgain(since, `all (${shuffled.join(' ')})`);
      await invariants();
    }
  },
  ORDERS * 240_000 + 60_000,
);

test(
  'when it is over, every unknown act is done once, every case goes on, and the record is whole',
  async () => {
    await driver.end();
    proxy.dropWhen(() => false);
    await driver.settleAll();
    expect(driver.intents.filter((i) => i.state === 'unknown')).toEqual([]);
    await invariants();
    await idle();
    await invariants();

    const cases = await sql<{ id: string }>('select id from cases order by opened_at, id');
    for (const { id } of cases) {
      const reply = await fetch(`${product.url}/api/cases/${id}/verification`, {
        headers: { authorization: `Bearer ${town.supervisor}` },
      });
      expect({ id, ...((await reply.json()) as object) }).toMatchObject({ id, intact: true });
    }
    const rebuilt = product.oneseal('rebuild');
    expect(rebuilt).toMatchObject({ status: 0 });
    const verified = product.oneseal('verify');
    expect(verified).toMatchObject({ status: 0 });

    const done = (type: string): number =>
      driver.intents.filter((i) => i.state === 'acked' && (i.body as { type?: string }).type === type).length;
    const several = ['delegate', 'submit-opinion', 'add-sign', 'withdraw-vote', 'return'].map(
      (type) => [type, done(type)] as const,
    );
    expect(several.filter(([, times]) => times === 0)).toEqual([]);
    say(`of what several do at one step: ${several.map(([type, times]) => `${type} ${times}`).join(', ')}`);

    const slowest = [...recoveries].sort((a, b) => b.ms - a.ms);
    say(
      `${driver.intents.length} acts asked for, ${driver.ackedAt.length} acknowledged, ${cases.length} cases, ${proxy.dropped} replies lost; ` +
        `from kill to next decision: median ${Math.round(slowest[Math.floor(slowest.length / 2)]?.ms ?? 0)} ms, longest ${Math.round(slowest[0]?.ms ?? 0)} ms (${slowest[0]?.part})`,
    );
    say(verified.said.trim().split('\n').at(-1) ?? '');
  },
  HOUR_MS,
);

/** Everything owed is carried, every effect over, no rung late: the processes have caught up by themselves. */
async function idle(): Promise<void> {
  let last: unknown;
  for (const until = performance.now() + 300_000; performance.now() < until; await pause(1_000)) {
    const ready = await isReady(product.url);
    const [owed] = await sql<Record<string, number>>(`
      select (select count(*)::int from wakes where urgency = 'now') as wakes, (select count(*)::int from child_outcomes) as outcomes,
        (select count(*)::int from effects where state in ('wanted', 'claimed', 'failed')) as effects,
        (select count(*)::int from cases c where c.status = 'open' and jsonb_path_exists(c.state, '$.closing')) as closing,
        (select count(*)::int from cases c, installation i where c.next_rung_at <
           i.law_start + (clock_timestamp() - interval '60 seconds' - i.real_start) * (86400 / i.day_seconds)) as late,
        (select count(*)::int from cases c where status <> 'ended' and not exists (select 1 from waits w where w.case_id = c.id and w.closed_at is null)) as stuck`);
    last = { ready, ...owed };
    if (ready && owed && Object.values(owed).every((n) => n === 0)) return;
  }
  throw new Error(`still owed after five minutes: ${JSON.stringify(last)}\n${product.output().slice(-4000)}`);
}
