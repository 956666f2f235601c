// Owns doing one act that helps: what follows from it, the reason it needs, and whom to give the work where it is given away.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Text } from '../../../src/kernel/text';
import { ActForm } from '../../components/act-form/act-form';
import type { Schema } from '../../components/act-form/asked';
import type { FormContent } from '../../components/schema-form/schema-form';
import { again, reading, useAct } from '../../lib/asking';
import type { Way } from '../../lib/routes';
import { useSay, useWords, words } from '../../lib/language';
import type { HelpfulAct } from './wait';

const WORDS = words('helpful-act-form', {
  candidate: { zh: '{{name}}（手中待办 {{n}} 件）', en: '{{name}} ({{n}} tasks in hand)' },
  nobody: {
    zh: '没有可以改派的人员：持有该岗位且依法可以办理的人员都已参与或者不在岗。',
    en: 'There is nobody it could be given to: nobody else holds the post and may lawfully take it.',
  },
});
const FOLLOWS: Readonly<Record<string, Text>> = {
  urge: {
    zh: '办理人立即收到催办消息；催办和理由记入台账，期限不变。',
    en: 'Whoever has it is told at once; the urging and its reason go into the ledger. No limit changes.',
  },
  reassign: {
    zh: '任务转给所选人员，原签收人不再办理；期限不变，理由记入台账。',
    en: 'The task goes to the person chosen and leaves its holder; no limit changes, the reason goes into the ledger.',
  },
  'retry-effect': { zh: '系统立即重新制作或者发送。', en: 'The system makes or sends it again at once.' },
  'follow-again': {
    zh: '流程引擎重新读取台账并继续；不改变任何办理内容。',
    en: 'The process reads the record again and goes on; nothing that was decided changes.',
  },
  'send-back': {
    zh: '退回上一环节重新办理，其后的结果不再有效；理由记入台账。',
    en: 'It goes back to the step before; what was found from there on no longer counts. The reason goes into the ledger.',
  },
  withdraw: {
    zh: '本次办理作废，任务回到您手中；填写的内容保留在台账中。',
    en: 'The decision is undone and the task is yours again; what was filled in stays in the ledger.',
  },
  'resume-clock': { zh: '期限从今天起继续计算。', en: 'From today the days count again.' },
};
const OTHER: Text = { zh: '操作记入台账，不能删除。', en: 'The act goes into the ledger and stays there.' };
/** These are told by their own facts. */
const WITHOUT_REASON = ['resume-clock', 'withdraw'];
const REASON = {
  type: 'string',
  title: '理由',
  'x-en': { title: 'Reason' },
  minLength: 1,
  maxLength: 2000,
} as const;
/** Whatever shows a case or a list of them. */
export const TOUCHED: readonly Way[] = [
  'case',
  'explanation',
  'forecast',
  'ledger',
  'task',
  'tasks',
  'taskCounts',
  'waits',
  'waitGroups',
  'findings',
  'process',
];

export interface HelpfulActProps {
  readonly act: HelpfulAct;
  readonly close: () => void;
  readonly done: () => void;
}

export function HelpfulActForm({ act, close, done }: HelpfulActProps) {
  const say = useSay();
  const t = useWords(WORDS);
  const [value, setValue] = useState<FormContent>({});
  const finished = async (): Promise<void> => {
    await again(...TOUCHED);
    done();
    close();
  };
  const onCase = useAct('actOnCase', { done: finished });
  const onTask = useAct('actOnTask', { done: finished });
  const { data } = useQuery({
    ...reading('candidates', { params: { id: act.id } }),
    enabled: act.type === 'reassign',
  });
  // Of the seat that is to be given away, where it is known which.
  const candidates = (data?.items ?? []).filter(
    ({ seat }) => act.with['seat'] === undefined || act.with['seat'] === seat,
  );
  const gives = act.type === 'reassign';
  const needsReason = !WITHOUT_REASON.includes(act.type);
  const schema: Schema | undefined = needsReason
    ? {
        type: 'object',
        properties: {
          ...(gives
            ? {
                to: toWhom(
                  candidates.map(({ person, open }) => [person.id, t('candidate', { name: person.name, n: open })]),
                ),
              }
            : {}),
          reason: REASON,
        },
        required: [...(gives ? ['to'] : []), 'reason'],
      }
    : undefined;
  const body = { type: act.type, ...act.with, ...value };
  const send = (): void => {
    if (act.on === 'task') onTask.mutate({ params: { id: act.id }, body: body as never });
    else onCase.mutate({ params: { id: act.id }, body: body as never });
  };
  const used = act.on === 'task' ? onTask : onCase;
  return (
    <ActForm
      title={say(act.title)}
      follows={gives && data && candidates.length === 0 ? t('nobody') : say(FOLLOWS[act.type] ?? OTHER)}
      isGrave={act.type === 'send-back'}
      schema={schema}
      value={value}
      onChange={setValue}
      refused={used.error}
      isBusy={used.isPending}
      confirm={send}
      cancel={close}
    />
  );
}

function toWhom(people: readonly (readonly [string, string])[]): Schema {
  return {
    type: 'string',
    title: '改派给',
    'x-en': { title: 'Give it to' },
    ...(people.length === 0
      ? {}
      : {
          enum: people.map(([id]) => id),
          'x-options': Object.fromEntries(people.map(([id, name]) => [id, { zh: name, en: name }])),
        }),
  };
}
