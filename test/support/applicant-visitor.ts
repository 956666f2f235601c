// Owns an applicant without scripts: keeps cookies by their path, sends forms as a browser does, and follows no redirect by itself.
import type { OwnCase } from './applicant-town';

export interface PageReply {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
  readonly headers: Headers;
}
type FieldValue = string | { readonly name: string; readonly content: string | Uint8Array };

export class ApplicantVisitor {
  private readonly jar: { readonly name: string; readonly path: string; readonly value: string }[] = [];
  constructor(
    private readonly base: string,
    private readonly own: Readonly<Record<string, string>> = {},
  ) {}

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<PageReply> {
    return this.replyOf(await fetch(this.base + path, { redirect: 'manual', headers: this.headers(path, headers) }));
  }

  /** Sends a form: urlencoded, or multipart when it carries a file. */
  async send(
    path: string,
    fields: Readonly<Record<string, FieldValue>>,
    headers: Readonly<Record<string, string>> = { origin: this.base },
  ): Promise<PageReply> {
    const multipart = Object.values(fields).some((value) => typeof value !== 'string');
    const form = multipart ? new FormData() : new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      if (typeof value === 'string') form.append(name, value);
      else (form as FormData).append(name, new Blob([value.content]), value.name);
    }
    // A browser says how long a form is; so it is written out before it is sent.
    const written = new Response(form);
    const body = Buffer.from(await written.arrayBuffer());
    const type = written.headers.get('content-type') ?? '';
    return this.replyOf(
      await fetch(this.base + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...this.headers(path, headers), 'content-type': type },
        body,
      }),
    );
  }

  async signIn({ number, code }: Pick<OwnCase, 'number' | 'code'>): Promise<PageReply> {
    return this.send('/track', { number, code });
  }

  /** The key that the form on this page carries. */
  static keyIn({ text }: PageReply): string {
    return /name="_key"\s+value="([^"]+)"/.exec(text)?.[1] ?? '';
  }

  cookie(name: string): string | undefined {
    return this.jar.findLast((each) => each.name === name)?.value;
  }
  plant(name: string, value: string, path = '/'): void {
    this.jar.push({ name, value, path });
  }

  private headers(path: string, extra: Readonly<Record<string, string>>): Record<string, string> {
    const [plain = ''] = path.split('?');
    const cookie = this.jar
      .filter((each) => each.value !== '' && (each.path === '/' || `${plain}/`.startsWith(`${each.path}/`)))
      .map((each) => `${each.name}=${each.value}`)
      .join('; ');
    return { 'accept-language': 'zh-CN', ...this.own, ...(cookie === '' ? {} : { cookie }), ...extra };
  }

  private async replyOf(response: Response): Promise<PageReply> {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /; Path=([^;]+)/.exec(line)?.[1] ?? '/';
      const at = this.jar.findIndex((each) => each.name === name && each.path === path);
      if (at >= 0) this.jar.splice(at, 1);
      if (!line.includes('Max-Age=0')) this.jar.push({ name, value, path });
    }
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location'),
      headers: response.headers,
    };
  }
}
