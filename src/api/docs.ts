// Owns the contract as a document and as a page to browse, and the styles and scripts that pages are made of.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openApiDocument } from '../contract/openapi';
import type { Content, Handlers } from './call';
import type { Deps } from './deps';
import { html } from './html';
import { STYLE } from './page-style';
import { problem } from './problem';

const INITIALIZER = `window.addEventListener('load', () => {
  window.SwaggerUIBundle({ url: '/openapi.json', dom_id: '#contract', deepLinking: true, docExpansion: 'list', validatorUrl: null });
});
`;
const WRITTEN: Readonly<Record<string, Content>> = {
  'oneseal.css': { mediaType: 'text/css', bytes: STYLE },
  'docs.js': { mediaType: 'text/javascript', bytes: INITIALIZER },
};
const PACKAGED: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
};

export function docs(deps: Deps): Handlers<'openapi' | 'docs' | 'asset'> {
  let document: Record<string, unknown> | undefined;
  return {
    openapi: () => ({ body: (document ??= { ...openApiDocument(deps.version) }) }),
    docs: () => ({ content: { mediaType: 'text/html', bytes: PAGE } }),
    async asset({ params }) {
      const name = params.file ?? '';
      const headers = { 'Cache-Control': 'public, max-age=3600' };
      if (Object.hasOwn(WRITTEN, name)) return { content: { ...(WRITTEN[name] as Content), headers } };
      const mediaType = Object.hasOwn(PACKAGED, name) ? PACKAGED[name] : undefined;
      if (mediaType === undefined) throw problem('not-found');
      const folder = dirname(require.resolve('swagger-ui-dist/package.json'));
      return { content: { mediaType, bytes: await readFile(join(folder, name)), headers } };
    },
  };
}

const PAGE = html`<!doctype html>
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>OneSeal 一章通 接口契约</title>
      <link rel="stylesheet" href="/assets/swagger-ui.css" />
    </head>
    <body>
      <div id="contract"></div>
      <script src="/assets/swagger-ui-bundle.js"></script>
      <script src="/assets/docs.js"></script>
    </body>
  </html>`.text;
