// Owns the API under test: the real application on a database of its own, with the demo's people, and clients that speak HTTP to it.
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { DEMO_PASSWORD, seed } from '../../prisma/seed';
import { qrPicture } from '../../src/adapters/document/qr';
import { renderPaper } from '../../src/adapters/document/render-paper';
import { messageTexts } from '../../src/adapters/notification/templates';
import { createMemoryStorage } from '../../src/adapters/storage/memory-storage';
import { createApp } from '../../src/api/app';
import type { Deps } from '../../src/api/deps';
import { listenToCases } from '../../src/api/feed';
import { sessionCookie } from '../../src/auth/cookies';
import { receiptCodeLimit, signInLimit } from '../../src/auth/failure-limit';
import { openSession } from '../../src/auth/sessions';
import { createLog } from '../../src/ops/logging';
import { createMetrics } from '../../src/ops/metrics';
import { openDatabase } from '../../src/queries/database';
import { announcing } from '../../src/record/announce';
import { createRecord } from '../../src/record/commit';
import { createDefinitions } from '../../src/record/definitions';
import { installation } from '../../src/record/installation';
import type { CaseRecord } from '../../src/record/record';
import { verifyCase } from '../../src/record/verify';
import { freshDatabase, type FreshDatabase } from './postgres';

/** Nothing runs behind the record here, and nothing of that is a fault. */
const quietWatch: Deps['watch'] = {
  findings: () => Promise.resolve({ faults: [], reachable: true, lookedAt: Date.now() }),
  ofCase: () => Promise.resolve({ faults: [], reachable: true, lookedAt: Date.now() }),
  process: () =>
    Promise.resolve({ reachable: false, run: null, children: [], queues: [], followed: null, owedSeconds: null }),
};

export const zhang = {
  kind: 'person',
  name: '张先生',
  idType: 'resident-id',
  idNumber: '320281198001011239',
  phone: '13800138000',
};
export const shop = { shopName: '徐霞客镇张记面馆', premises: '徐霞客镇霞客大道88号', business: '餐饮服务' };
export const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

/** A JSON answer, read loosely: tests look at members by name. */
export interface Reply {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a view is asserted member by member
  readonly json: any;
  readonly text: string;
  readonly headers: Headers;
}
export interface Asking {
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array;
}
export interface Somebody {
  call(method: string, path: string, body?: unknown, asking?: Asking): Promise<Reply>;
  /** The response as it begins; its body goes on until `signal`. */
  stream(path: string, signal: AbortSignal): Promise<Response>;
  upload(
    content?: string | Uint8Array,
    name?: string,
    asking?: Asking & { readonly path?: string; readonly type?: string },
  ): Promise<Reply>;
}
export interface ApiUnderTest {
  readonly db: FreshDatabase;
  readonly base: string;
  readonly deps: Deps;
  readonly record: CaseRecord;
  readonly nobody: Somebody;
  signIn(username: string): Promise<Somebody>;
  /** As `signIn`, without the work that a password costs: for tests of very many people. */
  letIn(person: string): Promise<Somebody>;
  /** Opens Mr Zhang's case at a window, with these papers, and whatever else his application says. */
  open(
    by: Somebody,
    papers?: readonly string[],
    more?: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly id: string; readonly number: string; readonly code: string }>;
  drop(): Promise<void>;
}

/** What the applicant of that number sends along. */
export function withCode(code: string): Asking {
  return { headers: { 'x-receipt-code': code } };
}

/** Wrong codes are borne without end: for tests that ask without a code hundreds of times. That ten an hour are enough is tested by itself. */
export function forgiving(deps: Deps): Deps {
  const receipt = {
    waitFor: () => Promise.resolve(0),
    failed: () => Promise.resolve(0),
    forget: () => Promise.resolve(),
  };
  return { ...deps, limits: { ...deps.limits, receipt } };
}

/** `changed`: what a test puts in the place of the real parts, made from them. */
export async function anApi(
  over: Partial<Deps> = {},
  changed: (deps: Deps) => Deps = (deps) => deps,
): Promise<ApiUnderTest> {
  const db = await freshDatabase();
  const owner = new Client({ connectionString: db.ownerUrl });
  await owner.connect();
  await seed(owner, { demo: true });
  await owner.end();
  const home = await installation(db.pool, { demo: true });
  const record = createRecord({
    pool: db.pool,
    definitions: createDefinitions(db.pool),
    installation: home,
    webhook: false,
    undoSeconds: over.undoSeconds ?? 0,
  });
  const log = createLog({ service: 'api', level: 'error' });
  const feed = listenToCases({ connectionString: db.url }, log);
  const reads = openDatabase(db.url, 5);
  const deps: Deps = changed({
    db: reads,
    pool: db.pool,
    record: announcing(db.pool, () => record),
    storage: createMemoryStorage(),
    papers: { render: renderPaper, qrPicture },
    messages: messageTexts,
    feed,
    log,
    metrics: createMetrics('api'),
    limits: { signIn: signInLimit(db.pool), receipt: receiptCodeLimit(db.pool) },
    secret: 'the secret of this test',
    secureCookies: false,
    version: '0.0.0',
    webhook: false,
    undoSeconds: 0,
    verify: (caseId) => verifyCase(db.pool, caseId, []),
    temporal: async () => Promise.resolve({ reachable: true, behindSeconds: 0, worker: true }),
    watch: quietWatch,
    // Nothing follows the record here: on a loaded machine the real answer would be yes after ten seconds.
    behind: () => Promise.resolve(false),
    ...over,
  });
  const server = createApp(deps).listen(0, '127.0.0.1');
  server.keepAliveTimeout = 65_000;
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function replyOf(response: Response): Promise<Reply> {
    const text = await response.text();
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined;
    }
    return { status: response.status, json, text, headers: response.headers };
  }
  const somebody = (cookie?: string): Somebody => {
    const own = (asking: Asking, json: boolean): Record<string, string> => ({
      ...(cookie === undefined ? {} : { cookie, origin: base }),
      ...(json ? { 'content-type': 'application/json' } : {}),
      ...(asking.key === null ? {} : { 'idempotency-key': asking.key ?? randomUUID() }),
      ...asking.headers,
    });
    return {
      async call(method, path, body, asking = {}) {
        const sent = asking.raw ?? (body === undefined ? undefined : JSON.stringify(body));
        return replyOf(
          await fetch(base + path, {
            method,
            headers: own(asking, sent !== undefined),
            ...(sent === undefined ? {} : { body: sent as string }),
          }),
        );
      },
      stream: (path, signal) => fetch(base + path, { headers: own({}, false), signal }),
      async upload(content = PDF, name = '营业场所使用证明.pdf', asking = {}) {
        const form = new FormData();
        form.append('file', new Blob([content], { type: asking.type ?? 'application/pdf' }), name);
        return replyOf(
          await fetch(base + (asking.path ?? '/api/files'), {
            method: 'POST',
            headers: own(asking, false),
            body: form,
          }),
        );
      },
    };
  };

  return {
    db,
    base,
    deps,
    record,
    nobody: somebody(),
    async signIn(username) {
      const { status, headers, text } = await somebody().call('POST', '/api/session', {
        username,
        password: DEMO_PASSWORD,
      });
      if (status !== 204) throw new Error(`sign-in of ${username}: ${status} ${text}`);
      return somebody(
        headers
          .getSetCookie()
          .map((each) => each.split(';')[0])
          .join('; '),
      );
    },
    async letIn(person) {
      const session = await openSession(db.pool, person);
      return somebody(sessionCookie(session, { secure: false }).split(';')[0]);
    },
    async open(by, papers = ['identity', 'premisesProof', 'floorPlan'], more = {}) {
      const uploaded = await Promise.all(papers.map(async (field) => [field, (await by.upload()).json.id as string]));
      const data = { ...shop, ...more, ...Object.fromEntries(uploaded) };
      const { status, json, text } = await by.call('POST', '/api/cases', {
        procedure: 'food-business-permit',
        party: zhang,
        data,
      });
      if (status !== 201) throw new Error(`not opened: ${status} ${text}`);
      return { id: json.id, number: json.number, code: json.receipt.code };
    },
    async drop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await feed.close();
      await reads.$disconnect();
      await db.drop();
    },
  };
}
