// Owns which screens of the desk are looked at: as whom, in which state, and what may be refused there. A route that none of them visits fails the crawl.
import type { Page } from 'playwright-core';
import type { DeskTown } from './desk-town';

export interface Visit {
  /** Route as the router names it, and the state in which it is seen. */
  readonly route: string;
  readonly state: string;
  /** Who looks; nobody is signed in where it is null. */
  readonly as: string | null;
  readonly password?: string;
  readonly path: string;
  /** Where that address leads, if elsewhere. */
  readonly leadsTo?: string;
  /** What goes wrong before the page is asked for. */
  readonly before?: (page: Page) => Promise<unknown>;
  /** What is done on the page before it is looked at; by ids and roles, since the words are of either language. */
  readonly then?: (page: Page) => Promise<unknown>;
  /** Answers that belong to this state; any other refusal is a fault. */
  readonly refused?: readonly number[];
}

/** Stands for an address that no route has. */
export const NOWHERE = 'nowhere';

const press =
  (...selectors: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const selector of selectors) await page.click(selector);
  };
const dialog = (page: Page) => page.waitForSelector('[role=dialog]');
/** Presses what opens a dialog, and waits for it. */
const opens =
  (...selectors: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await press(...selectors)(page);
    await dialog(page);
  };
/** Sends the form as it lies there, so that what it lacks is told. */
const sends =
  (...selectors: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await press(...selectors)(page);
    await page.waitForSelector('[aria-invalid=true], .fault, .ant-form-item-explain-error, [role=alert]');
  };
/** The server fails, as it does when a part of it is away. */
const fails = (address: string) => (page: Page) =>
  page.route(address, (route) => route.fulfill({ status: 500, contentType: 'text/plain', body: 'fault' }));

export function visitsOf({ cases, review, proposals, newcomer }: DeskTown): readonly Visit[] {
  const task = (name: keyof DeskTown['cases'], step: string): string => `/tasks/${cases[name].id}.${step}.1`;
  const tabs = (as: string, name: keyof DeskTown['cases'], ...of: readonly string[]): readonly Visit[] =>
    of.map((tab) => ({
      route: '/cases/$id',
      state: `${name}, ${tab}`,
      as,
      path: `/cases/${cases[name].id}?tab=${tab}`,
    }));
  const admin = (route: string, path = route): Visit => ({
    route: `/admin/${route}`,
    state: 'full',
    as: 'shijie',
    path: `/admin/${path}`,
  });
  const change = (route: string, path: string, button: string): readonly Visit[] => [
    { ...admin(route, path), state: `dialog: ${button}`, then: opens(button) },
    {
      ...admin(route, path),
      state: `form with a fault: ${button}`,
      then: async (page) => {
        await opens(button)(page);
        await sends('[role=dialog] [type=submit]')(page);
      },
    },
  ];
  return [
    { route: '/sign-in', state: 'empty', as: null, path: '/sign-in', then: press('details summary') },
    { route: '/sign-in', state: 'form with a fault', as: null, path: '/sign-in', then: sends('[type=submit]') },
    {
      route: '/sign-in',
      state: 'refused',
      as: null,
      path: '/sign-in',
      refused: [401],
      then: async (page) => {
        await page.fill('#username', 'wangfang');
        await page.fill('#password', 'wrong');
        await sends('[type=submit]')(page);
      },
    },
    {
      route: '/inbox',
      state: 'nobody signed in',
      as: null,
      path: '/inbox?box=todo',
      leadsTo: '/sign-in',
      refused: [401],
    },
    {
      route: '/password',
      state: 'first password',
      as: newcomer.username,
      password: newcomer.password,
      path: '',
      leadsTo: '/password',
    },
    { route: '/password', state: 'form with a fault', as: 'zhoumin', path: '/password', then: sends('[type=submit]') },
    { route: '/', state: 'two kinds of work', as: 'wujun', path: '' },
    { route: '/', state: 'one kind of work', as: 'zhoumin', path: '', leadsTo: '/inbox' },

    { route: '/inbox', state: 'full', as: 'wujun', path: '/inbox?box=todo' },
    { route: '/inbox', state: 'done', as: 'wangfang', path: '/inbox?box=done' },
    { route: '/inbox', state: 'empty', as: 'zhoumin', path: '/inbox?box=mine' },
    {
      route: '/inbox',
      state: 'fault',
      as: 'zhoumin',
      path: '/inbox?box=todo',
      before: fails('**/api/tasks?*'),
      refused: [500],
    },
    {
      route: '/inbox',
      state: 'dialog: several at once',
      as: 'wujun',
      path: '/inbox?box=todo',
      then: async (page) => {
        await page.check('.toolbar input[type=checkbox]');
        await opens('section.row:has(.ant-btn) button:nth-of-type(2)')(page);
      },
    },
    {
      route: '/inbox',
      state: 'dialog: commands',
      as: 'zhoumin',
      path: '/inbox?box=todo',
      then: opens('header [aria-keyshortcuts="Control+K"]'),
    },
    {
      route: '/inbox',
      state: 'dialog: keys',
      as: 'zhoumin',
      path: '/inbox?box=todo',
      then: opens('header [aria-keyshortcuts="?"]'),
    },
    {
      route: '/inbox',
      state: 'form with a fault: save this view',
      as: 'zhoumin',
      path: '/inbox?box=todo',
      then: async (page) => {
        await opens('.views > button')(page);
        await sends('[role=dialog] .ant-modal-footer .ant-btn-primary')(page);
      },
    },
    {
      route: '/tasks/$task',
      state: 'outcome chosen, form with a fault',
      as: 'lina',
      path: task('suspended', 'examination'),
      refused: [422],
      then: async (page) => {
        await press('.decide-bar > .row button >> nth=0', '.confirmation .ant-btn-primary')(page);
        await page.waitForSelector('#step_findings:focus');
      },
    },
    { route: '/tasks/$task', state: 'at the window', as: 'zhangwei', path: task('waiting', 'acceptance') },
    { route: '/tasks/$task', state: 'to be decided', as: 'wujun', path: task('decidable', 'decision') },
    ...['return', 'add-sign', 'transfer', 'delegate', 'recuse'].map((act) => ({
      route: '/tasks/$task',
      state: `dialog: ${act}`,
      as: 'wujun',
      path: task('decidable', 'decision'),
      then: opens(`[data-act="${act}"]`),
    })),
    { route: '/tasks/$task', state: 'held and urged', as: 'wangfang', path: task('undelivered', 'examination') },
    { route: '/tasks/$task', state: 'agency head', as: 'qianjianguo', path: task('undelivered', 'examination') },
    { route: '/tasks/$task', state: 'legal review', as: 'fenglei', path: `/tasks/${review}` },
    { route: '/tasks/$task', state: 'done already', as: 'wujun', path: task('granted', 'decision') },
    {
      route: '/tasks/$task',
      state: "another town's",
      as: 'chenjing',
      path: task('waiting', 'acceptance'),
      refused: [404],
    },
    { route: '/absences', state: 'empty', as: 'heping', path: '/absences' },
    { route: '/absences', state: 'dialog', as: 'heping', path: '/absences', then: opens('main .ant-btn-primary') },
    {
      route: '/absences',
      state: 'form with a fault',
      as: 'heping',
      path: '/absences',
      then: async (page) => {
        await opens('main .ant-btn-primary')(page);
        await sends('[role=dialog] [type=submit]')(page);
      },
    },
    { route: '/messages', state: 'unread', as: 'wangfang', path: '/messages' },
    { route: '/messages', state: 'empty', as: 'heping', path: '/messages?all=true' },

    { route: '/window', state: 'empty', as: 'zhangwei', path: '/window' },
    {
      route: '/window',
      state: 'form with a fault',
      as: 'liuyang',
      path: '/window?place=2',
      then: async (page) => {
        await page.waitForSelector('#party-name');
        await page.keyboard.press('Control+Enter');
        await page.waitForSelector('#party-name-fault');
      },
    },
    {
      route: '/window',
      state: 'filled in',
      as: 'liuyang',
      path: '/window?place=3',
      then: async (page) => {
        await page.fill('#item-search', '食品经营');
        await page.waitForSelector('#item-found-0');
        await page.press('#item-search', 'Enter');
        await page.waitForSelector('#apply_shopName');
        await page.waitForSelector('.window-rule strong, .window-rule p');
      },
    },
    { route: '/window/day', state: 'full', as: 'zhangwei', path: '/window/day' },
    { route: '/window/day', state: 'empty', as: 'huangli', path: '/window/day' },

    { route: '/cases', state: 'full', as: 'zhujianhua', path: '/cases' },
    { route: '/cases', state: 'empty', as: 'zhujianhua', path: '/cases?q=none-of-these' },
    {
      route: '/cases',
      state: 'fault',
      as: 'zhujianhua',
      path: '/cases',
      before: fails('**/api/cases?*'),
      refused: [500],
    },
    { route: '/cases/$id', state: 'a copy not read yet', as: 'chenjing', path: `/cases/${cases.decidable.id}` },
    ...['copy', 'comment'].flatMap((what, n): Visit[] => {
      const button = `.talk .row button >> nth=${1 - n}`;
      const at = { route: '/cases/$id', as: 'wujun', path: `/cases/${cases.decidable.id}` };
      return [
        { ...at, state: `dialog: ${what}`, then: opens(button) },
        {
          ...at,
          state: `form with a fault: ${what}`,
          then: async (page) => {
            await opens(button)(page);
            await sends('[role=dialog] [type=submit]')(page);
          },
        },
      ];
    }),
    ...tabs('shijie', 'suspended', 'picture', 'timeline', 'clocks', 'documents', 'forecast', 'messages', 'process'),
    ...tabs('zhujianhua', 'granted', 'ledger', 'family'),
    {
      route: '/cases/$id',
      state: 'granted, every entry of the ledger opened',
      as: 'shijie',
      path: `/cases/${cases.granted.id}?tab=ledger`,
      then: async (page) => {
        await page.check('.part input[type=checkbox]');
        await page.click('.part > .row button');
        await page.waitForSelector('.verified p');
        await page.evaluate("document.querySelectorAll('.acts details').forEach((each) => (each.open = true))");
      },
    },
    ...tabs('zhangwei', 'incomplete', 'picture'),
    ...tabs('wujun', 'undelivered', 'messages'),
    ...tabs('qianjianguo', 'reviewed', 'family', 'ledger'),
    ...tabs('zhujianhua', 'withdrawn', 'documents'),
    {
      route: '/cases/$id',
      state: 'form with a fault',
      as: 'wujun',
      path: `/cases/${cases.decidable.id}`,
      refused: [400, 422],
      then: async (page) => {
        await opens('[data-act="suspend-clock"]')(page);
        await sends('[role=dialog] [type=submit]')(page);
      },
    },
    {
      route: '/cases/$id',
      state: 'dialog: a supplement',
      as: 'zhangwei',
      path: `/cases/${cases.incomplete.id}`,
      then: opens('[data-act="supplement"]'),
    },
    {
      route: '/cases/$id',
      state: "another town's",
      as: 'chenjing',
      path: `/cases/${cases.waiting.id}`,
      refused: [404],
    },
    {
      route: '/cases/$id',
      state: 'fault',
      as: 'chenjing',
      path: `/cases/${cases.elsewhere.id}`,
      before: fails('**/explanation'),
      refused: [500],
    },
    { route: '/stuck', state: 'full, with findings', as: 'shijie', path: '/stuck' },
    { route: '/stuck', state: 'empty', as: 'zhujianhua', path: '/stuck?q=none-of-these' },
    {
      route: '/stuck',
      state: 'dialog: urge',
      as: 'zhujianhua',
      path: `/stuck?q=${cases.examined.number}`,
      then: opens('[data-help=urge] >> nth=0'),
    },
    { route: '/procedures', state: 'full', as: 'zhangwei', path: '/procedures' },
    {
      route: '/procedures/$id',
      state: 'opened',
      as: 'wangfang',
      path: '/procedures/food-business-permit',
      then: async (page) => {
        for (const summary of await page.locator('main details summary').all()) await summary.click();
        await page.waitForSelector('#preview_shopName');
      },
    },

    { route: '/admin', state: 'first part', as: 'shijie', path: '/admin', leadsTo: '/admin/people' },
    admin('organisations'),
    ...change('organisations', 'organisations', 'main h1 ~ p button.ant-btn-primary'),
    ...change('organisations', 'organisations', '[aria-labelledby=topic-leads] > p button'),
    admin('posts', 'posts?standing=all'),
    ...change('posts', 'posts', 'main .filters button.ant-btn-primary'),
    admin('people'),
    ...change('people', 'people', 'main h1 ~ p button.ant-btn-primary'),
    { ...admin('people', 'people?q=none-of-these'), state: 'empty' },
    admin('people/$person', 'people/wujun'),
    ...change('people/$person', 'people/wujun', 'main .facts + .row button >> nth=0'),
    admin('people/$person/leaving', 'people/wangfang/leaving'),
    admin('people/$person/handover', 'people/wangfang/handover'),
    { ...admin('people/$person/handover', 'people/wangfang/handover?to=sunqiang'), state: 'previewed' },
    ...change('people/$person/handover', 'people/wangfang/handover?to=sunqiang', 'main .sheet + p button'),
    { ...admin('people/$person/handover', 'people/heping/handover?to=sunqiang'), state: 'nothing held' },
    admin('absences'),
    { ...admin('absences'), state: 'to be confirmed', as: 'wujun' },
    ...change('absences', 'absences', 'main h1 ~ p button.ant-btn-primary'),
    admin('people-import'),
    admin('qualifications', 'qualifications'),
    ...change('qualifications', 'qualifications', 'main .filters button.ant-btn-primary'),
    admin('calendars', 'calendars?year=2026'),
    admin('calendars/new', 'calendars/new?year=2027'),
    { ...admin('calendars/new'), state: 'form with a fault', then: sends('main [type=submit]') },
    admin('procedures', 'procedures?of=complaint'),
    admin('procedures/new'),
    { ...admin('procedures/new'), state: 'form with a fault', then: sends('main [type=submit]') },
    { ...admin('proposals/$proposal', `proposals/${proposals.calendar}`), state: 'calendar, one’s own' },
    { ...admin('proposals/$proposal', `proposals/${proposals.procedure}`), state: 'procedure', as: 'wujun' },
    admin('messages'),
    admin('messages/$event', 'messages/received'),
    admin('access-log'),
    admin('log'),
    { route: '/admin/people', state: 'no administrator', as: 'zhoumin', path: '/admin/people', leadsTo: NOWHERE },
    { route: NOWHERE, state: 'not found', as: 'zhoumin', path: '/no-such-page' },
  ];
}
