// Owns watching a page of the browser: what it complains of, and when nothing is on its way any more.
import type { Page, Request } from 'playwright-core';

export interface WatchedPage {
  readonly page: Page;
  /** A line each: the console, faults in scripts, what the policy forbade, and answers that were not expected. */
  readonly complaints: readonly string[];
  /** Until every answer has come and nothing moves. */
  atRest(): Promise<void>;
}

/** Open as long as the page is. */
const LIVE = '/api/events';
/** That the machine of the test is too busy for a moment is told by the page, and is no fault of it. */
const READY = '/readyz';
const BUSY = 503;
const MOVES = `document.getAnimations().filter(({ playState }) => playState === 'running')
  .map(({ animationName, effect }) => (animationName ?? 'a transition') + ' of ' + effect.target?.outerHTML.slice(0, 120))
  .concat([...document.querySelectorAll('.ant-spin-spinning, .ant-btn-loading')].map(({ outerHTML }) => outerHTML.slice(0, 120)))`;
const STILL = `document.querySelector('h1') !== null
  && document.querySelectorAll('.ant-spin-spinning, .ant-btn-loading').length === 0
  && document.getAnimations().every(({ playState }) => playState !== 'running')`;
const LOOKS_MS = 40;
const PATIENCE_MS = 20_000;

/** `refused`: statuses that belong to what is looked at. */
export function watched(page: Page, refused: readonly number[] = []): WatchedPage {
  const complaints: string[] = [];
  const under = new Set<Request>();
  const done = (request: Request): void => void under.delete(request);
  page.on('request', (request) => request.url().endsWith(LIVE) || under.add(request));
  page.on('requestfinished', done);
  page.on('requestfailed', (request) => {
    done(request);
    // What nobody waits for any more is dropped when a page is left.
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') complaints.push(`${why} of ${request.url()}`);
  });
  page.on('pageerror', (fault) => complaints.push(`fault in the page: ${fault.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const status = Number(/status of (\d+)/.exec(message.text())?.[1] ?? 0);
    if (message.location().url.endsWith(READY) && status === BUSY) return;
    if (!refused.includes(status)) complaints.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.url().endsWith(READY) && response.status() === BUSY) return;
    if (response.status() >= 400 && !refused.includes(response.status()))
      complaints.push(`${response.status()} of ${response.request().method()} ${response.url()}`);
  });
  return {
    page,
    complaints,
    async atRest() {
      const until = Date.now() + PATIENCE_MS;
      // Twice in a row: an answer may lead to the next question.
      for (let still = 0; still < 2;) {
        still = under.size === 0 && (await page.evaluate<boolean>(STILL)) ? still + 1 : 0;
        if (Date.now() > until)
          throw new Error(
            `never at rest: ${[...[...under].map((request) => request.url()), ...(await page.evaluate<string[]>(MOVES))].join(', ')}`,
          );
        await page.waitForTimeout(LOOKS_MS);
      }
    },
  };
}
