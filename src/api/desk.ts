// Owns serving the desk (工作台): the one page of the web app under every address of its own, and the parts it is built of.
import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { PRODUCT_ROOT } from '../root';
import type { Content, Handlers } from './call';
import { problem } from './problem';

const BUILT = join(PRODUCT_ROOT, 'dist', 'web');
const MEDIA: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export function desk(): Handlers<'desk' | 'deskPage' | 'deskAsset'> {
  // Both are read once: a build changes them only together with the process.
  let page: Promise<string> | undefined;
  let parts: Promise<ReadonlySet<string>> | undefined;
  async function shown(): Promise<{ readonly content: Content }> {
    page ??= readFile(join(BUILT, 'index.html'), 'utf8');
    const nonce = randomBytes(16).toString('base64');
    const bytes = (await page).replace('__NONCE__', nonce);
    return { content: { mediaType: 'text/html', bytes, headers: { 'Content-Security-Policy': policy(nonce) } } };
  }
  return {
    desk: shown,
    deskPage: shown,
    async deskAsset({ params }) {
      const name = params.file ?? '';
      parts ??= readdir(join(BUILT, 'assets')).then((names) => new Set(names));
      const mediaType = MEDIA[extname(name)];
      // Only what the build wrote: no path can lead out of its folder.
      if (mediaType === undefined || !(await parts).has(name)) throw problem('not-found');
      // Its name changes with its content.
      const headers = { 'Cache-Control': 'public, max-age=31536000, immutable' };
      return { content: { mediaType, bytes: await readFile(join(BUILT, 'assets', name)), headers } };
    },
  };
}

/** Scripts from here alone, none in the page; styles made at run time carry the number of this page. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join(';');
}
