// Owns the list of messages and whose words each has.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
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
                show: ({ wording }) => say({ zh: wording.zh.subject, en: wording.en.subject }),
              },
              { title: t('words'), show: ({ own, version }) => (own ? t('own', { n: version }) : t('shipped')) },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}
