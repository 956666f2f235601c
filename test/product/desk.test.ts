// Owns the whole story in a browser, on the running product: from the window to the applicant's grade, and by way of the legal review; and that a server which is replaced under somebody who types takes nothing from him.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { outside, type Outside } from '../support/a-permit';
import { PDF } from '../support/an-api';
import { atTheDesk } from '../support/at-the-desk';
import { openBrowser } from '../support/browser';
import { eventually } from '../support/client';
import { startFaulty, type FaultyProduct } from '../faults/product';

jest.setTimeout(240_000);
/** A Monday morning, at the ordinary pace. */
const LAW = { ONESEAL_LAW_START: '2026-03-02T09:00:00+08:00' };
const FOUND = '现场与申请材料一致，符合法定条件。';
const folder = mkdtempSync(join(tmpdir(), 'oneseal-desk-'));
const paper = join(folder, '材料.pdf');

let product: FaultyProduct;
let town: Outside;
let browser: Browser;
beforeAll(async () => {
  writeFileSync(paper, PDF);
  [product, browser] = await Promise.all([startFaulty(LAW), openBrowser()]);
  town = await outside(product);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await town?.close();
  await product?.stop();
  rmSync(folder, { recursive: true });
}, 90_000);

const desk = (username: string) => atTheDesk(browser, { base: product.url }, username);
async function caseOf(number: string): Promise<string> {
  const { rows } = await town.sql.query<{ id: string }>('select id from cases where number = $1', [number]);
  return rows[0]?.id ?? '';
}
/** Whoever it is opens his inbox, comes to his next task by a key, and decides it by keys. */
async function decidesByKeys(username: string, keys: readonly string[], number: string, done: string): Promise<void> {
  const { page, context } = await desk(username);
  await page.goto('/desk/inbox');
  await page.waitForSelector(`.preview h2:has-text("${number}")`);
  await page.waitForSelector('.preview .decide-bar');
  for (const key of keys) await page.keyboard.press(key);
  await page.waitForSelector(`.told:has-text("已办理 ${number}：${done}")`);
  await context.close();
}
async function examines(username: string, caseId: string, outcome: string, othersAffected: '是' | '否'): Promise<void> {
  const { page, context } = await desk(username);
  await page.goto(`/desk/tasks/${caseId}.examination.1`);
  await page.fill('#step_findings', FOUND);
  await page.click(`#step_thirdPartiesAffected >> text="${othersAffected}"`);
  await page.click(`.decide-bar >> text=${outcome}`);
  if (outcome === '建议不予') await page.fill('#opinion', '与规划不符，建议不予。');
  await page.click(`text=确认${outcome}`);
  await page.waitForSelector('.told:has-text("已办理")');
  await context.close();
}
/** The words of a sealed paper as the desk's own viewer draws them, and the file as it is saved from there. */
async function opensSealed(page: Page, caseId: string, title: string): Promise<string> {
  await page.goto(`/desk/cases/${caseId}?tab=documents`);
  // Made and sealed by the worker meanwhile: the page shows it without being asked again.
  const show = page.locator('button', { hasText: `查看 ${title}` });
  await show.waitFor({ timeout: 60_000 });
  await show.click();
  const words = await eventually(20, 'its pages are drawn', async () => {
    const text = (await page.textContent('.papers .textLayer'))?.replace(/\s/g, '') ?? '';
    return text.length > 50 ? text : undefined;
  });
  const [saved] = await Promise.all([page.waitForEvent('download'), page.click('.papers a[download]')]);
  const file = join(folder, `${caseId}.pdf`);
  await saved.saveAs(file);
  const { stdout, error } = spawnSync('pdfsig', [file], { encoding: 'utf8' });
  if (error) throw new Error('pdfsig is needed for this test: install poppler-utils');
  expect(stdout).toContain('Signature is Valid');
  return words;
}
/** A telephone without scripts. */
async function telephone(): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({
    baseURL: product.url,
    locale: 'zh-CN',
    viewport: { width: 390, height: 800 },
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return { page, context };
}

test('Mr Zhang: one missing paper, one list of gaps, the supplement by telephone, a decision by keys, the sealed paper, his grade', async () => {
  const window = await desk('zhangwei');
  const clerk = window.page;
  await clerk.goto('/desk/window');
  await clerk.fill('#party-id-number', '320281198001011239');
  await clerk.fill('#party-name', '张先生');
  await clerk.fill('#party-phone', '13800138000');
  await clerk.fill('#item-search', '食品经营');
  await clerk.waitForSelector('#item-found-0');
  await clerk.press('#item-search', 'Enter');
  await clerk.fill('#apply_shopName', '徐霞客镇张记面馆');
  await clerk.fill('#apply_premises', '徐霞客镇霞客大道88号');
  await clerk.focus('#apply_business');
  await clerk.keyboard.type('餐饮');
  await clerk.keyboard.press('Enter');
  await clerk.setInputFiles('#papers_identity', paper);
  await clerk.setInputFiles('#papers_floorPlan', paper);
  await clerk.waitForSelector('.window-rule:has-text("缺少")');
  await clerk.keyboard.press('Control+Enter');
  await clerk.waitForSelector('#received');
  const code = ((await clerk.textContent('.window-code')) ?? '').trim();
  const number = ((await clerk.textContent('.window-receipt strong')) ?? '').trim();
  await clerk.click('[data-outcome="request-supplement"]');
  await clerk.click('.act-buttons button[type=submit]');
  await clerk.waitForSelector('text=已办理：一次性告知补正');
  await window.context.close();

  const zhang = await telephone();
  await zhang.page.goto('/');
  await zhang.page.fill('#f-number', number);
  await zhang.page.fill('#f-code', code);
  await zhang.page.click('form[action="/track"] button');
  await zhang.page.click('.must .button');
  await zhang.page.setInputFiles('#f-premisesProof', paper);
  await zhang.page.click('main form button');
  expect(await zhang.page.textContent('.done')).toBe('补正材料已提交。');

  const id = await caseOf(number);
  await decidesByKeys('zhangwei', ['n', 'a', 'Enter'], number, '受理');
  await examines('wangfang', id, '建议准予', '否');
  await examines('lina', id, '建议准予', '否');
  await decidesByKeys('wujun', ['n', 'a', 'Enter'], number, '准予许可');

  const approver = await desk('wujun');
  const words = await opensSealed(approver.page, id, '准予行政许可决定书');
  expect(words).toMatch(/张先生.*准予你（单位）“食品经营许可”行政许可/);
  await approver.context.close();

  await zhang.page.goto(`/track/${number}`);
  expect(await zhang.page.textContent('.now')).toContain('准予许可');
  const [download] = await Promise.all([
    zhang.page.waitForEvent('download'),
    zhang.page.click('text=准予行政许可决定书'),
  ]);
  await download.saveAs(join(folder, 'his.pdf'));
  expect(readFileSync(join(folder, 'his.pdf'))).toEqual(readFileSync(join(folder, `${id}.pdf`)));
  await zhang.page.click('text=评价本次服务');
  await zhang.page.check('text=非常满意 >> nth=0');
  await zhang.page.click('main form button');
  expect(await zhang.page.textContent('.done')).toBe('感谢您的评价。');
  await zhang.context.close();
  const { intact } = await (
    await town.staff.of('supervisor')
  ).done<{ intact: boolean }>('GET', `/api/cases/${id}/verification`);
  expect(intact).toBe(true);
});

test('a refusal by way of the legal review: told, waived, reviewed point by point, refused, sealed', async () => {
  const { id, number } = await town.handIn();
  await decidesByKeys('zhangwei', ['n', 'a', 'Enter'], number, '受理');
  await examines('wangfang', id, '建议不予', '是');

  const examiner = await desk('wangfang');
  await examiner.page.goto(`/desk/tasks/${id}.telling.1`);
  await examiner.page.click('.decide-bar button >> nth=0');
  await examiner.page.fill('#more_parties_0_name', '相邻商户');
  await examiner.page.click('text=确认告知');
  await examiner.page.waitForSelector('.told:has-text("已办理")');
  await examiner.context.close();

  const window = await desk('zhangwei');
  await window.page.goto(`/desk/cases/${id}`);
  for (const by of ['申请人', '利害关系人1']) {
    await window.page.click('[data-act="waive-hearing"]');
    await window.page.click('[role=dialog] .ant-select');
    await window.page.click(`.ant-select-item-option >> text=${by}`);
    await window.page.click('.act-buttons .ant-btn-primary');
    await window.page.waitForSelector('.act-done:has-text("放弃听证")');
  }
  await window.context.close();

  const { username: reviewer } = await town.staff.of('legal-reviewer', 0, 'justice-bureau');
  const justice = await desk(reviewer);
  await justice.page.goto(`/desk/tasks/${id}.review.1.1.opinion.1`);
  for (const point of await justice.page.locator('.checks > li').all()) await point.locator('text="符合"').click();
  await justice.page.click('.decide-bar >> text=同意');
  await justice.page.fill('#opinion', '事实清楚，适用法律正确，同意。');
  await justice.page.click('text=确认同意');
  await justice.page.waitForSelector('.told:has-text("已办理")');
  await justice.context.close();

  const approver = await desk('wujun');
  await eventually(60, 'the opinion reaches its case', async () =>
    (await town.acts(id)).find((act) => act.milestone === 'review-agree'),
  );
  await approver.page.goto(`/desk/tasks/${id}.decision.1`);
  expect(await approver.page.textContent('.opinions')).toContain('事实清楚，适用法律正确，同意。');
  await approver.page.keyboard.press('b');
  await approver.page.fill('#opinion', '不符合法定条件，不予许可。');
  await approver.page.click('text=确认不予许可');
  await approver.page.waitForSelector(`.told:has-text("已办理 ${number}：不予许可")`);
  const words = await opensSealed(approver.page, id, '不予行政许可决定书');
  expect(words).toMatch(/行政复议/);
  await approver.context.close();
});

test('a server that ends and comes back while somebody types: what he typed is there, and what he sends arrives once', async () => {
  const id = await town.open();
  await town.decide(await town.staff.of('window-clerk', 0, 'xuxiake'), id, 'acceptance', 'accept');
  const { page, context } = await desk('lina');
  await page.goto(`/desk/tasks/${id}.examination.1`);
  await page.fill('#step_findings', FOUND);
  await page.waitForSelector('text=草稿已保存');

  const killed = product.kill('api');
  await page.locator('#step_findings').pressSequentially('补充一句。');
  await page.click('#step_thirdPartiesAffected >> text="否"');
  await product.replaced('api', killed, 60);
  await page.waitForSelector('text=草稿已保存', { timeout: 60_000 });
  expect(await page.inputValue('#step_findings')).toBe(`${FOUND}补充一句。`);

  const again = product.kill('api');
  await page.reload({ timeout: 1 }).catch(() => undefined);
  await product.replaced('api', again, 60);
  await eventually(60, 'the page is served', async () =>
    page.goto(`/desk/tasks/${id}.examination.1`).then(
      () => true,
      () => undefined,
    ),
  );
  await page.waitForSelector('text=已恢复草稿');
  expect(await page.inputValue('#step_findings')).toBe(`${FOUND}补充一句。`);
  await page.click('.decide-bar >> text=建议准予');
  await page.click('text=确认建议准予');
  await page.waitForSelector('.told:has-text("已办理")');
  const decided = (await town.acts(id)).filter(
    ({ type, payload }) => type === 'decided' && payload['step'] !== 'acceptance',
  );
  expect(JSON.stringify(decided)).toContain('补充一句');
  await context.close();
});
