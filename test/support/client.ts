// Owns how a stranger speaks to a running product: HTTP as the contract says, and nothing of the product's own code.
import { randomUUID } from 'node:crypto';

export interface Reply<B = Record<string, unknown>> {
  readonly status: number;
  readonly json: B;
  readonly text: string;
}
type Body = Record<string, unknown>;

/** A person signed in, or, without a cookie, the public. */
export class Visitor {
  private constructor(
    readonly base: string,
    readonly username: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  static public(base: string, receiptCode?: string): Visitor {
    return new Visitor(base, '', receiptCode === undefined ? {} : { 'x-receipt-code': receiptCode });
  }

  static async signIn(base: string, username: string, password = 'oneseal-demo'): Promise<Visitor> {
    const reply = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: base },
      body: JSON.stringify({ username, password }),
    });
    if (!reply.ok) throw new Error(`sign in ${username}: ${reply.status} ${await reply.text()}`);
    const cookie = reply.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ');
    return new Visitor(base, username, { cookie, origin: base });
  }

  async call<B = Body>(method: string, path: string, body?: unknown, key: string = randomUUID()): Promise<Reply<B>> {
    const changing: Record<string, string> =
      method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': key };
    const reply = await fetch(this.base + path, {
      method,
      headers: { ...this.headers, ...changing },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined;
    }
    return { status: reply.status, json: json as B, text };
  }

  /** As `call`, but anything that is not a success fails the test with the product's own words. */
  async done<B = Body>(method: string, path: string, body?: unknown, key?: string): Promise<B> {
    const reply = await this.call<B>(method, path, body, key);
    if (reply.status >= 300)
      throw new Error(`${this.username || 'public'} ${method} ${path}: ${reply.status} ${reply.text}`);
    return reply.json;
  }

  async bytes(path: string): Promise<Buffer> {
    const reply = await fetch(new URL(path, this.base), { headers: this.headers });
    if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
    return Buffer.from(await reply.arrayBuffer());
  }

  /** Hands in a small real PDF; `path` is the public route for an applicant. */
  async upload(name: string, path = '/api/files'): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([SMALL_PDF], { type: 'application/pdf' }), name);
    const reply = await fetch(this.base + path, {
      method: 'POST',
      headers: { ...this.headers, 'idempotency-key': randomUUID() },
      body: form,
    });
    if (reply.status !== 201) throw new Error(`upload: ${reply.status} ${await reply.text()}`);
    return ((await reply.json()) as { id: string }).id;
  }
}

const SMALL_PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

/** A person by the post held: `who('examiner')` is the first, `who('examiner', 1)` the second. */
export interface Staff {
  of(post: string, nth?: number, organisation?: string): Promise<Visitor>;
}

export async function staffOf(base: string): Promise<Staff> {
  const { items } = await Visitor.public(base).done<{
    items: { username: string; posts: { kind?: string; title: unknown; organisation: unknown }[] }[];
  }>('GET', '/api/demo-accounts');
  const signedIn = new Map<string, Visitor>();
  return {
    async of(post, nth = 0, organisation) {
      const named = items.filter((i) =>
        i.posts.some(
          (p) =>
            JSON.stringify(p).includes(post) &&
            (organisation === undefined || JSON.stringify(p).includes(organisation)),
        ),
      );
      const username = named[nth]?.username;
      if (username === undefined) throw new Error(`nobody is ${post} number ${nth}`);
      const known = signedIn.get(username) ?? (await Visitor.signIn(base, username));
      signedIn.set(username, known);
      return known;
    },
  };
}

/** Asks again and again until the answer is there; fails with the last one. */
export async function eventually<R>(seconds: number, what: string, ask: () => Promise<R | undefined>): Promise<R> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > until) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
