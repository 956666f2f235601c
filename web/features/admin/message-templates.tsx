// Owns the list of messages and whose words each has.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Text } from '../../../src/kernel/text';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import { Listing } from './listing';
import { Loaded } from './loaded';

const WORDS = words('message-templates', {
  title: { zh: '消息文本', en: 'Message texts' },
  caption: { zh: '系统发给申请人和工作人员的各种消息', en: 'What the product tells applicants and staff' },
  name: { zh: '消息', en: 'Message' },
  subject: { zh: '标题', en: 'Subject' },
  words: { zh: '文本', en: 'Words' },
  own: { zh: '本地改写，第 {{n}} 版', en: 'the town’s own, version {{n}}' },
  shipped: { zh: '随产品提供', en: 'as they came with the product' },
});

type Template = Answer<'messageTemplates'>['items'][number];
/** `{caseNumber}` by what it stands for: 〔办件编号〕. */
function named(words: string, fields: Template['fields'], say: (text: Text) => string): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const title = fields.find((field) => field.name === name)?.title;
    return title === undefined ? whole : say({ zh: `〔${title.zh}〕`, en: `[${title.en}]` });
  });
}

export function MessageTemplates() {
  const t = useWords(WORDS);
  const say = useSay();
  const templates = useQuery(reading('messageTemplates'));
  useTitle(t('title'));
  return (
    <>
      <h1>{t('title')}</h1>
      <Loaded of={templates}>
        {({ items }) => (
          <Listing
            caption={t('caption')}
            rows={items}
            keyOf={({ event }) => event}
            columns={[
              {
                title: t('name'),
                show: ({ event, title }) => (
                  <Link to="/admin/messages/$event" params={{ event }}>
                    {say(title)}
                  </Link>
                ),
              },
              {
                title: t('subject'),
                show: ({ wording, fields }) =>
                  named(say({ zh: wording.zh.subject, en: wording.en.subject }), fields, say),
              },
              { title: t('words'), show: ({ own, version }) => (own ? t('own', { n: version }) : t('shipped')) },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}
