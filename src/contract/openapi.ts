// Owns the OpenAPI document: it is built from the table of routes and from nothing else.
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { exampleOf } from './example-of';
import { EXAMPLE, requestsOf } from './examples';
import { pathParameter, queryParameter, type Parameter } from './parameters';
import type { Auth, Idempotency, RouteRule } from './route';
import { ROUTES } from './routes';
import { problem } from './shapes';

export type OpenApiDocument = ReturnType<typeof createDocument>;

const REASONS: Readonly<Record<number, string>> = {
  303: '请重新输入查询码 / the code is asked for again',
  400: '格式错误 / malformed',
  401: '未登录 / not signed in',
  403: '无权办理 / who you are forbids it',
  404: '不存在或者您不可见 / unknown, or not visible to you',
  409: '当前状态不允许 / the state forbids it',
  413: '内容过大 / too large',
  415: '类型不支持 / unsupported media type',
  422: '内容不符合规则 / the content breaks a rule',
  429: '请求过多 / too many requests',
  503: '数据库暂不可用，请用同一幂等键重试 / database away, repeat with the same key',
};

export function openApiDocument(version: string): OpenApiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, rule] of Object.entries<RouteRule>(ROUTES)) {
    const path = rule.path.replace(/[:*](\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [rule.method]: operation(name, rule) };
  }
  const document: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: {
      title: 'OneSeal 一章通',
      version,
      description: '一窗受理、一章审批 / one window, one seal',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'oneseal' },
        token: { type: 'http', scheme: 'bearer' },
        receipt: { type: 'apiKey', in: 'header', name: 'X-Receipt-Code' },
        visit: { type: 'apiKey', in: 'cookie', name: 'oneseal-visit' },
      },
    },
  };
  return createDocument(document);
}

const TAGS: Readonly<Record<string, string>> = {
  operation: '运行：存活、就绪、指标和本契约 / alive, ready, figures and this contract',
  pages: '公众页面，不需要脚本 / pages for the public, without scripts',
  identity: '登录、令牌和本人岗位 / signing in, tokens and who one is',
  catalogue: '单位、事项和流程 / bodies, power items and procedures',
  papers: '收到的材料和制发的文书 / papers handed in and documents issued',
  cases: '办件 / cases',
  tasks: '待办任务 / the inbox and its tasks',
  watch: '滞留清单和监测 / what stands still, and what the watchdog finds',
  public: '申请人凭收件凭证办理 / what an applicant does with the code of his receipt',
  messages: '站内消息和实时更新 / in-app messages and live updates',
  administration:
    '系统管理：单位、人员、岗位、日历、流程、消息和日志 / administration: bodies, people, posts, calendars, procedures, messages, logs',
  calendar: '工作日历和期限计算 / the calendar and the count of periods',
};
const WHO: Readonly<Record<Auth, string>> = {
  none: '任何人可用。 / Anybody.',
  receipt:
    '申请人凭收件凭证上的查询码（X-Receipt-Code）；一小时内错误十次即暂停。 / The applicant, by the code of the receipt; ten wrong codes an hour.',
  visit: '申请人在浏览器中输入查询码之后。 / The applicant at a browser, after the code.',
  person:
    '登录的工作人员，只见其岗位可见的内容。 / Somebody signed in, who finds what his posts may see and nothing else.',
};
const ADMINISTRATORS =
  '只有系统管理员；每次更改记入不可篡改的管理日志，每次查阅个人信息记入查阅日志。 / Administrators alone; each change is kept in a log that nobody can bend, each look at personal data in the access log.';
const KEYS: Readonly<Record<Idempotency, string>> = {
  none: '',
  record:
    '同一幂等键得到首次的答复，包括依规则作出的拒绝。 / The same key brings the first answer again, refusals by the rules included.',
  answers: '同一幂等键得到首次的答复。 / The same key brings the first answer again.',
  natural: '需要幂等键；重复请求不改变任何内容。 / A key is asked for; repeating changes nothing.',
};

function operation(name: string, rule: RouteRule): ZodOpenApiOperationObject {
  const names = [...rule.path.matchAll(/[:*](\w+)/g)].map(([, name = '']) => name);
  const keyed = rule.idempotency !== 'none';
  return {
    operationId: name,
    tags: [rule.tag],
    summary: `${rule.summary.zh} / ${rule.summary.en}`,
    description: [rule.post === undefined ? WHO[rule.auth] : ADMINISTRATORS, KEYS[rule.idempotency]]
      .filter((sentence) => sentence !== '')
      .join('\n\n'),
    security: SECURITY[rule.auth],
    requestParams: {
      ...(names.length === 0
        ? {}
        : { path: z.object(Object.fromEntries(names.map((each) => [each, parameterIn(rule, each)]))) }),
      ...(rule.query === undefined ? {} : { query: queryOf(rule.query) }),
      ...(keyed ? { header: z.object({ 'Idempotency-Key': KEY }) } : {}),
    },
    ...requestBody(name, rule),
    responses: { [`${rule.status}` as `${2}${string}`]: success(rule), ...failures(rule) },
  };
}

const SECURITY: Readonly<Record<Auth, Record<string, string[]>[]>> = {
  none: [],
  receipt: [{ receipt: [] }],
  visit: [{ visit: [] }],
  person: [{ session: [] }, { token: [] }],
};
const KEY = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/)
  .meta({ description: '幂等键，可打印字符 / printable characters', param: { example: EXAMPLE.key } });

function parameterIn(rule: RouteRule, name: string): z.ZodType {
  return parameter(z.string(), pathParameter(rule, name));
}
function queryOf(query: z.ZodObject): z.ZodObject {
  const members: readonly (readonly [string, z.ZodType])[] = Object.entries(query.shape);
  return z.object(Object.fromEntries(members.map(([name, member]) => [name, parameter(member, queryParameter(name))])));
}
function parameter(schema: z.ZodType, { description, example }: Parameter): z.ZodType {
  return schema.meta({ ...schema.meta(), description, param: { example } });
}

/** The fields of a page's form are those that the page shows. */
const FORM = z.record(z.string(), z.string());

const UPLOAD = z.object({
  file: z.string().meta({ format: 'binary', description: 'PDF、JPEG、PNG、OFD，不超过 20 MB' }),
});

function requestBody(name: string, rule: RouteRule) {
  const schema = rule.body ?? (rule.upload ? UPLOAD : rule.form ? FORM : undefined);
  if (schema === undefined) return {};
  const examples = Object.fromEntries(
    Object.entries(requestsOf(name) ?? {}).map(([title, { summary, value }]) => [
      title,
      { summary: `${summary.zh} / ${summary.en}`, value },
    ]),
  );
  const media = rule.upload
    ? ['multipart/form-data']
    : rule.form
      ? ['application/x-www-form-urlencoded', 'multipart/form-data']
      : ['application/json'];
  const content = Object.fromEntries(media.map((each) => [each, { schema, examples }]));
  return { requestBody: { required: true, content } };
}

/** How an answer begins that is no JSON. */
const SHOWN: Readonly<Record<string, string>> = {
  'text/html': '<!doctype html><html lang="zh-CN">…</html>',
  'text/plain': 'oneseal_http_requests_total{method="GET",route="/api/me",status="200"} 12',
  'text/event-stream': `event: case\nid: 7\ndata: ${JSON.stringify({ case: EXAMPLE.case, seq: 7 })}\n\n`,
  'application/pdf': '%PDF-1.7 …',
};

function success(rule: RouteRule) {
  const description = `${rule.summary.zh} / ${rule.summary.en}`;
  if (rule.status === 303) return { description };
  if (rule.reply)
    return {
      description,
      content: {
        'application/json': { schema: rule.reply, example: exampleOf(rule.reply) },
        ...(rule.picture === undefined ? {} : { [rule.picture]: { schema: z.string(), example: '<svg>…</svg>' } }),
      },
    };
  if (rule.media)
    return {
      description,
      content: { [rule.media]: { schema: z.string(), example: SHOWN[rule.media] ?? '%PDF-1.7 …' } },
    };
  return { description };
}

function failures(rule: RouteRule) {
  const changing = rule.method !== 'get';
  const statuses = new Set<number>([
    ...(rule.query || rule.body || rule.idempotency !== 'none' ? [400] : []),
    ...(rule.auth === 'person' || rule.path === '/api/session' ? [401] : []),
    ...(changing ? [403, 429] : []),
    // Somebody who has still to change the password that he was given, or who holds another post.
    ...(rule.auth === 'person' && rule.firstSignIn !== true ? [403] : []),
    // Wrong codes are counted, whatever is asked with them.
    ...(rule.auth === 'receipt' ? [429] : []),
    ...(rule.path.includes(':') ? [404] : []),
    ...(rule.auth === 'visit' && !rule.form ? [303] : []),
    ...(rule.body || rule.upload || rule.form ? [413, 415, 422] : []),
    ...(rule.form && rule.auth === 'visit' ? [409] : []),
    ...(rule.problems ?? []),
    503,
  ]);
  // A page answers with a page, whatever went wrong.
  const content =
    rule.tag === 'pages'
      ? { 'text/html': { schema: z.string() } }
      : { 'application/problem+json': { schema: problem } };
  return Object.fromEntries(
    [...statuses]
      .sort()
      .map((status) => [
        `${status}`,
        { description: REASONS[status] ?? 'problem', ...(status === 303 ? {} : { content }) },
      ]),
  );
}
