// Owns writing markup: every value put into it is escaped, unless it is markup made here; and the frame that all pages stand in.
import type { Text } from '../kernel/text';
import type { Content } from './call';
import type { Look } from './language';

export class Markup {
  constructor(readonly text: string) {}
}
type Part = string | number | Markup | readonly Markup[];

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function written(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map((each) => each.text).join('');
  return String(part).replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}

export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(texts.reduce((text, next, i) => text + written(parts[i - 1] ?? '') + next));
}
export const NOTHING = html``;

const FRAME = {
  name: { zh: '一章通', en: 'OneSeal' },
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  reading: { zh: '语言和字号', en: 'Language and size' },
  large: { zh: '大字版', en: 'Large text' },
  normal: { zh: '标准字号', en: 'Normal text' },
  home: { zh: '首页', en: 'Home' },
  track: { zh: '办件查询', en: 'Where does it stand?' },
  verify: { zh: '文书核验', en: 'Is a document genuine?' },
  pages: { zh: '主要页面', en: 'Main pages' },
} as const satisfies Record<string, Text>;

/** A whole page. It needs no script: every wish is a link or a form. */
export function page(look: Look, title: Text, body: Markup): string {
  const { say, language, large } = look;
  return html`<!doctype html>
    <html lang="${language === 'zh' ? 'zh-CN' : 'en'}" class="${large ? 'large' : 'normal'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <title>${say(title)} · ${say(FRAME.name)}</title>
        <link rel="stylesheet" href="/assets/oneseal.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <a class="skip" href="#content">${say(FRAME.skip)}</a>
        <header>
          <a class="brand" href="/">一章通 <span lang="en">OneSeal</span></a>
          <nav aria-label="${say(FRAME.reading)}">
            ${
              language === 'zh'
                ? html`<a href="?lang=en" lang="en" hreflang="en">English</a>`
                : html`<a href="?lang=zh" lang="zh-CN" hreflang="zh-CN">中文</a>`
            }
            ${
              large
                ? html`<a href="?size=normal">${say(FRAME.normal)}</a>`
                : html`<a href="?size=large">${say(FRAME.large)}</a>`
            }
          </nav>
        </header>
        <main id="content" tabindex="-1">${body}</main>
        <footer>
          <nav aria-label="${say(FRAME.pages)}">
            <a href="/">${say(FRAME.home)}</a>
            <a href="/track">${say(FRAME.track)}</a>
            <a href="/verify">${say(FRAME.verify)}</a>
          </nav>
        </footer>
      </body>
    </html>`.text;
}

/** A page as an answer. Nothing of it is kept by caches, since most pages are somebody's own. */
export function pageContent(look: Look, title: Text, body: Markup, status?: number): { readonly content: Content } {
  return {
    content: {
      mediaType: 'text/html',
      bytes: page(look, title, body),
      headers: { 'Content-Language': look.language === 'zh' ? 'zh-CN' : 'en' },
      ...(status === undefined ? {} : { status }),
    },
  };
}

/** On to another page: the answer to a form that was done. */
export function seeOther(path: string): { readonly content: Content } {
  return { content: { mediaType: 'text/html', bytes: '', status: 303, headers: { Location: path } } };
}
