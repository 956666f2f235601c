// Owns the proof, in a real browser, that a decision of several shows who sits, what they said and the count, and that its seats are changed there.
import type { Browser } from 'playwright-core';
import { aVoteOver } from '../support/a-vote';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';
import { atTheDesk } from '../support/at-the-desk';
import { barriersHere, openBrowser, overflow } from '../support/browser';
import { vote } from '../support/voting';

jest.setTimeout(120_000);
let api: ApiUnderTest;
let browser: Browser;
const staff = new Map<string, Somebody>();
beforeAll(async () => {
  [api, browser] = await Promise.all([anApi(), openBrowser()]);
  for (const name of ['zhangwei', 'wangfang', 'lina', 'zhengyan', 'wujun']) staff.set(name, await api.letIn(name));
});
afterAll(async () => {
  await browser.close();
  await api.drop();
});
const of = (name: string): Somebody => staff.get(name) as Somebody;
const chaired = () =>
  aVoteOver(api, of, vote([1, 2], { tie: 'chair' }), {
    everyone: true,
    chair: { post: 'agency-head', of: 'deciding' },
  });

test('the seats, the rule and the count stand on the page of the task', async () => {
  const { task } = await chaired();
  await of('zhengyan').call('POST', `/api/tasks/${task}/acts`, { type: 'decide', outcome: 'grant' });
  const { page, context } = await atTheDesk(browser, api, 'wujun');
  await page.goto(`/desk/tasks/${task}?box=todo`);
  const seats = page.locator('section[aria-labelledby="seats"]');
  await seats.waitFor();
  const said = await seats.innerText();
  expect(said).toContain('票签 · 同意票超过半数通过；票数相等时由主持人决定。');
  expect(said).toContain('同意 1，不同意 0，弃权 0，未表决 2，共 3 票');
  expect(await seats.locator('li').count()).toBe(3);
  expect(await seats.locator('li', { hasText: '郑艳' }).innerText()).toContain('准予许可');
  expect(await seats.locator('li', { hasText: '钱建国' }).innerText()).toContain('主持');
  expect(await barriersHere(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await context.close();
});

test('somebody is added and removed again, and what follows is read before it is confirmed', async () => {
  const { task } = await chaired();
  const { page, context } = await atTheDesk(browser, api, 'wujun');
  await page.goto(`/desk/tasks/${task}?box=todo`);
  await page.click('[data-act="add-sign"]');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').first().click();
  await page.locator('.ant-select-item-option', { hasText: '前加签' }).click();
  await dialog.getByText(/^周敏/).click();
  await dialog.getByRole('textbox', { name: '理由' }).fill('请先核对经营面积。');
  await dialog.locator('.what-follows').waitFor();
  expect(await barriersHere(page)).toEqual([]);
  await dialog.getByRole('button', { name: '确认加签' }).click();
  const added = page.locator('section[aria-labelledby="seats"] li', { hasText: '周敏' });
  await added.waitFor();
  expect(await added.innerText()).toContain('前加签，由吴军邀请');
  expect(await page.locator('section[aria-labelledby="seats"] li', { hasText: '吴军' }).first().innerText()).toContain(
    '未轮到',
  );
  await page.click('[data-act="remove-sign"]');
  await dialog.getByRole('textbox', { name: '理由' }).fill('误加。');
  await dialog.getByRole('button', { name: '确认减签' }).click();
  await page.locator('section[aria-labelledby="seats"] li', { hasText: '已减签' }).waitFor();
  await context.close();
});

test('one’s own vote is taken back from the page', async () => {
  const { task } = await chaired();
  await of('wujun').call('POST', `/api/tasks/${task}/acts`, { type: 'decide', outcome: 'grant' });
  const { page, context } = await atTheDesk(browser, api, 'wujun');
  await page.goto(`/desk/tasks/${task}?box=todo`);
  await page.click('[data-act="withdraw-vote"]');
  const dialog = page.getByRole('dialog');
  await dialog.locator('.what-follows').waitFor();
  await dialog.getByRole('button', { name: '确认撤回表决' }).click();
  await page.locator('section[aria-labelledby="seats"] >> text=同意 0，不同意 0').waitFor();
  await context.close();
});
