// Owns what each parameter of an address means, with an example of it.
import { EXAMPLE } from './examples';
import type { RouteRule } from './route';

export interface Parameter {
  readonly description: string;
  readonly example: string | number;
}

const CASE = { description: '办件标识 / id of a case', example: EXAMPLE.case };
const PROCEDURE = { description: '流程标识 / id of a procedure', example: 'food-business-permit' };
const CERTIFICATE = { description: '证照编号 / number of a certificate', example: '澄行审证〔2026〕第1号' };
const SUBJECTS: Readonly<Record<NonNullable<RouteRule['sees']>, Parameter>> = {
  case: CASE,
  task: { description: '任务标识 / id of a task', example: EXAMPLE.task },
  document: { description: '文书标识 / id of a document', example: EXAMPLE.document },
};
const PATH: Readonly<Record<string, Parameter>> = {
  id: PROCEDURE,
  number: { description: '办件编号 / number of a case, as on its receipt', example: EXAMPLE.number },
  version: { description: '版本号 / version', example: 1 },
  kind: { description: '文书种类 / kind of paper', example: 'grant-decision' },
  file: { description: '材料标识 / id of a paper handed in', example: EXAMPLE.file },
  document: { description: '文书标识 / id of a document', example: EXAMPLE.document },
  message: { description: '消息标识 / id of a message', example: EXAMPLE.message },
  view: { description: '常用视图标识 / id of a saved view', example: EXAMPLE.view },
  subject: { description: '草稿所属：task:任务标识、window 或者 window:序号 / whose draft', example: 'window' },
  act: { description: '事项 / the act', example: 'withdraw-application' },
  screen: { description: '工作台页面 / a screen of the desk', example: 'inbox' },
  code: { description: '文书二维码中的核验码 / code in the QR of a document', example: 'V7K4M9PQ2XH8' },
  person: { description: '人员标识 / id of a person', example: 'zhangwei' },
  organisation: { description: '单位标识 / id of an organisation', example: 'xuxiake-centre' },
  post: { description: '岗位标识 / id of a post', example: 'window-clerk@xuxiake-centre:zhangwei' },
  lead: {
    description: '分管标识 / id of who is in charge of a topic',
    example: '3f0c9a52-6c1e-4a86-9d53-0c7f8e6a2b41',
  },
  qualification: { description: '资格标识 / id of a qualification', example: 'legal:fenglei' },
  absence: { description: '外出代理标识 / id of an absence', example: EXAMPLE.proposal },
  proposal: { description: '提案标识 / id of a proposal', example: EXAMPLE.proposal },
  event: { description: '消息种类 / kind of message', example: 'received' },
  year: { description: '年份 / year', example: 2026 },
};
const QUERY: Readonly<Record<string, Parameter>> = {
  limit: { description: '每页条数，不超过200 / items a page, at most 200', example: 50 },
  after: { description: '上一页给出的游标 / cursor given by the page before', example: 'WyIyMDI2LTAzLTAyIl0' },
  person: { description: '人员标识 / id of a person', example: 'zhangwei' },
  standing: { description: '只看在岗，或者全部 / those in post alone, or all', example: 'all' },
  on: { description: '此日之后 / after this day', example: '2026-12-31' },
  within: { description: '在这些天内到期的 / those that expire within so many days', example: 90 },
  case: { description: '办件标识或者编号 / id or number of a case', example: EXAMPLE.number },
  from: { description: '自此日起 / from this day on', example: '2026-03-02' },
  to: { description: '至此日止 / up to this day', example: '2026-03-31' },
  subject: { description: '被更改的对象 / what was changed', example: 'zhangwei' },
  state: { description: '办件状态 / state of the case', example: 'open' },
  procedure: { description: '流程标识 / id of a procedure', example: 'food-business-permit' },
  organisation: { description: '收件或者决定单位 / where it was handed in, or who decides', example: 'xuxiake-centre' },
  q: { description: '编号、姓名或者拼音首字母 / number, name or pinyin initials', example: 'zxs' },
  light: { description: '期限灯 / light of the nearest limit', example: 'yellow' },
  for: { description: '改派或者加签，默认改派 / to be given a seat, or to be added', example: 'add-sign' },
  box: { description: '待办箱，默认本人已领取的 / which box; your own by default', example: 'pool' },
  sort: { description: '按期限或者按新旧 / by limit, or newest first', example: 'due' },
  step: { description: '流程步骤 / step of the procedure', example: 'examination' },
  due: { description: '今日到期或者已超期 / due today, or overdue', example: 'overdue' },
  unread: { description: '只看未读 / unread ones alone', example: 'true' },
  kind: { description: '事项或者等待的类别 / kind of item, or of wait', example: 'permit' },
  fingerprint: { description: '原因相同的等待 / waits of the same cause', example: 'effect-failed:notify:unreachable' },
  overdue: { description: '只看已经超期的，或者未超期的 / past its limit, or within it', example: 'true' },
  as: { description: 'svg 为流程图 / svg for a picture', example: 'svg' },
  lang: { description: '页面语言 / language of the page', example: 'en' },
  size: { description: '字号 / size of the text', example: 'large' },
  code: { description: '文书核验码 / code of a document', example: 'V7K4M9PQ2XH8' },
  done: { description: '刚刚办完的事项 / an act that has just been done', example: 'rate' },
  again: { description: '查询已超时 / the visit was over', example: '1' },
};

/** `asset` has files of ours, the others files of the town. */
export function pathParameter(rule: RouteRule, name: string): Parameter {
  if (name === 'id' && rule.sees) return SUBJECTS[rule.sees];
  if (rule.path.startsWith('/api/certificates/')) return CERTIFICATE;
  if (rule.path.startsWith('/assets/')) return { description: '文件名 / name of the file', example: 'oneseal.css' };
  if (rule.path.startsWith('/desk/assets/')) return { description: '文件名 / name of the file', example: 'index.js' };
  return known(PATH, name);
}
export function queryParameter(name: string): Parameter {
  return known(QUERY, name);
}

/** A parameter that nobody described is served all the same; a test finds it. */
function known(all: Readonly<Record<string, Parameter>>, name: string): Parameter {
  return all[name] ?? { description: '', example: '' };
}
