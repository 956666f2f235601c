// Owns the proof, in a real browser, that every screen of the desk is whole in Chinese: for everybody who may see it, in each of its states, wide and narrow.
import type { Browser } from 'playwright-core';
import type { ApiUnderTest } from '../support/an-api';
import { openBrowser } from '../support/browser';
import { crawl, routesOf } from '../support/desk-crawl';
import { openDeskTown, type DeskTown } from '../support/desk-town';
import { NOWHERE, visitsOf } from '../support/desk-visits';

jest.setTimeout(600_000);
let api: ApiUnderTest;
let browser: Browser;
let town: DeskTown;

beforeAll(async () => {
  [{ api, town }, browser] = await Promise.all([openDeskTown(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await api.drop();
});

test('each route of the router is visited, and each visit has a route', async () => {
  const routes = await routesOf(browser, api);
  const visits = new Set(visitsOf(town).map(({ route }) => route));
  visits.delete(NOWHERE);
  expect([...visits].sort()).toEqual([...new Set(routes)].sort());
});

test('no screen shuts anybody out, overflows, complains, or speaks in codes', async () => {
  const { faults, looks } = await crawl(browser, api, town, {
    visits: visitsOf(town),
    widths: [1440, 390],
    look: { language: 'zh-CN' },
    pictures: process.env['CRAWL_PICTURES'],
  });
  expect(faults).toEqual([]);
  expect(looks).toBeGreaterThanOrEqual(150);
});
