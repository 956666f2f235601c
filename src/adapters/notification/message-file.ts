// Owns the form of `messages/<event>.md`: two languages, each with a subject, a letter and a text message, one part a paragraph.
import type { Text } from '../../kernel/text';

export type Language = 'zh' | 'en';
/** What a message may speak of; a placeholder that is none of these is a mistake in the file. */
export const PLACEHOLDERS = [
  'caseNumber', // 办件编号
  'item', // 申请事项
  'term', // 期限，如“10个工作日”
  'gaps', // 需要补正的材料，一行一件
  'dueOn', // 最后一天
  'heldOn', // 听证时间
  'place', // 听证、领取的地点
  'expiresOn', // 证件有效期截止日
  'link', // 查询页的地址
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
/** What each is called where people write such words. */
export const PLACEHOLDER_TITLES: Readonly<Record<Placeholder, Text>> = {
  caseNumber: { zh: '办件编号', en: 'Number of the case' },
  item: { zh: '申请事项', en: 'What was applied for' },
  term: { zh: '期限', en: 'The limit in words' },
  gaps: { zh: '需要补正的材料', en: 'What is missing' },
  dueOn: { zh: '最后一天', en: 'The last day' },
  heldOn: { zh: '听证时间', en: 'When the hearing is held' },
  place: { zh: '地点', en: 'The place' },
  expiresOn: { zh: '证件有效期截止日', en: 'The last day of the certificate' },
  link: { zh: '查询页的地址', en: 'Address of the page of the case' },
};

export interface Wording {
  readonly subject: string;
  /** Paragraphs of the letter, and sentences of the text message, in order. */
  readonly letter: readonly string[];
  readonly sms: readonly string[];
}
export type MessageTemplate = Readonly<Record<Language, Wording>>;

/** A file whose words cannot be sent as they stand; the message names file and line. */
export class MessageFileWrong extends Error {
  override readonly name = 'MessageFileWrong';
}

const HEADINGS: Readonly<Record<Language, { readonly name: string; readonly parts: readonly string[] }>> = {
  zh: { name: '中文', parts: ['标题', '信件', '短信'] },
  en: { name: 'English', parts: ['Subject', 'Letter', 'Text message'] },
};

/** What the event is called: the first line, `# 收到申请 · application received`. */
export function messageTitle(source: string): Text {
  const [zh = '', en = ''] = (/^# (.*)$/m.exec(source)?.[1] ?? '').split(' · ');
  return { zh, en };
}

/** The placeholders in these lines, and whether a brace stands alone. */
export function placeholdersIn(lines: readonly string[]): {
  readonly names: readonly string[];
  readonly torn: boolean;
} {
  return {
    names: lines.flatMap((line) => [...line.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)),
    torn: lines.some((line) => /[{}]/.test(line.replace(/\{[^{}]*\}/g, ''))),
  };
}

/** Reads one file. Throws MessageFileWrong where a section is missing, empty or unknown, or a placeholder is. */
export function parseMessageFile(name: string, source: string): MessageTemplate {
  const sections = new Map<string, string[]>();
  let language = '';
  let part = '';
  source.split(/\r?\n/).forEach((line, at) => {
    const wrong = (why: string) => new MessageFileWrong(`messages/${name}, line ${at + 1}: ${why}`);
    const text = line.trim();
    if (text === '' || /^# /.test(text)) return;
    if (/^## /.test(text)) {
      language = text.slice(3);
      part = '';
      if (!Object.values(HEADINGS).some((known) => known.name === language))
        throw wrong(`there is no language “${language}”`);
      return;
    }
    if (/^### /.test(text)) {
      part = text.slice(4);
      if (!Object.values(HEADINGS).some((known) => known.name === language && known.parts.includes(part)))
        throw wrong(`there is no part “${part}” here`);
      if (sections.has(`${language}/${part}`)) throw wrong(`“${part}” stands here twice`);
      sections.set(`${language}/${part}`, []);
      return;
    }
    for (const [, placeholder = ''] of text.matchAll(/\{([^{}]*)\}/g))
      if (!(PLACEHOLDERS as readonly string[]).includes(placeholder))
        throw wrong(`a message cannot speak of “${placeholder}”`);
    if (/[{}]/.test(text.replace(/\{\w+\}/g, ''))) throw wrong('a brace stands alone');
    const open = sections.get(`${language}/${part}`);
    if (!open) throw wrong('this belongs to no part');
    open.push(text);
  });
  const wording = (of: Language): Wording => {
    const [subject = [], letter = [], sms = []] = HEADINGS[of].parts.map((each) => {
      const found = sections.get(`${HEADINGS[of].name}/${each}`) ?? [];
      if (found.length === 0)
        throw new MessageFileWrong(`messages/${name}: “${HEADINGS[of].name}” has no words under “${each}”`);
      return found;
    });
    if (subject.length > 1) throw new MessageFileWrong(`messages/${name}: a subject is one line`);
    return { subject: subject[0] ?? '', letter, sms };
  };
  return { zh: wording('zh'), en: wording('en') };
}
