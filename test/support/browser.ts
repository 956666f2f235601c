// Owns the browser that tests look at pages with: Chromium as it is installed, driven by playwright-core, and axe to judge what it shows.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function installed(): string {
  const named = process.env['CHROMIUM'];
  const found = [
    ...(named === undefined || named === '' ? [] : [named]),
    ...(process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name))),
  ].find((path) => existsSync(path));
  if (found === undefined)
    throw new Error(
      'No Chromium was found: install it (Debian: apt-get install chromium), or name its program in CHROMIUM.',
    );
  return found;
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: installed(),
    // As root, in a container, on a machine without a display.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--force-color-profile=srgb'],
  });
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RUN = `axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((found) => found.violations)`;
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds on a page that is what its scripts have made of it, a line for each; empty when nothing. */
export async function barriersHere(page: Page): Promise<readonly string[]> {
  // Once for a page, however often it is looked at.
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(AXE);
  const violations = await page.evaluate<Violation[]>(RUN);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}

/** Judges what pages show. */
export interface Judge {
  /**
   * What axe finds against WCAG 2.2 A and AA and good practice, a line for each; empty when nothing. Axe is a script, and pages are
   * looked at with scripts off: so another page, where scripts run, is given the very same markup and style.
   */
  barriers(page: Page): Promise<readonly string[]>;
}
export async function judgeOf(browser: Browser): Promise<Judge> {
  const judging = await (await browser.newContext()).newPage();
  let markup = '';
  await judging.route('**/*', async (route) =>
    route.request().isNavigationRequest()
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: markup })
      : route.continue(),
  );
  return {
    async barriers(page) {
      // As it stands: a script of its own would draw it anew, for nobody who is signed in.
      markup = (await page.content()).replace(/<script\b.*?<\/script>/gs, '');
      const size = page.viewportSize();
      if (size) await judging.setViewportSize(size);
      await judging.goto(page.url());
      return barriersHere(judging);
    },
  };
}

/** By how many pixels the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
