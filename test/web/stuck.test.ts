// Owns the proof, in a real browser, that what stands still is found by its cause and moved from the list, with a reason on the record.
import type { Browser } from 'playwright-core';
import { anApi, type ApiUnderTest } from '../support/an-api';
import { applicantTown, type OwnCase } from '../support/applicant-town';
import { atTheDesk } from '../support/at-the-desk';
import { barriersHere, openBrowser, overflow } from '../support/browser';

jest.setTimeout(120_000);
let api: ApiUnderTest;
let browser: Browser;
let accepted: OwnCase;
let incomplete: OwnCase;

beforeAll(async () => {
  [api, browser] = await Promise.all([anApi(), openBrowser()]);
  const town = await applicantTown(api);
  accepted = await town.accepted();
  await town.accepted();
  incomplete = await town.incomplete();
});
afterAll(async () => {
  await browser.close();
  await api.drop();
});

test('a count leads to exactly the waits it counts, and the choice stands in the address', async () => {
  const { page, context } = await atTheDesk(browser, api, 'zhujianhua');
  await page.goto('/desk/stuck');
  await page.click('tr:has-text("等待申请人") a');
  await page.waitForURL(/kind=applicant/);
  await page.reload();
  await page.waitForSelector('.waits');
  expect(await page.locator('.waits h3').allTextContents()).toEqual([expect.stringContaining(incomplete.number)]);
  await page.click('text=清除筛选');
  await page.click('text=同一原因 >> xpath=following::a[1]');
  await page.waitForURL(/fingerprint=/);
  // Two cases wait for their two examiners each.
  await page.waitForSelector('.waits > li:nth-child(4)');
  expect(await page.locator('.waits > li').count()).toBe(4);
  await context.close();
});

test('an urge with its reason is on the ledger, and the wait says when', async () => {
  const { page, context } = await atTheDesk(browser, api, 'zhujianhua');
  await page.goto(`/desk/stuck?q=${accepted.number}`);
  await page.click('.waits button:has-text("催办") >> nth=0');
  await page.waitForSelector('[role=dialog]');
  await page.fill('[role=dialog] textarea, [role=dialog] input[type=text]', '临近期限，请尽快办理');
  await page.click('[role=dialog] button[type=submit]');
  await page.waitForSelector('.waits >> text=已办理：催办');
  const supervisor = await api.signIn('zhujianhua');
  const { json } = await supervisor.call('GET', `/api/cases/${accepted.id}/acts`);
  expect(json.items.at(-1)).toMatchObject({ type: 'urged', payload: { reason: '临近期限，请尽快办理' } });
  await page.waitForSelector('.waits >> text=/已于 .+ 催办/');
  await context.close();
});

test.each([
  [1440, 'zh-CN'],
  [390, 'en-GB'],
] as const)('the list and its dialog shut nobody out at %i px in %s', async (width, language) => {
  const { page, context } = await atTheDesk(browser, api, 'shijie', { width, language });
  await page.goto('/desk/stuck');
  await page.waitForSelector('.waits');
  expect([await barriersHere(page), await overflow(page)]).toEqual([[], 0]);
  await context.close();
});
