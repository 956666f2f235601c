// Owns the proof, in a real browser, that administrators keep the town: first passwords, two people for what binds everybody, words of
// messages, and leaving; and that nobody else finds these pages.
import type { Browser, Page } from 'playwright-core';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown } from '../support/applicant-town';
import { atTheDesk } from '../support/at-the-desk';
import { barriersHere, openBrowser, overflow } from '../support/browser';

jest.setTimeout(120_000);
let api: ApiUnderTest;
let browser: Browser;
let shijie: Somebody;
const NOTICE = `一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。`;

beforeAll(async () => {
  [api, browser] = await Promise.all([anApi(), openBrowser()]);
  shijie = await api.signIn('shijie');
  const post = { person: 'wujun', kind: 'administrator', organisation: 'approval-bureau', from: '2026-01-01' };
  expect((await shijie.call('POST', '/api/admin/posts', post)).status).toBe(201);
});
afterAll(async () => {
  await browser.close();
  await api.drop();
});

async function confirm(page: Page, button: string, reason: string): Promise<void> {
  await page.fill('[role=dialog] #reason', reason);
  await page.click(`[role=dialog] button[type=submit]:has-text("${button}")`);
}

test('a first password is shown once, and whoever signs in with it changes it before anything else', async () => {
  const { page, context } = await atTheDesk(browser, api, 'shijie');
  await page.goto('/desk/admin/people');
  await page.click('button:has-text("新建人员")');
  await page.fill('[role=dialog] #username', 'shenlan');
  await page.fill('[role=dialog] #name', '沈岚');
  await confirm(page, '新建人员', '新到岗');
  const password = (await page.textContent('.secret')) ?? '';
  await page.click('text=已记下，关闭');
  await page.waitForSelector('h1:has-text("沈岚")');
  expect(await page.textContent('main')).not.toContain(password);
  expect(await page.textContent('main')).toContain('待改首次密码');
  await page.goto('/desk/admin/people?q=sl');
  await page.waitForSelector('.sheet a:has-text("沈岚")');
  await context.close();

  const own = await browser.newContext({ baseURL: api.base, locale: 'zh-CN' });
  const hers = await own.newPage();
  await hers.goto('/desk/sign-in');
  await hers.fill('#username', 'shenlan');
  await hers.fill('#password', password);
  await hers.click('button[type=submit]');
  await hers.waitForURL('**/desk/password');
  await hers.waitForSelector('.notice:has-text("您用的是管理员给的首次密码")');
  await hers.goto('/desk');
  await hers.waitForURL('**/desk/password');
  await hers.fill('#current', password);
  await hers.fill('#password', 'shenlan');
  await hers.fill('#again', 'shenlan');
  await hers.click('button[type=submit]');
  await hers.waitForSelector('#password_help:has-text("密码须为 12 至 200 个字符")');
  // What stood in the other fields is still there.
  await hers.fill('#password', 'three green lanterns');
  await hers.fill('#again', 'three green lanterns');
  await hers.click('button[type=submit]');
  await hers.waitForSelector('header nav');
  expect(hers.url()).not.toContain('password');
  await own.close();
});

test('a calendar that one administrator proposes another publishes, and the proposer is told why he may not', async () => {
  const { page, context } = await atTheDesk(browser, api, 'shijie');
  await page.goto('/desk/admin/calendars/new?year=2027');
  await page.fill('#notice', '国办发明电〔2026〕8号');
  await page.fill('#text', NOTICE);
  await page.click('button:has-text("读取")');
  await page.waitForSelector('text=读到 10 天放假、2 天调休上班');
  await page.fill('#reason', '国务院已发通知');
  await page.click('button[type=submit]:has-text("提出")');
  await page.waitForSelector('h1:has-text("提案：2027年日历")');
  const proposal = page.url().split('/').at(-1)?.split('?')[0] ?? '';
  expect(await page.textContent('.notice')).toContain('您是提出人，不能自行发布');
  expect(await page.locator('main button:has-text("发布")').count()).toBe(0);
  const tried = await shijie.call('POST', `/api/admin/proposals/${proposal}/publication`, { reason: '自行发布' });
  expect([tried.status, tried.json.code]).toEqual([403, 'second-person-needed']);
  await context.close();

  const second = await atTheDesk(browser, api, 'wujun');
  await second.page.goto('/desk/admin/calendars');
  await second.page.click('.sheet a:has-text("2027年日历")');
  await second.page.waitForSelector('h2:has-text("发布后会变动的在办期限")');
  await second.page.click('main button:has-text("发布")');
  await confirm(second.page, '发布', '已与通知核对');
  await second.page.waitForSelector('[role=status]:has-text("已发布。")');
  await second.page.goto('/desk/admin/calendars?year=2027');
  await second.page.waitForSelector('.sheet tr:has-text("2027年 第 1 版"):has-text("施杰、吴军")');
  await second.page.waitForSelector('[aria-label="同样内容的列表"]:has-text("2027年10月9日")');
  await second.context.close();
});

test('words that speak of what a message does not know are refused at their field, and nothing typed is lost', async () => {
  const { page, context } = await atTheDesk(browser, api, 'shijie');
  await page.goto('/desk/admin/messages/received');
  await page.fill('#zh_letter', '您的申请已收到，编号{caseNumber}。\n{applicant}您好。');
  await page.click('text=用虚构数据预览');
  await page.waitForSelector('#zh_letter_help:has-text("第 2 段：这里不能引用“{applicant}”")');
  expect(await page.evaluate('document.activeElement.id')).toBe('zh_letter');
  await page.fill('#zh_letter', '您的申请已收到，编号{caseNumber}。');
  await page.click('text=用虚构数据预览');
  await page.waitForSelector('.letter:has-text("您的申请已收到，编号320281-20260302-000001。")');
  await page.click('button:has-text("启用这段文本")');
  await confirm(page, '启用这段文本', '更简短');
  await page.waitForSelector('[role=status]:has-text("新文本已启用，为第 1 版")');
  await page.click('button:has-text("恢复原文")');
  await confirm(page, '恢复原文', '先用原文');
  await page.waitForSelector('[role=status]:has-text("已恢复为随产品提供的文本")');
  expect(await page.inputValue('#zh_letter')).toContain('申请事项：{item}。');
  await context.close();
});

test('whoever leaves is shown with what he still holds, and it is told again when it is entered', async () => {
  const town = await applicantTown(api);
  const own = await town.accepted();
  const wangfang = await api.signIn('wangfang');
  const { json } = await wangfang.call('GET', '/api/tasks?box=pool&limit=200');
  const task = json.items.find((each: { case: string }) => each.case === own.id);
  expect((await wangfang.call('POST', `/api/tasks/${task.id}/acts`, { type: 'claim' })).status).toBe(200);
  const { page, context } = await atTheDesk(browser, api, 'shijie');
  await page.goto('/desk/admin/people/wangfang');
  await page.click('button:has-text("离岗")');
  await page.waitForSelector(`.sheet:has-text("${own.number}")`);
  await page.click('button:has-text("登记离岗")');
  expect(await page.textContent('[role=dialog]')).toContain('1 项须先移交');
  await confirm(page, '登记离岗', '调往外市');
  await page.waitForSelector('[role=status]:has-text("1 件任务待移交")');
  await context.close();
});

test('who is no administrator finds a page that does not exist', async () => {
  const { page, context } = await atTheDesk(browser, api, 'zhaolei');
  await page.goto('/desk/nowhere');
  const unknown = await page.textContent('#desk h1');
  await page.goto('/desk/admin/people');
  expect(await page.textContent('#desk h1')).toBe(unknown);
  await page.goto('/desk');
  await page.waitForSelector('header nav');
  expect(await page.locator('header nav >> text=系统管理').count()).toBe(0);
  await context.close();
});

const PAGES = [
  'organisations',
  'posts',
  'people',
  'people/shijie',
  'people/shijie/leaving',
  'people-import',
  'qualifications',
  'calendars',
  'calendars/new',
  'procedures',
  'procedures/new',
  'messages',
  'messages/received',
  'access-log',
  'log',
];
test.each([
  // The narrowest window and the longest words; and a look at the same pages' other layout.
  [390, 'en-GB', PAGES],
  [1440, 'zh-CN', ['people', 'calendars', 'messages/received']],
] as const)('no page of administration shuts anybody out at %i px in %s', async (width, language, pages) => {
  const { page, context } = await atTheDesk(browser, api, 'shijie', { width, language });
  for (const part of pages) {
    await page.goto(`/desk/admin/${part}`);
    await page.waitForSelector('main h1');
    await page.waitForSelector('main .ant-spin', { state: 'detached' });
    expect([part, await barriersHere(page), await overflow(page)]).toEqual([part, [], 0]);
  }
  await context.close();
});
