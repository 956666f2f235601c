// Every rung of two hundred cases that nobody touches comes by its own timer; with the worker stopped it comes by the sweep.
// Judged from outside, through HTTP, SQL and Temporal's own interface. ONESEAL_RUNG_CASES changes how many (default 200).
import { startFaulty, type FaultyProduct } from '../faults/product';
import { outside, type Outside } from '../support/a-permit';
import { eventually } from '../support/client';

const CASES = Number(process.env.ONESEAL_RUNG_CASES ?? 200);
/** Accepted on each working day: a case has four rungs, each on a morning of its own, so eight fall due together at most. */
const A_DAY = 2;
const DAY_SECONDS = 2;
const MOST_IN_A_SECOND = 10;
const SWEPT_CASES = 20;
const SWEPT_WITHIN_SECONDS = 60;
const LADDER = ['reminder', 'yellow', 'red', 'escalation'];

interface Rung {
  readonly case_id: string;
  readonly rung: string;
  readonly raised_by: string;
  /** Real seconds since the installation began. */
  readonly due: number;
  readonly raised: number;
}

let product: FaultyProduct;
let town: Outside;
beforeAll(async () => {
  // A Monday; two hundred days of law time hold a hundred working days, their ladders, and no year's end.
  product = await startFaulty({
    ONESEAL_DAY_SECONDS: String(DAY_SECONDS),
    ONESEAL_LAW_START: '2025-03-03T10:00:00+08:00',
  });
  town = await outside(product);
}, 300_000);
afterAll(async () => {
  await town?.close();
  await product?.stop();
}, 120_000);

async function today(): Promise<string> {
  const { rows } = await town.sql.query<{ day: string }>(`
    select to_char((law_start + (clock_timestamp() - real_start) * (86400 / day_seconds)) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
    from installation`);
  return rows[0]?.day ?? '';
}
async function acceptedOn(ids: readonly string[]): Promise<string> {
  const { rows } = await town.sql.query<{ day: string }>(
    `select max(started_on) as day from clocks where clock_id = 'decision' and case_id = any($1)`,
    [ids],
  );
  return rows[0]?.day ?? '';
}
/** Every rung of the clock of the decision. */
async function rungsOf(ids: readonly string[]): Promise<readonly Rung[]> {
  const { rows } = await town.sql.query<Rung>(
    `select a.case_id, a.payload->>'rung' as rung, a.raised_by,
       extract(epoch from a.effective_at - i.law_start)::float8 * i.day_seconds / 86400 as due,
       extract(epoch from a.at - i.law_start)::float8 * i.day_seconds / 86400 as raised
     from acts a, installation i where a.type = 'rung-raised' and a.payload->>'clock' = 'decision' and a.case_id = any($1)
     order by due, a.case_id`,
    [ids],
  );
  return rows;
}
async function everyRungOf(ids: readonly string[], seconds: number): Promise<readonly Rung[]> {
  return eventually(seconds, `${LADDER.length} rungs of each of ${ids.length} cases`, async () => {
    const rungs = await rungsOf(ids);
    return rungs.length >= ids.length * LADDER.length ? rungs : undefined;
  });
}
function onceEach(ids: readonly string[], rungs: readonly Rung[]): void {
  const raised = rungs.map(({ case_id, rung }) => `${case_id} ${rung}`);
  expect([...raised].sort()).toEqual(ids.flatMap((id) => LADDER.map((rung) => `${id} ${rung}`)).sort());
}
const slowest = (rungs: readonly Rung[]): number => Math.max(...rungs.map(({ due, raised }) => raised - due));

test(
  `the rungs of ${CASES} cases come by their own timers, every one, and once`,
  async () => {
    const clerk = await town.staff.of('window-clerk', 0, 'xuxiake');
    const { workingDays } = await clerk.done<{ workingDays: string[] }>('GET', '/api/calendar/2025');
    const ids: string[] = [];
    for (let last = ''; ids.length < CASES;) {
      await eventually(60, 'another working day', async () => {
        const day = await today();
        return day > last && workingDays.includes(day) ? day : undefined;
      });
      const some = await Promise.all(Array.from({ length: A_DAY }, () => town.open()));
      await Promise.all(some.map((id) => town.decide(clerk, id, 'acceptance', 'accept')));
      last = await acceptedOn(some);
      ids.push(...some);
    }
    const rungs = await everyRungOf(ids, 120);
    onceEach(ids, rungs);
    const together = rungs.map(({ due }) => rungs.filter((other) => other.due >= due && other.due < due + 1).length);
    expect(Math.max(...together)).toBeLessThanOrEqual(MOST_IN_A_SECOND);
    expect(rungs.filter(({ raised_by }) => raised_by !== 'timer')).toEqual([]);
    process.stdout.write(
      `${rungs.length} rungs of ${CASES} cases by timer, at most ${Math.max(...together)} due in a second, the slowest ${slowest(rungs).toFixed(1)} s after its instant\n`,
    );
  },
  CASES * 5_000 + 180_000,
);

test('with the worker stopped and a run ended from outside, the same rungs come by the sweep, and once', async () => {
  const clerk = await town.staff.of('window-clerk', 0, 'xuxiake');
  const ids: string[] = [];
  while (ids.length < SWEPT_CASES) ids.push(...(await Promise.all([town.open(), town.open()])));
  const [ended = ''] = ids;
  await eventually(30, 'its process runs', () =>
    town.temporal.workflow
      .getHandle(ended)
      .describe()
      .catch(() => undefined),
  );
  await Promise.all(ids.map((id) => town.decide(clerk, id, 'acceptance', 'accept')));
  const worker = product.run().pids.worker;
  if (worker === undefined) throw new Error('no worker runs');
  process.kill(worker, 'SIGSTOP');
  let rungs: readonly Rung[];
  try {
    const { runId } = await town.temporal.workflow.getHandle(ended).describe();
    await town.temporal.workflow.getHandle(ended).terminate('by an operator');
    rungs = await everyRungOf(ids, 180);
    expect(rungs.filter(({ raised_by }) => raised_by !== 'sweep')).toEqual([]);
    expect(slowest(rungs)).toBeLessThanOrEqual(SWEPT_WITHIN_SECONDS);
    await eventually(30, 'the sweep has its process started again', async () => {
      const again = await town.temporal.workflow.getHandle(ended).describe();
      return again.status.name === 'RUNNING' && again.runId !== runId ? true : undefined;
    });
  } finally {
    process.kill(worker, 'SIGCONT');
  }
  await eventually(180, 'every effect is done', async () => {
    const { rows } = await town.sql.query(
      `select 1 from effects where case_id = any($1) and state in ('wanted', 'claimed') limit 1`,
      [ids],
    );
    return rows.length === 0 ? true : undefined;
  });
  onceEach(ids, await rungsOf(ids));
  const { rows: twice } = await town.sql.query(
    `select payload->>'effect' as effect from acts where case_id = any($1) and type = 'effect-done' group by 1 having count(*) > 1`,
    [ids],
  );
  expect(twice).toEqual([]);
  process.stdout.write(
    `${rungs.length} rungs of ${ids.length} cases by the sweep, the slowest ${slowest(rungs).toFixed(1)} s after its instant\n`,
  );
}, 480_000);
