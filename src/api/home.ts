// Owns the home page: what this is, the two questions everybody may ask, and what time it is in law when that is simulated.
import type { Text } from '../kernel/text';
import { lawTime, type LawTime } from '../queries/law-time';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { html, NOTHING, pageContent, type Markup } from './html';
import { lookOf, type Look } from './language';
import { signInForm } from './track-entry';
import { wireTime } from './times';
import { codeForm } from './verify-page';

const WORDS = {
  title: { zh: '政务服务', en: 'Public services' },
  motto: { zh: '一窗受理、一站服务、一章审批。', en: 'One window, one stop, one seal.' },
  track: { zh: '我的申请办到哪一步了？', en: 'Where does my application stand?' },
  verify: { zh: '这份文书是真的吗？', en: 'Is this document genuine?' },
  staff: { zh: '工作人员登录', en: 'For those who work here' },
  programs: { zh: '供其他系统使用', en: 'For programs' },
  contract: { zh: '接口契约', en: 'The HTTP contract' },
  readiness: { zh: '运行状态', en: 'Readiness' },
  demo: { zh: '演示账号', en: 'Demo accounts' },
} as const satisfies Record<string, Text>;

export function home(deps: Deps): Handlers<'home'> {
  return {
    async home({ request }) {
      const look = lookOf(request);
      const { say } = look;
      const law = await lawTime(deps.db);
      const demo = law.demo ? html`<li><a href="/api/demo-accounts">${say(WORDS.demo)}</a></li>` : NOTHING;
      const body = html`<h1>一章通 <span lang="en">OneSeal</span></h1>
        <p class="quiet">${say(WORDS.motto)}</p>
        ${clockNotice(look, law)}
        <div class="two">
          <section>
            <h2>${say(WORDS.track)}</h2>
            ${signInForm(look)}
          </section>
          <section>
            <h2>${say(WORDS.verify)}</h2>
            ${codeForm(look)}
          </section>
        </div>
        <p><a href="/desk">${say(WORDS.staff)}</a></p>
        <h2>${say(WORDS.programs)}</h2>
        <ul>
          <li><a href="/docs">${say(WORDS.contract)}</a></li>
          <li><a href="/readyz">${say(WORDS.readiness)}</a></li>
          ${demo}
        </ul>`;
      return pageContent(look, WORDS.title, body);
    },
  };
}

function clockNotice({ say }: Look, { simulated, now, daySeconds }: LawTime): Markup {
  if (!simulated) return NOTHING;
  const instant = wireTime(now).slice(0, 16).replace('T', ' ');
  return html`<p class="notice">
    ${say({
      zh: `本系统使用模拟的法定时间：现在是${instant}（北京时间），每${daySeconds}秒为一天。`,
      en: `Law time is simulated: it is ${instant} in Beijing, and one day passes in ${daySeconds} seconds.`,
    })}
  </p>`;
}
