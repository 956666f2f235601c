// Owns what OneSeal tells people: each event in Chinese and English, as a letter and as a short message.
import type { Text } from '../../kernel/text';

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
  readonly link?: string;
}
export interface RenderedMessage {
  readonly subject: string;
  readonly text: string;
  /** The short form: no list of gaps, because a text message is no place for it. */
  readonly sms: string;
}
export type Language = 'zh' | 'en';

interface Wording {
  readonly subject: string;
  /** A line that needs a fact nobody gave is left out, so an unknown day never holds a message back. */
  readonly lines: readonly string[];
  readonly sms: readonly string[];
}
type Template = Readonly<Record<Language, Wording>>;

const LINK: Readonly<Record<Language, string>> = { zh: '查询办理情况：{link}', en: 'See where it stands: {link}' };

const TEMPLATES = {
  received: {
    zh: {
      subject: '已收到您的申请（{caseNumber}）',
      lines: [
        '您的申请已收到，编号{caseNumber}。',
        '申请事项：{item}。',
        '我们将在{term}内告知您是否受理；逾期不告知的，自收到申请之日起即为受理。',
        '请凭收件回执上的编号和查询码查询。',
      ],
      sms: ['您的申请已收到，编号{caseNumber}。', '查询：{link}'],
    },
    en: {
      subject: 'Your application has arrived ({caseNumber})',
      lines: [
        'Your application has arrived. Its number is {caseNumber}.',
        'Subject: {item}.',
        'Within {term} you will hear whether it is accepted; if you do not, it counts as accepted from the day it arrived.',
        'The number and the code on your receipt show where it stands.',
      ],
      sms: ['Your application has arrived: {caseNumber}.', '{link}'],
    },
  },
  'supplement-requested': {
    zh: {
      subject: '请补正申请材料（{caseNumber}）',
      lines: [
        '您的申请（{caseNumber}）材料不齐全或者不符合法定形式，现一次性告知需要补正的全部内容：',
        '{gaps}',
        '请在{dueOn}前补正。',
        '可凭编号和查询码在线提交，也可到受理窗口提交。',
      ],
      sms: ['您的申请{caseNumber}需补正材料，', '请在{dueOn}前补正。', '详见：{link}'],
    },
    en: {
      subject: 'Papers are missing from your application ({caseNumber})',
      lines: [
        'Your application ({caseNumber}) is not complete. This is the one and full list of what is missing:',
        '{gaps}',
        'Please hand it in by {dueOn}.',
        'You can do so online with the number and the code on your receipt, or at the window.',
      ],
      sms: ['Papers are missing from your application {caseNumber}.', 'Please send them by {dueOn}.', '{link}'],
    },
  },
  accepted: {
    zh: {
      subject: '您的申请已受理（{caseNumber}）',
      lines: [
        '您的申请（{caseNumber}）已受理。',
        '申请事项：{item}。',
        '办理期限：{term}。',
        '最迟于{dueOn}作出决定。',
      ],
      sms: ['您的申请{caseNumber}已受理，', '最迟于{dueOn}作出决定。', '查询：{link}'],
    },
    en: {
      subject: 'Your application has been accepted ({caseNumber})',
      lines: [
        'Your application ({caseNumber}) has been accepted.',
        'Subject: {item}.',
        'Time to decide: {term}.',
        'A decision is due by {dueOn}.',
      ],
      sms: ['Your application {caseNumber} has been accepted.', 'Decision due by {dueOn}.', '{link}'],
    },
  },
  'deemed-accepted': {
    zh: {
      subject: '您的申请已视为受理（{caseNumber}）',
      lines: [
        '我们未在法定期限内告知您补正或者不予受理，您的申请（{caseNumber}）依法自收到之日起即为受理（《行政许可法》第三十二条）。',
        '申请事项：{item}。',
        '最迟于{dueOn}作出决定。',
      ],
      sms: ['您的申请{caseNumber}依法自收到之日起即为受理，', '最迟于{dueOn}作出决定。', '查询：{link}'],
    },
    en: {
      subject: 'Your application counts as accepted ({caseNumber})',
      lines: [
        'You did not hear from us in time, so by law your application ({caseNumber}) counts as accepted from the day it arrived (Administrative Licensing Law, article 32).',
        'Subject: {item}.',
        'A decision is due by {dueOn}.',
      ],
      sms: [
        'Your application {caseNumber} counts as accepted from the day it arrived.',
        'Decision due by {dueOn}.',
        '{link}',
      ],
    },
  },
  'non-accepted': {
    zh: {
      subject: '您的申请不予受理（{caseNumber}）',
      lines: [
        '您的申请（{caseNumber}）不予受理。',
        '申请事项：{item}。',
        '理由以及申请行政复议、提起行政诉讼的途径和期限见不予受理决定书。',
      ],
      sms: ['您的申请{caseNumber}不予受理，理由和救济途径见决定书。', '查询：{link}'],
    },
    en: {
      subject: 'Your application is not accepted ({caseNumber})',
      lines: [
        'Your application ({caseNumber}) is not accepted.',
        'Subject: {item}.',
        'The written decision gives the reasons, and how and until when you can ask for reconsideration or go to court.',
      ],
      sms: ['Your application {caseNumber} is not accepted; the decision gives reasons and remedies.', '{link}'],
    },
  },
  decided: {
    zh: {
      subject: '您的申请已作出决定（{caseNumber}）',
      lines: ['您的申请（{caseNumber}）已作出决定。', '申请事项：{item}。', '决定书已加盖印章，可凭编号和查询码下载。'],
      sms: ['您的申请{caseNumber}已作出决定，决定书可下载。', '查询：{link}'],
    },
    en: {
      subject: 'Your application has been decided ({caseNumber})',
      lines: [
        'Your application ({caseNumber}) has been decided.',
        'Subject: {item}.',
        'The sealed decision can be downloaded with the number and the code on your receipt.',
      ],
      sms: ['Your application {caseNumber} has been decided; the sealed decision can be downloaded.', '{link}'],
    },
  },
  terminated: {
    zh: {
      subject: '您的申请已终止办理（{caseNumber}）',
      lines: ['您的申请（{caseNumber}）已终止办理。', '申请事项：{item}。', '您可以重新提出申请。'],
      sms: ['您的申请{caseNumber}已终止办理，可重新申请。', '查询：{link}'],
    },
    en: {
      subject: 'Your application has been closed ({caseNumber})',
      lines: [
        'Your application ({caseNumber}) has been closed without a decision.',
        'Subject: {item}.',
        'You may apply again.',
      ],
      sms: ['Your application {caseNumber} has been closed without a decision; you may apply again.', '{link}'],
    },
  },
  suspended: {
    zh: {
      subject: '办理期限中止计算（{caseNumber}）',
      lines: [
        '您的申请（{caseNumber}）依法需要检验、检测、鉴定、听证或者专家评审等，所需时间不计算在办理期限内。',
        '所需时间：{term}。',
        '期限恢复计算后将另行告知。',
      ],
      sms: ['您的申请{caseNumber}办理期限中止计算，恢复后另行告知。', '查询：{link}'],
    },
    en: {
      subject: 'The time limit stands still ({caseNumber})',
      lines: [
        'Your application ({caseNumber}) needs an inspection, test, appraisal, hearing or expert review; the time for it does not count.',
        'It takes {term}.',
        'You will hear when the time limit runs again.',
      ],
      sms: [
        'The time limit of your application {caseNumber} stands still; you will hear when it runs again.',
        '{link}',
      ],
    },
  },
  extended: {
    zh: {
      subject: '办理期限延长（{caseNumber}）',
      lines: [
        '经批准，您的申请（{caseNumber}）办理期限延长，理由见延长期限告知书。',
        '延长时间：{term}。',
        '最迟于{dueOn}作出决定。',
      ],
      sms: ['经批准，您的申请{caseNumber}办理期限已延长，', '最迟于{dueOn}作出决定。', '查询：{link}'],
    },
    en: {
      subject: 'The time limit has been extended ({caseNumber})',
      lines: [
        'The time to decide your application ({caseNumber}) has been extended, with approval; the notice gives the reason.',
        'It is longer by {term}.',
        'A decision is due by {dueOn}.',
      ],
      sms: ['The time limit of your application {caseNumber} has been extended.', 'Decision due by {dueOn}.', '{link}'],
    },
  },
  overdue: {
    zh: {
      subject: '办件超过法定期限（{caseNumber}）',
      lines: [
        '办件{caseNumber}已超过法定办理期限，仍须继续办理，并应当说明超时理由。',
        '事项：{item}。',
        '应于{dueOn}前办结。',
      ],
      sms: ['办件{caseNumber}已超过法定期限，请尽快办理并说明理由。'],
    },
    en: {
      subject: 'A case is past its statutory limit ({caseNumber})',
      lines: [
        'Case {caseNumber} is past its statutory limit. It still has to be decided, and the delay has to be explained.',
        'Subject: {item}.',
        'It was due on {dueOn}.',
      ],
      sms: ['Case {caseNumber} is past its statutory limit: decide it and explain the delay.'],
    },
  },
  escalation: {
    zh: {
      subject: '督办：{caseNumber}',
      lines: [
        '办件{caseNumber}逾期未办，现提请督办。可以催办、改派或者接办；原承办岗位的责任不变。',
        '事项：{item}。',
        '应于{dueOn}前办结。',
      ],
      sms: ['督办：办件{caseNumber}逾期未办，请处理。'],
    },
    en: {
      subject: 'For your supervision: {caseNumber}',
      lines: [
        'Case {caseNumber} was not dealt with in time and comes to you for supervision. You may urge, reassign or take over; the post in charge stays answerable.',
        'Subject: {item}.',
        'It was due on {dueOn}.',
      ],
      sms: ['For your supervision: case {caseNumber} was not dealt with in time.'],
    },
  },
  reminder: {
    zh: {
      subject: '办件提醒（{caseNumber}）',
      lines: ['办件{caseNumber}正在等待您的岗位办理。', '事项：{item}。', '请于{dueOn}前办结。'],
      sms: ['办件{caseNumber}待办，', '请于{dueOn}前办结。'],
    },
    en: {
      subject: 'A case is waiting ({caseNumber})',
      lines: ['Case {caseNumber} is waiting for your post.', 'Subject: {item}.', 'It is due on {dueOn}.'],
      sms: ['Case {caseNumber} is waiting for your post.', 'Due on {dueOn}.'],
    },
  },
  expiring: {
    zh: {
      subject: '您的许可证件即将到期（{caseNumber}）',
      lines: [
        '您取得的许可（办件编号{caseNumber}）即将到期。',
        '有效期至{dueOn}。',
        '事项：{item}。',
        '需要延续的，请尽快到任一政务服务窗口提出延续申请；有效期届满未延续的，许可将依法注销。',
      ],
      sms: ['您的许可（{caseNumber}）即将到期，', '有效期至{dueOn}，', '需延续的请尽快到窗口申请。'],
    },
    en: {
      subject: 'Your permit is about to expire ({caseNumber})',
      lines: [
        'The permit you were granted (case {caseNumber}) is about to expire.',
        'It is valid to {dueOn}.',
        'Subject: {item}.',
        'To keep it, apply for its renewal at any service window soon; a permit that has expired is struck off the register.',
      ],
      sms: ['Your permit ({caseNumber}) is about to expire.', 'Valid to {dueOn}.', 'Apply at a window to renew it.'],
    },
  },
  'annulment-notice': {
    zh: {
      subject: '您的许可拟被撤销，请陈述申辩（{caseNumber}）',
      lines: [
        '行政机关拟撤销您的许可，告知书已制作，办件编号{caseNumber}。',
        '事项：{item}。',
        '您可以在{dueOn}前陈述和申辩；逾期不提出的，视为放弃。',
      ],
      sms: ['您的许可拟被撤销（{caseNumber}），', '请于{dueOn}前陈述申辩。'],
    },
    en: {
      subject: 'Your permit may be annulled; you may state your views ({caseNumber})',
      lines: [
        'The authority intends to annul your permit; the notice has been made. Case {caseNumber}.',
        'Subject: {item}.',
        'You may state your views until {dueOn}; silence counts as a waiver.',
      ],
      sms: ['Your permit may be annulled ({caseNumber}).', 'You may state your views until {dueOn}.'],
    },
  },
  answered: {
    zh: {
      subject: '您的意见已答复（{caseNumber}）',
      lines: ['对您提出的评价或者投诉已作出答复，编号{caseNumber}。', '事项：{item}。'],
      sms: ['对您提出的评价或者投诉已作出答复（{caseNumber}）。'],
    },
    en: {
      subject: 'You have been answered ({caseNumber})',
      lines: ['Your rating or complaint has been answered. Number {caseNumber}.', 'Subject: {item}.'],
      sms: ['Your rating or complaint has been answered ({caseNumber}).'],
    },
  },
} as const satisfies Record<string, Template>;

export type MessageEvent = keyof typeof TEMPLATES;
export const MESSAGE_EVENTS = Object.keys(TEMPLATES) as readonly MessageEvent[];

export function isMessageEvent(code: string): code is MessageEvent {
  return Object.hasOwn(TEMPLATES, code);
}

function wordsOf(facts: MessageFacts, language: Language): Readonly<Record<string, string | undefined>> {
  return {
    caseNumber: facts.caseNumber,
    item: facts.item?.[language],
    term: facts.term?.[language],
    gaps: facts.gaps?.map((gap, index) => `${String(index + 1)}. ${gap[language]}`).join('\n'),
    dueOn: facts.dueOn,
    link: facts.link,
  };
}

/** The line with its words put in, or nothing when one is unknown. Put in once: a fact that looks like a placeholder stays as it is. */
function filled(line: string, words: Readonly<Record<string, string | undefined>>): readonly string[] {
  const needed = [...line.matchAll(/\{(\w+)\}/g)].map((match) => words[match[1] ?? '']);
  if (needed.some((word) => word === undefined || word === '')) return [];
  return [line.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '')];
}

/** The message of an event. The record's language is Chinese; English is for those who ask for it. */
export function renderMessage(event: MessageEvent, facts: MessageFacts, language: Language = 'zh'): RenderedMessage {
  const wording: Wording = TEMPLATES[event][language];
  const words = wordsOf(facts, language);
  const lines = [...wording.lines, LINK[language]].flatMap((line) => filled(line, words));
  const short = wording.sms.flatMap((part) => filled(part, words)).join(language === 'zh' ? '' : ' ');
  return {
    subject: filled(wording.subject, words).join(''),
    text: `${lines.join('\n')}\n`,
    // A part that ends in a comma may have lost the part it led to.
    sms: language === 'zh' ? `【一章通】${short.replace(/，(?=查询|详见|$)/, '。')}` : `OneSeal: ${short}`,
  };
}
