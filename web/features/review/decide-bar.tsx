// Owns the bar of a decision: the outcomes one may choose, what each still asks for, and the confirmation without which nothing is done.
import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { SchemaForm } from '../../components/schema-form';
import { useCommands } from '../../lib/commands';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { asksFor, keyOf, type Outcome } from './outcomes';
import type { Deciding } from './deciding';
import { WhatFollows } from '../../components/what-follows';

const WORDS = words('decide-bar', {
  choose: { zh: '办理结果', en: 'Outcomes' },
  would: { zh: '拟作出：{{title}}', en: 'About to: {{title}}' },
  opinion: { zh: '意见（必填）', en: 'Opinion (required)' },
  opinionFree: { zh: '意见（可不填）', en: 'Opinion (may be left empty)' },
  drafted: { zh: '意见由审查要点带出，可以修改。', en: 'Suggested by the check points; change it as you like.' },
  confirm: { zh: '确认{{title}}', en: 'Confirm: {{title}}' },
  cancel: { zh: '取消', en: 'Cancel' },
  stale: {
    zh: '办件刚有变化，页面已更新，请核对后再次确认。',
    en: 'The case has just changed and the page is up to date now; look again and confirm.',
  },
});

export interface DecideBarProps {
  readonly deciding: Deciding;
  /** The key somebody pressed before the bar was there. */
  readonly wish?: string | undefined;
}

export function DecideBar({ deciding, wish }: DecideBarProps) {
  const t = useWords(WORDS);
  const say = useSay();
  const { task, definition, outcome, choose } = deciding;
  useEffect(() => {
    const wished = task.outcomes.find((each) => wish !== undefined && keyOf(each, task, definition) === wish);
    if (wished) choose(wished.id);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a wish is granted once
  }, [wish]);
  useCommands([
    ...task.outcomes.flatMap((each) => {
      const key = keyOf(each, task, definition);
      return key === undefined ? [] : [{ title: say(each.title), key, run: () => choose(each.id) }];
    }),
    { title: t('cancel'), key: 'escape', run: () => choose(undefined), able: outcome !== undefined },
  ]);
  return (
    <section className="decide-bar" aria-label={t('choose')}>
      <div className="row">
        {task.outcomes.map((each) => {
          const key = keyOf(each, task, definition);
          return (
            <Button
              key={each.id}
              type={outcome?.id === each.id ? 'primary' : 'default'}
              aria-pressed={outcome?.id === each.id}
              {...(key === undefined ? {} : { 'aria-keyshortcuts': key })}
              onClick={() => choose(each.id)}
            >
              {say(each.title)} {key !== undefined && <kbd aria-hidden="true">{key.toUpperCase()}</kbd>}
            </Button>
          );
        })}
      </div>
      {outcome && <Confirmation key={outcome.id} outcome={outcome} deciding={deciding} />}
    </section>
  );
}

function Confirmation({ outcome, deciding }: { readonly outcome: Outcome; readonly deciding: Deciding }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const { opinion, isDrafted, write, confirm, refused, choose, isBusy, more, writeMore, faults } = deciding;
  const first = useRef<InputRef>(null);
  const sure = useRef<HTMLButtonElement>(null);
  const needsWords = outcome.opinionRequired && opinion === '';
  const needsForm = asksFor(outcome.schema);
  // Where nothing is left to fill in, Enter confirms.
  useEffect(() => {
    if (needsWords) first.current?.focus();
    else if (!needsForm) sure.current?.focus();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- when it opens, and never while somebody types
  }, []);
  const needed = faults.opinion;
  useEffect(() => {
    if (needed !== undefined) first.current?.focus();
  }, [needed, refused]);
  return (
    <section className="confirmation" aria-label={t('would', { title: say(outcome.title) })}>
      <h3>{t('would', { title: say(outcome.title) })}</h3>
      {outcome.article !== undefined && <p className="quiet small">{outcome.article}</p>}
      <ProblemNotice
        refused={refused}
        keepFocus={needed !== undefined || faults.form.length + faults.more.length > 0}
      />
      {refused?.problem.code === 'task-stale' && <p className="notice">{t('stale')}</p>}
      {needsForm && outcome.schema && (
        <SchemaForm id="more" schema={outcome.schema} value={more} onChange={writeMore} faults={faults.more} />
      )}
      <label htmlFor="opinion">{outcome.opinionRequired ? t('opinion') : t('opinionFree')}</label>
      <Input.TextArea
        id="opinion"
        ref={first}
        lang={language === 'en' ? 'zh-CN' : undefined}
        value={opinion}
        rows={3}
        maxLength={5000}
        onChange={(event) => write(event.target.value)}
        aria-required={outcome.opinionRequired}
        aria-describedby="opinion-about"
        {...(needed === undefined ? {} : { 'aria-invalid': true, status: 'error' as const })}
      />
      <p id="opinion-about" className={needed === undefined ? 'quiet small' : 'fault'}>
        {needed ?? (isDrafted && opinion !== '' ? t('drafted') : '')}
      </p>
      <WhatFollows task={deciding.task.id} seq={deciding.task.seq} said={deciding.said} isHeaded />
      <div className="row">
        <Button ref={sure} type="primary" onClick={confirm} loading={isBusy}>
          {t('confirm', { title: say(outcome.title) })}
        </Button>
        <Button onClick={() => choose(undefined)}>{t('cancel')}</Button>
      </div>
    </section>
  );
}
