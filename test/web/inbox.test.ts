// Owns the proof, in a real browser, that a reviewer works through his inbox without the mouse, and that no list shows what is done.
import type { Browser } from 'playwright-core';
import { anApi, type ApiUnderTest } from '../support/an-api';
import { applicantTown, type ApplicantTown, type OwnCase } from '../support/applicant-town';
import { atTheDesk } from '../support/at-the-desk';
import { barriersHere, openBrowser, overflow } from '../support/browser';

jest.setTimeout(90_000);
let api: ApiUnderTest;
let town: ApplicantTown;
let browser: Browser;
let cases: OwnCase[];

beforeAll(async () => {
  [api, browser] = await Promise.all([anApi(), openBrowser()]);
  town = await applicantTown(api);
  cases = [];
  for (let n = 0; n < 7; n++) cases.push(await town.accepted(2));
});
afterAll(async () => {
  await browser.close();
  await api.drop();
});

async function outcomeOf({ id }: OwnCase): Promise<string | undefined> {
  const approver = await api.signIn('wujun');
  const { json } = await approver.call('GET', `/api/cases/${id}`);
  return json.tasks.find((task: { step: string }) => task.step === 'decision')?.outcome;
}
const numbered = (number: string): string => `.task-row:has-text("${number}")`;

test('a routine case is approved in three acts of the keyboard, and a list read before it does not bring it back', async () => {
  const { page, context } = await atTheDesk(browser, api, 'wujun');
  let old: string | undefined;
  await page.route('**/api/tasks?*', async (route) => {
    const answer = await route.fetch();
    // The list as it was before the decision arrives once more after it.
    await route.fulfill(old === undefined ? { response: answer } : { response: answer, body: old });
    old ??= await answer.text();
  });
  await page.goto('/desk');
  await page.waitForURL('**/desk/inbox');
  await page.waitForSelector('.preview .decide-bar');
  const first = (await page.textContent('.task-row[data-at] a'))?.match(/[\d-]{20,}/)?.[0] ?? '';

  for (const key of ['n', 'a', 'Enter']) await page.keyboard.press(key);

  await page.waitForSelector(`.told:has-text("已办理 ${first}：准予许可")`);
  expect(await outcomeOf(cases.find(({ number }) => number === first) as OwnCase)).toBe('grant');
  // Focus has gone on to the next, so that the next keys decide that one.
  await page.waitForSelector('.task-row a:focus');
  const { length } = await page.locator('.task-row').all();
  await page.click('.boxes a >> nth=0');
  await page.waitForTimeout(500);
  expect(await page.locator(numbered(first)).count()).toBe(0);
  expect(length).toBe(6);
  await context.close();
});

test('a task that somebody else decides under one’s hands gives its place to the next, and the keyboard goes on from there', async () => {
  const { page, context } = await atTheDesk(browser, api, 'wujun');
  await page.goto('/desk/inbox?box=todo');
  await page.waitForSelector('.preview .decide-bar');
  const numbers = await page
    .locator('.task-row a')
    .evaluateAll((links) => links.map(({ textContent }) => /[\d-]{20,}/.exec(textContent ?? '')?.[0] ?? ''));
  for (const key of ['n', 'j']) await page.keyboard.press(key);
  await page.waitForSelector(`.task-row:has(a:focus):has-text("${numbers[1]}")`);

  await town.decide('zhengyan', (cases.find(({ number }) => number === numbers[1]) as OwnCase).id, 'grant');

  await page.waitForSelector(`.task-row:has(a:focus):has-text("${numbers[2]}")`);
  expect(await page.textContent('.preview h2')).toContain(numbers[2]);
  await context.close();
});

test('of several at once exactly those ticked are done, and the one that somebody else took is told apart', async () => {
  const { page, context } = await atTheDesk(browser, api, 'wujun');
  await page.goto('/desk/inbox?box=todo');
  await page.waitForSelector('.task-row');
  await page.click('text=批量按通常结果办理');
  expect(await page.textContent('[aria-label="批量办理"]')).toContain('请先选择任务');
  const ticked: string[] = [];
  for (let n = 0; n < 3; n++) {
    const row = page.locator('.task-row').nth(n);
    ticked.push((await row.textContent())?.match(/[\d-]{20,}/)?.[0] ?? '');
    await row.locator('input[type=checkbox]').check();
  }
  await page.click('text=批量按通常结果办理');
  await page.waitForSelector('[role=dialog] >> text=确认办理 3 项');
  const [lost, ...won] = ticked.map((each) => cases.find(({ number }) => number === each) as OwnCase);
  await town.decide('zhengyan', (lost as OwnCase).id, 'refuse');

  await page.click('[role=dialog] >> text=确认办理 3 项');

  await page.waitForSelector('[role=dialog] >> text=办理 2 项，未能办理 1 项');
  expect(await page.textContent('[role=dialog]')).toMatch(new RegExp(`未能办理.*${lost?.number}`));
  await page.click('[role=dialog] >> text=关闭');
  for (const each of won) {
    expect(await outcomeOf(each)).toBe('grant');
    expect(await page.locator(numbered(each.number)).count()).toBe(0);
  }
  expect(await outcomeOf(lost as OwnCase)).toBe('refuse');
  expect(await Promise.all(cases.map(outcomeOf)).then((all) => all.filter((one) => one === undefined))).toHaveLength(2);
  await context.close();
});

test('keys are letters while somebody types; initials find a name; a view is kept on the server and opens first', async () => {
  const { page, context } = await atTheDesk(browser, api, 'zhengyan');
  await page.goto('/desk/inbox');
  await page.waitForSelector('.preview .decide-bar');
  await page.keyboard.press('/');
  await page.keyboard.type('anx');
  await page.waitForSelector('text=没有符合条件的任务');
  expect(await page.locator('.confirmation').count()).toBe(0);
  await page.fill('[role=search] input >> nth=0', 'zxs');
  await page.waitForSelector('.task-row');
  expect(page.url()).toContain('q=zxs');
  await page.click('text=保存当前视图');
  await page.fill('[role=dialog] input >> nth=0', '张先生的');
  await page.check('[role=dialog] input[type=checkbox]');
  await page.click('[role=dialog] >> text="保存"');
  await page.waitForSelector('nav >> text=张先生的');
  await context.close();

  const elsewhere = await atTheDesk(browser, api, 'zhengyan', { language: 'en-GB', width: 390 });
  await elsewhere.page.goto('/desk/inbox');
  await elsewhere.page.waitForURL('**/inbox?*q=zxs');
  await elsewhere.page.waitForSelector('.task-row');
  await elsewhere.context.close();
});

test('nobody is shut out of the inbox, wide or narrow, in either language', async () => {
  for (const [width, language] of [
    [1440, 'zh-CN'],
    [390, 'en-GB'],
  ] as const) {
    const { page, context } = await atTheDesk(browser, api, 'wujun', { width, language });
    await page.goto('/desk/inbox?box=done');
    await page.waitForSelector('.task-row');
    expect(await barriersHere(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.keyboard.press('?');
    await page.waitForSelector('[role=dialog] table');
    await context.close();
  }
});
