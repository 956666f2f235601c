// Owns the figures of the installation for Prometheus: durations measured in this process, and states counted in Postgres.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Sql } from '../record/sql';

export interface Metrics {
  /** From the commit of an act until its workflow had followed it, real time. */
  followed(seconds: number): void;
  /** A commit, by what came of it: `done`, `refused`, `repeated`, `failed`. */
  committed(outcome: string, seconds: number): void;
  /** An HTTP request, by the pattern of its route. */
  answered(
    request: { readonly method: string; readonly route: string; readonly status: number },
    seconds: number,
  ): void;
  /** Counts afresh what stands in Postgres, if it is time to. Never throws: without the database the last figures stand. */
  collect(sql: Sql): Promise<void>;
  /** The exposition format, and its content type. */
  text(): Promise<string>;
  readonly contentType: string;
}

const EFFECT_STATES = ['wanted', 'claimed', 'done', 'failed', 'cancelled'];
const RAISERS = ['timer', 'act', 'sweep'];
const SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

const COUNTS = `
  select 'effects' as what, kind as a, state as b, count(*)::int as n from effects group by kind, state
  union all select 'wakes', urgency, null, count(*)::int from wakes group by urgency
  union all select 'behind', null, null, ceil(extract(epoch from now() - min(owed_at)))::int from wakes where urgency = 'now'
  union all select 'rungs', raised_by, null, count(*)::int from acts where type = 'rung-raised' group by raised_by
  union all select 'waits', kind, null, count(*)::int from waits where closed_at is null group by kind`;

interface Count {
  readonly what: 'effects' | 'wakes' | 'behind' | 'rungs' | 'waits';
  readonly a: string | null;
  readonly b: string | null;
  readonly n: number | null;
}

export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  const registers = [registry];
  const following = new Histogram({
    name: 'oneseal_following_lag_seconds',
    help: 'From the commit of an act until its workflow followed it',
    buckets: SECONDS,
    registers,
  });
  const commits = new Histogram({
    name: 'oneseal_commit_duration_seconds',
    help: 'Commits of the record by outcome',
    labelNames: ['outcome'],
    buckets: SECONDS,
    registers,
  });
  const requests = new Histogram({
    name: 'oneseal_http_duration_seconds',
    help: 'HTTP requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const wakes = new Gauge({
    name: 'oneseal_owed_wakes',
    help: 'Wakes owed to workflows, by urgency',
    labelNames: ['urgency'],
    registers,
  });
  const behind = new Gauge({
    name: 'oneseal_oldest_owed_wake_seconds',
    help: 'Age of the oldest wake owed now',
    registers,
  });
  const effects = new Gauge({
    name: 'oneseal_effects',
    help: 'Effects by kind and state; failed ones wait for a person',
    labelNames: ['kind', 'state'],
    registers,
  });
  const waits = new Gauge({
    name: 'oneseal_waits',
    help: 'Open waits by kind',
    labelNames: ['kind'],
    registers,
  });
  // Read from the ledger, not counted in passing: whichever process raised a rung, and after every restart, the sum is right.
  const rungs = new Counter({
    name: 'oneseal_rungs_total',
    help: 'Rungs of clocks raised, by who raised them',
    labelNames: ['raised_by'],
    registers,
  });

  function show(counts: readonly Count[]): void {
    for (const metric of [wakes, effects, waits, rungs]) metric.reset();
    // Absent and zero are not the same to an alert.
    for (const urgency of ['now', 'idle']) wakes.set({ urgency }, 0);
    for (const raisedBy of RAISERS) rungs.inc({ raised_by: raisedBy }, 0);
    for (const kind of ['issue-paper', 'notify', 'escalate', 'call'])
      for (const state of EFFECT_STATES) effects.set({ kind, state }, 0);
    behind.set(0);
    for (const { what, a, b, n } of counts) {
      if (what === 'effects') effects.set({ kind: a ?? '', state: b ?? '' }, n ?? 0);
      if (what === 'wakes') wakes.set({ urgency: a ?? '' }, n ?? 0);
      if (what === 'behind') behind.set(Math.max(0, n ?? 0));
      if (what === 'rungs') rungs.inc({ raised_by: a ?? 'act' }, n ?? 0);
      if (what === 'waits') waits.set({ kind: a ?? '' }, n ?? 0);
    }
  }

  let nextCount = 0;
  let counting: Promise<void> | undefined;
  async function count(sql: Sql): Promise<void> {
    const started = performance.now();
    try {
      const { rows } = await sql.query<Count>(COUNTS);
      show(rows);
    } catch {
      // `/readyz` says that the database is away; a scrape still wants the durations.
    }
    // However large the tables grow and however often somebody scrapes, counting takes a hundredth of the time at most.
    const took = performance.now() - started;
    nextCount = performance.now() + took * 100;
  }

  return {
    followed: (seconds) => following.observe(seconds),
    committed: (outcome, seconds) => commits.observe({ outcome }, seconds),
    answered: ({ method, route, status }, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    async collect(sql) {
      if (performance.now() < nextCount) return;
      counting ??= count(sql).finally(() => (counting = undefined));
      await counting;
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
