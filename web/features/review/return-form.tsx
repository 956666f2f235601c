// Owns sending a case back (退回): where to, how it comes back, why, and what follows from it before it is confirmed.
import { useState } from 'react';
import { ActForm } from '../../components/act-form/act-form';
import type { Filled, Schema } from '../../components/act-form/asked';
import { WhatFollows } from '../../components/what-follows';
import type { Refused } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import { taskActWords } from './act-words';
import type { TaskView } from './outcomes';

const WORDS = words('return-form', {
  closes: {
    zh: '退回会一并关闭 {{n}} 个正在进行的子流程。',
    en: 'Child processes under way that are closed with it: {{n}}.',
  },
});
type Target = NonNullable<TaskView['returns']>[number];

const MODES = {
  're-walk': { zh: '其间各环节重新办理', en: 'Every step between is done again' },
  direct: {
    zh: '办完直接回到本环节（所依据内容未变的决定沿用）',
    en: 'Straight back here; decisions whose grounds have not changed stand',
  },
} as const;

export function ReturnForm({
  task,
  refused,
  isBusy,
  send,
  cancel,
}: {
  readonly task: TaskView;
  readonly refused: Refused | null;
  readonly isBusy: boolean;
  readonly send: (more: Filled) => void;
  readonly cancel: () => void;
}) {
  const t = useWords(WORDS);
  const say = useSay();
  const targets = task.returns ?? [];
  const [value, setValue] = useState<Filled>(() => begun(targets));
  const target = targets.find(({ to }) => to === value['to']);
  const mode = target?.modes.find((each) => each === value['mode']);
  const closes = target?.closes.length ?? 0;
  return (
    <ActForm
      title={say(taskActWords('return').title)}
      follows={
        target ? (
          <>
            <WhatFollows
              task={task.id}
              seq={task.seq}
              said={{ return: { to: target.to, ...(mode === undefined ? {} : { mode }) } }}
            />
            {closes > 0 && <p className="notice">{t('closes', { n: closes })}</p>}
          </>
        ) : (
          say(taskActWords('return').follows)
        )
      }
      schema={formOf(targets, target)}
      value={value}
      onChange={setValue}
      refused={refused}
      isBusy={isBusy}
      confirm={() => send({ ...value, ...(closes > 0 ? { confirmed: true } : {}) })}
      cancel={cancel}
    />
  );
}

/** What there is no choice about is chosen. */
function begun(targets: readonly Target[]): Filled {
  const [only, ...others] = targets;
  const [mode, ...modes] = only?.modes ?? [];
  return {
    ...(only && others.length === 0 ? { to: only.to } : {}),
    ...(mode !== undefined && modes.length === 0 ? { mode } : {}),
  };
}

function formOf(targets: readonly Target[], target: Target | undefined): Schema {
  const modes = target?.modes ?? targets[0]?.modes ?? [];
  return {
    type: 'object',
    properties: {
      to: {
        type: 'string',
        title: '退回到',
        'x-en': { title: 'Back to' },
        enum: targets.map(({ to }) => to),
        'x-options': Object.fromEntries(targets.map(({ to, title }) => [to, title])),
      },
      mode: {
        type: 'string',
        title: '退回之后',
        'x-en': { title: 'And then' },
        enum: [...modes],
        'x-options': Object.fromEntries(modes.map((mode) => [mode, MODES[mode]])),
      },
      reason: { type: 'string', title: '退回理由', 'x-en': { title: 'Reason' }, minLength: 1, maxLength: 2000 },
    },
    required: ['to', 'mode', 'reason'],
  };
}
