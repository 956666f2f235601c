// Owns which language a request is answered in, and how large a page is written: asked for in the address, kept in a cookie, else by the browser's wish.
import type { Request, Response } from 'express';
import type { Text } from '../kernel/text';

/** Chinese, unless English is asked for first. */
export function prefersEnglish(request: Request): boolean {
  return request.acceptsLanguages('zh', 'en') === 'en';
}

export type Language = keyof Text;
/** How one page is written for one reader. */
export interface Look {
  readonly language: Language;
  readonly large: boolean;
  readonly say: (text: Text) => string;
}

const COOKIES = { lang: 'oneseal-lang', size: 'oneseal-size' } as const;
const YEAR_SECONDS = 31_536_000;

export function lookOf(request: Request): Look {
  const asked = (name: keyof typeof COOKIES, values: readonly string[]): string | undefined =>
    [request.query[name], cookieOf(request, COOKIES[name])].find(
      (value): value is string => typeof value === 'string' && values.includes(value),
    );
  const language = asked('lang', ['zh', 'en']) ?? (prefersEnglish(request) ? 'en' : 'zh');
  return {
    language: language as Language,
    large: asked('size', ['normal', 'large']) === 'large',
    say: (text) => text[language as Language],
  };
}

/** What the address asked for holds on the next pages too. No personal data: a language and a size. */
export function rememberLook(request: Request, response: Response, secure: boolean): void {
  const { language, large } = lookOf(request);
  const keep = (name: string, value: string): void =>
    void response.append(
      'Set-Cookie',
      `${name}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
    );
  if (request.query['lang'] !== undefined) keep(COOKIES.lang, language);
  if (request.query['size'] !== undefined) keep(COOKIES.size, large ? 'large' : 'normal');
}

function cookieOf(request: Request, name: string): string | undefined {
  for (const part of request.headers.cookie?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
