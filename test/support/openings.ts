// Owns opening whatever on a page says that it opens (dialogs, menus, lists of choices, folded parts), so that each is looked at once.
import type { WatchedPage } from './watched-page';

const OPENERS = [
  '[aria-haspopup=dialog]:not([disabled])',
  '[aria-haspopup=menu]',
  'main [role=combobox]:not([disabled])',
  'main details:not([open]) > summary',
  'main button[aria-expanded=false]',
].join(', ');
/** What may lie above the page, or have unfolded in it. */
const OPEN =
  '[role=dialog], .ant-dropdown:not(.ant-dropdown-hidden), .ant-select-dropdown:not(.ant-select-dropdown-hidden)';

export type Judge = (what: string) => Promise<void>;

/** Remembers what it has opened: the same dialog under the same word of the same route is the same. */
export function openings(): (watching: WatchedPage, route: string, judge: Judge) => Promise<void> {
  const opened = new Set<string>();
  return async ({ page, atRest }, route, judge) => {
    // A dialog that the visit has opened covers the rest.
    if ((await page.locator('[role=dialog]').count()) > 0) return;
    const all = page.locator(OPENERS);
    for (let nth = 0; nth < (await all.count()); nth += 1) {
      const opener = all.nth(nth);
      if (!(await opener.isVisible())) continue;
      const inHeader = (await page.locator('header').filter({ has: opener }).count()) > 0;
      const word = ((await opener.textContent()) || (await opener.getAttribute('aria-label')) || `no. ${nth}`).trim();
      const name = `${inHeader ? 'header' : route}: ${word}`;
      if (opened.has(name)) continue;
      opened.add(name);
      const before = page.url();
      await opener.click();
      await atRest();
      await judge(` opens ${word}`);
      for (let tries = 0; tries < 3 && (await page.locator(OPEN).count()) > 0; tries += 1) {
        await page.keyboard.press('Escape');
        await atRest();
      }
      if (page.url() !== before || (await page.locator(OPEN).count()) > 0)
        throw new Error(`${word} leads away, or cannot be closed by the key Escape`);
    }
  };
}
