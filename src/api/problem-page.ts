// Owns what a person reads in a browser when a page could not be shown.
import type { Text } from '../kernel/text';
import { html, NOTHING, pageContent } from './html';
import type { Look } from './language';
import type { Problem } from './problem';

const TITLE = { zh: '没有办成', en: 'That did not work' } as const satisfies Text;
const HOME = { zh: '返回首页', en: 'To the home page' } as const satisfies Text;
const NUMBER = { zh: '编号', en: 'Number' } as const satisfies Text;
/** What is said of a call to programs would puzzle a person. */
const SENTENCES: Readonly<Record<string, Text>> = {
  'method-unknown': { zh: '没有这个页面，请核对地址。', en: 'There is no such page; please check the address.' },
  'not-found': { zh: '没有这个页面，或者您不能查看。', en: 'There is no such page, or you may not see it.' },
  'idempotency-key-missing': {
    zh: '这份表单不完整，请返回上一页刷新后重新提交。',
    en: 'The form was incomplete. Please go back, reload and send it again.',
  },
  'database-unavailable': {
    zh: '系统暂时不可用，请稍后再试；重复提交不会重复办理。',
    en: 'The system is away for a moment. Please try again; nothing is done twice.',
  },
};

export function problemPage(look: Look, { code, text, status, details }: Problem) {
  const { say } = look;
  const instance = details.instance;
  return pageContent(
    look,
    TITLE,
    html`<h1>${say(TITLE)}</h1>
      <p class="notice">${say(SENTENCES[code] ?? text)}</p>
      ${instance === undefined ? NOTHING : html`<p class="quiet number">${say(NUMBER)} ${instance}</p>`}
      <p><a href="/">${say(HOME)}</a></p>`,
    status,
  );
}
