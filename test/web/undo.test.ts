// Owns the proof, in a real browser, that a decision can be taken back from whatever screen comes next, by hand or by key, with all that was typed.
import type { Browser, Page } from 'playwright-core';
import { anApi, type ApiUnderTest } from '../support/an-api';
import { applicantTown, type ApplicantTown, type OwnCase } from '../support/applicant-town';
import { atTheDesk } from '../support/at-the-desk';
import { barriersHere, openBrowser, overflow } from '../support/browser';

jest.setTimeout(90_000);
const SECONDS = 15;
let api: ApiUnderTest;
let town: ApplicantTown;
let browser: Browser;

beforeAll(async () => {
  [api, browser] = await Promise.all([anApi({ undoSeconds: SECONDS }), openBrowser()]);
  town = await applicantTown(api);
});
afterAll(async () => {
  await browser.close();
  await api.drop();
});

const taskOf = ({ id }: OwnCase, step: string): string => `${id}.${step}.1`;
const OPINION = '材料齐全，符合法定形式。';
async function acceptBy(page: Page, own: OwnCase): Promise<void> {
  await page.goto(`/desk/tasks/${taskOf(own, 'acceptance')}?box=todo`);
  await page.waitForSelector('.decide-bar');
  await page.keyboard.press('a');
  await page.fill('#opinion', OPINION);
  await page.waitForSelector(`.what-follows >> text=确认后 ${SECONDS} 秒内可以撤回`);
  await page.click('text=确认受理');
  await page.waitForSelector(`.told:has-text("已办理 ${own.number}：受理")`);
}

test('the next task opens at once; the key takes the decision back with what was typed', async () => {
  const [first] = [await town.open(), await town.open()];
  const { page, context } = await atTheDesk(browser, api, 'zhangwei');
  await acceptBy(page, first);
  await page.waitForURL((url) => !url.href.includes(first.id));
  await page.waitForSelector('.told-line >> text=/^\\d+ 秒内可撤回$/');
  expect(await page.locator('.told').innerText()).toMatch(/，\d+ 秒内可撤回$/);
  // The eyes count down; who listens is told once.
  const heard = await page.locator('.told').innerText();
  const seen = await page.locator('.told-line > [aria-hidden]').innerText();
  await page.waitForSelector(`.told-line > [aria-hidden]:not(:has-text("${seen}"))`);
  expect(await page.locator('.told').innerText()).toBe(heard);
  expect(await barriersHere(page)).toEqual([]);
  await page.keyboard.press('u');
  await page.waitForURL(`**/tasks/${taskOf(first, 'acceptance')}*`);
  await page.waitForSelector('.told:has-text("已撤回，请重新办理")');
  await page.waitForSelector('.confirmation');
  expect(await page.inputValue('#opinion')).toBe(OPINION);
  const clerk = await api.signIn('zhangwei');
  const { offered } = (await clerk.call('GET', `/api/tasks/${taskOf(first, 'acceptance')}`)).json;
  expect(offered).toContain('decide');
  await context.close();
});

test('on its own page it is said who decided and until when, and the button takes it back', async () => {
  const own = await town.open();
  const { page, context } = await atTheDesk(browser, api, 'zhangwei');
  await acceptBy(page, own);
  await page.goto(`/desk/tasks/${taskOf(own, 'acceptance')}?box=todo`);
  await page.waitForSelector('text=/张伟已办理，\\d\\d:\\d\\d:\\d\\d生效，此前本人可以撤回。/');
  await page.click('text=撤回办理');
  await page.waitForSelector('.confirmation');
  expect(await page.inputValue('#opinion')).toBe(OPINION);
  await context.close();
});

test('when the time is over the offer is gone, and what was decided stands', async () => {
  const own = await town.open();
  const { page, context } = await atTheDesk(browser, api, 'zhangwei', { width: 390, language: 'en-GB' });
  await page.goto(`/desk/tasks/${taskOf(own, 'acceptance')}?box=todo`);
  await page.waitForSelector('.decide-bar');
  await page.click('.decide-bar button >> nth=0');
  await page.click('.confirmation button >> nth=0');
  await page.waitForSelector('.told-line >> text=/^May be taken back for \\d+ s$/');
  expect(await overflow(page)).toBe(0);
  await page.waitForSelector('.told-line >> text=Take back', { state: 'detached' });
  const clerk = await api.signIn('zhangwei');
  const late = await clerk.call('POST', `/api/tasks/${taskOf(own, 'acceptance')}/acts`, { type: 'withdraw' });
  expect(late.json.code).toBe('decision-stands');
  await context.close();
});

test('in effect it comes back as a task of its own, with what was typed, as long as nobody has decided after it', async () => {
  const own = await town.open();
  const [clerk, one, other] = [await api.signIn('zhangwei'), await api.signIn('wangfang'), await api.signIn('lina')];
  const takesEffect = () =>
    api
      .signIn('shijie')
      .then((who) => who.call('POST', `/api/cases/${own.id}/acts`, { type: 'follow-again', reason: '核对' }));
  await clerk.call('POST', `/api/tasks/${taskOf(own, 'acceptance')}/acts`, {
    type: 'decide',
    outcome: 'accept',
    opinion: OPINION,
  });
  await takesEffect();
  for (const who of [one, other])
    await who.call('POST', `/api/tasks/${taskOf(own, 'examination')}/acts`, {
      ...{ type: 'decide', outcome: 'recommend-grant', opinion: '符合条件。' },
      data: { findings: '现场与图纸一致。', thirdPartiesAffected: false },
    });
  await takesEffect();
  const { page, context } = await atTheDesk(browser, api, 'lina');
  await page.goto(`/desk/tasks/${taskOf(own, 'examination')}?box=done`);
  await page.click('text=撤回办理');
  await page.waitForSelector('.ant-modal >> text=其他人的意见保留');
  expect(await barriersHere(page)).toEqual([]);
  await page.fill('.ant-modal textarea', '面积记错');
  await page.click('.ant-modal .ant-btn-primary');
  await page.waitForURL(`**/tasks/${own.id}.examination.2*`);
  await page.waitForSelector('text=现场与图纸一致。');
  await context.close();
});
