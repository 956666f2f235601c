// Owns the measurement of decisions: one run that starts the product, loads it beside a bare Temporal workflow, prints the
// figures and stops it. `--quick` is a look in a minute and a half; `--json <file>` also writes the raw figures.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startBare } from './decisions/bare.mjs';
import { readHistories } from './decisions/histories.mjs';
import { Cases, closedLoop, openLoop } from './decisions/load.mjs';
import { cpuOf, difference, idleSeconds, postgresCounters, quantile } from './decisions/measure.mjs';
import { permitLoad } from './decisions/permit.mjs';
import { startProduct } from './decisions/product.mjs';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    rounds: { type: 'string' },
    /** First step, decisions a second. */
    from: { type: 'string' },
    /** Only these parts: open, routine, burst, steps, statements. */
    only: { type: 'string' },
  },
});
const plan = options.quick
  ? {
      rounds: 1,
      open: { perSecond: 20, seconds: 12 },
      burst: [8],
      burstCount: 160,
      steps: { from: 40, by: 20, to: 40, seconds: 8 },
    }
  : {
      rounds: 3,
      open: { perSecond: 20, seconds: 15 },
      burst: [8, 16],
      burstCount: 240,
      steps: { from: 40, by: 20, to: 200, seconds: 10 },
    };
if (options.from) plan.steps.from = Number(options.from);
if (options.rounds) plan.rounds = Number(options.rounds);
/** Real seconds of the whole run after which no further part begins. */
const BUDGET_SECONDS = options.quick ? 80 : 540;
/** Bar of the architecture for following and for effects. */
const BOUNDED_SECONDS = 10;
const PARTS = options.only?.split(',') ?? ['open', 'routine', 'burst', 'steps', 'statements'];
const began = performance.now();
const spent = () => (performance.now() - began) / 1000;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const say = (line = '') => console.log(line);
const fixed = (value, digits = 1) => (Number.isFinite(value) ? value.toFixed(digits) : '-');

say('starting the product …');
const product = await startProduct(root);
let bare;
let sql;
const results = { plan, runs: [] };
let stopping;
const stopAll = () =>
  (stopping ??= (async () => {
    await bare?.stop();
    await sql?.end();
    await product.stop();
  })());
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopAll().then(() => process.exit(130)));

try {
  sql = new pg.Client({ connectionString: product.superUrl(product.database) });
  await sql.connect();
  results.settings = await settings();
  say(settingsText(results.settings));
  const load = await permitLoad(product.url);
  bare = await startBare(product, load.decisions);
  const sides = {
    product: {
      name: 'OneSeal',
      cases: new Cases(load),
      load,
      processes: product.processes,
      drained: () => productDrained(),
      lags: (done, since) => productLags(done, since),
    },
    /** Decisions without a paper or a message, on cases opened before: what the record and its following cost alone. */
    routine: {
      name: 'OneSeal',
      cases: new Cases(load.routine),
      load: load.routine,
      processes: product.processes,
      drained: () => productDrained(),
      lags: (done, since) => productLags(done, since),
    },
    bare: {
      name: 'bare Temporal',
      cases: new Cases(bare.load),
      load: bare.load,
      processes: { ...bare.processes, Temporal: product.processes.Temporal, Postgres: product.processes.Postgres },
      // The Update answers after its row is written: nothing is left to do.
      drained: async () => true,
      lags: async () => ({}),
    },
  };

  say('\nwarming up …');
  for (const side of [sides.product, sides.bare]) {
    await side.cases.prefill(options.quick ? 24 : 40);
    await openLoop(side.cases, { perSecond: 30, seconds: options.quick ? 4 : 8, decisions: side.load.decisions });
    await drain(side, 60);
  }
  results.idle = await idleCost(sides.product, 4);
  say(
    `idle: ${Object.entries(results.idle)
      .map(([name, share]) => `${name} ${fixed(share * 100)}%`)
      .join(', ')} of a core`,
  );

  for (let round = 1; round <= plan.rounds; round++) {
    // The order is turned each round, so that neither side always finds the machine as the other left it.
    const order = round % 2 === 1 ? [sides.product, sides.bare] : [sides.bare, sides.product];
    for (const side of PARTS.includes('open') ? order : [])
      await part(side, { kind: 'open', label: `${plan.open.perSecond}/s`, round }, (cases) =>
        openLoop(cases, { ...plan.open, decisions: side.load.decisions }),
      );
    if (PARTS.includes('routine'))
      await part(sides.routine, { kind: 'open', label: `routine, ${plan.open.perSecond}/s`, round }, (cases) =>
        openLoop(cases, { ...plan.open, decisions: Infinity }),
      );
    for (const clients of PARTS.includes('burst') ? plan.burst : [])
      for (const side of order)
        await part(side, { kind: 'burst', label: `burst, ${clients} clients`, round }, (cases) =>
          closedLoop(cases, { clients, count: plan.burstCount, decisions: side.load.decisions }),
        );
  }
  if (PARTS.includes('steps')) await sustained(sides.product);
  if (PARTS.includes('statements')) results.statements = await statements(sides.product);
  results.failedEffects = Number(
    (await sql.query(`select count(*) from effects where state = 'failed'`)).rows[0].count,
  );
  report();
} finally {
  await stopAll();
}
if (options.json) writeFileSync(options.json, JSON.stringify(results, null, 1));

async function settings() {
  const { rows } = await sql.query(
    `select name, setting, unit from pg_settings where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers',
      'max_connections', 'wal_level', 'wal_compression', 'plan_cache_mode', 'autovacuum') order by name`,
  );
  return {
    date: new Date().toISOString(),
    cores: cpus().length,
    cpu: cpus()[0].model,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    load: readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' '),
    revision: revision(),
    temporal: 'development server, one file (SQLite, WAL, synchronous=1)',
    postgres: Object.fromEntries(
      rows.map(({ name, setting, unit }) => [name, unit ? `${setting} × ${unit}` : setting]),
    ),
  };
}

function revision() {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}

function settingsText({ date, cores, cpu, memoryGB, node, load, revision: commit, temporal, postgres }) {
  const server = Object.entries(postgres).map(([name, value]) => `${name} ${value}`);
  return `${date}, ${cores} cores (${cpu}), ${memoryGB} GB, Node ${node}, commit ${commit}, load average before ${load}\nPostgres: ${server.join(', ')}\nTemporal: ${temporal}`;
}

/** One measured part: counters before and after, the drain included; latency and rate without it. */
async function part(side, about, run) {
  if (spent() > BUDGET_SECONDS) {
    say(`left out for lack of time: ${side.name}, ${about.label}, round ${about.round}`);
    return undefined;
  }
  const { cases } = side;
  await cases.prefill(about.kind === 'step' ? Math.max(40, about.perSecond) : 40);
  await drain(side, 60);
  const since = (await sql.query('select clock_timestamp() as now')).rows[0].now;
  const before = await counters(side);
  const own = process.cpuUsage();
  const start = performance.now();
  const { seconds } = await run(cases);
  const ownUsed = process.cpuUsage(own);
  const busy = { ...difference(await counters(side), before) };
  const drainSeconds = await drain(side, about.patience ?? 60);
  const wall = (performance.now() - start) / 1000;
  const used = difference(await counters(side), before);
  const { done } = cases;
  const ms = done.map((each) => each.ms);
  const result = {
    side: side.name,
    ...about,
    decisions: done.length,
    openings: cases.openings,
    refused: { ...cases.refused },
    fault: cases.lastFault,
    starved: cases.starved,
    rate: done.length / seconds,
    drainedRate: drainSeconds === undefined ? NaN : done.length / (seconds + drainSeconds),
    p50: quantile(ms, 0.5),
    p99: quantile(ms, 0.99),
    drainSeconds,
    wall,
    idleShare: busy.idle / (seconds * cpus().length),
    /** Whatever else runs on this machine. */
    othersShare: Math.max(
      0,
      1 - (busy.idle + (ownUsed.user + ownUsed.system) / 1e6 + sumOf(side.processes, busy)) / (seconds * cpus().length),
    ),
    generatorMs: (ownUsed.user + ownUsed.system) / 1000 / done.length,
    cpuMs: Object.fromEntries(Object.keys(side.processes).map((name) => [name, (used[name] * 1000) / done.length])),
    walBytes: used.wal / done.length,
    transactions: used.commits / done.length,
    ...(await side.lags(done, since)),
  };
  result.cpuSum = Object.values(result.cpuMs).reduce((sum, value) => sum + value, 0);
  results.runs.push(result);
  say(line(result));
  cases.forget();
  return result;
}

function sumOf(processes, seconds) {
  return Object.keys(processes).reduce((sum, name) => sum + seconds[name], 0);
}

async function counters(side) {
  return { ...cpuOf(side.processes), ...(await postgresCounters(sql)), idle: idleSeconds() };
}

/** Real seconds until nothing is owed and no effect is under way; undefined when that took longer than `patience`. */
async function drain(side, patience) {
  const start = performance.now();
  while (!(await side.drained())) {
    if (performance.now() - start > patience * 1000) return undefined;
    await pause(100);
  }
  return (performance.now() - start) / 1000;
}

async function productDrained() {
  const { rows } =
    await sql.query(`select (select count(*) from wakes)::int as wakes, (select count(*) from child_outcomes)::int as outcomes,
    (select count(*) from effects where state in ('wanted', 'claimed'))::int as effects`);
  return rows[0].wakes + rows[0].outcomes + rows[0].effects === 0;
}

/** From the commit of a decision, by the record's clock, to the follow that Temporal stored; and from wanted to done for effects. */
async function productLags(done, since) {
  // The last wakes are sent when no row is left; their follows need a moment more.
  await pause(1_500);
  const ids = [...new Set(done.map(({ id }) => id))];
  const histories = await readHistories(product.temporalAddress, ids);
  const { rows } = await sql.query(
    `select d.case_id, d.seq, extract(epoch from d.at)::float8 * 1000 as at, bool_or(a.type in ('effects-wanted', 'child-opened', 'ended')) as now,
       bool_or(a.type = 'task-opened') as idle
     from acts d join acts a on a.case_id = d.case_id and a.at = d.at where d.case_id = any($1) and d.type = 'decided' and d.at >= $2
     group by d.case_id, d.seq, d.at`,
    [ids, since],
  );
  // Of decisions for which something is wanted of the process; and of those that only move the step it shows.
  const [lags, idleLags] = [[], []];
  let unfollowed = 0;
  for (const { case_id: id, seq, at, now, idle } of rows) {
    if (!now && !idle) continue;
    const follow = histories.get(id).follows.find((each) => each.seq >= seq && each.at >= at);
    if (follow) (now ? lags : idleLags).push(Math.max(0, follow.at - at) / 1000);
    else unfollowed += 1;
  }
  const from = since.getTime();
  const count = (list) =>
    [...histories.values()].reduce((sum, each) => sum + each[list].filter(({ at }) => at >= from).length, 0);
  const effects = await sql.query(
    `select e.kind, extract(epoch from d.at - w.at)::float8 as seconds from effects e join acts w on w.case_id = e.case_id and w.seq = e.asked_by
     join acts d on d.case_id = e.case_id and d.type = 'effect-done' and d.payload->>'effect' = e.id where w.at >= $1`,
    [since],
  );
  const commits = await sql.query(
    `select count(distinct (case_id, at))::int as commits, count(*)::int as acts from acts where at >= $1`,
    [since],
  );
  const of = (kind) => effects.rows.filter((row) => row.kind === kind).map((row) => row.seconds);
  return {
    lagP50: quantile(lags, 0.5),
    lagP99: quantile(lags, 0.99),
    lagMax: quantile(lags, 1),
    idleLagP50: quantile(idleLags, 0.5),
    idleLagP99: quantile(idleLags, 0.99),
    unfollowed,
    followsPerDecision: count('follows') / done.length,
    wakesPerDecision: count('wakes') / done.length,
    commitsPerDecision: commits.rows[0].commits / done.length,
    actsPerDecision: commits.rows[0].acts / done.length,
    /** Commits of any kind after which no wake of their own reached the workflow. */
    suppressed: 1 - count('wakes') / commits.rows[0].commits,
    effectsPerDecision: effects.rows.length / done.length,
    paperP50: quantile(of('issue-paper'), 0.5),
    paperP99: quantile(of('issue-paper'), 0.99),
    noticeP99: quantile(of('notify'), 0.99),
  };
}

async function idleCost(side, seconds) {
  const before = cpuOf(side.processes);
  await pause(seconds * 1000);
  return Object.fromEntries(
    Object.entries(difference(cpuOf(side.processes), before)).map(([name, used]) => [name, used / seconds]),
  );
}

/** Steps the rate up until lag is no longer bounded, then down from the first step if that one failed. */
async function sustained(side) {
  const { from, by, to, seconds } = plan.steps;
  const held = async (perSecond) => {
    const result = await part(
      side,
      { kind: 'step', label: `step ${perSecond}/s`, perSecond, round: 1, patience: 45 },
      (cases) => openLoop(cases, { perSecond, seconds, decisions: side.load.decisions }),
    );
    return result === undefined ? undefined : isBounded(result, perSecond, seconds);
  };
  let best = 0;
  let rate = from;
  for (; rate <= to; rate += by) {
    const answer = await held(rate);
    if (answer !== true) break;
    best = rate;
  }
  for (rate = from - (from > 10 ? 10 : 5); best === 0 && rate >= 5; rate -= rate > 10 ? 10 : 5) {
    const answer = await held(rate);
    // Not tried is not failed.
    if (answer === undefined) return;
    if (answer) best = rate;
  }
  results.sustained = best;
}

/** In a short step a growing backlog hides in the lag, not in the drain: work that takes long to drain was not kept up with. */
function isBounded(result, perSecond, seconds) {
  return (
    result.drainSeconds !== undefined &&
    result.drainSeconds <= 1.5 + 0.1 * seconds &&
    !(result.lagP99 > BOUNDED_SECONDS) &&
    !(result.idleLagP99 > BOUNDED_SECONDS) &&
    !(result.paperP99 > BOUNDED_SECONDS) &&
    result.unfollowed === 0 &&
    result.rate >= 0.97 * perSecond - 0.5
  );
}

/** Statements per decision, from Postgres' own log of a short run that nothing else is measured in. */
async function statements(side) {
  if (spent() > BUDGET_SECONDS + 20) return undefined;
  const { cases } = side;
  await cases.prefill(40);
  await drain(side, 60);
  const offset = statSync(product.postgresLog).size;
  await logged('all');
  await openLoop(cases, { perSecond: 20, seconds: 4, decisions: side.load.decisions });
  await drain(side, 60);
  await logged('none');
  const found = readFileSync(product.postgresLog, 'utf8')
    .slice(offset)
    // A statement of several lines goes on with a tab on each.
    .replaceAll('\n\t', ' ')
    .split('\n')
    .map((text) => /oneseal_app LOG: {2}(?:statement|execute [^:]*): (.*)$/.exec(text)?.[1])
    .filter((text) => text !== undefined);
  const kinds = {};
  for (const text of found) {
    const kind = text.trim().replace(/\s+/g, ' ').slice(0, 110);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  const decisions = cases.done.length;
  cases.forget();
  return {
    decisions,
    perDecision: found.length / decisions,
    kinds: Object.entries(kinds)
      .sort((a, b) => b[1] - a[1])
      .slice(0, 30)
      .map(([kind, count]) => ({ kind, perDecision: count / decisions })),
  };
}

async function logged(what) {
  await sql.query(`alter system set log_line_prefix = '%u '`);
  await sql.query(`alter system set log_statement = '${what}'`);
  await sql.query('select pg_reload_conf()');
  await pause(300);
}

function line(r) {
  const cpu = Object.entries(r.cpuMs).map(([name, value]) => `${name} ${fixed(value)}`);
  const lag =
    r.lagP50 === undefined
      ? ''
      : `; lag ${fixed(r.lagP50 * 1000, 0)} / ${fixed(r.lagP99 * 1000, 0)} ms, idle ${fixed(r.idleLagP50 * 1000, 0)} / ${fixed(r.idleLagP99 * 1000, 0)} ms; papers ${fixed(r.paperP50, 2)} / ${fixed(r.paperP99, 2)} s; ` +
        `follows ${fixed(r.followsPerDecision, 2)}, wakes ${fixed(r.wakesPerDecision, 2)}, commits ${fixed(r.commitsPerDecision, 2)} per decision` +
        (r.unfollowed ? `; NOT FOLLOWED ${r.unfollowed}` : '');
  const odd = [
    ...Object.entries(r.refused).map(([status, count]) => `${count} × ${status}`),
    ...(r.starved ? [`${r.starved} without a case`] : []),
    ...(r.fault ? [r.fault] : []),
  ];
  return (
    `${r.side.padEnd(13)} ${r.label.padEnd(18)} round ${r.round}: ${r.decisions} decisions, ${fixed(r.rate)}/s, p50 ${fixed(r.p50)} p99 ${fixed(r.p99)} ms${lag}; ` +
    `drained after ${fixed(r.drainSeconds)} s; CPU ms per decision ${fixed(r.cpuSum)} (${cpu.join(', ')}), generator ${fixed(r.generatorMs)}; ` +
    `WAL ${fixed(r.walBytes / 1024)} kB, ${fixed(r.transactions)} transactions; ${fixed(r.idleShare * 100, 0)}% idle, ${fixed(r.othersShare * 100, 0)}% used by others${odd.length ? `; ${odd.join(', ')}` : ''}`
  );
}

function report() {
  say('\n| part | figure | OneSeal: median (range) | bare Temporal: median (range) |\n|---|---|---|---|');
  const labels = [...new Set(results.runs.filter((r) => r.kind !== 'step').map((r) => r.label))];
  const row = (label, name, of, digits = 1) => {
    const cell = (side) => {
      const values = results.runs
        .filter((r) => r.label === label && r.side === side)
        .map(of)
        .filter(Number.isFinite);
      if (values.length === 0) return '-';
      return `${fixed(quantile(values, 0.5), digits)} (${fixed(Math.min(...values), digits)}–${fixed(Math.max(...values), digits)})`;
    };
    say(`| ${label} | ${name} | ${cell('OneSeal')} | ${cell('bare Temporal')} |`);
  };
  for (const label of labels) {
    row(label, 'decisions a second', (r) => r.rate);
    row(label, 'decisions a second, drain included', (r) => r.drainedRate);
    row(label, 'call p50, ms', (r) => r.p50);
    row(label, 'call p99, ms', (r) => r.p99);
    row(label, 'commit to followed p50, ms', (r) => r.lagP50 * 1000, 0);
    row(label, 'commit to followed p99, ms', (r) => r.lagP99 * 1000, 0);
    row(label, 'commit that only moves the step to followed p50, ms', (r) => r.idleLagP50 * 1000, 0);
    row(label, 'commit that only moves the step to followed p99, ms', (r) => r.idleLagP99 * 1000, 0);
    row(label, 'paper wanted to sealed p99, s', (r) => r.paperP99, 2);
    row(label, 'drained after, s', (r) => r.drainSeconds);
    row(label, 'refused with 429', (r) => r.refused[429] ?? 0, 0);
    row(label, 'follows per decision', (r) => r.followsPerDecision, 2);
    row(label, 'wakes per decision', (r) => r.wakesPerDecision, 2);
    row(label, 'share of commits without a wake of their own, %', (r) => r.suppressed * 100, 0);
    for (const name of ['API', 'worker', 'relay', 'front', 'Temporal', 'Postgres'])
      row(label, `CPU ms per decision, ${name}`, (r) => r.cpuMs[name]);
    row(label, 'CPU ms per decision, together', (r) => r.cpuSum);
    row(label, 'generator’s own CPU ms per decision', (r) => r.generatorMs);
    row(label, 'WAL kB per decision', (r) => r.walBytes / 1024);
    row(label, 'transactions per decision', (r) => r.transactions);
    row(label, 'machine idle, %', (r) => r.idleShare * 100, 0);
    row(label, 'machine used by others, %', (r) => r.othersShare * 100, 0);
  }
  if (results.sustained !== undefined)
    say(
      `\nsustained with bounded lag (p99 ≤ ${BOUNDED_SECONDS} s, drained at once): ${results.sustained} decisions a second`,
    );
  if (results.statements) {
    say(`\nstatements per decision (effects, openings and uploads included): ${fixed(results.statements.perDecision)}`);
    for (const { kind, perDecision } of results.statements.kinds)
      say(`  ${fixed(perDecision, 2).padStart(6)}  ${kind}`);
  }
  say(`\neffects that failed: ${results.failedEffects}; the run took ${fixed(spent(), 0)} s`);
}
