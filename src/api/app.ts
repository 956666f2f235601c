/**
 * Owns the way of every request: parse → who → from where → may he see it → key → shape → handler. Routes are mounted from the
 * contract's table; one that is not listed does not exist, and one that does not say who may call it does not start.
 */
import express, {
  type ErrorRequestHandler,
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import helmet from 'helmet';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { RouteRule } from '../contract/route';
import { ROUTES, type RouteName } from '../contract/routes';
import { refuse } from '../kernel/rules/refusal';
import { documentFor } from '../queries/documents';
import { caseFor, caseOfTask, type CaseOnFile } from '../queries/on-file';
import { visitCookie } from '../auth/visit';
import type { Principal } from '../auth/principal';
import { caseOfReceipt, caseOfVisit, personOf, refuseForeignOrigin, visitSetting } from './access';
import { trackPath } from './applicant-page';
import type { Call, Content, Handler, UploadedFile } from './call';
import type { Deps } from './deps';
import { knownFault } from './failures';
import { formIn } from './form-in';
import { handlers } from './handlers';
import { fingerprintOf, keyIn } from './idempotency';
import { judgeJson } from './json-limits';
import { problem, Problem, problemDocument } from './problem';
import { refusalProblem } from './refusals';
import { lookOf, prefersEnglish, rememberLook } from './language';
import { problemPage } from './problem-page';
import { seenText } from './seen-text';
import { readShape } from './shape-errors';
import { uploadIn } from './uploads';
import { createCaseQueue, type CaseQueue } from '../record/queue';

const readJson = express.json({ limit: '256kb', strict: false, type: 'application/json', inflate: false });

export function createApp(deps: Deps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', false);
  app.set('query parser', 'simple');
  app.use(headers, measured(deps));
  const all = handlers(deps);
  const lines = createCaseQueue();
  for (const [name, rule] of Object.entries<RouteRule>(ROUTES)) {
    if (!['person', 'receipt', 'visit', 'none'].includes(rule.auth))
      throw new Error(`route ${name} does not say who may call it`);
    const answer = route(deps, rule, all[name as RouteName] as Handler<RouteName>);
    app[rule.method](rule.path, isActOnCase(rule) ? inLine(lines, answer) : answer);
  }
  app.use(() => {
    throw problem('method-unknown');
  });
  app.use(failed(deps));
  return app;
}

const headers: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  // Whoever ends TLS in front of this process promises TLS; over plain http browsers ignore it anyway.
  strictTransportSecurity: { maxAge: 31_536_000 },
  crossOriginResourcePolicy: { policy: 'same-origin' },
});

function measured(deps: Deps): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.on('finish', () => {
      const ms = performance.now() - started;
      const pattern = (response.locals as { route?: string }).route ?? 'unknown';
      deps.metrics.answered({ method: request.method, route: pattern, status: response.statusCode }, ms / 1000);
      deps.log.debug('request answered', {
        method: request.method,
        route: pattern,
        status: response.statusCode,
        ms: Math.round(ms * 10) / 10,
      });
    });
    next();
  };
}

function isActOnCase({ sees, idempotency }: RouteRule): boolean {
  return (sees === 'case' || sees === 'task') && idempotency !== 'none';
}
/**
 * Acts on one case stand in line before anything is asked of the database for them: a crowd at one case then costs the others the work
 * of one act at a time, and whoever is turned away costs next to nothing.
 */
function inLine(lines: CaseQueue, answer: Answering): Answering {
  // The id of a task, or of a child, begins with that of the case it belongs to.
  return (request, response) =>
    lines.run(paramsIn(request)['id']?.split('.')[0] ?? '', () => answer(request, response));
}
type Answering = (request: Request, response: Response) => Promise<void>;

function route(deps: Deps, rule: RouteRule, handler: Handler<RouteName>): Answering {
  return async (request, response) => {
    // Stamped before anything is read: what a party sends in the last second of its day is in time.
    const receivedAt = Date.now();
    (response.locals as { route?: string }).route = rule.path;
    if (rule.path.startsWith('/api/')) response.set('Cache-Control', 'no-store');
    if (rule.tag === 'pages') asPage(deps, request, response);
    const sent = rule.body ? await jsonIn(request, response) : undefined;
    const params = paramsIn(request);
    const caller = rule.auth === 'person' ? await personOf(deps, request) : undefined;
    if (caller) refuseUnfit(rule, caller);
    if (rule.path === '/api/session' || rule.form) refuseForeignOrigin(deps, request);
    const visited = rule.auth === 'visit' ? await visitedCase(deps, request, response, receivedAt, params) : {};
    // The visit is over: the page that asks for the code again.
    if (!visited)
      return void response
        .status(303)
        .location(`${trackPath(params.number ?? '')}?again=1`)
        .end();
    const form = rule.form ? { form: await formIn(request, response) } : {};
    const receipt = rule.auth === 'receipt' ? { file: await caseOfReceipt(deps, request, params.number ?? '') } : {};
    const subject = rule.sees && caller ? await subjectOf(deps, rule.sees, caller, params.id ?? '') : {};
    const keyed = rule.idempotency === 'none' ? undefined : keyIn(request.get('Idempotency-Key'));
    const upload = rule.upload ? await uploadIn(request, response) : undefined;
    const call = {
      params,
      body: rule.body ? shaped(rule.body, sent) : undefined,
      query: rule.query ? shaped(rule.query, queryIn(request)) : undefined,
      receivedAt,
      request,
      response,
      ...(caller ? { caller } : {}),
      ...receipt,
      ...visited,
      ...form,
      ...subject,
      ...(upload ? { upload } : {}),
      ...(keyed === undefined
        ? {}
        : {
            key: keyed,
            scope: `${request.method} ${request.path}`,
            fingerprint: fingerprintOf(sent ?? uploaded(upload)),
          }),
    } as unknown as Call<RouteName>;
    const reply = await handler(call);
    if (reply === 'streaming') return;
    if (reply === 'empty') return void response.status(rule.status).end();
    if ('content' in reply) return sendContent(response, rule.status, reply.content);
    response
      .status(reply.status ?? rule.status)
      .set(reply.headers ?? {})
      .json(reply.body);
  };
}

/** What a route asks of its caller beside being known: the password is his own, and he holds the post. */
function refuseUnfit({ firstSignIn, post }: RouteRule, { passwordToChange, posts }: Principal): void {
  if (passwordToChange && firstSignIn !== true) throw problem('password-to-change');
  if (post !== undefined && !posts.some(({ kind }) => kind === post)) throw refusalProblem(refuse('not-your-post'));
}

/** Pages are somebody's own and speak his language; a link in them tells other sites nothing of where he came from. */
function asPage(deps: Deps, request: Request, response: Response): void {
  (response.locals as { page?: boolean }).page = true;
  // Not `no-referrer`: a browser would then send its forms with the origin `null`, which is nobody's.
  response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin', Vary: 'Accept-Language, Cookie' });
  rememberLook(request, response, deps.secureCookies);
}

/** The case of the visit, whose thirty minutes begin anew; nothing without one. */
async function visitedCase(
  deps: Deps,
  request: Request,
  response: Response,
  now: number,
  { number = '' }: Readonly<Record<string, string>>,
): Promise<{ readonly file: CaseOnFile } | undefined> {
  const visited = await caseOfVisit(deps, request, number, now);
  if (!visited) return undefined;
  response.append('Set-Cookie', visitCookie(visitSetting(deps), number, visited.visit, now));
  return { file: visited.file };
}

/** Chinese text is told to be UTF-8; bytes are sent as they are. */
function sendContent(response: Response, status: number, content: Content): void {
  const { mediaType, bytes } = content;
  const charset = mediaType.startsWith('text/') && !mediaType.includes('charset') ? '; charset=utf-8' : '';
  response.status(content.status ?? status).set({ 'Content-Type': `${mediaType}${charset}`, ...content.headers });
  response.end(typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes);
}

async function jsonIn(request: Request, response: Response): Promise<unknown> {
  if (request.get('Content-Type') !== undefined && !request.is('application/json'))
    throw problem('media-type-unsupported');
  await new Promise<void>((resolve, reject) =>
    readJson(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : problem('malformed'));
    }),
  );
  const body: unknown = request.body;
  if (body === undefined)
    throw problem('malformed', {
      errors: [{ path: '/', message: { zh: '请求没有内容。', en: 'The request is empty.' } }],
    });
  judgeJson(body);
  return seenText(body);
}

function paramsIn(request: Request): Record<string, string> {
  const params = Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
  // No id of ours is that long or holds such signs, so there is no such thing.
  for (const value of Object.values(params))
    if (value.length > 300 || /[\0\p{Surrogate}]/u.test(value)) throw problem('not-found');
  return params;
}

function queryIn(request: Request): unknown {
  judgeJson({ ...request.query });
  return { ...request.query };
}

function uploaded(upload: UploadedFile | undefined): unknown {
  return upload ? { name: upload.name, mediaType: upload.mediaType, bytes: upload.bytes.toString('base64') } : null;
}

async function subjectOf(
  deps: Deps,
  sees: NonNullable<RouteRule['sees']>,
  caller: Principal,
  id: string,
): Promise<object> {
  if (sees === 'document') {
    const document = await documentFor(deps.db, caller, id);
    if (document) return { document };
  } else {
    const file = await (sees === 'case' ? caseFor(deps.db, caller, id) : caseOfTask(deps.db, caller, id));
    if (file) return { file };
  }
  throw problem('not-found');
}

function shaped(schema: z.ZodType, sent: unknown): unknown {
  const read = readShape(schema, sent);
  if ('errors' in read) throw problem('malformed', { errors: read.errors });
  return read.value;
}

/** What body-parser and the router throw, told in our own codes. */
function borderFault(error: unknown): Problem | undefined {
  const { type, status, name } = (error ?? {}) as { type?: unknown; status?: unknown; name?: unknown };
  if (type === 'entity.too.large') return problem('too-large');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return problem('media-type-unsupported');
  if (name === 'URIError' || (typeof status === 'number' && status >= 400 && status < 500)) return problem('malformed');
  return undefined;
}

function failed(deps: Deps): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next: NextFunction) => {
    const told = error instanceof Problem ? error : (knownFault(error) ?? borderFault(error) ?? ourFault(deps, error));
    if (response.headersSent) return next(error);
    const { status, headers: named, body } = problemDocument(told, prefersEnglish(request));
    const asked = response.locals as { page?: boolean };
    if (asked.page || (told.code === 'method-unknown' && wantsPage(request))) {
      const { content } = problemPage(lookOf(request), told);
      if (named['Retry-After'] !== undefined) response.set('Retry-After', named['Retry-After']);
      return sendContent(response, status, content);
    }
    if (status === 401) response.set('WWW-Authenticate', 'Bearer');
    response.status(status).set(named);
    // The rest of a body that was refused is not read: the connection ends with the answer.
    if (status === 413) response.set('Connection', 'close');
    response.end(JSON.stringify(body));
  };
}

/** An address that a person mistyped, not a program. */
function wantsPage(request: Request): boolean {
  return request.method === 'GET' && !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html';
}

function ourFault(deps: Deps, error: unknown): Problem {
  const instance = randomUUID();
  deps.log.error('a request failed', { code: instance, error });
  return problem('internal', { instance: `urn:uuid:${instance}` });
}
