// Owns the proof, in a real browser, that colleagues talk about a case, send copies of it and mark them read, that what they were asked stands
// beside the decision, and that the acts between them say what follows before they are confirmed.
import type { Browser, Page } from 'playwright-core';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown, type ApplicantTown } from '../support/applicant-town';
import { atTheDesk } from '../support/at-the-desk';
import { barriersHere, openBrowser, overflow } from '../support/browser';

jest.setTimeout(120_000);
let api: ApiUnderTest;
let browser: Browser;
let town: ApplicantTown;
const staff = new Map<string, Somebody>();
beforeAll(async () => {
  [api, browser] = await Promise.all([anApi(), openBrowser()]);
  town = await applicantTown(api);
  for (const name of ['zhangwei', 'wangfang', 'wujun', 'zhoumin']) staff.set(name, await api.letIn(name));
});
afterAll(async () => {
  await browser.close();
  await api.drop();
});
const of = (name: string): Somebody => staff.get(name) as Somebody;
const dialogOf = (page: Page) => page.getByRole('dialog');
/** Chooses one whom a name finds. */
async function choose(page: Page, label: string, name: string): Promise<void> {
  const field = dialogOf(page).getByLabel(label);
  await field.click();
  await field.fill(name);
  await page.locator('.ant-select-item-option', { hasText: name }).first().click();
}

test('a comment is written, refused at its field, mended with nothing lost, and stands on the page', async () => {
  const { id } = await town.open();
  const { page, context } = await atTheDesk(browser, api, 'zhangwei');
  await page.goto(`/desk/cases/${id}`);
  const opener = page.getByRole('button', { name: '发起沟通' });
  await opener.click();
  const dialog = dialogOf(page);
  expect(await dialog.innerText()).toContain('能查看本办件的人都能看到，不能删改');
  await dialog.getByRole('button', { name: '发送' }).click();
  await dialog.getByText('请填写沟通内容。').waitFor();
  await dialog.getByLabel('内容').fill('请核对经营面积。');
  await choose(page, '提到（@）同事（可不选）', '陈静');
  await choose(page, '提到（@）同事（可不选）', '刘洋');
  await dialog.getByRole('button', { name: '发送' }).click();
  await dialog.locator('#mentions_help', { hasText: '不能查看本办件，请先抄送：陈静。' }).waitFor();
  expect(await dialog.getByLabel('内容').inputValue()).toBe('请核对经营面积。');
  expect(await barriersHere(page)).toEqual([]);
  await dialog
    .locator('.ant-select-selection-item', { hasText: '陈静' })
    .locator('.ant-select-selection-item-remove')
    .click();
  await dialog.getByRole('button', { name: '发送' }).click();
  const talk = page.locator('.talk');
  await talk.getByText('请核对经营面积。').waitFor();
  expect(await talk.innerText()).toMatch(/张伟 · .* · 提到：@刘洋/);
  expect(await talk.getByRole('status').innerText()).toBe('已发送。');
  expect(await barriersHere(page)).toEqual([]);
  await context.close();
});

test('given up with the keyboard, the focus is back where it was', async () => {
  const { id } = await town.open();
  const { page, context } = await atTheDesk(browser, api, 'zhangwei');
  await page.goto(`/desk/cases/${id}`);
  const opener = page.locator('.talk').getByRole('button', { name: '抄送' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await dialogOf(page).waitFor();
  await page.keyboard.press('Escape');
  await dialogOf(page).waitFor({ state: 'hidden' });
  await page.waitForSelector('.talk button:focus:has-text("抄送")');
  await context.close();
});

test('a copy is sent, unread to its reader on a telephone until he says so', async () => {
  const { id } = await town.open();
  const { page, context } = await atTheDesk(browser, api, 'zhangwei');
  await page.goto(`/desk/cases/${id}`);
  await page.locator('.talk').getByRole('button', { name: '抄送' }).click();
  const dialog = dialogOf(page);
  expect(await dialog.innerText()).toContain('抄送不能撤回');
  await choose(page, '抄送给', '陈静');
  await dialog.getByLabel('说明').fill('跨镇经营，供参考。');
  await dialog.getByRole('button', { name: '抄送', exact: true }).click();
  const sent = page.locator('.talk li', { hasText: '陈静' });
  await sent.waitFor();
  expect(await sent.innerText()).toContain('未阅');
  await context.close();

  const other = await atTheDesk(browser, api, 'chenjing', { width: 390 });
  await other.page.goto(`/desk/cases/${id}`);
  const notice = other.page.locator('.talk .notice');
  await notice.waitFor();
  expect(await notice.innerText()).toMatch(/张伟于 .* 抄送给您：跨镇经营，供参考。/);
  expect(await overflow(other.page)).toBe(0);
  expect(await barriersHere(other.page)).toEqual([]);
  await notice.getByRole('button', { name: '标为已阅' }).click();
  await notice.waitFor({ state: 'hidden' });
  expect(await other.page.locator('.talk li', { hasText: '陈静' }).innerText()).toContain('已阅');
  await other.context.close();
});

test('the approver of a permit asks a colleague, reads the answer beside his form, and has the examination put right', async () => {
  const { id } = await town.accepted(2);
  const task = `${id}.decision.1`;
  const { page, context } = await atTheDesk(browser, api, 'wujun');
  await page.goto(`/desk/tasks/${task}?box=todo`);
  await page.click('[data-act="add-sign"]');
  const dialog = dialogOf(page);
  await dialog.getByRole('combobox').first().click();
  await page.locator('.ant-select-item-option', { hasText: '征求意见' }).click();
  await dialog.getByText(/^周敏/).click();
  await dialog.getByRole('textbox', { name: '理由' }).fill('面积如何计算？');
  await dialog.locator('.what-follows').waitFor();
  await dialog.getByRole('button', { name: '确认加签' }).click();
  const asked = page.locator('.asked-of li');
  await asked.waitFor();
  expect(await asked.innerText()).toMatch(/吴军问周敏：面积如何计算？\s*待答复/);
  const answer = { type: 'submit-opinion', opinion: '按建筑面积计算。' };
  expect((await of('zhoumin').call('POST', `/api/tasks/${task}/acts`, answer)).status).toBe(200);
  await page.reload();
  await page.locator('.asked-of .answer', { hasText: '按建筑面积计算。' }).waitFor();
  expect(await barriersHere(page)).toEqual([]);

  await page.click('[data-act="return"]');
  // One goal and one way: there is nothing to choose, and what follows is said at once.
  await dialog.locator('.what-follows li', { hasText: '审查' }).first().waitFor();
  await dialog.getByRole('textbox', { name: '退回理由' }).fill('面积与图纸不符。');
  expect(await barriersHere(page)).toEqual([]);
  await dialog.getByRole('button', { name: '确认退回' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith(task));
  const { tasks } = (await of('wujun').call('GET', `/api/cases/${id}`)).json;
  expect(tasks.filter(({ state }: { state: string }) => state === 'open')).toMatchObject([{ step: 'examination' }]);
  await context.close();
});

test('handing on, asking and being recused say what follows, in either language', async () => {
  const { id } = await town.accepted(2);
  const task = `${id}.decision.1`;
  await of('wujun').call('POST', `/api/tasks/${task}/acts`, { type: 'claim' });
  const { page, context } = await atTheDesk(browser, api, 'wujun', { language: 'en-GB' });
  await page.goto(`/desk/tasks/${task}?box=todo`);
  const dialog = dialogOf(page);
  const follows = dialog.locator('.what-follows');
  await page.click('[data-act="transfer"]');
  await dialog.getByRole('combobox').click();
  await page.locator('.ant-select-item-option', { hasText: '郑艳' }).click();
  await follows.getByText('is for 郑艳 to decide').waitFor();
  expect(await follows.innerText()).toContain('The limit does not begin anew');
  await page.keyboard.press('Escape');
  await page.click('[data-act="recuse"]');
  await follows.getByText(/decides; until then your seat stands still/).waitFor();
  expect(await barriersHere(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.click('[data-act="delegate"]');
  await dialog.getByRole('combobox').click();
  // The first of the list stands for nobody.
  await page.locator('.ant-select-item-option:visible').nth(1).click();
  await follows.getByText('may give an opinion, and no more').waitFor();
  await context.close();
});
