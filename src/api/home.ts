// Owns the home page: what this is, where to go, and what time it is in law when that is simulated.
import { lawTime } from '../queries/law-time';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { html, page } from './html';
import { wireTime } from './times';

export function home(deps: Deps): Handlers<'home'> {
  return {
    async home() {
      const law = await lawTime(deps.db);
      const clock = law.simulated
        ? html`<p class="notice">
            本系统使用模拟的法定时间：现在是
            <strong>${wireTime(law.now).slice(0, 16).replace('T', ' ')}</strong>（北京时间），每 ${law.daySeconds}
            秒为一天。<br /><span lang="en">Law time is simulated: one day passes in ${law.daySeconds} seconds.</span>
          </p>`
        : html``;
      const demo = law.demo
        ? html`<li><a href="/api/demo-accounts">演示账号</a> <span lang="en">demo accounts</span></li>`
        : html``;
      const body = html`<h1>一章通 <small>OneSeal</small></h1>
        <p class="quiet">一窗受理、一站服务、一章审批。<span lang="en">One window, one seal.</span></p>
        ${clock}
        <ul>
          <li><a href="/docs">接口契约</a> <span lang="en">the HTTP contract</span></li>
          <li><a href="/readyz">运行状态</a> <span lang="en">readiness</span></li>
          ${demo}
        </ul>`;
      return { content: { mediaType: 'text/html', bytes: page('一章通 OneSeal', body) } };
    },
  };
}
