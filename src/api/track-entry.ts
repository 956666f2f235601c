// Owns asking an applicant for the number and the code of his receipt; a wrong one of either is one and the same page.
import type { Text } from '../kernel/text';
import { html, NOTHING, pageContent, type Markup } from './html';
import type { Look } from './language';
import { errorSummary, type FieldErrors } from './page-fields';

const WORDS = {
  title: { zh: '办件查询', en: 'Where does it stand?' },
  number: { zh: '办件编号', en: 'Case number' },
  numberHint: { zh: '在收件凭证或者短信中。', en: 'On your receipt, and in our text messages.' },
  code: { zh: '查询码', en: 'Receipt code' },
  codeHint: {
    zh: '在收件凭证上，10位字母和数字，不分大小写。请勿告诉他人。',
    en: 'On your receipt: ten letters and digits, in capitals or not. Please tell it to nobody.',
  },
  button: { zh: '查询', en: 'Show' },
  lost: {
    zh: '没有收件凭证的，请携带身份证件到任一受理窗口查询。',
    en: 'Without the receipt, please bring an identity document to any window.',
  },
  again: {
    zh: '为保护您的信息，超过30分钟没有操作的，需要重新输入查询码。',
    en: 'To protect what is yours, the code is asked for again after 30 minutes without a click.',
  },
} as const satisfies Record<string, Text>;

export const ENTRY_ERRORS = {
  wrong: { zh: '编号或者查询码不正确，请核对收件凭证。', en: 'Number or code is wrong; please check your receipt.' },
  number: { zh: '请填写“办件编号”。', en: 'Please fill in “Case number”.' },
  code: { zh: '请填写“查询码”。', en: 'Please fill in “Receipt code”.' },
} as const satisfies Record<string, Text>;

interface Asked {
  readonly number?: string;
  readonly errors?: FieldErrors;
  readonly whole?: Text;
  readonly again?: boolean;
}

/** The page that asks, with what was wrong before. The code is never shown again. */
export function signInPage(look: Look, asked: Asked = {}, status?: number) {
  const { say } = look;
  return pageContent(
    look,
    WORDS.title,
    html`${errorSummary(look, asked.errors ?? {}, asked.whole)}
      <h1>${say(WORDS.title)}</h1>
      ${asked.again ? html`<p class="notice">${say(WORDS.again)}</p>` : NOTHING} ${signInForm(look, asked)}
      <p class="quiet">${say(WORDS.lost)}</p>`,
    status,
  );
}

export function signInForm(look: Look, { number = '', errors = {} }: Asked = {}): Markup {
  return html`<form method="post" action="/track">
    ${input(look, 'number', WORDS.number, WORDS.numberHint, number, errors)}
    ${input(look, 'code', WORDS.code, WORDS.codeHint, '', errors)}
    <button type="submit">${look.say(WORDS.button)}</button>
  </form>`;
}

function input(
  { say }: Look,
  name: 'number' | 'code',
  title: Text,
  hint: Text,
  value: string,
  errors: FieldErrors,
): Markup {
  const error = errors[name];
  return html`<div class="${error ? 'field has-error' : 'field'}">
    <label for="f-${name}">${say(title)}</label>
    <span class="hint" id="f-${name}-hint">${say(hint)}</span>
    ${error ? html`<span class="error" id="f-${name}-error">${say(error)}</span>` : NOTHING}
    <input
      type="text"
      class="${name}-input"
      id="f-${name}"
      name="${name}"
      value="${value}"
      maxlength="100"
      autocomplete="off"
      autocapitalize="characters"
      spellcheck="false"
      aria-describedby="f-${name}-hint${error ? ` f-${name}-error` : ''}"
      ${error ? html` aria-invalid="true"` : NOTHING}
    />
  </div>`;
}
