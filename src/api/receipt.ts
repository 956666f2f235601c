// Owns the receipt (收件凭证) as one page to print at the window: number, item, papers handed in, what happens next. Never its code.
import { dueDay } from '../kernel/time/clock';
import { writtenDay } from '../kernel/rules/condition';
import { logRead } from '../queries/cases';
import type { CaseOnFile } from '../queries/on-file';
import { publicAddress } from './public-address';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { html, pageContent, type Markup } from './html';
import { lookOf } from './language';
import { problem } from './problem';

const TITLE = { zh: '收件凭证', en: 'Receipt of an application' };

export function receipt(deps: Deps): Handlers<'receipt'> {
  return {
    async receipt({ file, caller, request }) {
      // A child is opened by its parent, a linked case by an act of another: nobody handed them in.
      if (file.state.parent || file.state.linkedTo) throw problem('not-found');
      await logRead(deps.db, caller.person, file.id, 'receipt');
      const track = `${publicAddress(deps, request)}/track/${encodeURIComponent(file.number)}`;
      return pageContent(lookOf(request), TITLE, receiptOf(deps, file, track));
    },
  };
}

function receiptOf(deps: Deps, { definition, state, number, partyName, calendar }: CaseOnFile, track: string): Markup {
  const rule = definition.clocks['acceptance'];
  const clock = state.clocks['acceptance'];
  const due = rule && clock ? dueDay(rule, clock, calendar) : undefined;
  const handedIn = definition.materials.filter(({ field }) => state.materials.includes(field));
  const answer =
    due === undefined
      ? html``
      : html`<p>
          ${state.acceptedOn === undefined ? '本机关最迟于' : '受理答复的期限为'}${writtenDay(due) ?? due}${
            state.acceptedOn === undefined ? '前答复是否受理；逾期未告知的，自收到申请材料之日起即为受理。' : '。'
          }
          <span lang="en"
            >An answer is due by ${due}; without one the application counts as accepted from its receipt.</span
          >
        </p>`;
  return html`<h1>行政许可申请收件凭证</h1>
    <table>
      <tr>
        <th>办件编号 <span lang="en">case number</span></th>
        <td>${number}</td>
      </tr>
      <tr>
        <th>申请人 <span lang="en">applicant</span></th>
        <td>${partyName ?? ''}</td>
      </tr>
      <tr>
        <th>申请事项 <span lang="en">matter</span></th>
        <td>${definition.title.zh} <span lang="en">${definition.title.en}</span></td>
      </tr>
      <tr>
        <th>收件日期 <span lang="en">received on</span></th>
        <td>${writtenDay(state.receivedOn) ?? ''}</td>
      </tr>
      <tr>
        <th>收到材料 <span lang="en">papers</span></th>
        <td>${handedIn.length === 0 ? '无' : handedIn.map(({ title }, n) => html`${n + 1}. ${title.zh}<br />`)}</td>
      </tr>
    </table>
    ${answer}
    <figure>
      ${code(deps, track)}
      <figcaption>
        扫码查询办理进度，需要输入收件码 <span lang="en">scan to follow the case; the receipt code is asked for</span>
      </figcaption>
    </figure>
    <p>
      收件码由窗口另行交付，请妥善保管，不要写在本凭证上。
      <span lang="en">The receipt code is handed over apart from this page.</span>
    </p>
    <p class="quiet">本凭证仅证明收到申请材料，不代表已经受理或者准予行政许可。</p>`;
}

function code(deps: Deps, address: string): Markup {
  const { side, dark } = deps.papers.qrPicture(address);
  const path = dark.map(([x, y]) => `M${x + 2} ${y + 2}h1v1h-1z`).join('');
  return html`<svg viewBox="0 0 ${side + 4} ${side + 4}" role="img" aria-label="${address}"><path d="${path}" /></svg>`;
}
