// Owns the proof, in a real browser, that on the review page nothing typed is lost, a fault is met where it stands, and the way leads on.
import type { Browser, Page } from 'playwright-core';
import { anApi, type ApiUnderTest } from '../support/an-api';
import { applicantTown, type ApplicantTown, type OwnCase } from '../support/applicant-town';
import { atTheDesk } from '../support/at-the-desk';
import { barriersHere, openBrowser, overflow } from '../support/browser';

jest.setTimeout(90_000);
let api: ApiUnderTest;
let town: ApplicantTown;
let browser: Browser;

beforeAll(async () => {
  [api, browser] = await Promise.all([anApi(), openBrowser()]);
  town = await applicantTown(api);
});
afterAll(async () => {
  await browser.close();
  await api.drop();
});

const taskOf = ({ id }: OwnCase, step: string): string => `${id}.${step}.1`;
const FOUND = '现场与申请材料一致，符合法定条件。';
const findings = (page: Page) => page.locator('#step_findings');

test('what was typed is there after a reload, after a crash while the server was away, and can be dropped', async () => {
  const own = await town.accepted();
  const { page, context } = await atTheDesk(browser, api, 'wangfang');
  await page.goto(`/desk/tasks/${taskOf(own, 'examination')}`);
  await findings(page).fill(FOUND);
  await page.waitForSelector('text=草稿已保存');
  await page.reload();
  await page.waitForSelector('text=已恢复草稿');
  expect(await findings(page).inputValue()).toBe(FOUND);

  await context.route('**/api/drafts/**', (route) => route.abort());
  await findings(page).fill(`${FOUND}补充`);
  await page.waitForSelector('text=草稿已存在本机');
  await page.close();
  const again = await context.newPage();
  await again.goto(`/desk/tasks/${taskOf(own, 'examination')}`);
  await again.waitForSelector('text=已恢复草稿');
  expect(await findings(again).inputValue()).toBe(`${FOUND}补充`);
  await context.unroute('**/api/drafts/**');
  await again.waitForSelector('text=草稿已保存');

  await again.click('text=丢弃草稿');
  expect(await findings(again).inputValue()).toBe('');
  const reviewer = await api.signIn('wangfang');
  await expect(
    reviewer.call('GET', `/api/drafts/task:${encodeURIComponent(taskOf(own, 'examination'))}`),
  ).resolves.toMatchObject({ json: { data: null } });
  await context.close();
});

test('after a decision the next task is open at once; where somebody else was first it is said, with the way on', async () => {
  const [first, second, third] = [await town.accepted(2), await town.accepted(2), await town.accepted(2)];
  const { page, context } = await atTheDesk(browser, api, 'wujun');
  // No live update tells this page that another was first.
  await page.route('**/api/events', (route) => route.abort());
  await page.goto(`/desk/tasks/${taskOf(first, 'decision')}?box=todo`);
  await page.waitForSelector('.decide-bar');
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await page.waitForSelector(`.told:has-text("已办理 ${first.number}：准予许可")`);
  await page.waitForURL((url) => !url.href.includes(first.id));
  const at = [second, third].find(({ id }) => page.url().includes(id)) as OwnCase;
  expect(at).toBeDefined();

  await page.keyboard.press('a');
  await page.waitForSelector('.confirmation');
  await town.decide('zhengyan', at.id, 'grant');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[role=alert] >> text=已由他人办理');
  await page.click('text=办理下一件');
  const rest = at === second ? third : second;
  await page.waitForURL(`**/tasks/${taskOf(rest, 'decision')}*`);
  await context.close();
});

test('a check point that is not met, told by the system or found by hand, drafts the opinion and the one list of gaps', async () => {
  const own = await town.open(['identity', 'floorPlan']);
  const { page, context } = await atTheDesk(browser, api, 'zhangwei');
  await page.goto(`/desk/tasks/${taskOf(own, 'acceptance')}`);
  // Nobody has to say of a paper that it is not there.
  expect(await page.textContent('.checks')).toContain('系统核对：材料未提交');
  const point = page.locator('.checks > li', { hasText: '布局图' });
  await point.locator('text="不符合"').click();
  await point.locator('text="不清晰，无法辨认。"').click();
  await point.locator('input[role=spinbutton]').fill('2');
  await page.click('.decide-bar >> text=一次性告知补正');
  const opinion = await page.inputValue('#opinion');
  expect(opinion).toContain('1. 请补充提交营业场所使用证明。');
  expect(opinion).toMatch(/2\. .*布局图.*：不清晰，无法辨认（第2页）。/);
  await page.click('text=确认一次性告知补正');
  await page.waitForSelector('.told');
  const clerk = await api.signIn('zhangwei');
  expect((await clerk.call('GET', `/api/cases/${own.id}`)).json.gaps).toEqual(['premisesProof', 'floorPlan']);
  await context.close();
});

test('nobody is shut out of the review page, wide or narrow, in either language', async () => {
  const own = await town.accepted(1);
  for (const [width, language] of [
    [1440, 'zh-CN'],
    [390, 'en-GB'],
  ] as const) {
    const { page, context } = await atTheDesk(browser, api, 'lina', { width, language });
    await page.goto(`/desk/tasks/${taskOf(own, 'examination')}`);
    await page.waitForSelector('.decide-bar');
    await page.click('.decide-bar button >> nth=0');
    await page.waitForSelector('#step_findings');
    expect(await barriersHere(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await context.close();
  }
});
