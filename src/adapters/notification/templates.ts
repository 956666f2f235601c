/**
 * Owns what OneSeal tells people: each event in Chinese and English, as a letter and as a short message. The words stand in
 * `messages/<event>.md`, where a clerk can read and mend them; here they are read once and filled in.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Text } from '../../kernel/text';
import { PRODUCT_ROOT } from '../../root';
import {
  messageTitle,
  parseMessageFile,
  PLACEHOLDER_TITLES,
  PLACEHOLDERS,
  placeholdersIn,
  type Language,
  type MessageTemplate,
  type Placeholder,
  type Wording,
} from './message-file';

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
const SHIPPED = Object.fromEntries(
  MESSAGE_EVENTS.map((event) => {
    const name = `${event}.md`;
    const source = readFileSync(join(PRODUCT_ROOT, 'messages', name), 'utf8');
    return [event, { title: messageTitle(source), template: parseMessageFile(name, source) }];
  }),
) as Readonly<Record<MessageEvent, { readonly title: Text; readonly template: MessageTemplate }>>;

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

/**
 * The message of an event. The record's language is Chinese; English is for those who ask for it.
 * @param own the town's own words, in place of those that came with the product
 */
export function renderMessage(
  event: MessageEvent,
  facts: MessageFacts,
  language: Language = 'zh',
  own?: MessageTemplate,
): RenderedMessage {
  const wording = (own ?? SHIPPED[event].template)[language];
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

/** What the words of an event are, who may speak of what in them, and how they would read. For whoever changes them. */
export interface MessageTexts {
  readonly events: readonly string[];
  shipped(event: string): { readonly title: Text; readonly template: MessageTemplate } | undefined;
  /** What the words of this event may speak of: what its facts hold. Anything else would silently leave its line out. */
  fieldsOf(event: string): readonly { readonly name: string; readonly title: Text }[];
  /** What is wrong with words that somebody wrote, field by field. */
  faultsOf(event: string, template: MessageTemplate): readonly { readonly path: string; readonly reason: Text }[];
  /** With made-up data. */
  tried(event: string, template: MessageTemplate): Readonly<Record<Language, RenderedMessage>>;
}

const MADE_UP: Required<MessageFacts> = {
  caseNumber: '320281-20260302-000001',
  item: { zh: '食品经营许可', en: 'Food business permit' },
  term: { zh: '10个工作日', en: '10 working days' },
  gaps: [
    { zh: '营业场所使用证明', en: 'Proof of the right to use the premises' },
    { zh: '布局图', en: 'Floor plan' },
  ],
  dueOn: '2026-03-16',
  heldOn: '2026-03-20 09:30',
  place: { zh: '徐霞客镇便民服务中心', en: 'Service centre of Xuxiake' },
  expiresOn: '2031-03-04',
  link: 'https://oneseal.example/track/320281-20260302-000001',
};
/** Every case has these. */
const ALWAYS: readonly Placeholder[] = ['caseNumber', 'item', 'link'];

const linesOf = ({ subject, letter, sms }: Wording): readonly string[] => [subject, ...letter, ...sms];

export const messageTexts: MessageTexts = {
  events: MESSAGE_EVENTS,
  shipped: (event) => (isMessageEvent(event) ? SHIPPED[event] : undefined),
  fieldsOf: (event) => namesOf(event).map((name) => ({ name, title: PLACEHOLDER_TITLES[name] })),
  faultsOf: (event, template) =>
    (['zh', 'en'] as const).flatMap((language) => wordingFaults(language, template[language], namesOf(event))),
  tried: (event, template) => {
    const known = event as MessageEvent;
    return {
      zh: renderMessage(known, MADE_UP, 'zh', template),
      en: renderMessage(known, MADE_UP, 'en', template),
    };
  },
};

/** The words that came with the product speak of everything that the facts of their event hold. */
function namesOf(event: string): readonly Placeholder[] {
  if (!isMessageEvent(event)) return [];
  const { zh, en } = SHIPPED[event].template;
  const used = placeholdersIn([...linesOf(zh), ...linesOf(en)]).names;
  return PLACEHOLDERS.filter((name) => ALWAYS.includes(name) || used.includes(name));
}

function wordingFaults(language: Language, wording: Wording, names: readonly Placeholder[]) {
  const parts: readonly (readonly [string, string])[] = [
    [`/wording/${language}/subject`, wording.subject],
    ...wording.letter.map((line, n) => [`/wording/${language}/letter/${n}`, line] as const),
    ...wording.sms.map((line, n) => [`/wording/${language}/sms/${n}`, line] as const),
  ];
  return parts.flatMap(([path, line]) => {
    const found = placeholdersIn([line]);
    const unknown = found.names.filter((name) => !names.some((each) => each === name));
    const known = names.map((name) => `{${name}}`);
    return [
      ...unknown.map((name) => ({
        path,
        reason: {
          zh: `这里不能引用“{${name}}”；可用：${known.join('、')}。`,
          en: `This message cannot speak of "{${name}}"; it may of ${known.join(', ')}.`,
        },
      })),
      ...(found.torn ? [{ path, reason: { zh: '花括号没有成对。', en: 'A brace stands alone.' } }] : []),
      ...(/\p{Cc}/u.test(line)
        ? [
            {
              path,
              reason: {
                zh: '一行中含有换行或控制字符，请分成几行。',
                en: 'A line holds a line end; make it two lines.',
              },
            },
          ]
        : []),
    ];
  });
}
