/**
 * Owns what OneSeal tells people: each event in Chinese and English, as a letter and as a short message. The words stand in
 * `messages/<event>.md`, where a clerk can read and mend them; here they are read once and filled in.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Text } from '../../kernel/text';
import { PRODUCT_ROOT } from '../../root';
import { parseMessageFile, type Language, type MessageTemplate, type Placeholder } from './message-file';

/** Named by the milestone that is told, or by the duty that staff are reminded of. */
export const MESSAGE_EVENTS = [
  'received',
  'supplement-requested',
  'supplemented',
  'accepted',
  'accepted-with-gaps',
  'deemed-accepted',
  'non-accepted',
  'suspended',
  'resumed',
  'extended',
  'interested-parties-told',
  'rights-opened',
  'hearing-opened',
  'decided',
  'certificate-issued',
  'handed-out',
  'certificate-expiring',
  'annulment-notice',
  'answered',
  'delay-explained',
  'terminated',
  'overdue',
  'escalation',
  'reminder',
] as const;
export type MessageEvent = (typeof MESSAGE_EVENTS)[number];

/** All a message may speak of. No fact holds the name of anybody, so neither an applicant nor an official is ever named. */
export interface MessageFacts {
  readonly caseNumber: string;
  readonly item?: Text;
  /** A limit in words, e.g. 10个工作日. */
  readonly term?: Text;
  /** What is missing, one paper each. */
  readonly gaps?: readonly Text[];
  /** Civil day in Shanghai, `YYYY-MM-DD`. */
  readonly dueOn?: string;
  /** When a hearing is held: a day, or a day and an hour. */
  readonly heldOn?: string;
  /** Where a hearing is held, or a certificate collected. */
  readonly place?: Text;
  /** The last day of a certificate. */
  readonly expiresOn?: string;
  readonly link?: string;
}
export interface RenderedMessage {
  readonly subject: string;
  readonly text: string;
  /** The short form: no list of gaps, because a text message is no place for it. */
  readonly sms: string;
}

const LINK: Readonly<Record<Language, string>> = { zh: '查询办理情况：{link}', en: 'See where it stands: {link}' };

// Read when the program starts: a file that cannot be sent stops the start, not a message at night.
const TEMPLATES = Object.fromEntries(
  MESSAGE_EVENTS.map((event) => {
    const name = `${event}.md`;
    return [event, parseMessageFile(name, readFileSync(join(PRODUCT_ROOT, 'messages', name), 'utf8'))];
  }),
) as Readonly<Record<MessageEvent, MessageTemplate>>;

export function isMessageEvent(code: string): code is MessageEvent {
  return (MESSAGE_EVENTS as readonly string[]).includes(code);
}

type Words = Readonly<Record<Placeholder, string | undefined>>;

function wordsOf(facts: MessageFacts, language: Language): Words {
  return {
    caseNumber: facts.caseNumber,
    item: facts.item?.[language],
    term: facts.term?.[language],
    gaps: facts.gaps?.map((gap, index) => `${String(index + 1)}. ${gap[language]}`).join('\n'),
    dueOn: facts.dueOn,
    heldOn: facts.heldOn,
    place: facts.place?.[language],
    expiresOn: facts.expiresOn,
    link: facts.link,
  };
}

/** The line with its words put in, or nothing when one is unknown. Put in once: a fact that looks like a placeholder stays as it is. */
function filled(line: string, words: Words): string | undefined {
  const word = (name: string | undefined) => words[name as Placeholder];
  const needed = [...line.matchAll(/\{(\w+)\}/g)].map((match) => word(match[1]));
  if (needed.some((each) => each === undefined || each === '')) return undefined;
  return line.replace(/\{(\w+)\}/g, (_, name: string) => word(name) ?? '');
}

/**
 * A line that needs a fact nobody gave is left out, so that an unknown day never holds a message back; with it goes the line that
 * led up to it with a colon.
 */
function filledAll(lines: readonly string[], words: Words): readonly string[] {
  const known = lines.map((line) => filled(line, words));
  return known.filter(
    (line, at): line is string =>
      line !== undefined && !(/[：:]$/.test(lines[at] ?? '') && at + 1 < lines.length && known[at + 1] === undefined),
  );
}

/** The message of an event. The record's language is Chinese; English is for those who ask for it. */
export function renderMessage(event: MessageEvent, facts: MessageFacts, language: Language = 'zh'): RenderedMessage {
  const wording = TEMPLATES[event][language];
  const words = wordsOf(facts, language);
  const lines = filledAll([...wording.letter, LINK[language]], words);
  const short = filledAll(wording.sms, words).join(language === 'zh' ? '' : ' ');
  return {
    subject: filled(wording.subject, words) ?? '',
    text: `${lines.join('\n')}\n`,
    // A part that ends in a comma may have lost the part it led to.
    sms:
      language === 'zh' ? `【一章通】${short.replace(/，(?=查询|详见|办理|评价|地点|$)/, '。')}` : `OneSeal: ${short}`,
  };
}
