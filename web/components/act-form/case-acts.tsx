// Owns the acts that a case offers, as the server says: a button each, the dialog it opens, and the word when it is done.
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useSay, useWords, words } from '../../lib/language';
import { CaseActForm, type CaseView } from './case-act-form';
import { caseActWords } from './case-act-words';

const WORDS = words('case-acts', {
  title: { zh: '可办理的操作', en: 'What can be done' },
  none: { zh: '现在没有您可以办理的操作。', en: 'There is nothing for you to do on it now.' },
  done: { zh: '已办理：{{title}}', en: 'Done: {{title}}' },
});

export function CaseActs({
  view,
  except = [],
  done,
}: {
  readonly view: CaseView;
  /** Acts that stand elsewhere on the screen. */
  readonly except?: readonly string[];
  readonly done?: (type: string) => void;
}) {
  const t = useWords(WORDS);
  const say = useSay();
  const [open, setOpen] = useState<string>();
  const [did, setDid] = useState<string>();
  const group = useRef<HTMLDivElement>(null);
  const types = view.offered.filter((type) => Object.hasOwn(view.acts, type) && !except.includes(type));
  const close = (type: string): void => {
    setOpen(undefined);
    // Back to what opened it; an act that is done may be offered no more, and then to the group it stood in.
    setTimeout(() => {
      const opener = group.current?.querySelector<HTMLElement>(`[data-act="${type}"]`);
      (opener ?? group.current)?.focus();
    });
  };
  return (
    <div ref={group} role="group" aria-label={t('title')} className="row" tabIndex={-1}>
      {types.length === 0 && <p className="quiet">{t('none')}</p>}
      {types.map((type) => (
        <Button
          key={type}
          data-act={type}
          aria-haspopup="dialog"
          danger={caseActWords(type).grave === true}
          onClick={() => {
            setDid(undefined);
            setOpen(type);
          }}
        >
          {say(caseActWords(type).title)}
        </Button>
      ))}
      {open !== undefined && (
        <CaseActForm
          key={open}
          view={view}
          type={open}
          close={() => close(open)}
          done={() => {
            setDid(open);
            done?.(open);
          }}
        />
      )}
      <p role="status" className="act-done">
        {did === undefined ? '' : t('done', { title: say(caseActWords(did).title) })}
      </p>
    </div>
  );
}
