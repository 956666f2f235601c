// Owns the proof, in a real browser, that what people do most is done by keys alone, and that they see at each stop where they are.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { anApi, PDF, type ApiUnderTest } from '../support/an-api';
import { applicantTown, type ApplicantTown } from '../support/applicant-town';
import { atTheDesk } from '../support/at-the-desk';
import { openBrowser } from '../support/browser';
import { enterAt, hasFocus, tabTo, typeAt } from '../support/keys';

jest.setTimeout(120_000);
let api: ApiUnderTest;
let town: ApplicantTown;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'oneseal-keys-'));
const paper = join(folder, '布局图.pdf');

beforeAll(async () => {
  writeFileSync(paper, PDF);
  [api, browser] = await Promise.all([anApi(), openBrowser()]);
  town = await applicantTown(api);
});
afterAll(async () => {
  await browser.close();
  await api.drop();
  rmSync(folder, { recursive: true });
});

test('from the list of what stands still to a case, its sentence, and an urge with its reason', async () => {
  const own = await town.accepted();
  const { page, context } = await atTheDesk(browser, api, 'zhujianhua');
  await page.goto('/desk/inbox');
  await page.waitForSelector('header nav');
  await enterAt(page, 'header a[href$="/stuck"]');
  await page.waitForSelector('.waits');
  // A new screen is read from its beginning.
  expect(await hasFocus(page, 'main')).toBe(true);
  await enterAt(page, `.waits a[href$="/cases/${own.id}"]`);
  await page.waitForSelector('#sentence');
  expect(await page.textContent('#sentence')).toMatch(/^自.+起/);
  await enterAt(page, '.explained [data-help=urge]');
  await page.waitForSelector('[role=dialog]');
  await typeAt(page, '[role=dialog] textarea', '临近期限，请尽快办理');
  await enterAt(page, '[role=dialog] [type=submit]');
  await page.waitForSelector('.explained >> text=已办理：催办');
  // The dialog gives the focus back to what opened it, or to its group.
  expect(await hasFocus(page, '[data-help=urge], [role=group]')).toBe(true);
  const supervisor = await api.signIn('zhujianhua');
  const { json } = await supervisor.call('GET', `/api/cases/${own.id}/acts`);
  expect(json.items.at(-1)).toMatchObject({ type: 'urged', payload: { reason: '临近期限，请尽快办理' } });
  await context.close();
});

test('an administrator finds a person, locks him, lets him in again and gives him a first password', async () => {
  const { page, context } = await atTheDesk(browser, api, 'shijie');
  await page.goto('/desk/stuck');
  await page.waitForSelector('.waits, [role=status]');
  await enterAt(page, 'header a[href$="/admin"]');
  await page.waitForSelector('.sheet');
  await typeAt(page, 'main input[type=search]', 'zhoumin');
  await page.waitForURL(/q=zhoumin/);
  await page.waitForSelector('.sheet tbody tr:only-child');
  await enterAt(page, '.sheet a[href$="/people/zhoumin"]');
  await page.waitForSelector('h1:has-text("周敏")');
  const stateOf = async (): Promise<string> => {
    const shijie = await api.signIn('shijie');
    return (await shijie.call('GET', '/api/admin/people/zhoumin')).json.state;
  };

  const confirm = async (reason: string): Promise<void> => {
    await page.waitForSelector('[role=dialog] #reason');
    await typeAt(page, '#reason', reason);
    await enterAt(page, '[role=dialog] [type=submit]');
  };
  const acts = 'main .facts + .row button';
  await enterAt(page, `${acts}:nth-of-type(1)`);
  await confirm('密码可能泄露');
  await page.waitForSelector('[role=status]:has-text("周敏已锁定")');
  expect(await stateOf()).toBe('locked');

  await enterAt(page, `${acts}:nth-of-type(1)`);
  await confirm('已核实');
  await page.waitForSelector('[role=status]:has-text("周敏可以再登录")');
  expect(await stateOf()).toBe('active');

  await enterAt(page, `${acts}:nth-of-type(2)`);
  await confirm('本人申请');
  await page.waitForSelector('.secret');
  const password = (await page.textContent('.secret')) ?? '';
  expect(password.length).toBeGreaterThanOrEqual(12);
  await enterAt(page, '[role=dialog] .ant-btn-primary');
  await page.waitForSelector('[role=status]:has-text("可以用首次密码登录")');
  expect(await stateOf()).toBe('first-password');
  const { status } = await api.nobody.call('POST', '/api/session', { username: 'zhoumin', password });
  expect(status).toBe(204);
  await context.close();
});

test('an applicant signs in with the code, hands in what was missing, and rates what was done', async () => {
  const [gaps, ended] = [await town.incomplete(['identity', 'premisesProof']), await town.ended('grant')];
  // Without scripts: what a page does by itself is the browser's.
  const context = await browser.newContext({ baseURL: api.base, locale: 'zh-CN', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/');
  await typeAt(page, '#f-number', gaps.number);
  await typeAt(page, '#f-code', gaps.code);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.must .button');
  await enterAt(page, '.must .button');
  await page.waitForSelector('#f-floorPlan');
  await tabTo(page, '#f-floorPlan');
  // A file is chosen in a window of the system, which no key of a page reaches.
  await page.setInputFiles('#f-floorPlan', paper);
  await enterAt(page, 'main form button');
  await page.waitForSelector('.done');
  expect(await page.textContent('.done')).toBe('补正材料已提交。');
  const clerk = await api.signIn('zhangwei');
  expect((await clerk.call('GET', `/api/cases/${gaps.id}`)).json.data.floorPlan).toMatch(/./);

  await page.goto(`/track/${ended.number}`);
  await typeAt(page, '#f-code', ended.code);
  await page.keyboard.press('Enter');
  await page.waitForSelector('a[href$="/acts/rate"]');
  await enterAt(page, 'a[href$="/acts/rate"]');
  await page.waitForSelector('main form input[type=radio]');
  await tabTo(page, 'main form input[type=radio]');
  await page.keyboard.press('Space');
  await enterAt(page, 'main form button');
  await page.waitForSelector('.done');
  expect(await page.textContent('.done')).toBe('感谢您的评价。');
  await context.close();
});
