// Owns the proof, in a real browser, that a case says why it stands where it stands, that each part of its page shuts nobody out, and that an invisible case is an unknown one.
import type { Browser } from 'playwright-core';
import { anApi, type ApiUnderTest } from '../support/an-api';
import { applicantTown, type ApplicantTown, type OwnCase } from '../support/applicant-town';
import { atTheDesk } from '../support/at-the-desk';
import { barriersHere, openBrowser, overflow } from '../support/browser';

jest.setTimeout(120_000);
const PARTS = ['picture', 'timeline', 'clocks', 'documents', 'ledger', 'forecast', 'family', 'messages', 'process'];
let api: ApiUnderTest;
let town: ApplicantTown;
let browser: Browser;
let stopped: OwnCase;

beforeAll(async () => {
  [api, browser] = await Promise.all([anApi(), openBrowser()]);
  town = await applicantTown(api);
  stopped = await town.suspended();
  await town.issuePapers(stopped.id);
});
afterAll(async () => {
  await browser.close();
  await api.drop();
});

test('from the start two clicks lead to the sentence that says what a case waits for', async () => {
  const { page, context } = await atTheDesk(browser, api, 'zhujianhua');
  await page.goto('/desk');
  await page.click('text=滞留清单');
  await page.click(`.waits a:has-text("${stopped.number}")`);
  expect(await page.textContent('#sentence')).toMatch(/^自.+起/);
  expect(await page.textContent('.explained')).toContain('已中止，不计时');
  await context.close();
});

test.each([
  [1440, 'zh-CN'],
  [390, 'en-GB'],
] as const)('each part of a case shuts nobody out at %i px in %s', async (width, language) => {
  const { page, context } = await atTheDesk(browser, api, 'shijie', { width, language });
  await page.goto(`/desk/cases/${stopped.id}`);
  for (const part of PARTS) {
    await page.click(`.parts a[href*="tab=${part}"]`);
    await page.waitForSelector(`.parts a[href*="tab=${part}"][aria-current=page]`);
    await page.waitForSelector('.part:not(:has(.ant-spin))');
    expect([part, await barriersHere(page), await overflow(page)]).toEqual([part, [], 0]);
  }
  await context.close();
});

test('the ledger is told in words and verified in words; nothing in it is a code', async () => {
  const { page, context } = await atTheDesk(browser, api, 'wujun');
  await page.goto(`/desk/cases/${stopped.id}?tab=ledger`);
  await page.click('text=核验台账');
  await page.waitForSelector('.verified >> text=台账完整');
  await page.click('text=连同系统内部记录一起显示');
  await page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))");
  const told = (await page.locator('.acts h3, .acts .fields dt').allTextContents()).join(' ');
  expect(told).toContain('期限中止');
  expect(told).not.toMatch(/[a-z]+-[a-z]+|其他记录/);
  expect(await page.textContent('.acts')).toContain('吴军');
  await context.close();
});

test('what the applicant brings to the window is entered where the case waits for it', async () => {
  const own = await town.incomplete();
  const { page, context } = await atTheDesk(browser, api, 'zhangwei');
  await page.goto(`/desk/cases/${own.id}`);
  await page.waitForSelector('.explained [data-act="withdraw-application"]');
  await page.click('.explained [data-act="supplement"]');
  await page.waitForSelector('[role=dialog] input[type=file]', { state: 'attached' });
  await context.close();
});

test('a case of another town is the page of a case that does not exist', async () => {
  const shown: string[] = [];
  for (const id of [stopped.id, 'c-there-is-none']) {
    const { page, context } = await atTheDesk(browser, api, 'chenjing');
    await page.goto(`/desk/cases/${id}`);
    await page.waitForSelector('h1 >> text=没有这个页面');
    shown.push((await page.textContent('main')) ?? '');
    await context.close();
  }
  expect(shown[0]).toBe(shown[1]);
});
