// Owns the proof that every screen of the desk is whole in English, by night and in large text too, with everything opened that can be opened.
import type { Browser } from 'playwright-core';
import type { Look } from '../support/at-the-desk';
import { openBrowser } from '../support/browser';
import { crawl } from '../support/desk-crawl';
import { openDeskTown } from '../support/desk-town';
import { visitsOf } from '../support/desk-visits';
import { openings } from '../support/openings';

jest.setTimeout(1_200_000);
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const LOOKS: readonly (Look & { readonly opens: string })[] = [
  { language: 'en-GB', colours: 'light', size: 'normal', opens: 'nothing' },
  { language: 'zh-CN', colours: 'dark', size: 'large', opens: 'nothing' },
  { language: 'en-GB', colours: 'dark', size: 'large', opens: 'nothing' },
  { language: 'en-GB', colours: 'light', size: 'normal', opens: 'everything' },
  { language: 'zh-CN', colours: 'dark', size: 'normal', opens: 'everything' },
];
test.each(LOOKS)('the desk in $language, colours $colours, text $size, opened: $opens', async ({ opens, ...look }) => {
  // What one crawl has typed is a draft that the next would find.
  const { api, town } = await openDeskTown();
  const { faults, looks } = await crawl(browser, api, town, {
    visits: visitsOf(town),
    widths: [1440, 390],
    look,
    ...(opens === 'everything' ? { also: openings() } : {}),
    pictures: process.env['CRAWL_PICTURES'],
  });
  await api.drop();
  expect(faults).toEqual([]);
  expect(looks).toBeGreaterThanOrEqual(opens === 'everything' ? 300 : 180);
});
