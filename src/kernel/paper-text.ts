/** Owns how the text of a paper (`documents/<kind>.md`) is read and filled: a head, lines, rows of a form, and FEEL between braces. */
import { textOf } from './rules/condition';
import { REMEDIES, type RemedyKind } from './rules/remedy';
import type { Role } from './procedure/definition';
import type { Json, Text } from './text';

/** A FEEL expression and the line of the file it stands on. */
export interface Placeholder {
  readonly expression: string;
  readonly line: number;
}
export type Part = string | Placeholder;
/** One paragraph of one cell, or a row of a form: label and value. */
export interface PaperLine {
  readonly line: number;
  readonly cells: readonly (readonly Part[])[];
}
export interface PaperText {
  readonly kind: string;
  readonly title: Text;
  /** The article that asks for this paper, in Chinese. */
  readonly article: string;
  /** Which remedies (救济途径) the paper tells of; none where the decision burdens nobody. */
  readonly remedy?: RemedyKind;
  /** Whom it addresses, where that is not the applicant; empty (`none`) where it addresses nobody. */
  readonly addressee?: readonly Part[];
  /** The role that issues it, where that is not the deciding (or, of a review, the reviewing) body. */
  readonly body?: Role;
  /** Who signs at the foot, instead of the body: parties and officers under a record, an application, a promise. */
  readonly signs: readonly string[];
  readonly lines: readonly PaperLine[];
  /** What is wrong with it as a text; such a paper is never issued. */
  readonly faults: readonly TextFault[];
}
export interface TextFault {
  readonly rule: 'paper-head' | 'paper-empty' | 'placeholder-malformed' | 'remedy-unknown';
  readonly line: number;
  readonly what: string;
}

/** A paragraph as it is printed, or label and value of a form's row. */
export type PrintedLine = string | readonly [string, string];
export interface PrintedPaper {
  readonly title: Text;
  readonly article: string;
  /** Absent where the text leaves it to the procedure; empty where it addresses nobody. */
  readonly addressee?: string;
  readonly signs: readonly string[];
  readonly lines: readonly PrintedLine[];
}

const HEAD_MEMBERS: ReadonlySet<string> = new Set([
  'title',
  'titleEn',
  'article',
  'remedy',
  'addressee',
  'signs',
  'body',
]);

const ISSUERS: readonly Role[] = ['deciding', 'receiving', 'preliminary', 'handing'];

/** Reads a text. It never fails: what is wrong stands in `faults`. */
export function readPaperText(kind: string, source: string): PaperText {
  const rows = source.replaceAll('\r\n', '\n').split('\n');
  const faults: TextFault[] = [];
  const end = rows[0] === '---' ? rows.indexOf('---', 1) : -1;
  if (end < 0) faults.push({ rule: 'paper-head', line: 1, what: '---' });
  const head = new Map<string, { readonly value: string; readonly line: number }>();
  rows.slice(1, Math.max(end, 1)).forEach((row, n) => {
    const colon = row.indexOf(':');
    const name = row.slice(0, Math.max(colon, 0)).trim();
    if (!HEAD_MEMBERS.has(name)) faults.push({ rule: 'paper-head', line: n + 2, what: row });
    else head.set(name, { value: row.slice(colon + 1).trim(), line: n + 2 });
  });
  const member = (name: string): string => {
    const value = head.get(name)?.value ?? '';
    if (value === '' && end >= 0) faults.push({ rule: 'paper-head', line: 1, what: name });
    return value;
  };
  const lines = rows.flatMap((row, n): PaperLine[] => {
    const text = row.trim();
    if (n <= end || text === '') return [];
    const cells = /^\|(.*)\|$/.exec(text)?.[1]?.split('|') ?? [text];
    if (text.startsWith('|') && cells.length !== 2)
      faults.push({ rule: 'placeholder-malformed', line: n + 1, what: text });
    return [{ line: n + 1, cells: cells.map((cell) => partsOf(cell.trim(), n + 1, faults)) }];
  });
  if (lines.length === 0) faults.push({ rule: 'paper-empty', line: rows.length, what: kind });
  const remedy = head.get('remedy');
  const known = remedy !== undefined && isRemedy(remedy.value) ? remedy.value : undefined;
  if (remedy && !known) faults.push({ rule: 'remedy-unknown', line: remedy.line, what: remedy.value });
  const addressee = head.get('addressee');
  const named = head.get('body');
  const body = ISSUERS.find((role) => role === named?.value);
  if (named && !body) faults.push({ rule: 'paper-head', line: named.line, what: named.value });
  return {
    kind,
    title: { zh: member('title'), en: member('titleEn') },
    article: member('article'),
    ...(known ? { remedy: known } : {}),
    ...(addressee
      ? { addressee: partsOf(addressee.value === 'none' ? '' : addressee.value, addressee.line, faults) }
      : {}),
    ...(body === undefined ? {} : { body }),
    signs: (head.get('signs')?.value ?? '').split('、').filter((sign) => sign !== ''),
    lines,
    faults,
  };
}

function isRemedy(name: string): name is RemedyKind {
  return Object.hasOwn(REMEDIES, name);
}

function partsOf(text: string, line: number, faults: TextFault[]): readonly Part[] {
  const parts = text.split(/\{([^{}]+)\}/).flatMap((piece, n): Part[] => {
    if (n % 2 === 1) return [{ expression: piece.trim(), line }];
    if (/[{}]/.test(piece)) faults.push({ rule: 'placeholder-malformed', line, what: piece });
    return piece === '' ? [] : [piece];
  });
  return parts;
}

/** Every expression of a text with its place, the addressee's first. */
export function placeholdersOf(text: PaperText): readonly Placeholder[] {
  return [...(text.addressee ?? []), ...text.lines.flatMap(({ cells }) => cells.flat())].filter(
    (part): part is Placeholder => typeof part !== 'string',
  );
}

/** Characters that would change how a paper reads without being seen: controls and directional overrides. */
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The text with every expression answered. A value of several lines becomes several paragraphs; a value is never read as an
 * expression itself; a paragraph that a condition left empty is left out. What has no datum refuses the whole paper.
 */
export function fillPaper(
  text: PaperText,
  data: { readonly [name: string]: Json },
): { readonly paper: PrintedPaper } | { readonly missing: Placeholder; readonly why: string } {
  const printed: PrintedLine[] = [];
  let missing: { readonly missing: Placeholder; readonly why: string } | undefined;
  const words = (parts: readonly Part[]): string =>
    parts
      .map((part) => {
        if (typeof part === 'string') return part;
        const answer = textOf(part.expression, data);
        if ('text' in answer) return answer.text.replace(/\r\n?/g, '\n').replace(UNSEEN, '').trim();
        missing ??= { missing: part, why: answer.error };
        return '';
      })
      .join('')
      // A text ends its sentence itself; a value that brought its own full stop must not double it.
      .replace(/([。；！？])[。；]/g, '$1');
  const addressee = text.addressee && words(text.addressee);
  for (const { cells } of text.lines) {
    const [first, second] = cells.map(words);
    if (second !== undefined) printed.push([first ?? '', second]);
    else {
      const paragraphs = (first ?? '').split('\n').map((paragraph) => paragraph.trim());
      printed.push(...paragraphs.filter((paragraph) => paragraph !== ''));
    }
  }
  if (missing) return missing;
  const { title, article, signs } = text;
  return { paper: { title, article, signs, lines: printed, ...(addressee === undefined ? {} : { addressee }) } };
}
