// Owns answering a task at the window: its outcomes as the server offers them, the best one first, each with its own form.
import { useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { useRef, useState } from 'react';
import type { Text } from '../../../src/kernel/text';
import { TaskActForm } from '../../components/act-form/task-act-form';
import { ProblemNotice } from '../../components/problem-notice';
import { reading } from '../../lib/asking';
import { useSay, useWords, words } from '../../lib/language';
import type { Acceptance } from './acceptance';

const WORDS = words('window-answering', {
  title: { zh: '作出答复', en: 'Answer' },
  opening: { zh: '正在打开任务', en: 'Opening the task' },
  notYours: { zh: '此任务现在不由您办理。', en: 'This task is not yours to decide now.' },
  done: { zh: '已办理：{{title}}', en: 'Done: {{title}}' },
  missing: { zh: '缺少{{papers}}，请一次补齐。', en: '缺少{{papers}}，请一次补齐。' },
});

export function Answering({
  task: id,
  acceptance,
  done,
}: {
  readonly task: string;
  readonly acceptance?: Acceptance | undefined;
  readonly done?: () => void;
}) {
  const t = useWords(WORDS);
  const say = useSay();
  const { data: task, error } = useQuery(reading('task', { params: { id } }));
  const [open, setOpen] = useState<string>();
  const [did, setDid] = useState<string>();
  const group = useRef<HTMLDivElement>(null);
  if (did !== undefined) return <p role="status">{t('done', { title: did })}</p>;
  if (error) return <ProblemNotice refused={error} keepFocus />;
  if (!task) return <Spin aria-label={t('opening')} />;
  if (!task.offered.includes('decide')) return <p className="quiet">{t('notYours')}</p>;
  const chosen = task.outcomes.find((outcome) => outcome.id === open);
  const close = (outcome: string): void => {
    setOpen(undefined);
    setTimeout(() => group.current?.querySelector<HTMLElement>(`[data-outcome="${outcome}"]`)?.focus());
  };
  return (
    <div ref={group} role="group" aria-label={t('title')} className="row">
      {task.outcomes.map((outcome, n) => (
        <Button
          key={outcome.id}
          data-outcome={outcome.id}
          aria-haspopup="dialog"
          type={outcome.id === (acceptance?.best ?? task.outcomes[0]?.id) ? 'primary' : 'default'}
          autoFocus={acceptance !== undefined && outcome.id === (acceptance.best ?? task.outcomes[0]?.id) && n >= 0}
          onClick={() => setOpen(outcome.id)}
        >
          {say(outcome.title)}
        </Button>
      ))}
      {chosen && (
        <TaskActForm
          key={chosen.id}
          task={task}
          outcome={chosen}
          {...begun(chosen.id, acceptance, (papers) => t('missing', { papers }))}
          close={() => close(chosen.id)}
          done={() => {
            setDid(say(chosen.title));
            done?.();
          }}
        />
      )}
    </div>
  );
}

/** What the rule has found already: the gaps of the one list, the longest promise. The notice is written in Chinese. */
function begun(outcome: string, acceptance: Acceptance | undefined, sentence: (papers: string) => string) {
  if (!acceptance) return {};
  const { missing, papers, promise } = acceptance;
  const names: Readonly<Record<string, Text>> = Object.fromEntries(papers.map(({ field, title }) => [field, title]));
  const titles = papers.filter(({ field }) => missing.includes(field)).map(({ title }) => title.zh);
  if (outcome === 'request-supplement' && missing.length > 0)
    return { names, begun: { gaps: missing }, opinion: sentence(titles.join('、')) };
  if (outcome === 'accept-with-gaps' && promise) return { names, begun: { promiseDays: promise.days } };
  return { names };
}
