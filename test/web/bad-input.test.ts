// Owns the proof, in a real browser, that what is wrong with a form of the desk is told at its field in the reader's language, that the
// focus goes there, and that nothing typed is lost.
import type { Browser, Page } from 'playwright-core';
import { atTheDesk } from '../support/at-the-desk';
import { openBrowser } from '../support/browser';
import type { ApiUnderTest } from '../support/an-api';
import { openDeskTown, type DeskTown } from '../support/desk-town';
import { watched } from '../support/watched-page';

jest.setTimeout(240_000);
let api: ApiUnderTest;
let town: DeskTown;
let browser: Browser;
beforeAll(async () => {
  [{ api, town }, browser] = await Promise.all([openDeskTown(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await api.drop();
});

/** What one has typed is a draft that the next would find. */
afterEach(() => api.db.pool.query('delete from drafts'));

interface BadForm {
  readonly form: string;
  /** Null: nobody is signed in. */
  readonly as: string | null;
  readonly path: (town: DeskTown) => string;
  /** What is pressed before the form is there. */
  readonly open?: readonly string[];
  /** What is typed, and must still be there. */
  readonly typed: Readonly<Record<string, string>>;
  readonly chosen?: (page: Page) => Promise<unknown>;
  readonly send: string | { readonly key: string };
  /** The field that is wrong. */
  readonly at: string;
  readonly zh: RegExp;
  readonly en: RegExp;
}
const NEEDED = { zh: /此项必填|请填写/, en: /This is required|Please fill/ };
const REASON = {
  zh: /请写明理由|此项必填|请填写内容/,
  en: /Please give the reason|This is required|Please fill this in/,
};
const RECEIVE = { key: 'Control+Enter' };
const inDialog = '[role=dialog] [type=submit]';
const primary = 'main button.ant-btn-primary >> nth=0';
const person = { '#party-name': '张先生', '#party-id-number': '320281198001011239', '#party-phone': '13800138000' };
const food = async (page: Page): Promise<void> => {
  await page.fill('#item-search', '食品经营');
  await page.waitForSelector('#item-found-0');
  await page.press('#item-search', 'Enter');
  await page.waitForSelector('#apply_shopName');
};

const FORMS: readonly BadForm[] = [
  {
    form: 'sign-in',
    as: null,
    path: () => '/sign-in',
    typed: { '#password': 'something' },
    send: 'main [type=submit]',
    at: '#username',
    zh: /请填写登录名/,
    en: /Please enter your username/,
  },
  {
    form: 'window: number of the document',
    as: 'zhangwei',
    path: () => '/window',
    typed: { ...person, '#party-id-number': '320281198001011238' },
    send: RECEIVE,
    at: '#party-id-number',
    zh: /末位校验码不符/,
    en: /the last one does not fit/,
  },
  {
    form: 'window: name',
    as: 'zhangwei',
    path: () => '/window?place=2',
    typed: { '#party-id-number': '320281198001011239', '#party-phone': '13800138000' },
    send: RECEIVE,
    at: '#party-name',
    zh: /请填写姓名/,
    en: /Please enter the name/,
  },
  {
    form: 'window: e-mail',
    as: 'zhangwei',
    path: () => '/window?place=3',
    typed: { ...person, '#party-email': 'nobody' },
    send: RECEIVE,
    at: '#party-email',
    zh: /电子邮箱地址不正确/,
    en: /Not an e-mail address/,
  },
  {
    form: 'window: no item',
    as: 'zhangwei',
    path: () => '/window?place=4',
    typed: person,
    send: RECEIVE,
    at: '#item-search',
    zh: /请先选择申请事项/,
    en: /Please choose the item first/,
  },
  {
    form: 'window: the form of the item',
    as: 'zhangwei',
    path: () => '/window?place=5',
    typed: person,
    chosen: async (page) => {
      await food(page);
      await page.fill('#apply_premises', '霞客大道88号');
    },
    send: RECEIVE,
    at: '#apply_shopName',
    ...NEEDED,
  },
  {
    form: 'review: the form of the step',
    as: 'lina',
    path: ({ cases }) => `/tasks/${cases.suspended.id}.examination.1`,
    open: ['.decide-bar > .row button >> nth=0'],
    typed: { '#opinion': '内部意见' },
    send: '.confirmation .ant-btn-primary',
    at: '#step_findings',
    ...NEEDED,
  },
  {
    form: 'review: reasons',
    as: 'lina',
    path: ({ cases }) => `/tasks/${cases.suspended.id}.examination.1`,
    open: ['.decide-bar > .row button >> nth=1'],
    typed: { '#step_findings': '现场与申请材料一致。' },
    chosen: (page) => page.check('#step_thirdPartiesAffected input >> nth=1'),
    send: '.confirmation .ant-btn-primary',
    at: '#opinion',
    zh: /理由|意见/,
    en: /reason|opinion/i,
  },
  {
    form: 'case: an act without its ground',
    as: 'wujun',
    path: ({ cases }) => `/cases/${cases.decidable.id}`,
    open: ['[data-act="suspend-clock"]'],
    typed: { '#act_document': '委托检测书' },
    send: inDialog,
    at: '#act_ground',
    ...NEEDED,
  },
  {
    form: 'case: an urge without its reason',
    as: 'zhujianhua',
    path: ({ cases }) => `/cases/${cases.examined.id}`,
    open: ['.explained [data-help=urge]'],
    typed: {},
    send: inDialog,
    at: '#act_reason',
    ...REASON,
  },
  {
    form: 'inbox: a view without a name',
    as: 'zhoumin',
    path: () => '/inbox?box=todo',
    open: ['.views > button'],
    typed: {},
    send: '[role=dialog] .ant-modal-footer .ant-btn-primary',
    at: '#name',
    zh: /请填写名称/,
    en: /Please give it a name/,
  },
  {
    form: 'password: too short',
    as: 'zhoumin',
    path: () => '/password',
    typed: { '#current': 'oneseal-demo', '#password': 'zhoumin', '#again': 'zhoumin' },
    send: 'main [type=submit]',
    at: '#password',
    zh: /12 至 200 个字符/,
    en: /12/,
  },
  {
    form: 'password: the second differs',
    as: 'zhoumin',
    path: () => '/password',
    typed: { '#current': 'oneseal-demo', '#password': 'three green lanterns', '#again': 'three red lanterns' },
    send: 'main [type=submit]',
    at: '#again',
    zh: /两次输入的新密码不同/,
    en: /The two new passwords differ/,
  },
  {
    form: 'password: the present one is wrong',
    as: 'zhoumin',
    path: () => '/password',
    typed: { '#current': 'not this', '#password': 'three green lanterns', '#again': 'three green lanterns' },
    send: 'main [type=submit]',
    at: '#current',
    zh: /密码/,
    en: /password/i,
  },
  {
    form: 'administration: a person under a name that is taken',
    as: 'shijie',
    path: () => '/admin/people',
    open: [primary],
    typed: { '#username': 'wangfang', '#name': '王芳', '#reason': '新到岗' },
    send: inDialog,
    at: '#username',
    zh: /已被使用/,
    en: /wangfang/,
  },
  {
    form: 'administration: a person with no e-mail address',
    as: 'shijie',
    path: () => '/admin/people',
    open: [primary],
    typed: { '#username': 'shenqi', '#name': '沈琪', '#email': 'nobody', '#reason': '新到岗' },
    send: inDialog,
    at: '#email',
    zh: /邮箱|电子邮件|邮件/,
    en: /e-?mail/i,
  },
  {
    form: 'administration: a person locked without a reason',
    as: 'shijie',
    path: () => '/admin/people/zhoumin',
    open: ['main .facts + .row button >> nth=0'],
    typed: {},
    send: inDialog,
    at: '#reason',
    ...REASON,
  },
  {
    form: 'administration: a post without a body',
    as: 'shijie',
    path: () => '/admin/posts?person=zhoumin',
    open: ['main .filters button.ant-btn-primary'],
    typed: { '#reason': '轮岗' },
    send: inDialog,
    at: '#kind',
    ...NEEDED,
  },
  {
    form: 'administration: an organisation under no id',
    as: 'shijie',
    path: () => '/admin/organisations',
    open: [primary],
    typed: { '#name_zh': '某某中心', '#name_en': 'A centre', '#reason': '新设' },
    send: inDialog,
    at: '#id',
    ...NEEDED,
  },
  {
    form: 'administration: an organisation without a name',
    as: 'shijie',
    path: () => '/admin/organisations',
    open: ['main .tree button[aria-haspopup=dialog] >> nth=0'],
    typed: { '#name_en': '', '#reason': '更名' },
    send: inDialog,
    at: '#name_en',
    ...NEEDED,
  },
  {
    form: 'administration: a qualification without a number',
    as: 'shijie',
    path: () => '/admin/qualifications?person=zhoumin',
    open: ['main .filters button.ant-btn-primary'],
    typed: { '#from': '2026-01-01', '#reason': '登记' },
    send: inDialog,
    at: '#kind',
    ...NEEDED,
  },
  {
    form: 'administration: a calendar of which no day was read',
    as: 'shijie',
    path: () => '/admin/calendars/new?year=2027',
    typed: { '#notice': '国办发明电〔2026〕8号', '#reason': '国务院已发通知' },
    send: 'main [type=submit]',
    at: '#text',
    zh: /请先读取放假通知/,
    en: /Read the notice first/,
  },
  {
    form: 'administration: a procedure that is no JSON',
    as: 'shijie',
    path: () => '/admin/procedures/new',
    typed: { '#definition': '{', '#reason': '修订' },
    send: 'main [type=submit]',
    at: '#definition',
    zh: /不是 JSON 对象/,
    en: /no JSON object/,
  },
  {
    form: 'administration: words of a message without a subject',
    as: 'shijie',
    path: () => '/admin/messages/received',
    typed: { '#en_subject': '', '#zh_sms': '已收到。' },
    send: 'main form [type=submit] >> nth=0',
    at: '#en_subject',
    ...NEEDED,
  },
];

/** Said of the field with the focus, where whoever hears it is led as well. */
const TOLD = `(() => {
  const at = document.activeElement;
  const by = (at.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id));
  const { left, top, width, height } = at.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  return {
    id: at.id,
    invalid: at.getAttribute('aria-invalid'),
    words: by.map((each) => each?.textContent ?? '').join(' '),
    isCovered: above === null || !(at.contains(above) || above.contains(at) || at.parentElement.contains(above)),
  };
})()`;

test.each(FORMS.flatMap((form) => (['zh-CN', 'en-GB'] as const).map((language) => ({ ...form, language }))))(
  '$form, in $language',
  async ({ as, path, open = [], typed, chosen, send, at, zh, en, language }) => {
    const { page, context } = await atTheDesk(browser, api, as, { language });
    const { atRest } = watched(page);
    await page.goto(`/desk${path(town)}`);
    await atRest();
    for (const opener of open) await page.click(opener);
    await atRest();
    for (const [field, text] of Object.entries(typed)) await page.fill(field, text);
    await chosen?.(page);
    await atRest();
    if (typeof send === 'string') await page.click(send);
    else await page.keyboard.press(send.key);
    await page.waitForSelector(`${at}:focus, ${at} :focus`);
    await atRest();
    expect(await page.evaluate(TOLD)).toEqual({
      id: expect.stringContaining(at.slice(1)),
      invalid: 'true',
      words: expect.stringMatching(language === 'en-GB' ? en : zh),
      isCovered: false,
    });
    for (const [field, text] of Object.entries(typed))
      expect([field, await page.inputValue(field)]).toEqual([field, text]);
    await context.close();
  },
);
