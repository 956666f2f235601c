// Owns the public page that a document's QR code points to: what it is, who sealed it, whether it still stands. Nothing of a person.
import { dayOf } from '../kernel/time/civil';
import type { Text } from '../kernel/text';
import { certificateNumberOf, certificateOf, standingOn, type Standing } from '../queries/certificates';
import { documentByCode, type VerifiedDocument } from '../queries/documents';
import { lawTime } from '../queries/law-time';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { html, NOTHING, pageContent, seeOther, type Markup } from './html';
import { lookOf, type Look } from './language';

const WORDS = {
  title: { zh: '文书核验', en: 'Verify a document' },
  ask: { zh: '文书上的核验码', en: 'The verification code on the document' },
  hint: {
    zh: '印在二维码旁边；也可以直接扫描二维码。',
    en: 'It is printed beside the QR code, which you can also scan.',
  },
  button: { zh: '核验', en: 'Verify' },
  unknown: { zh: '没有这份文书。', en: 'There is no such document.' },
  check: {
    zh: '请核对核验码，或者二维码是否来自原件。',
    en: 'Please check the code, and whether the QR code is on the original.',
  },
  document: { zh: '文书', en: 'Document' },
  number: { zh: '文号', en: 'Number' },
  none: { zh: '无', en: 'none' },
  issuer: { zh: '制发单位', en: 'Issued by' },
  sealed: { zh: '用印日期', en: 'Sealed on' },
  issued: { zh: '制发日期', en: 'Issued on' },
  status: { zh: '状态', en: 'Status' },
  valid: { zh: '有效', en: 'valid' },
  fallen: { zh: '已失效', en: 'no longer valid' },
  certificate: { zh: '许可证件', en: 'Certificate' },
  validTo: { zh: '有效期至', en: 'valid to' },
  compare: {
    zh: '请将您手中文件的 SHA-256 与上面的值比对；不一致的不是原件。',
    en: 'A file with another SHA-256 than the one above is not the original.',
  },
} as const satisfies Record<string, Text>;
const CODE = /^[\w-]{8,100}$/;

export function verifyPage(deps: Deps): Handlers<'verifyPage' | 'verifyEntry'> {
  return {
    verifyEntry({ request, query }) {
      const look = lookOf(request);
      // Printed in capitals; people type it as they like.
      const code = query.code?.replace(/\s/g, '').toUpperCase() ?? '';
      if (CODE.test(code)) return seeOther(`/verify/${encodeURIComponent(code)}`);
      const asked = query.code === undefined ? NOTHING : unknown(look);
      return pageContent(
        look,
        WORDS.title,
        html`<h1>${look.say(WORDS.title)}</h1>
          ${asked}${codeForm(look)}`,
      );
    },
    async verifyPage({ request, params }) {
      const look = lookOf(request);
      const code = params.code ?? '';
      const document = CODE.test(code) ? await documentByCode(deps.db, code) : undefined;
      const body = document
        ? found(look, document, await certificateWith(deps, document))
        : html`${unknown(look)}${codeForm(look)}`;
      return pageContent(
        look,
        WORDS.title,
        html`<h1>${look.say(WORDS.title)}</h1>
          ${body}`,
        document ? 200 : 404,
      );
    },
  };
}

/** The form that asks for a code; a document's code is no secret, so it may stand in an address. */
export function codeForm({ say }: Look): Markup {
  return html`<form method="get" action="/verify">
    <div class="field">
      <label for="verify-code">${say(WORDS.ask)}</label>
      <span class="hint" id="verify-code-hint">${say(WORDS.hint)}</span>
      <input
        class="code"
        type="text"
        id="verify-code"
        name="code"
        maxlength="100"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        aria-describedby="verify-code-hint"
      />
    </div>
    <button type="submit">${say(WORDS.button)}</button>
  </form>`;
}

function unknown({ say }: Look): Markup {
  return html`<p class="notice"><span class="fallen">${say(WORDS.unknown)}</span> ${say(WORDS.check)}</p>`;
}

interface Certificate {
  readonly number: string;
  readonly standing: Standing;
  readonly validTo?: string;
}
const STANDINGS: Readonly<Record<Standing, { readonly said: Text; readonly stands: boolean }>> = {
  valid: { said: { zh: '有效', en: 'valid' }, stands: true },
  renewed: { said: { zh: '已延续，有效', en: 'renewed, valid' }, stands: true },
  expired: { said: { zh: '已过有效期', en: 'expired' }, stands: false },
  annulled: { said: { zh: '已撤销', en: 'annulled' }, stands: false },
  deregistered: { said: { zh: '已注销', en: 'deregistered' }, stands: false },
};

/** The certificate that the document's case is about, and how it stands today. */
async function certificateWith(deps: Deps, document: VerifiedDocument): Promise<Certificate | undefined> {
  const number = await certificateNumberOf(deps.db, document.caseId);
  const certificate = number === undefined ? undefined : await certificateOf(deps.db, number);
  if (!certificate) return undefined;
  return { number: certificate.number, ...standingOn(certificate, dayOf((await lawTime(deps.db)).now)) };
}

/** The paper may be genuine while what it granted is gone. */
function certificateCell({ say }: Look, { number, standing, validTo }: Certificate): Markup {
  const { said, stands } = STANDINGS[standing];
  return html`${number}<br /><span class="${stands ? 'stands' : 'fallen'}">${say(said)}</span>${
      validTo === undefined ? NOTHING : html` ${say(WORDS.validTo)} ${validTo}`
    }`;
}

function found(look: Look, document: VerifiedDocument, certificate: Certificate | undefined): Markup {
  const { say } = look;
  const standing =
    document.standing === 'valid'
      ? html`<span class="stands">${say(WORDS.valid)}</span>`
      : html`<span class="fallen">${say(WORDS.fallen)}</span>`;
  const rows: readonly (readonly [Text, Markup | string])[] = [
    [WORDS.document, say({ zh: document.titleZh, en: document.titleEn })],
    [WORDS.number, document.number ?? say(WORDS.none)],
    [WORDS.issuer, say(document.issuer)],
    [document.sealed ? WORDS.sealed : WORDS.issued, dayOf(document.issuedAt.getTime())],
    [WORDS.status, standing],
    ...(certificate ? [[WORDS.certificate, certificateCell(look, certificate)] as const] : []),
    [{ zh: 'SHA-256', en: 'SHA-256' }, document.sha256],
  ];
  return html`<table>
      ${rows.map(
        ([name, value]) =>
          html`<tr>
            <th scope="row">${say(name)}</th>
            <td>${value}</td>
          </tr>`,
      )}
    </table>
    <p class="quiet">${say(WORDS.compare)}</p>`;
}
