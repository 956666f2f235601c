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
    throw new Error('No Chromium was found: install it (Debian: apt-get install chromium), or name its program in CHROMIUM.');
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
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/**
 * What axe finds against WCAG 2.2 A and AA and good practice, a line for each; empty when nothing. Axe is a script, and the page is
 * looked at with scripts off: so a second page, where scripts run, is given the very same markup and style.
 */
export async function barriers(page: Page): Promise<readonly string[]> {
  const [markup, url] = [await page.content(), page.url()];
  const context = await page.context().browser()?.newContext({ viewport: page.viewportSize() });
  if (!context) throw new Error('the browser is gone');
  try {
    const judged = await context.newPage();
    await judged.route('**/*', async (route) =>
      route.request().isNavigationRequest()
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: markup })
        : route.continue(),
    );
    await judged.goto(url);
    await judged.evaluate(AXE);
    const violations = await judged.evaluate<Violation[]>(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((found) => found.violations)`,
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
    );
  } finally {
    await context.close();
  }
}

/** By how many pixels the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
