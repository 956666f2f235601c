// Owns the public page that a document's QR code points to: what it is, who sealed it, whether it still stands. Nothing of a person.
import { dayOf } from '../kernel/time/civil';
import { certificateNumberOf, certificateOf, standingOn, type Standing } from '../queries/certificates';
import { documentByCode, type VerifiedDocument } from '../queries/documents';
import { lawTime } from '../queries/law-time';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { html, page, type Markup } from './html';

export function verifyPage(deps: Deps): Handlers<'verifyPage'> {
  return {
    async verifyPage({ params }) {
      const code = params.code ?? '';
      const document = /^[\w-]{8,100}$/.test(code) ? await documentByCode(deps.db, code) : undefined;
      const number = document && (await certificateNumberOf(deps.db, document.caseId));
      const certificate = number === undefined ? undefined : await certificateOf(deps.db, number);
      const today = dayOf((await lawTime(deps.db)).now);
      return {
        content: {
          mediaType: 'text/html',
          status: document ? 200 : 404,
          bytes: page(
            '文书核验',
            document
              ? found(document, certificate && { number: certificate.number, ...standingOn(certificate, today) })
              : UNKNOWN,
          ),
          headers: { 'Cache-Control': 'no-store' },
        },
      };
    },
  };
}

const UNKNOWN = html`<h1>文书核验</h1>
  <p class="notice">
    <span class="fallen">没有这份文书。</span>请核对二维码是否来自原件。<br /><span lang="en"
      >There is no such document.</span
    >
  </p>`;

interface Certificate {
  readonly number: string;
  readonly standing: Standing;
  readonly validTo?: string;
}
const STANDINGS: Readonly<Record<Standing, { readonly zh: string; readonly en: string; readonly stands: boolean }>> = {
  valid: { zh: '有效', en: 'valid', stands: true },
  renewed: { zh: '已延续，有效', en: 'renewed, valid', stands: true },
  expired: { zh: '已过有效期', en: 'expired', stands: false },
  annulled: { zh: '已撤销', en: 'annulled', stands: false },
  deregistered: { zh: '已注销', en: 'deregistered', stands: false },
};

/** The paper may be genuine while what it granted is gone. */
function certificateRow({ number, standing, validTo }: Certificate): Markup {
  const { zh, en, stands } = STANDINGS[standing];
  return html`<tr>
    <th>许可证件 <span lang="en">certificate</span></th>
    <td>
      ${number}<br /><span class="${stands ? 'stands' : 'fallen'}">${zh}</span> <span lang="en">${en}</span>
      ${validTo === undefined ? '' : html`<br />有效期至 <span lang="en">valid to</span> ${validTo}`}
    </td>
  </tr>`;
}

function found(document: VerifiedDocument, certificate: Certificate | undefined): Markup {
  const stands = document.standing === 'valid';
  const standing = stands
    ? html`<span class="stands">有效</span> <span lang="en">valid</span>`
    : html`<span class="fallen">已失效</span> <span lang="en">no longer valid</span>`;
  return html`<h1>文书核验</h1>
    <table>
      <tr>
        <th>文书 <span lang="en">document</span></th>
        <td>${document.titleZh}<br /><span lang="en">${document.titleEn}</span></td>
      </tr>
      <tr>
        <th>文号 <span lang="en">number</span></th>
        <td>${document.number ?? '无'}</td>
      </tr>
      <tr>
        <th>制发单位 <span lang="en">issued by</span></th>
        <td>${document.issuer}</td>
      </tr>
      <tr>
        <th>
          ${document.sealed ? '用印日期' : '制发日期'}
          <span lang="en">${document.sealed ? 'sealed on' : 'issued on'}</span>
        </th>
        <td>${dayOf(document.issuedAt.getTime())}</td>
      </tr>
      <tr>
        <th>状态 <span lang="en">status</span></th>
        <td>${standing}</td>
      </tr>
      ${certificate ? certificateRow(certificate) : ''}
      <tr>
        <th>SHA-256</th>
        <td>${document.sha256}</td>
      </tr>
    </table>
    <p class="quiet">
      请将您手中文件的 SHA-256 与上面的值比对；不一致的不是原件。<span lang="en"
        >A file with another SHA-256 is not the original.</span
      >
    </p>`;
}
