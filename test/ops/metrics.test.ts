import type { Sql } from '../../src/record/sql';
import { createMetrics } from '../../src/ops/metrics';
import { freshDatabase, type FreshDatabase } from '../support/postgres';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
}, 60_000);
afterAll(async () => {
  await database.drop();
});

const figuresOf = (text: string) =>
  text.split('\n').filter((line) => line.startsWith('oneseal_') && !line.includes('_bucket'));

test('an empty installation shows zeros, so that an alert can tell nothing from nothing known', async () => {
  const metrics = createMetrics('api');
  await metrics.collect(database.pool);
  const figures = figuresOf(await metrics.text());
  expect(figures).toEqual(
    expect.arrayContaining([
      'oneseal_owed_wakes{urgency="now",service="api"} 0',
      'oneseal_oldest_owed_wake_seconds{service="api"} 0',
      'oneseal_effects{kind="notify",state="failed",service="api"} 0',
      'oneseal_rungs_total{raised_by="sweep",service="api"} 0',
      'oneseal_following_lag_seconds_count{service="api"} 0',
    ]),
  );
});

test('what stands in Postgres is counted, and durations are kept by route and outcome', async () => {
  await database.pool.query(
    `insert into effects (id, case_id, kind, state, asked_by, spec) values
       ('c:1:1', 'c', 'notify', 'failed', 1, '{}'), ('c:1:2', 'c', 'notify', 'failed', 1, '{}'), ('c:1:3', 'c', 'issue-paper', 'done', 1, '{}')`,
  );
  await database.pool.query(
    `insert into wakes (case_id, root_id, workflow, seq, head, urgency, owed_at) values ('c', 'c', 'approval', 1, $1, 'now', now() - interval '70 seconds')`,
    ['0'.repeat(64)],
  );
  const metrics = createMetrics('api');
  metrics.committed('done', 0.004);
  metrics.answered({ method: 'POST', route: '/api/tasks/:id/acts', status: 200 }, 0.012);
  metrics.followed(0.2);
  await metrics.collect(database.pool);
  const text = await metrics.text();
  expect(text).toContain('oneseal_effects{kind="notify",state="failed",service="api"} 2');
  expect(text).toContain('oneseal_effects{kind="issue-paper",state="done",service="api"} 1');
  expect(text).toContain('oneseal_owed_wakes{urgency="now",service="api"} 1');
  expect(Number(/oneseal_oldest_owed_wake_seconds\{service="api"\} (\d+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(70);
  expect(text).toContain('oneseal_commit_duration_seconds_count{service="api",outcome="done"} 1');
  expect(text).toContain('route="/api/tasks/:id/acts"');
  expect(text).toContain('oneseal_following_lag_seconds_sum{service="api"} 0.2');
});

test('rungs are summed by who raised them', async () => {
  const rung = (seq: number, raisedBy: string) =>
    database.pool.query(
      `insert into acts (case_id, seq, v, simulated_time, at, effective_at, type, raised_by, payload_digest, previous_hash, hash)
       values ('r', $1, 1, false, now(), now(), 'rung-raised', $2, $3, $3, $3)`,
      [seq, raisedBy, '0'.repeat(64)],
    );
  await rung(1, 'timer');
  await rung(2, 'timer');
  await rung(3, 'sweep');
  const metrics = createMetrics('api');
  await metrics.collect(database.pool);
  const text = await metrics.text();
  expect(text).toContain('oneseal_rungs_total{raised_by="timer",service="api"} 2');
  expect(text).toContain('oneseal_rungs_total{raised_by="sweep",service="api"} 1');
});

test('many scrapes at once count once, and without the database the last figures stand', async () => {
  const metrics = createMetrics('api');
  let asked = 0;
  const counting: Sql = {
    async query(text, values) {
      asked += 1;
      return database.pool.query(text, values ? [...values] : undefined) as never;
    },
  };
  await Promise.all(Array.from({ length: 20 }, () => metrics.collect(counting)));
  expect(asked).toBe(1);
  const before = figuresOf(await metrics.text());
  const gone: Sql = { query: async () => Promise.reject(new Error('gone')) };
  const later = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
  await expect(metrics.collect(gone)).resolves.toBeUndefined();
  later.mockRestore();
  expect(figuresOf(await metrics.text())).toEqual(before);
});
