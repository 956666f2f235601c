// Owns the proof, in a real browser with scripts off, that an applicant comes to the end of every journey, and that no page shuts anybody out.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { anApi, PDF, type ApiUnderTest } from '../support/an-api';
import { applicantTown, daysLater, type ApplicantTown, type OwnCase } from '../support/applicant-town';
import { judgeOf, openBrowser, overflow, type Judge } from '../support/browser';

jest.setTimeout(90_000);
let api: ApiUnderTest;
let town: ApplicantTown;
let browser: Browser;
let judge: Judge;
const folder = mkdtempSync(join(tmpdir(), 'oneseal-pages-'));
const paper = join(folder, '布局图.pdf');
const picture = join(folder, '照片.gif');

beforeAll(async () => {
  writeFileSync(paper, PDF);
  writeFileSync(picture, 'GIF89a');
  [api, browser] = await Promise.all([anApi(), openBrowser()]);
  [town, judge] = [await applicantTown(api), await judgeOf(browser)];
});
afterAll(async () => {
  await browser.close();
  await api.drop();
  rmSync(folder, { recursive: true });
});

interface Reader {
  readonly width: 360 | 1440;
  readonly language: 'zh' | 'en';
  readonly size: 'normal' | 'large';
  readonly colours?: 'dark';
}
async function open({ width, language, size, colours }: Reader): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    javaScriptEnabled: false,
    baseURL: api.base,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    ...(colours ? { colorScheme: colours } : {}),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  if (size === 'large') await page.goto('/?size=large');
  return page;
}
async function signIn(page: Page, { number, code }: OwnCase): Promise<void> {
  await page.goto(`/track/${number}`);
  await page.fill('#f-code', code);
  await page.click('main form button');
}
/** Of the page as it is shown: barriers, and pixels beyond the window. */
async function faults(page: Page): Promise<readonly string[]> {
  const beyond = await overflow(page);
  return [...(await judge.barriers(page)), ...(beyond > 0 ? [`${beyond} px wider than the window`] : [])];
}
const telephone: Reader = { width: 360, language: 'zh', size: 'normal' };

describe('journeys on a telephone, without scripts', () => {
  test('what is missing is uploaded, one wrong file is told, and the second click does no harm', async () => {
    const own = await town.incomplete(['identity', 'premisesProof']);
    const page = await open(telephone);
    await page.goto('/');
    await page.fill('#f-number', own.number);
    await page.fill('#f-code', own.code.toLowerCase());
    await page.click('form[action="/track"] button');
    expect(page.url()).toBe(`${api.base}/track/${own.number}`);
    // In the first screen: what now, what must be done, until when.
    for (const seen of ['.now', '.must .due', '.must .button'])
      expect((await page.locator(seen).boundingBox())?.y).toBeLessThan(800);
    await page.click('.must .button');
    await page.setInputFiles('#f-floorPlan', picture);
    await page.click('main form button');
    expect(await page.textContent('#f-floorPlan-error')).toContain('PDF');
    await page.setInputFiles('#f-floorPlan', paper);
    await page.click('main form button', { clickCount: 2 });
    expect(await page.textContent('.done')).toBe('补正材料已提交。');
    await page.reload();
    expect(await page.textContent('.now')).toBe('正在办理：受理。');
    await page.context().close();
  });

  test('an application is taken back by keyboard alone, after a reason and a tick', async () => {
    const own = await town.accepted();
    const page = await open(telephone);
    await signIn(page, own);
    await page.click('text=撤回申请');
    await page.focus('main form button');
    await page.keyboard.press('Enter');
    // The first thing to read is what is wrong; its first line leads to the field.
    expect(await page.textContent('[role=alert]')).toContain('请填写“撤回理由”');
    await page.focus('[role=alert] a');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.focus('#f-reason');
    await page.keyboard.type('改变经营计划');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=withdraw-application/);
    expect(await page.textContent('.done')).toBe('申请已撤回。');
    await page.context().close();
  });

  test('a decision is downloaded, the service rated, the sheet printed on one page, and the visit left', async () => {
    const own = await town.ended('grant');
    const page = await open(telephone);
    await signIn(page, own);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=准予行政许可决定书')]);
    expect(download.suggestedFilename()).toMatch(/^准予行政许可决定书（.+）\.pdf$/);
    await page.click('text=评价本次服务');
    await page.check('text=非常满意 >> nth=0');
    await page.click('main form button');
    expect(await page.textContent('.done')).toBe('感谢您的评价。');
    await page.click('text=打印办理进度');
    const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g);
    expect(sheets).toHaveLength(1);
    await page.goBack();
    await page.click('text=退出查询');
    await page.goto(`/track/${own.number}`);
    expect(await page.locator('#f-code').count()).toBe(1);
    await page.context().close();
  });
});

describe('no page shuts anybody out', () => {
  const READERS: readonly Reader[] = [
    telephone,
    { width: 1440, language: 'en', size: 'normal' },
    { width: 360, language: 'en', size: 'large' },
    { width: 1440, language: 'zh', size: 'large', colours: 'dark' },
  ];
  let own: Readonly<Record<'gaps' | 'examined' | 'suspended' | 'granted', OwnCase>>;
  let documentCode: string;
  beforeAll(async () => {
    own = {
      gaps: await town.incomplete(),
      examined: await town.accepted(1),
      suspended: await town.suspended(),
      granted: await town.ended('grant'),
    };
    const { rows } = await api.db.pool.query<{ verify_code: string }>('select verify_code from documents limit 1');
    documentCode = rows[0]?.verify_code ?? '';
  });
  afterAll(() => daysLater(api, 0));

  test.each(READERS)('$language at $width px, $size text', async (reader) => {
    const page = await open(reader);
    const found: Record<string, readonly string[]> = {};
    const look = async (name: string): Promise<void> => void (found[name] = await faults(page));
    await page.goto('/');
    await look('home');
    for (const [name, each] of Object.entries(own)) {
      await signIn(page, each);
      if (reader.size === 'normal' || name === 'gaps') await look(name);
    }
    await page.goto(`/track/${own.gaps.number}/acts/supplement`);
    await page.setInputFiles('#f-floorPlan', paper);
    await page.click('main form button');
    await look('supplement, with errors');
    if (reader.size === 'normal') await theRest();
    expect(Object.keys(found)).toHaveLength(reader.size === 'normal' ? 14 : 3);
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
    await page.context().close();

    async function theRest(): Promise<void> {
      await page.goto('/track');
      await page.click('main form button');
      await look('nothing typed');
      await page.goto(`/track/${own.granted.number}/print`);
      await look('print');
      await page.goto(`/track/${own.granted.number}/acts/rate`);
      await look('rate');
      await page.goto(`/track/${own.examined.number}/acts/withdraw-application`);
      await page.click('main form button');
      await look('withdraw, with errors');
      await page.goto(`/track/${own.gaps.number}/acts/rate`);
      await look('not offered');
      await page.goto(`/verify/${documentCode}`);
      await look('a document');
      await page.goto('/verify?code=unknown-code');
      await look('no document');
      await page.goto('/no-such-page');
      await look('no page');
    }
  });

  test('a limit that has passed, and law time that is simulated', async () => {
    await daysLater(api, 60);
    const page = await open({ width: 360, language: 'zh', size: 'large', colours: 'dark' });
    await page.goto('/');
    expect(await faults(page)).toEqual([]);
    await signIn(page, own.examined);
    expect(await page.textContent('.notice')).toContain('已超过法定期限');
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });
});
