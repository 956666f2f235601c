/** Owns the wording of the papers: which kinds there are, and how `documents/<kind>.md` becomes paragraphs. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Text } from '../../kernel/text';

export const PAPER_KINDS = [
  'receipt',
  'acceptance-notice',
  'deemed-acceptance-notice',
  'supplement-notice',
  'non-acceptance-notice',
  'grant-decision',
  'refusal-decision',
  'termination-notice',
  'extension-notice',
  'suspension-notice',
  'legal-review-opinion',
  'renewal-decision',
  'amendment-decision',
  'annulment-notice',
  'annulment-decision',
  'deregistration-decision',
  'left-standing-notice',
  'rectification-reply',
  'complaint-reply',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export function isPaperKind(kind: string): kind is PaperKind {
  return (PAPER_KINDS as readonly string[]).includes(kind);
}

export interface PaperTemplate {
  readonly kind: PaperKind;
  readonly title: Text;
  /** The article that asks for this paper, in Chinese. */
  readonly article: string;
  readonly paragraphs: readonly string[];
  /** Names of the facts that its paragraphs need, each once, in order of appearance. */
  readonly placeholders: readonly string[];
}

/** A template needs a fact that the input does not give. */
export class PaperFactMissing extends Error {
  constructor(
    readonly kind: PaperKind,
    readonly placeholder: string,
  ) {
    super(`The paper ${kind} needs the fact "${placeholder}", and none was given.`);
    this.name = 'PaperFactMissing';
  }
}

const PLACEHOLDER = /\{\{\s*([A-Za-z][A-Za-z0-9]*)\s*\}\}/g;

function templateDirectory(): string {
  // The compiled program lies deeper than its source; the texts stay where people edit them, beside package.json.
  let directory = __dirname;
  while (!existsSync(join(directory, 'documents', 'receipt.md'))) {
    const above = dirname(directory);
    if (above === directory) throw new Error('The directory "documents" with the texts of the papers is missing.');
    directory = above;
  }
  return join(directory, 'documents');
}

/** Reads front matter (`title`, `titleEn`, `article`) and paragraphs, which blank lines part. Throws on a malformed text. */
export function parseTemplate(kind: PaperKind, source: string): PaperTemplate {
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replaceAll('\r\n', '\n'));
  if (parts?.[1] === undefined || parts[2] === undefined) throw new Error(`documents/${kind}.md has no front matter.`);
  const head = new Map<string, string>();
  for (const line of parts[1].split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) head.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  const member = (name: string): string => {
    const value = head.get(name);
    if (!value) throw new Error(`documents/${kind}.md does not name its "${name}".`);
    return value;
  };
  const paragraphs = parts[2]
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const stray = paragraphs.find((paragraph) => /\{\{|\}\}/.test(paragraph.replace(PLACEHOLDER, '')));
  if (stray !== undefined) throw new Error(`documents/${kind}.md has a malformed placeholder in: ${stray}`);
  const placeholders = new Set<string>();
  for (const paragraph of paragraphs) {
    for (const [, name] of paragraph.matchAll(PLACEHOLDER)) if (name) placeholders.add(name);
  }
  return {
    kind,
    title: { zh: member('title'), en: member('titleEn') },
    article: member('article'),
    paragraphs,
    placeholders: [...placeholders],
  };
}

const parsed = new Map<PaperKind, PaperTemplate>();

/** The template of a kind, read once. */
export function templateOf(kind: PaperKind): PaperTemplate {
  const known = parsed.get(kind);
  if (known) return known;
  const template = parseTemplate(kind, readFileSync(join(templateDirectory(), `${kind}.md`), 'utf8'));
  parsed.set(kind, template);
  return template;
}

/** A civil day as a paper writes it: `2026-03-05` → `2026年3月5日`; any other text as it is. */
export function writtenDay(value: string): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return day ? `${day[1]}年${Number(day[2])}月${Number(day[3])}日` : value;
}

/** Characters that would change how a paper reads without being seen: controls and directional overrides. */
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The paragraphs with each `{{name}}` replaced by its fact, civil days written out. A fact of several lines becomes several
 * paragraphs. A fact is never read as a template itself. Throws `PaperFactMissing` for an absent or empty fact.
 */
export function fillTemplate(template: PaperTemplate, facts: Readonly<Record<string, string>>): string[] {
  return template.paragraphs.flatMap((paragraph) =>
    paragraph
      .replace(PLACEHOLDER, (_, name: string) => {
        const value = Object.hasOwn(facts, name) ? facts[name]?.replace(/\r\n?/g, '\n').replace(UNSEEN, '').trim() : '';
        if (!value) throw new PaperFactMissing(template.kind, name);
        return writtenDay(value);
      })
      // A template ends its sentence itself; a fact that brought its own full stop must not double it.
      .replace(/([。；])[。]/g, '$1')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  );
}
