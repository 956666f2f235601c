// Owns the proof, in a real browser, that a clerk takes an application in by keyboard alone, and that nothing he has typed is lost.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { anApi, PDF, type ApiUnderTest } from '../support/an-api';
import { applicantTown } from '../support/applicant-town';
import { atTheDesk } from '../support/at-the-desk';
import { openBrowser } from '../support/browser';

jest.setTimeout(120_000);
let api: ApiUnderTest;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'oneseal-window-'));
const paper = join(folder, '材料.pdf');

beforeAll(async () => {
  writeFileSync(paper, PDF);
  [api, browser] = await Promise.all([anApi(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await api.drop();
  rmSync(folder, { recursive: true });
});

async function at(username: string, path: string): Promise<Page> {
  const { page } = await atTheDesk(browser, api, username);
  await page.goto(`/desk${path}`);
  return page;
}
const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement?.id ?? ""');
/** Goes on with Tab until the field has the focus. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let i = 0; i < 60 && (await focused(page)) !== id; i++) await page.keyboard.press('Tab');
  expect(await focused(page)).toBe(id);
}

test('by keyboard alone: typed in the order of the talk, one paper missing, the one list of gaps, the receipt', async () => {
  const page = await at('zhangwei', '/window');
  await page.waitForSelector('#party-id-number');
  await tabTo(page, 'party-id-number');
  await page.keyboard.type('320281198001011238');
  await tabTo(page, 'party-name');
  // What is wrong with the number stands at the number, as soon as it is left.
  expect(await page.textContent('#party-id-number-fault')).toContain('末位校验码不符');
  await page.keyboard.type('张先生');
  await tabTo(page, 'party-phone');
  await page.keyboard.type('13800138000');
  await page.keyboard.press('Control+Enter');
  expect(await focused(page)).toBe('party-id-number');
  expect(await page.inputValue('#party-name')).toBe('张先生');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('9');
  await tabTo(page, 'item-search');
  await page.keyboard.type('食品经营');
  await page.waitForSelector('#item-found-0');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#apply_shopName');
  // Chinese titles and the order of the form are the procedure's.
  await tabTo(page, 'apply_shopName');
  await page.keyboard.type('徐霞客镇张记面馆');
  await tabTo(page, 'apply_premises');
  await page.keyboard.type('徐霞客镇霞客大道88号');
  await tabTo(page, 'apply_business');
  await page.keyboard.type('餐饮');
  await page.keyboard.press('Enter');
  // A file is chosen in a window of the system, which no key of a page reaches.
  await page.setInputFiles('#papers_identity', paper);
  await page.setInputFiles('#papers_premisesProof', paper);
  await page.waitForSelector('.window-rule:has-text("缺少经营场所布局图。")');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('#received');
  expect(await page.textContent('.window-code')).toMatch(/^\S{6,}$/);
  expect(await page.textContent('.window-receipt')).toContain('/track/');
  await page.waitForSelector('[data-outcome="request-supplement"].ant-btn-primary');
  await page.focus('[data-outcome="request-supplement"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.what-follows li');
  expect(await page.inputValue('[id="act_$opinion"]')).toBe('缺少经营场所布局图，请一次补齐。');
  expect(await page.isChecked('input[type=checkbox]:near(:text("经营场所布局图"))')).toBe(true);
  await page.focus('.act-buttons button[type=submit]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=已办理：一次性告知补正');
  const { rows } = await api.db.pool.query<{ state: { gaps?: string[] } }>('select state from cases');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.state.gaps).toEqual(['floorPlan']);
  // The next number: nothing of this applicant is left.
  await page.keyboard.press('Alt+KeyN');
  await page.waitForSelector('#party-name');
  expect(await page.inputValue('#party-name')).toBe('');
  await page.context().close();
});

test('a crash loses nothing, and what was sent before it is not sent twice', async () => {
  const page = await at('liuyang', '/window');
  await page.fill('#party-name', '李女士');
  await page.reload();
  await page.waitForSelector('#party-name');
  expect(await page.inputValue('#party-name')).toBe('李女士');
  await page.fill('#party-id-number', '320281198001011239');
  await page.fill('#party-phone', '13800138001');
  await page.fill('#item-search', '食品经营');
  await page.waitForSelector('#item-found-0');
  await page.press('#item-search', 'Enter');
  await page.fill('#apply_shopName', '李记');
  await page.fill('#apply_premises', '霞客大道1号');
  await page.focus('#apply_business');
  await page.keyboard.type('餐饮');
  await page.keyboard.press('Enter');
  // The answer is lost on its way: the case is there, its receipt is not.
  let lost = true;
  await page.route('**/api/cases', async (route) => {
    if (route.request().method() !== 'POST' || !lost) return route.continue();
    lost = false;
    await route.fetch();
    await route.abort();
  });
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('text=不会重复收件');
  await page.reload();
  await page.waitForSelector('#received');
  const number = await page.textContent('.window-receipt strong');
  const { rows } = await api.db.pool.query<{ number: string }>(`select number from cases where party_name = '李女士'`);
  expect(rows).toEqual([{ number }]);
  await page.context().close();
});

test('taken in while papers are still on their way, none of them is left behind', async () => {
  const page = await at('zhangwei', '/window?place=2');
  await page.fill('#party-name', '陈女士');
  await page.fill('#party-id-number', '320281198001011239');
  await page.fill('#party-phone', '13800138002');
  await page.fill('#item-search', '食品经营');
  await page.waitForSelector('#item-found-0');
  await page.press('#item-search', 'Enter');
  await page.fill('#apply_shopName', '陈记');
  await page.fill('#apply_premises', '霞客大道2号');
  await page.focus('#apply_business');
  await page.keyboard.type('餐饮');
  await page.keyboard.press('Enter');
  await page.route('**/api/files', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await page.setInputFiles('#papers_identity', paper);
  await page.setInputFiles('#papers_floorPlan', paper);
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('text=传完后自动收件');
  await page.waitForSelector('#received');
  const { rows } = await api.db.pool.query<{ state: { materials: string[] } }>(
    `select state from cases where party_name = '陈女士'`,
  );
  expect(rows[0]?.state.materials.toSorted()).toEqual(['floorPlan', 'identity']);
  await page.context().close();
});

test("another town's case is shown as one that does not exist", async () => {
  const { id } = await api.open(await api.signIn('zhangwei'));
  const page = await at('chenjing', `/cases/${id}`);
  const foreign = await page.textContent('main h1');
  await page.goto('/desk/cases/no-such-case');
  expect(await page.textContent('main h1')).toBe(foreign);
  expect(foreign).toContain('没有这个页面');
  await page.context().close();
});

test('a result that lies at the window is handed out from the list of the day, and the record says to whom', async () => {
  const town = await applicantTown(api);
  const own = await town.collectable();
  const page = await at('zhangwei', '/window/day');
  const row = page.locator('[aria-labelledby=day-handOuts] li', { hasText: own.number });
  await row.locator('button').click();
  await row.locator('[data-outcome=collected]').click();
  await page.waitForSelector('[role=dialog] #act_receiver');
  await page.fill('#act_receiver', '张先生');
  await page.click('#act_identityChecked >> text=是');
  await page.click('[role=dialog] [type=submit]');
  await page.waitForSelector('[role=dialog]', { state: 'detached' });
  await row.waitFor({ state: 'detached' });
  const clerk = await api.signIn('zhangwei');
  const { json } = await clerk.call('GET', `/api/cases/${own.id}/acts`);
  const handedOut = json.items.find(({ type }: { type: string }) => type === 'handed-out');
  expect(handedOut).toMatchObject({ actor: 'zhangwei' });
  expect(JSON.stringify(json.items)).toContain('"receiver":"张先生"');
  await page.context().close();
});
