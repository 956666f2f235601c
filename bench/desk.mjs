// Owns the measurement of a reviewer's pace: how long after a decision the next task is usable, in a real browser, beside the bare
// request that decides, in the same run and in turn. `--runs 200` is the default; `--pause 0.3` are the seconds somebody reads before
// the next two decisions; `--json <file>` also writes the raw figures.
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { chromium } from 'playwright-core';
import { cpuOf, difference, idleSeconds, quantile } from './decisions/measure.mjs';
import { permitLoad } from './decisions/permit.mjs';
import { startProduct } from './decisions/product.mjs';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    pause: { type: 'string', default: '0.3' },
    json: { type: 'string' },
  },
});
const RUNS = Number(options.runs);
const READS_MS = 1000 * Number(options.pause);
/** Decisions that stand before the one that is measured: accepted, and examined by two. */
const BEFORE = 3;
const ATONCE = 6;
/** Of the brief: p95 in milliseconds. */
const BAR = 500;
const SETTLED_SECONDS = 600;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

const product = await startProduct(root);
let browser;
let sql;
try {
  sql = new pg.Client({ connectionString: product.superUrl(product.database) });
  await sql.connect();
  const load = await permitLoad(product.url);
  console.log(`opening ${2 * RUNS + 1} cases up to their decision …`);
  const ids = await openAll(load, 2 * RUNS + 1);
  await settled();

  browser = await chromium.launch({
    executablePath: chromiumHere(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const page = await inbox(browser, 'wujun');
  const [desk, bare] = [[], []];
  const began = { cpu: cpuOf(product.processes), idle: idleSeconds(), at: performance.now() };
  for (let n = 0; n < RUNS; n++) {
    const { number, id, took } = await decideAtTheDesk(page);
    desk.push(took);
    ids.delete(id);
    // The same act without a browser, on a case that the list on the screen does not lead with.
    const other = [...ids].at(-1);
    ids.delete(other);
    const at = performance.now();
    const answer = await load.decide(other, BEFORE);
    bare.push(performance.now() - at);
    if (answer.status !== 200) throw new Error(`The bare decision on ${other}: ${answer.status} ${answer.text}`);
    if ((n + 1) % 50 === 0) console.log(`${n + 1} of ${RUNS}, the last ${number} after ${took.toFixed(0)} ms`);
    // A person reads before he decides; papers of what was decided are made meanwhile.
    await pause(READS_MS);
  }
  const seconds = (performance.now() - began.at) / 1000;
  const seenAgain = await page.evaluate(() => window.paceOfTheDesk.seenAgain);
  const used = Object.values(difference(cpuOf(product.processes), began.cpu)).reduce((sum, each) => sum + each, 0);
  const elsewhere = cpus().length * seconds - (idleSeconds() - began.idle) - used;
  const figures = { desk: spread(desk), bare: spread(bare), seenAgain, seconds };
  console.log(`
${RUNS} decisions at the desk and as many without it, in turn, ${cpus().length} cores, ${seconds.toFixed(0)} s, ${options.pause} s read between them;
the product used ${used.toFixed(0)} s of CPU, browser and everything else ${elsewhere.toFixed(0)} s

| ms | p50 | p95 | most |
|---|---|---|---|
| Enter until the next task is usable | ${row(figures.desk)} |
| the bare request | ${row(figures.bare)} |
| ratio | ${(figures.desk.p50 / figures.bare.p50).toFixed(2)} | ${(figures.desk.p95 / figures.bare.p95).toFixed(2)} | |

aim: p95 ≤ ${BAR} ms: ${figures.desk.p95 <= BAR ? 'held' : `missed by ${(figures.desk.p95 - BAR).toFixed(0)} ms`}
a decided task shown again: ${seenAgain.length}${seenAgain.length > 0 ? ` (${seenAgain.join(', ')})` : ''}`);
  if (options.json) writeFileSync(options.json, JSON.stringify({ ...figures, raw: { desk, bare } }, null, 1));
} finally {
  await browser?.close();
  await sql?.end();
  await product.stop();
}

async function openAll(load, count) {
  const ids = new Set();
  let left = count;
  await Promise.all(
    Array.from({ length: ATONCE }, async () => {
      while (left-- > 0) {
        const opened = await openedWhenThereIsRoom(load);
        if (opened.status !== 201) throw new Error(`A case could not be opened: ${opened.status} ${opened.text}`);
        for (let n = 0; n < BEFORE; n++) {
          const answer = await load.decide(opened.id, n);
          if (answer.status !== 200) throw new Error(`Decision ${n + 1}: ${answer.status} ${answer.text}`);
        }
        ids.add(opened.id);
        if (ids.size % 100 === 0) console.log(`${ids.size} opened`);
      }
    }),
  );
  return ids;
}

/** New cases are refused while the processes are behind; a window waits and hands in again. */
async function openedWhenThereIsRoom(load) {
  for (;;) {
    const opened = await load.open();
    if (opened.status !== 429) return opened;
    await pause(2000);
  }
}

/** Until nothing is owed of the opening: what is measured is the desk, not the backlog of its preparation. */
async function settled() {
  console.log('waiting until all papers and messages of the opening are done …');
  for (const until = performance.now() + SETTLED_SECONDS * 1000; performance.now() < until; await pause(1000)) {
    const { rows } = await sql.query(
      `select (select count(*) from effects where state in ('wanted', 'claimed'))::int as effects, (select count(*) from wakes)::int as wakes`,
    );
    if (rows[0].effects === 0 && rows[0].wakes === 0) return;
  }
  console.log(`… not within ${SETTLED_SECONDS} s: the figures below carry that backlog`);
}

async function inbox(opened, username) {
  const context = await opened.newContext({
    baseURL: product.url,
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
  });
  await context.request.post('/api/session', {
    data: { username, password: 'oneseal-demo' },
    headers: { origin: product.url },
  });
  const page = await context.newPage();
  await page.addInitScript(watchPace);
  await page.goto('/desk/inbox');
  await page.waitForSelector('.preview .decide-bar button:enabled');
  await page.keyboard.press('n');
  return page;
}

/** Three keys less one: the list stands on the task already. */
async function decideAtTheDesk(page) {
  await page.waitForSelector('.task-row a:focus');
  const { number, id } = await page.evaluate(() => window.paceOfTheDesk.begin());
  await page.keyboard.press('a');
  await page.waitForSelector('.confirmation button.ant-btn-primary:focus');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.paceOfTheDesk.took !== undefined, undefined, {
    polling: 20,
    timeout: 30_000,
  });
  return { number, id, took: await page.evaluate(() => window.paceOfTheDesk.took) };
}

/** Runs in the page: from the moment Enter goes down until the next task can be decided and has the focus. */
function watchPace() {
  const decided = new Set();
  const numberIn = (element) => /[\d-]{20,}/.exec(element?.textContent ?? '')?.[0];
  const pace = {
    took: undefined,
    seenAgain: [],
    pressed: undefined,
    current: undefined,
    begin() {
      const link = document.querySelector('.task-row a:focus');
      pace.current = numberIn(link.closest('.task-row'));
      pace.took = pace.pressed = undefined;
      return { number: pace.current, id: decodeURIComponent(link.closest('[data-task]').dataset.task).split('.')[0] };
    },
  };
  window.paceOfTheDesk = pace;
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter' && pace.current !== undefined) pace.pressed = performance.now();
    },
    true,
  );
  const look = () => {
    for (const row of document.querySelectorAll('.task-row')) {
      const number = numberIn(row);
      if (decided.has(number) && !pace.seenAgain.includes(number)) pace.seenAgain.push(number);
    }
    if (pace.pressed === undefined || pace.took !== undefined) return;
    const next = document.querySelector('.task-row a:focus')?.closest('.task-row');
    const usable = document.querySelector('.preview .decide-bar button:enabled');
    const shown = numberIn(document.querySelector('.preview h2'));
    if (!usable || !next || shown === pace.current || shown !== numberIn(next)) return;
    pace.took = performance.now() - pace.pressed;
    decided.add(pace.current);
    pace.current = undefined;
  };
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      characterData: true,
    });
    document.addEventListener('focusin', look);
  });
}

function chromiumHere() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const found = [
    ...(process.env.CHROMIUM ? [process.env.CHROMIUM] : []),
    ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
  ].find((path) => existsSync(path));
  if (!found) throw new Error('No Chromium was found: install it, or name its program in CHROMIUM.');
  return found;
}

function spread(values) {
  return { p50: quantile(values, 0.5), p95: quantile(values, 0.95), most: Math.max(...values) };
}
function row({ p50, p95, most }) {
  return [p50, p95, most].map((each) => each.toFixed(0)).join(' | ');
}
