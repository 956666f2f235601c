// Owns the fields of a page's form: made from a JSON Schema, shown without a script, read back, and what is wrong told beside each.
import type { JsonSchema } from '../kernel/procedure/definition';
import { hintOf, optionTitle, titleOf } from '../kernel/procedure/form-words';
import type { Text } from '../kernel/text';
import { html, Markup, NOTHING } from './html';
import type { Look } from './language';

export interface Field {
  readonly name: string;
  readonly kind: 'text' | 'long-text' | 'number' | 'date' | 'choice' | 'tick' | 'file';
  readonly title: Text;
  readonly hint?: Text;
  readonly required: boolean;
  readonly options?: readonly { readonly value: string; readonly title: Text }[];
  readonly longest?: number;
}
/** What was sent, as it was sent: an error page shows it again. */
export type Sent = Readonly<Record<string, string>>;
/** By the name of the field. */
export type FieldErrors = Readonly<Record<string, Text>>;
/** A paper that arrived although the form was refused: it need not be sent again. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
}

export function fieldsOf(schema: JsonSchema): readonly Field[] {
  const { properties = {}, required = [] } = schema as {
    readonly properties?: Readonly<Record<string, JsonSchema>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const options = optionsOf(property);
    const hint = hintOf(property);
    const longest = property['maxLength'];
    return {
      name,
      kind: options ? 'choice' : kindOf(property),
      title: titleOf(property) ?? { zh: name, en: name },
      ...(hint ? { hint } : {}),
      required: required.includes(name),
      ...(options ? { options } : {}),
      ...(typeof longest === 'number' ? { longest } : {}),
    };
  });
}

function optionsOf(property: JsonSchema): Field['options'] {
  const { enum: values } = property;
  if (!Array.isArray(values)) return undefined;
  return values.map((value) => ({ value: String(value), title: optionTitle(property, value) }));
}
function kindOf({ type, format, maxLength }: JsonSchema): Field['kind'] {
  if (format === 'file') return 'file';
  if (format === 'date') return 'date';
  if (type === 'boolean') return 'tick';
  if (type === 'number' || type === 'integer') return 'number';
  return typeof maxLength === 'number' && maxLength <= 100 ? 'text' : 'long-text';
}

const SAYS = {
  fill: (field: Text): Text => ({ zh: `请填写“${field.zh}”。`, en: `Please fill in “${field.en}”.` }),
  choose: (field: Text): Text => ({ zh: `请选择“${field.zh}”。`, en: `Please choose: “${field.en}”.` }),
  upload: (field: Text): Text => ({ zh: `请上传“${field.zh}”。`, en: `Please upload “${field.en}”.` }),
  tick: (field: Text): Text => ({ zh: `请勾选“${field.zh}”。`, en: `Please tick “${field.en}”.` }),
  long: (field: Text, most: number): Text => ({
    zh: `“${field.zh}”不能超过${most}个字。`,
    en: `“${field.en}” may have ${most} characters at most.`,
  }),
  number: (field: Text): Text => ({ zh: `“${field.zh}”应当是数字。`, en: `“${field.en}” is a number.` }),
  files: { zh: '支持 PDF、JPEG、PNG、OFD，每个文件不超过 20 MB。', en: 'PDF, JPEG, PNG or OFD, at most 20 MB each.' },
  kept: { zh: '已上传，不必再传：', en: 'Arrived already, need not be sent again: ' },
} as const;

/** The values of a form as data, and what is wrong with it. Files are judged by who keeps them: `kept` names those that are there. */
export function readFields(
  fields: readonly Field[],
  sent: Sent,
  kept: Readonly<Record<string, KeptFile>>,
): { readonly data: Readonly<Record<string, string | number | boolean>>; readonly errors: FieldErrors } {
  const data: Record<string, string | number | boolean> = {};
  const errors: Record<string, Text> = {};
  for (const field of fields) {
    const { name, kind, title, required, options, longest } = field;
    const given = (sent[name] ?? '').replace(/\r\n/g, '\n').trim();
    if (kind === 'file') {
      const file = kept[name];
      if (file) data[name] = file.id;
      else if (required) errors[name] = SAYS.upload(title);
    } else if (kind === 'tick') {
      if (given !== '') data[name] = true;
      else if (required) errors[name] = SAYS.tick(title);
    } else if (given === '') {
      if (required) errors[name] = options ? SAYS.choose(title) : SAYS.fill(title);
    } else if (options && !options.some(({ value }) => value === given)) errors[name] = SAYS.choose(title);
    else if (longest !== undefined && [...given].length > longest) errors[name] = SAYS.long(title, longest);
    else if (kind === 'number' || (options?.every(({ value }) => /^\d+$/.test(value)) ?? false)) {
      if (Number.isFinite(Number(given))) data[name] = Number(given);
      else errors[name] = SAYS.number(title);
    } else data[name] = given;
  }
  return { data, errors };
}

/** Apart from the ids of the page itself, whatever a procedure calls its fields. */
const idOf = (name: string): string => `f-${name}`;

/** One field with its label, hint and error. Radio buttons and ticks are large enough for a thumb. */
export function fieldMarkup(look: Look, field: Field, sent: Sent, error: Text | undefined, kept?: KeptFile): Markup {
  const { say } = look;
  const { name, kind, title, options } = field;
  const hint = field.hint ?? (kind === 'file' ? SAYS.files : undefined);
  const id = idOf(name);
  const described = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(' ');
  const about = html`${described === '' ? NOTHING : html` aria-describedby="${described}"`}${error ? html` aria-invalid="true"` : NOTHING}`;
  const notes = html`${hint ? html`<span class="hint" id="${id}-hint">${say(hint)}</span>` : NOTHING}${
    error ? html`<span class="error" id="${id}-error">${say(error)}</span>` : NOTHING
  }`;
  const frame = error ? 'field has-error' : 'field';
  if (options)
    return html`<fieldset class="${frame}" ${about}>
      <legend>${say(title)}</legend>
      ${notes}
      ${options.map(
        ({ value, title: option }, at) =>
          html`<div class="choice">
            <input
              type="radio"
              id="${at === 0 ? id : `${id}-${value}`}"
              name="${name}"
              value="${value}"
              ${sent[name] === value ? html` checked` : NOTHING}
            />
            <label for="${at === 0 ? id : `${id}-${value}`}">${say(option)}</label>
          </div>`,
      )}
    </fieldset>`;
  if (kind === 'tick')
    return html`<div class="${frame}">
      ${notes}
      <div class="choice">
        <input
          type="checkbox"
          id="${idOf(name)}"
          name="${name}"
          value="yes"
          ${sent[name] ? html` checked` : NOTHING}${about}
        />
        <label for="${idOf(name)}">${say(title)}</label>
      </div>
    </div>`;
  return html`<div class="${frame}">
    <label for="${idOf(name)}">${say(title)}</label>
    ${notes}${kept ? html`<span class="hint">${say(SAYS.kept)}<strong>${kept.name}</strong></span>` : NOTHING}
    ${inputOf(field, sent[name] ?? '', about, kept)}
  </div>`;
}

function inputOf({ name, kind }: Field, value: string, about: Markup, kept: KeptFile | undefined): Markup {
  if (kind === 'file')
    return html`${kept ? html`<input type="hidden" name="_kept.${name}" value="${kept.id}" />` : NOTHING}
      <input type="file" id="${idOf(name)}" name="${name}" accept=".pdf,.jpg,.jpeg,.png,.ofd" ${about} />`;
  // The line break keeps a first empty line, which a browser would drop.
  if (kind === 'long-text')
    return new Markup(
      html`<textarea id="${idOf(name)}" name="${name}" rows="5"${about}>`.text + '\n' + html`${value}</textarea>`.text,
    );
  if (kind === 'date') return html`<input type="date" id="${idOf(name)}" name="${name}" value="${value}" ${about} />`;
  const mode = kind === 'number' ? html` inputmode="decimal"` : NOTHING;
  return html`<input type="text" id="${idOf(name)}" name="${name}" value="${value}" ${mode}${about} />`;
}

/** What is wrong, first on the page and first in focus, each line leading to its field. */
export function errorSummary(look: Look, errors: FieldErrors, whole?: Text): Markup {
  const lines = Object.entries(errors);
  if (lines.length === 0 && !whole) return NOTHING;
  const title = { zh: '还不能提交', en: 'Not sent yet' };
  return html`<div class="wrong" role="alert" tabindex="-1" autofocus>
    <h2>${look.say(title)}</h2>
    ${whole ? html`<p>${look.say(whole)}</p>` : NOTHING}
    ${
      lines.length === 0
        ? NOTHING
        : html`<ul>
            ${lines.map(([name, error]) => html`<li><a href="#${idOf(name)}">${look.say(error)}</a></li>`)}
          </ul>`
    }
  </div>`;
}
