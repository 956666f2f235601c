// Owns the buttons of the acts that would move a wait: those the server offers the reader, each with a reason where one is due.
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useSay, useWords, words } from '../../lib/language';
import { HelpfulActForm } from './helpful-act-form';
import { isAtTheTask, isBesideTheWait, type HelpfulAct } from './wait';

const WORDS = words('helpful-acts', {
  acts: { zh: '可以这样推动', en: 'What you can do' },
  open: { zh: '去办理', en: 'Open the task' },
  done: { zh: '已办理：{{title}}', en: 'Done: {{title}}' },
});
export function HelpfulActs({ acts, done }: { readonly acts: readonly HelpfulAct[]; readonly done?: () => void }) {
  const t = useWords(WORDS);
  const say = useSay();
  const [open, setOpen] = useState<HelpfulAct>();
  const [did, setDid] = useState<HelpfulAct>();
  const group = useRef<HTMLDivElement>(null);
  const task = acts.find(isAtTheTask);
  const shown = acts.filter(isBesideTheWait);
  const close = (): void => {
    const opener = open?.type;
    setOpen(undefined);
    // Back to what opened it; where that is offered no more, to the group it stood in.
    setTimeout(() => {
      const button = group.current?.querySelector<HTMLElement>(`[data-help="${opener}"]`);
      (button ?? group.current)?.focus();
    });
  };
  if (!task && shown.length === 0 && !did) return null;
  return (
    <div ref={group} role="group" aria-label={t('acts')} className="row" tabIndex={-1}>
      {task && (
        <Link to="/tasks/$task" params={{ task: task.id }}>
          {t('open')}
        </Link>
      )}
      {shown.map((act) => (
        <Button key={`${act.type} ${act.id}`} data-help={act.type} aria-haspopup="dialog" onClick={() => setOpen(act)}>
          {say(act.title)}
        </Button>
      ))}
      {open && (
        <HelpfulActForm
          act={open}
          close={close}
          done={() => {
            setDid(open);
            done?.();
          }}
        />
      )}
      <span role="status">{did === undefined ? '' : t('done', { title: say(did.title) })}</span>
    </div>
  );
}
