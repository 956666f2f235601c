import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageFileWrong, parseMessageFile } from '../../src/adapters/notification/message-file';
import { mayLeaveAt } from '../../src/adapters/notification/quiet-hours';
import {
  isMessageEvent,
  MESSAGE_EVENTS,
  renderMessage,
  type MessageFacts,
} from '../../src/adapters/notification/templates';
import { OUTCOME_TEMPLATES } from '../../src/kernel/effects';
import { PRODUCT_ROOT } from '../../src/root';

const full: MessageFacts = {
  caseNumber: 'XXK-2026-000012',
  item: { zh: '食品经营许可', en: 'Food business licence' },
  term: { zh: '10个工作日', en: '10 working days' },
  gaps: [
    { zh: '健康证明', en: 'Health certificate' },
    { zh: '场所平面图', en: 'Floor plan' },
  ],
  dueOn: '2026-12-07',
  heldOn: '2026-12-21 09:30',
  place: { zh: '政务服务中心二楼', en: 'Service centre, second floor' },
  expiresOn: '2031-12-07',
  link: 'http://127.0.0.1:3000/c/XXK-2026-000012',
};
const languages = ['zh', 'en'] as const;
const every = MESSAGE_EVENTS.flatMap((event) => languages.map((language) => [event, language] as const));

describe('messages', () => {
  test('every file is an event and every event has its file', () => {
    const files = readdirSync(join(PRODUCT_ROOT, 'messages')).filter((name) => name.endsWith('.md'));
    expect(files.sort()).toEqual(MESSAGE_EVENTS.map((event) => `${event}.md`).sort());
    expect(isMessageEvent('toString')).toBe(false);
  });

  test('every turn of a permit that the kernel tells the applicant has its words', () => {
    expect(Object.values(OUTCOME_TEMPLATES).filter((code) => !isMessageEvent(code))).toEqual([]);
  });

  test.each(every)('%s in %s names its case and leaves no placeholder, whatever is known', (event, language) => {
    for (const facts of [full, { caseNumber: full.caseNumber }]) {
      const { subject, text, sms } = renderMessage(event, facts, language);
      for (const part of [subject, text, sms]) {
        expect(part).toContain(full.caseNumber);
        expect(part).not.toMatch(/[{}]|undefined|，$|，。|，查询|，办理|[：:]\n(?!1\. )|[：:]$/);
      }
      expect(sms).not.toContain('\n');
      // Two parts of a text message in Chinese.
      expect(sms.length).toBeLessThanOrEqual(language === 'zh' ? 134 : 200);
    }
  });

  test('each language keeps to itself', () => {
    for (const event of MESSAGE_EVENTS) {
      const { subject, text, sms } = renderMessage(event, { ...full, caseNumber: '12' }, 'en');
      expect([subject, text, sms].join('')).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test('a line that leads to a list goes with it', () => {
    const { text } = renderMessage('accepted-with-gaps', { caseNumber: '12', dueOn: '2026-12-07' });
    expect(text).not.toContain('请按承诺补齐以下材料');
    expect(text).toContain('请在2026-12-07前补齐');
  });

  test('the list of gaps is complete and numbered in the letter and absent from the short form', () => {
    const { text, sms } = renderMessage('supplement-requested', full);
    expect(text).toContain('1. 健康证明\n2. 场所平面图');
    expect(sms).toBe(
      '【一章通】您的申请XXK-2026-000012需补正材料，请在2026-12-07前补正。详见：http://127.0.0.1:3000/c/XXK-2026-000012',
    );
  });

  test('a fact that looks like a placeholder is text', () => {
    const item = { zh: '{link}$&', en: '{link}$&' };
    expect(renderMessage('received', { ...full, item }).text).toContain('申请事项：{link}$&。');
  });
});

describe('a file of words', () => {
  const good = readFileSync(join(PRODUCT_ROOT, 'messages', 'accepted.md'), 'utf8');

  test.each([
    [
      'a placeholder nobody knows',
      good.replace('{term}', '{examiner}'),
      /line \d+: a message cannot speak of “examiner”/,
    ],
    ['a brace alone', good.replace('{term}', '{term'), /line \d+: a brace stands alone/],
    ['a part without words', good.replace(/### 短信[^#]*/, '### 短信\n\n'), /“中文” has no words under “短信”/],
    [
      'a part that is missing',
      good.replace(/### Text message[^]*$/, ''),
      /“English” has no words under “Text message”/,
    ],
    ['a part that is unknown', good.replace('### 短信', '### 微信'), /line \d+: there is no part “微信” here/],
    ['a language that is unknown', good.replace('## English', '## Deutsch'), /there is no language “Deutsch”/],
    ['a part told twice', `${good}\n### Subject\n\nx\n`, /“Subject” stands here twice/],
    ['words before any part', good.replace('### 标题', ''), /this belongs to no part/],
    ['a subject of two lines', good.replace('### 信件', 'x\n\n### 信件'), /a subject is one line/],
  ])('%s is refused with the place', (_, source, sentence) => {
    expect(source).not.toBe(good);
    expect(() => parseMessageFile('accepted.md', source)).toThrow(MessageFileWrong);
    expect(() => parseMessageFile('accepted.md', source)).toThrow(sentence);
  });

  test('Windows line ends change nothing', () => {
    expect(parseMessageFile('x.md', good.replaceAll('\n', '\r\n'))).toEqual(parseMessageFile('x.md', good));
  });
});

describe('quiet hours', () => {
  const shanghai = (text: string) => Date.parse(`${text}+08:00`);

  test.each([
    ['2026-11-23T08:00:00', '2026-11-23T08:00:00'],
    ['2026-11-23T12:34:56', '2026-11-23T12:34:56'],
    ['2026-11-23T20:59:59', '2026-11-23T20:59:59'],
    ['2026-11-23T21:00:00', '2026-11-24T08:00:00'],
    ['2026-12-31T23:59:59', '2027-01-01T08:00:00'],
    ['2026-11-24T00:00:00', '2026-11-24T08:00:00'],
    ['2026-11-24T07:59:59', '2026-11-24T08:00:00'],
  ])('a message of %s may leave at %s', (wanted, leaves) => {
    expect(mayLeaveAt(shanghai(wanted))).toBe(shanghai(leaves));
  });

  test('asked again at the instant it named, it may leave', () => {
    for (let hour = 0; hour < 48; hour += 1) {
      const leaves = mayLeaveAt(shanghai('2026-11-23T00:30:00') + hour * 3_600_000);
      expect(mayLeaveAt(leaves)).toBe(leaves);
    }
  });
});
