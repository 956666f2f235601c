// Owns the OpenAPI document: it is built from the table of routes and from nothing else.
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import type { Auth, RouteRule } from './route';
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
    const path = rule.path.replace(/:(\w+)/g, '{$1}');
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

function operation(name: string, rule: RouteRule): ZodOpenApiOperationObject {
  const names = [...rule.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const keyed = rule.idempotency !== 'none';
  return {
    operationId: name,
    tags: [rule.tag],
    summary: `${rule.summary.zh} / ${rule.summary.en}`,
    security: SECURITY[rule.auth],
    requestParams: {
      ...(names.length === 0 ? {} : { path: z.object(Object.fromEntries(names.map((each) => [each, z.string()]))) }),
      ...(rule.query === undefined ? {} : { query: rule.query }),
      ...(keyed ? { header: z.object({ 'Idempotency-Key': z.string().min(1).max(128) }) } : {}),
    },
    ...(rule.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: rule.body } } } }),
    ...(rule.form
      ? {
          requestBody: {
            content: {
              'application/x-www-form-urlencoded': { schema: FORM },
              'multipart/form-data': { schema: FORM },
            },
          },
        }
      : {}),
    ...(rule.upload ? { requestBody: { required: true, content: { 'multipart/form-data': { schema: UPLOAD } } } } : {}),
    responses: { [`${rule.status}` as `${2}${string}`]: success(rule), ...failures(rule) },
  };
}

const SECURITY: Readonly<Record<Auth, Record<string, string[]>[]>> = {
  none: [],
  receipt: [{ receipt: [] }],
  visit: [{ visit: [] }],
  person: [{ session: [] }, { token: [] }],
};
/** The fields of a page's form are those that the page shows. */
const FORM = z.record(z.string(), z.string());

const UPLOAD = z.object({
  file: z.string().meta({ format: 'binary', description: 'PDF、JPEG、PNG、OFD，不超过 20 MB' }),
});

function success(rule: RouteRule) {
  const description = rule.summary.en;
  if (rule.status === 303) return { description };
  if (rule.reply) return { description, content: { 'application/json': { schema: rule.reply } } };
  if (rule.media) return { description, content: { [rule.media]: { schema: z.string() } } };
  return { description };
}

function failures(rule: RouteRule) {
  const changing = rule.method !== 'get';
  const statuses = new Set<number>([
    ...(rule.query || rule.body || rule.idempotency !== 'none' ? [400] : []),
    ...(rule.auth === 'person' || rule.path === '/api/session' ? [401] : []),
    ...(changing ? [403, 429] : []),
    ...(rule.path.includes(':') ? [404] : []),
    ...(rule.auth === 'visit' && !rule.form ? [303] : []),
    ...(rule.body || rule.upload || rule.form ? [413, 415, 422] : []),
    ...(rule.form && rule.auth === 'visit' ? [409] : []),
    ...(rule.problems ?? []),
    503,
  ]);
  // A page answers with a page, whatever went wrong.
  const content =
    rule.media === 'text/html'
      ? { 'text/html': { schema: z.string() } }
      : { 'application/problem+json': { schema: problem } };
  return Object.fromEntries(
    [...statuses].sort().map((status) => [`${status}`, { description: REASONS[status] ?? 'problem', content }]),
  );
}
