// Owns writing markup: every value put into it is escaped, unless it is markup made here.
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

/** A whole page in both languages' frame. */
export function page(title: string, body: Markup): string {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/assets/oneseal.css" />
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`.text;
}
