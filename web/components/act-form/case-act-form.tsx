// Owns doing one act on a case: its form, made from what the server offers, and the one request that does it.
import { useState } from 'react';
import type { Text } from '../../../src/kernel/text';
import { again, useAct } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import { ActForm } from './act-form';
import { asked, given, membersOf, type Filled, type Names, type Schema } from './asked';
import { caseActWords } from './case-act-words';
import { Supplement } from './supplement';

export type CaseView = Answer<'case'>;
type Body = Parameters<ReturnType<typeof useAct<'actOnCase'>>['mutate']>[0]['body'];

const WORDS = words('case-act-form', {
  message: { zh: '通知（{{channel}}）', en: 'Message ({{channel}})' },
  sms: { zh: '短信', en: 'text message' },
  email: { zh: '电子邮件', en: 'e-mail' },
  webhook: { zh: '系统对接', en: 'other systems' },
  other: { zh: '其他渠道', en: 'another channel' },
});

interface CaseActProps {
  readonly view: CaseView;
  readonly type: string;
  /** Filled in already: the clock that a screen spoke of, the message that failed. */
  readonly begun?: Filled;
  readonly close: () => void;
  readonly done?: () => void;
}

export function CaseActForm({ view, type, begun = {}, close, done }: CaseActProps) {
  const say = useSay();
  const schema: Schema = view.acts[type] ?? {};
  const { title, follows, grave } = caseActWords(type);
  const names = useNames(view);
  const [value, setValue] = useState<Filled>(() => ({ ...given(schema), ...begun }));
  const act = useAct('actOnCase', {
    done: async () => {
      await again('case', 'cases', 'explanation', 'forecast', 'documents', 'ledger', 'tasks', 'taskCounts', 'task');
      done?.();
      close();
    },
  });
  // A complaint is a case of its own: nothing that happened here meanwhile stands against it.
  const seen = type === 'complain' ? {} : { expectedSeq: view.seq };
  const send = (more: Filled): void =>
    act.mutate({ params: { id: view.id }, body: { type, ...seen, ...more } as Body });
  const frame = {
    title: say(title),
    follows: say(follows),
    isGrave: grave === true,
    refused: act.error,
    isBusy: act.isPending,
    cancel: close,
  };
  if (type === 'supplement') return <Supplement frame={frame} view={view} send={(data) => send({ data })} />;
  const asks = Object.keys(membersOf(schema)).length > 0;
  return (
    <ActForm
      {...frame}
      schema={asks ? asked(schema, names) : undefined}
      value={value}
      onChange={setValue}
      confirm={() => send(value)}
    />
  );
}

/** What clocks and messages are called on this case. */
function useNames(view: CaseView): Names {
  const channel = useChannelWords();
  return {
    clock: Object.fromEntries(view.clocks.map(({ id, title }) => [id, title])),
    effect: Object.fromEntries(view.deliveries.map((delivery) => [delivery.effect, channel(delivery.channel)])),
  };
}
function useChannelWords(): (channel: string) => Text {
  const t = useWords(WORDS);
  return (channel) => {
    const known = channel in WORDS.texts ? (channel as 'sms') : 'other';
    const text = t('message', { channel: t(known) });
    return { zh: text, en: text };
  };
}
