// Owns the routes of the public pages: what people without an account open in a browser. None of them needs a script.
import { look, looked, verifyQuery } from './applicant';
import type { RouteRule } from './route';

const page = { tag: 'pages', idempotency: 'none', query: look, media: 'text/html' } as const;
const shown = { ...page, method: 'get', status: 200 } as const;
/** A form that was filled in: the answer leads on to the page that shows what came of it, so that reloading repeats nothing. */
const sent = { ...page, method: 'post', form: true, status: 303 } as const;

export const PAGES = {
  home: { ...shown, path: '/', summary: { zh: '首页', en: 'Home page' }, auth: 'none' },
  desk: {
    ...shown,
    path: '/desk',
    summary: { zh: '工作台', en: 'The desk: the web app of those who work here' },
    auth: 'none',
  },
  deskPage: {
    ...shown,
    path: '/desk/*screen',
    summary: { zh: '工作台的各个页面', en: 'Each screen of the desk has an address of its own, which the app reads' },
    auth: 'none',
  },
  verifyEntry: {
    ...shown,
    path: '/verify',
    summary: { zh: '文书核验', en: 'Ask whether a document is genuine' },
    query: verifyQuery,
    problems: [404],
    auth: 'none',
  },
  verifyPage: {
    ...shown,
    path: '/verify/:code',
    summary: { zh: '文书核验页', en: 'What a document is, who sealed it, whether it still stands' },
    auth: 'none',
  },
  trackEntry: { ...shown, path: '/track', summary: { zh: '办件查询', en: 'Ask where a case stands' }, auth: 'none' },
  beginVisit: {
    ...sent,
    path: '/track',
    summary: { zh: '用编号和查询码查询', en: 'Open a case with number and code' },
    auth: 'none',
  },
  track: {
    ...shown,
    path: '/track/:number',
    summary: { zh: '申请人的办件页', en: 'The applicant’s page; without a visit, the form that asks for the code' },
    query: looked,
    auth: 'none',
  },
  trackPrint: {
    ...shown,
    path: '/track/:number/print',
    summary: { zh: '办理进度打印页', en: 'Where it stands, on one sheet' },
    auth: 'visit',
  },
  trackDocument: {
    ...shown,
    path: '/track/:number/documents/:document',
    summary: { zh: '申请人下载文书', en: 'A document for the applicant' },
    auth: 'visit',
    media: 'application/pdf',
  },
  trackAct: {
    ...shown,
    path: '/track/:number/acts/:act',
    summary: { zh: '申请人办理事项的表单', en: 'The form of one act' },
    auth: 'visit',
  },
  doTrackAct: {
    ...sent,
    path: '/track/:number/acts/:act',
    summary: { zh: '申请人办理事项', en: 'Do one act' },
    auth: 'visit',
  },
  endVisit: {
    ...sent,
    path: '/track/:number/end',
    summary: { zh: '退出查询', en: 'Leave the case' },
    auth: 'visit',
  },
} as const satisfies Record<string, RouteRule>;
