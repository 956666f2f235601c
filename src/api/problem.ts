// Owns the shape of every error answer: RFC 9457, a sentence a clerk understands first, in Chinese unless English is asked for.
import type { FormError } from '../kernel/command';
import type { Text } from '../kernel/text';

/** Refusals of the border itself; those of the rules are in `refusals.ts`. */
export const PROBLEMS = {
  malformed: { status: 400, zh: '请求格式不正确，系统无法读取。', en: 'The request is malformed.' },
  'idempotency-key-missing': {
    status: 400,
    zh: '缺少幂等键（Idempotency-Key），请刷新页面后重试。',
    en: 'An Idempotency-Key header of 1 to 128 printable characters is required.',
  },
  'cursor-invalid': {
    status: 400,
    zh: '翻页位置无效，请从第一页重新查看。',
    en: 'This cursor is not one of this list.',
  },
  'not-signed-in': {
    status: 401,
    zh: '您尚未登录或者登录已过期，请重新登录。',
    en: 'You are not signed in, or your session has expired.',
  },
  'sign-in-refused': { status: 401, zh: '用户名或者密码不正确。', en: 'User name or password is wrong.' },
  'foreign-origin': { status: 403, zh: '该请求来自其他网站，已被拒绝。', en: 'The request comes from another site.' },
  'view-not-yours': {
    status: 403,
    zh: '这是同事共享的视图，只有其本人可以修改或者删除。',
    en: 'A colleague shared this view; only he changes or drops it.',
  },
  'organisation-not-yours': {
    status: 403,
    zh: '您在该单位没有岗位，不能与该单位共享。',
    en: 'You hold no post in that organisation and share nothing with it.',
  },
  'password-to-change': {
    status: 403,
    zh: '请先修改管理员给您的首次密码，然后再办理其他事项。',
    en: 'Change the first password that an administrator gave you before anything else.',
  },
  'session-needed': {
    status: 403,
    zh: '修改密码须用密码登录，不能使用访问令牌。',
    en: 'A password is changed by whoever signed in with it, not with an access token.',
  },
  'second-person-needed': {
    status: 403,
    zh: '提出人不能自行发布，请由另一名管理员发布。',
    en: 'Whoever proposed it cannot publish it; another administrator does.',
  },
  'not-found': { status: 404, zh: '没有找到，或者您无权查看。', en: 'Unknown, or not visible to you.' },
  'method-unknown': { status: 404, zh: '没有这个接口。', en: 'There is no such call.' },
  'token-already-shown': {
    status: 409,
    zh: '该访问令牌已经显示过一次，不再显示；如已遗失请另行签发。',
    en: 'The token was shown once already; issue another one.',
  },
  'draft-moved': {
    status: 409,
    zh: '草稿已在另一个窗口中保存过，请核对两份内容后再保存。',
    en: 'The draft was saved from another screen meanwhile; compare the two and save again.',
  },
  'views-enough': {
    status: 409,
    zh: '常用视图已达上限，请先删除不用的视图。',
    en: 'You have as many views as can be saved; drop one first.',
  },
  'password-already-shown': {
    status: 409,
    zh: '首次密码已经显示过一次，不再显示；如已遗失请重置密码。',
    en: 'The first password was shown once already; give another one.',
  },
  'last-administrator': {
    status: 409,
    zh: '这样将没有人能够管理本系统；请先让另一人担任系统管理员，并给他密码。',
    en: 'Nobody could administer then: first make somebody else an administrator who can sign in.',
  },
  'absence-cycle': {
    status: 409,
    zh: '代理形成循环：代理人的任务最终又会回到外出人员。',
    en: 'The agents would go round in a circle, back to the one who is absent.',
  },
  'absence-days': {
    status: 422,
    zh: '外出的最后一天不能早于第一天或者今天。',
    en: 'The last day of an absence is neither before its first nor before today.',
  },
  'person-unknown': { status: 422, zh: '没有这个在岗人员。', en: 'There is nobody of that name on the staff.' },
  'mention-unseeing': {
    status: 422,
    zh: '所提到的人员不能查看本办件，请先抄送。',
    en: 'Somebody mentioned does not see this case; send a copy first.',
  },
  'nothing-to-change': { status: 409, zh: '没有需要更改的内容。', en: 'There is nothing to change.' },
  'term-over': { status: 409, zh: '任期已经结束。', en: 'This term is over already.' },
  'organisation-in-use': {
    status: 409,
    zh: '该单位名下还有岗位、权力事项或者下级单位，请先结束或者移交。',
    en: 'Posts, power items or bodies under it outlast that day: end them or hand them over first.',
  },
  'proposal-decided': { status: 409, zh: '该提案已经处理。', en: 'This proposal has been decided already.' },
  'proposal-outdated': {
    status: 409,
    zh: '提出之后已发布了另一版本，请重新提出。',
    en: 'Another version was published since; propose it anew.',
  },
  'wording-changed': {
    status: 409,
    zh: '他人刚刚改写了这段文本，请查看后重新提交。',
    en: 'Somebody else has changed these words meanwhile; look at them and send yours again.',
  },
  'files-enough': {
    status: 409,
    zh: '本办件上传的文件已经过多，请携带材料到受理窗口办理。',
    en: 'Too many files have been uploaded for this case; please bring the papers to the window.',
  },
  'too-large': { status: 413, zh: '提交的内容过大。', en: 'The content is too large.' },
  'media-type-unsupported': { status: 415, zh: '不支持这种内容类型。', en: 'This media type is not supported.' },
  'file-not-accepted': {
    status: 415,
    zh: '文件不是 PDF、JPEG、PNG 或 OFD，或者内容与名称不符。',
    en: 'The file is not a PDF, JPEG, PNG or OFD, or is not what it says it is.',
  },
  'idempotency-key-reused': {
    status: 422,
    zh: '同一幂等键已用于另一项内容，请刷新页面后重新提交。',
    en: 'This Idempotency-Key was used with another body.',
  },
  'file-missing': { status: 422, zh: '请选择要上传的一个文件。', en: 'Send exactly one part named "file".' },
  'file-empty': { status: 422, zh: '文件是空的，请检查后重新上传。', en: 'The file is empty.' },
  'party-invalid': { status: 422, zh: '申请人信息不正确，请核对。', en: 'The party is not given correctly.' },
  'power-item-unknown': {
    status: 422,
    zh: '没有这个事项，或者该事项今天不能办理。',
    en: 'There is no such power item today.',
  },
  'procedure-unknown': { status: 422, zh: '没有这个流程。', en: 'There is no such procedure.' },
  'organisation-unknown': { status: 422, zh: '没有这个单位。', en: 'There is no such organisation.' },
  'row-invalid': {
    status: 422,
    zh: '填写的内容不符合规则，请按提示更正。',
    en: 'The content breaks a rule; see the fields.',
  },
  'day-too-early': {
    status: 422,
    zh: '最后一天不能早于昨天；填昨天即刻生效。',
    en: 'The last day is yesterday at the earliest, which takes effect at once.',
  },
  'password-wrong': { status: 422, zh: '当前密码不正确。', en: 'The present password is wrong.' },
  'password-weak': { status: 422, zh: '新密码不符合要求。', en: 'The new password will not do.' },
  'calendar-invalid': {
    status: 422,
    zh: '日历中有不合规的日期。',
    en: 'Some days do not fit the calendar of that year.',
  },
  'procedure-unsound': {
    status: 422,
    zh: '流程检查发现错误，不能提出或者发布。',
    en: 'The checker found errors; such a definition is not proposed and not published.',
  },
  'wording-invalid': {
    status: 422,
    zh: '消息文本不符合要求，请按提示更正。',
    en: 'These words cannot be sent; see the fields.',
  },
  'expiry-invalid': {
    status: 422,
    zh: '令牌的有效期应在今天之后、一年之内。',
    en: 'A token expires within a year from now.',
  },
  'deadline-invalid': { status: 422, zh: '期限的计算条件不正确。', en: 'The period cannot be counted.' },
  'year-unknown': { status: 404, zh: '没有这一年的日历。', en: 'There is no calendar of that year.' },
  'too-many-requests': { status: 429, zh: '请求过多，请稍后再试。', en: 'Too many requests; wait a little.' },
  'too-busy': {
    status: 429,
    zh: '当前办理的人较多，请稍后再试。',
    en: 'Too many acts are waiting to be recorded; try again in a moment.',
  },
  'processes-behind': {
    status: 429,
    zh: '在办事项较多，正在处理，暂缓收新件，请稍后再提交。已收的办件照常办理。',
    en: 'So much is under way that no new case is taken for the moment; submit it again shortly. Cases already received go on.',
  },
  'too-many-wrong-codes': {
    status: 429,
    zh: '查询码错误次数过多，请一小时后再试。',
    en: 'Too many wrong codes; try again in an hour.',
  },
  'too-many-sign-ins': {
    status: 429,
    zh: '登录失败次数过多，请稍后再试。',
    en: 'Too many failed sign-ins; try again later.',
  },
  internal: {
    status: 500,
    zh: '系统出现错误，请将编号告知管理员。',
    en: 'Something went wrong; give the number to an administrator.',
  },
  'database-unavailable': {
    status: 503,
    zh: '数据库暂时无法连接，请稍后用同一操作重试；不会重复办理。',
    en: 'The database cannot be reached; repeat with the same key, nothing is done twice.',
  },
} as const satisfies Record<string, { status: number } & Text>;
export type ProblemCode = keyof typeof PROBLEMS;

export interface ProblemDetails {
  readonly basis?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FormError[];
  /** Seconds. */
  readonly retryAfter?: number;
  readonly instance?: string;
}

/** What a handler throws to answer with a problem document. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: Text,
    readonly details: ProblemDetails = {},
  ) {
    super(code);
    this.name = 'Problem';
  }
}

export function problem(code: ProblemCode, details: ProblemDetails = {}): Problem {
  const { status, zh, en } = PROBLEMS[code];
  return new Problem(status, code, { zh, en }, details);
}

const TITLES: Readonly<Record<number, Text>> = {
  400: { zh: '格式错误', en: 'Malformed request' },
  401: { zh: '未登录', en: 'Not signed in' },
  403: { zh: '无权办理', en: 'Forbidden' },
  404: { zh: '没有找到', en: 'Not found' },
  409: { zh: '当前状态不允许', en: 'Not possible in this state' },
  413: { zh: '内容过大', en: 'Too large' },
  415: { zh: '类型不支持', en: 'Unsupported media type' },
  422: { zh: '内容不符合规则', en: 'Rule broken' },
  429: { zh: '请求过多', en: 'Too many requests' },
  500: { zh: '系统错误', en: 'Internal error' },
  503: { zh: '暂不可用', en: 'Unavailable' },
};

export interface ProblemDocument {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Errors of a refusal that was kept: one kept before there were two languages has its Chinese sentence in both places. */
export function errorsKept(errors: readonly { readonly path: string; readonly message: Text | string }[]): FormError[] {
  return errors.map(({ path, message }) => ({
    path,
    message: typeof message === 'string' ? { zh: message, en: message } : message,
  }));
}

/** `english`: the request prefers English to Chinese. */
export function problemDocument({ status, code, text, details }: Problem, english: boolean): ProblemDocument {
  const language = english ? 'en' : 'zh';
  const { retryAfter, errors, ...members } = details;
  return {
    status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Language': english ? 'en' : 'zh-CN',
      'Cache-Control': 'no-store',
      ...(retryAfter === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(retryAfter))) }),
    },
    body: {
      type: `urn:oneseal:problem:${code}`,
      title: TITLES[status]?.[language] ?? String(status),
      status,
      code,
      detail: text[language],
      ...members,
      ...(errors ? { errors: errors.map(({ path, message }) => ({ path, message: message[language] })) } : {}),
    },
  };
}
