// Owns the proof, in a real browser, that administrators hand over what a leaver holds, keep the absences of others between two of them, and
// say who is in charge of a topic.
import type { Browser, Page } from 'playwright-core';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown, type ApplicantTown } from '../support/applicant-town';
import { atTheDesk } from '../support/at-the-desk';
import { barriersHere, openBrowser, overflow } from '../support/browser';

jest.setTimeout(120_000);
let api: ApiUnderTest;
let browser: Browser;
let town: ApplicantTown;
let wangfang: Somebody;
beforeAll(async () => {
  [api, browser] = await Promise.all([anApi(), openBrowser()]);
  town = await applicantTown(api);
  wangfang = await api.signIn('wangfang');
  const shijie = await api.signIn('shijie');
  const post = { person: 'wujun', kind: 'administrator', organisation: 'approval-bureau', from: '2026-01-01' };
  expect((await shijie.call('POST', '/api/admin/posts', post)).status).toBe(201);
});
afterAll(async () => {
  await browser.close();
  await api.drop();
});

async function pick(page: Page, label: string, name: string, within = '[role=dialog]'): Promise<void> {
  const field = page.locator(within).getByLabel(label, { exact: true });
  await field.click();
  await field.fill(name);
  await page.locator('.ant-select-item-option', { hasText: name }).first().click();
}
async function confirm(page: Page, button: string, reason?: string): Promise<void> {
  if (reason !== undefined) await page.fill('[role=dialog] #reason', reason);
  await page.locator('[role=dialog] button[type=submit]', { hasText: button }).click();
}

test('what a leaver holds is previewed, handed over task by task, and what stays says why', async () => {
  const free = await town.accepted();
  const task = `/api/tasks/${free.id}.examination.1/acts`;
  expect((await wangfang.call('POST', task, { type: 'claim' })).status).toBe(200);
  const { page, context } = await atTheDesk(browser, api, 'shijie');
  await page.goto('/desk/admin/people/wangfang/leaving');
  await page.click('main a:has-text("移交这些任务")');
  await page.waitForSelector('h1:has-text("移交王芳名下的任务")');
  expect(await barriersHere(page)).toEqual([]);
  await pick(page, '接办人', '孙强', 'main');
  await page.waitForURL('**/handover?to=sunqiang');
  await page.getByText('可以移交 1 件，不能移交 0 件。').waitFor();
  expect(await barriersHere(page)).toEqual([]);
  await page.click('button:has-text("移交 1 件")');
  expect(await page.locator('[role=dialog]').innerText()).toContain('期限不重新计算');
  await confirm(page, '移交 1 件');
  await page.waitForSelector('#reason_help:has-text("请写明理由")');
  await confirm(page, '移交 1 件', '调离岗位');
  await page.waitForSelector('h2:has-text("移交结果")');
  expect(await page.locator('.sheet tbody tr').innerText()).toContain('已移交');
  expect(await page.textContent('main [role=status]')).toContain('已移交 1 件给孙强');
  const { seats } = (await wangfang.call('GET', `/api/tasks/${free.id}.examination.1`)).json;
  expect(seats[0].holder.id).toBe('sunqiang');
  await context.close();
});

test('whom the law keeps from a task does not get it, and the page says why', async () => {
  const { id } = await town.accepted();
  const task = `/api/tasks/${id}.examination.1/acts`;
  expect((await wangfang.call('POST', task, { type: 'claim' })).status).toBe(200);
  const { page, context } = await atTheDesk(browser, api, 'shijie', { width: 390 });
  await page.goto('/desk/admin/people/wangfang/handover?to=wujun');
  await page.getByText('可以移交 0 件，不能移交 1 件。').waitFor();
  expect(await page.locator('.sheet').innerText()).toContain('留在原处');
  expect(await page.locator('main button', { hasText: '移交' }).count()).toBe(0);
  expect(await overflow(page)).toBe(0);
  await context.close();
});

test('an absence that one administrator enters another confirms, and either ends it', async () => {
  const { page, context } = await atTheDesk(browser, api, 'shijie');
  await page.goto('/desk/admin/people');
  await page.click('nav a:has-text("外出代理")');
  await page.waitForSelector('h1:has-text("外出代理")');
  await page.click('button:has-text("为他人登记外出")');
  await confirm(page, '为他人登记外出');
  await page.waitForSelector('[role=dialog] :text("请选择外出人员。")');
  await pick(page, '外出人员', '王芳');
  await pick(page, '代理人', '孙强');
  await page.fill('[role=dialog] #from', '2026-12-28');
  await page.fill('[role=dialog] #to', '2020-01-08');
  await page.fill('[role=dialog] #why', '病假，本人无法登录');
  await confirm(page, '为他人登记外出');
  await page.waitForSelector('[role=dialog] [role=alert]');
  // What was typed is still there.
  expect(await page.inputValue('[role=dialog] #why')).toBe('病假，本人无法登录');
  await page.fill('[role=dialog] #to', '2030-01-08');
  await confirm(page, '为他人登记外出');
  const row = page.locator('.sheet tbody tr', { hasText: '王芳' });
  await row.waitFor();
  expect(await row.innerText()).toContain('待另一名管理员确认');
  // Who entered it does not confirm it.
  expect(await row.getByRole('button').allInnerTexts()).toEqual(['结束']);
  expect(await barriersHere(page)).toEqual([]);

  const other = await atTheDesk(browser, api, 'wujun');
  await other.page.goto('/desk/admin/absences');
  const same = other.page.locator('.sheet tbody tr', { hasText: '王芳' });
  await same.getByRole('button', { name: '确认' }).click();
  await confirm(other.page, '确认', '已向本人核实');
  await other.page.waitForSelector('[role=status]:has-text("王芳的外出代理已确认。")');
  await same.getByText(/未开始|生效/).waitFor();
  await same.getByRole('button', { name: '结束' }).click();
  await confirm(other.page, '结束', '已返岗');
  await same.getByText('已提前结束').waitFor();
  await other.context.close();
  await context.close();
});

test('somebody of the body is put in charge of a topic; who has no post there is refused at the field', async () => {
  const { page, context } = await atTheDesk(browser, api, 'shijie');
  await page.goto('/desk/admin/organisations');
  const part = page.locator('[aria-labelledby=topic-leads]');
  await part.getByRole('button', { name: '指定分管领导' }).click();
  await page.fill('[role=dialog] #topic', '消防');
  await pick(page, '单位', '行政审批局');
  await pick(page, '人员', '张伟');
  await confirm(page, '指定分管领导');
  await page.waitForSelector('#person_help:has-text("请先任职"), [role=dialog] :text("请先任职")');
  expect(await page.inputValue('[role=dialog] #topic')).toBe('消防');
  await pick(page, '人员', '钱建国');
  await confirm(page, '指定分管领导', '班子分工调整');
  const row = part.locator('tbody tr', { hasText: '消防' });
  await row.waitFor();
  expect(await row.innerText()).toContain('钱建国');
  expect(await barriersHere(page)).toEqual([]);
  await row.getByRole('button', { name: '不再分管' }).click();
  await confirm(page, '不再分管', '班子分工调整');
  await page.waitForSelector('[role=status]:has-text("钱建国分管“消防”至")');
  await context.close();
});
