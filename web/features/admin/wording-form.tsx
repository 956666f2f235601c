// Owns writing the words of a message: subject, letter and text message in both languages, and what they may speak of.
import { Button, Form, Input, type FormInstance } from 'antd';
import { useRef } from 'react';
import { useSay, useWords, words } from '../../lib/language';
import type { Template } from './message-template';

const WORDS = words('wording-form', {
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  subject: { zh: '标题', en: 'Subject' },
  letter: { zh: '信件（一段一行）', en: 'Letter (a paragraph a line)' },
  sms: { zh: '短信（一句一行）', en: 'Text message (a sentence a line)' },
  needed: { zh: '此项必填。', en: 'This is required.' },
  fields: {
    zh: '可引用的内容（点按插入到正在编辑处）',
    en: 'What the words may speak of (press to insert where you write)',
  },
  labelled: { zh: '{{language}}{{part}}', en: '{{language}}: {{part}}' },
});
export type Wording = Template['wording'];
interface Side {
  readonly subject: string;
  readonly letter: string;
  readonly sms: string;
}
/** As it is typed: paragraphs are lines. */
export interface Written {
  readonly zh: Side;
  readonly en: Side;
}

export function writtenOut({ zh, en }: Wording): Written {
  const side = ({ subject, letter, sms }: Wording['zh']): Side => ({
    subject,
    letter: letter.join('\n'),
    sms: sms.join('\n'),
  });
  return { zh: side(zh), en: side(en) };
}
export function wordingIn({ zh, en }: Written): Wording {
  const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
  const side = ({ subject, letter, sms }: Side): Wording['zh'] => ({
    subject,
    letter: lines(letter),
    sms: lines(sms),
  });
  return { zh: side(zh), en: side(en) };
}

export function WordingSides() {
  const t = useWords(WORDS);
  const rules = [{ required: true, whitespace: true, message: t('needed') }];
  return (
    <div className="sides">
      {(['zh', 'en'] as const).map((language) => (
        <section key={language} aria-label={t(language)}>
          <h2>{t(language)}</h2>
          {(['subject', 'letter', 'sms'] as const).map((part) => (
            <Form.Item
              key={part}
              name={[language, part]}
              label={t('labelled', { language: t(language), part: t(part) })}
              rules={rules}
            >
              {part === 'subject' ? (
                <Input maxLength={200} lang={language} />
              ) : (
                <Input.TextArea rows={part === 'letter' ? 6 : 3} lang={language} />
              )}
            </Form.Item>
          ))}
        </section>
      ))}
    </div>
  );
}

/** Inserts at the place where one wrote last. */
export function Fields({ of, form }: { readonly of: Template['fields']; readonly form: FormInstance<Written> }) {
  const t = useWords(WORDS);
  const say = useSay();
  const last = useRef<HTMLInputElement | HTMLTextAreaElement | undefined>(undefined);
  const insert = (name: string): void => {
    const place = last.current;
    if (!place?.isConnected) return;
    place.setRangeText(`{${name}}`, place.selectionStart ?? 0, place.selectionEnd ?? 0, 'end');
    const [language = '', part = ''] = place.id.split('_');
    form.setFieldValue([language, part] as never, place.value);
    place.focus();
  };
  return (
    <div role="group" aria-label={t('fields')} className="row" style={{ marginBottom: 12 }}>
      <span>{t('fields')}</span>
      {of.map(({ name, title }) => (
        <Button
          key={name}
          size="small"
          // Before the focus leaves it.
          onPointerDown={() => remember(last)}
          onFocus={(event) => remember(last, event.relatedTarget)}
          onClick={() => insert(name)}
        >
          <code>{`{${name}}`}</code> {say(title)}
        </Button>
      ))}
    </div>
  );
}
function remember(
  last: { current: HTMLInputElement | HTMLTextAreaElement | undefined },
  from: Element | null = document.activeElement,
): void {
  if (from instanceof HTMLInputElement || from instanceof HTMLTextAreaElement) last.current = from;
}
