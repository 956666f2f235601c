import { mayLeaveAt } from '../../src/adapters/notification/quiet-hours';
import {
  isMessageEvent,
  MESSAGE_EVENTS,
  renderMessage,
  type MessageFacts,
} from '../../src/adapters/notification/templates';

const full: MessageFacts = {
  caseNumber: 'XXK-2026-000012',
  item: { zh: '食品经营许可', en: 'Food business licence' },
  term: { zh: '10个工作日', en: '10 working days' },
  gaps: [
    { zh: '健康证明', en: 'Health certificate' },
    { zh: '场所平面图', en: 'Floor plan' },
  ],
  dueOn: '2026-12-07',
  link: 'http://127.0.0.1:3000/c/XXK-2026-000012',
};
const languages = ['zh', 'en'] as const;
const every = MESSAGE_EVENTS.flatMap((event) => languages.map((language) => [event, language] as const));

describe('messages', () => {
  test('every event the procedures tell has its words', () => {
    expect(MESSAGE_EVENTS).toEqual(
      expect.arrayContaining([
        'received',
        'supplement-requested',
        'accepted',
        'deemed-accepted',
        'non-accepted',
        'decided',
        'terminated',
        'suspended',
        'extended',
        'overdue',
        'escalation',
        'reminder',
      ]),
    );
    expect(isMessageEvent('toString')).toBe(false);
  });

  test.each(every)('%s in %s names its case and leaves no placeholder, whatever is known', (event, language) => {
    for (const facts of [full, { caseNumber: full.caseNumber }]) {
      const { subject, text, sms } = renderMessage(event, facts, language);
      for (const part of [subject, text, sms]) {
        expect(part).toContain(full.caseNumber);
        expect(part).not.toMatch(/[{}]|undefined|，$|，。/);
      }
      expect(sms).not.toContain('\n');
      // Two parts of a text message in Chinese.
      expect(sms.length).toBeLessThanOrEqual(language === 'zh' ? 134 : 200);
    }
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
