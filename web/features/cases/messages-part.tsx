// Owns what became of the messages a case has sent, and sending a failed one again.
import { Button } from 'antd';
import { useState } from 'react';
import { CaseActForm } from '../../components/act-form/case-act-form';
import { ScrollTable } from '../../components/scroll-table';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useDefinition, type CaseView } from './case-definition';
import { messageWords } from './act-words';

const WORDS = words('messages-part', {
  none: { zh: '本办件没有对外通知。', en: 'No message has been sent to anybody outside.' },
  caption: { zh: '通知送达情况', en: 'What became of each message' },
  event: { zh: '通知', en: 'Message' },
  channel: { zh: '方式', en: 'By' },
  email: { zh: '电子邮件', en: 'e-mail' },
  sms: { zh: '短信', en: 'text message' },
  webhook: { zh: '系统对接', en: 'other systems' },
  otherChannel: { zh: '其他方式', en: 'another channel' },
  state: { zh: '状态', en: 'State' },
  wanted: { zh: '待发送', en: 'to be sent' },
  claimed: { zh: '正在发送', en: 'being sent' },
  done: { zh: '✓ 已送出', en: '✓ sent' },
  failed: { zh: '✖ 发送失败', en: '✖ failed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  at: { zh: '时间', en: 'When' },
  retry: { zh: '重新发送', en: 'Send again' },
  act: { zh: '操作', en: 'Act' },
});
const CHANNELS = ['email', 'sms', 'webhook'] as const;

export function MessagesPart({ view }: { readonly view: CaseView }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const definition = useDefinition(view);
  const [again, setAgain] = useState<string>();
  if (view.deliveries.length === 0) return <p>{t('none')}</p>;
  const may = view.offered.includes('retry-effect');
  return (
    <>
      <ScrollTable
        name={t('caption')}
        heads={(['event', 'channel', 'state', 'at', 'act'] as const).map((head) => t(head))}
      >
        {view.deliveries.map(({ effect, event, channel, state, at }) => (
          <tr key={effect}>
            <th scope="row">{say(definition.papers[event]?.title ?? messageWords(event))}</th>
            <td>{t(CHANNELS.find((each) => each === channel) ?? 'otherChannel')}</td>
            <td>{t(state)}</td>
            <td>{instantWords(at, language)}</td>
            <td>
              {state === 'failed' && may && (
                <Button data-retry={effect} aria-haspopup="dialog" onClick={() => setAgain(effect)}>
                  {t('retry')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </ScrollTable>
      {again !== undefined && (
        <CaseActForm
          view={view}
          type="retry-effect"
          begun={{ effect: again }}
          close={() => {
            setAgain(undefined);
            setTimeout(() => document.querySelector<HTMLElement>(`[data-retry="${again}"]`)?.focus());
          }}
        />
      )}
    </>
  );
}
