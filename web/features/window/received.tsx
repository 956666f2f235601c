// Owns what stands before the clerk once an application is taken in: the receipt to hand over, and the answer to give at once.
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { CaseLink } from '../../components/case-link';
import { reading } from '../../lib/asking';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import type { Acceptance } from './acceptance';
import { Answering } from './answering';
import type { Opened } from './receiving';

const WORDS = words('window-received', {
  title: { zh: '已收件', en: 'Received' },
  number: { zh: '办件编号', en: 'Case number' },
  code: { zh: '收件码', en: 'Receipt code' },
  codeOnce: {
    zh: '请当面交给申请人。换到下一号后不再显示。',
    en: 'Please hand it to the applicant now: after the next number it is shown no more.',
  },
  track: { zh: '申请人查询地址', en: 'Where the applicant follows it' },
  print: { zh: '打印收件凭证', en: 'Print the receipt' },
  opensNew: { zh: '（在新窗口打开）', en: '(opens in a new window)' },
  answer: { zh: '答复申请人', en: 'Answer the applicant' },
  now: { zh: '现在', en: 'Now' },
  case: { zh: '打开办件', en: 'Open the case' },
});

export function Received({
  opened,
  acceptance,
  isJudging,
}: {
  readonly opened: Opened;
  readonly acceptance: Acceptance | undefined;
  /** The rule has not been asked of what was sent yet: its gaps may be those of a moment ago. */
  readonly isJudging: boolean;
}) {
  const t = useWords(WORDS);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const track = `${window.location.origin}/track/${encodeURIComponent(opened.receipt.number)}`;
  return (
    <section aria-labelledby="received">
      <h2 id="received" ref={title} tabIndex={-1}>
        {t('title')}
      </h2>
      <dl className="window-receipt">
        <dt>{t('number')}</dt>
        <dd>
          <strong>{opened.receipt.number}</strong>
        </dd>
        <dt>{t('code')}</dt>
        <dd>
          <strong className="window-code">{opened.receipt.code}</strong>
          <br />
          <span className="quiet">{t('codeOnce')}</span>
        </dd>
        <dt>{t('track')}</dt>
        <dd className="wraps">{track}</dd>
      </dl>
      <p className="row">
        <Button
          type="default"
          href={`/api/cases/${encodeURIComponent(opened.id)}/receipt`}
          target="_blank"
          rel="noopener"
        >
          {t('print')} <span className="seen-by-ear">{t('opensNew')}</span>
        </Button>
        <CaseLink of={opened.id}>{t('case')}</CaseLink>
      </p>
      <Answer opened={opened} acceptance={acceptance} isJudging={isJudging} />
    </section>
  );
}

function Answer({
  opened,
  acceptance,
  isJudging,
}: {
  readonly opened: Opened;
  readonly acceptance: Acceptance | undefined;
  readonly isJudging: boolean;
}) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const { data: view } = useQuery(reading('case', { params: { id: opened.id } }));
  const { data: told } = useQuery(reading('explanation', { params: { id: opened.id } }));
  const task = view?.tasks.find(({ step, state }) => step === 'acceptance' && state === 'open');
  // What was answered is said by the part that did it, so it stays while the case goes on.
  const [shown, setShown] = useState<string>();
  if (task && task.id !== shown) setShown(task.id);
  return (
    <>
      <h3>{t('answer')}</h3>
      {told && <p>{marks.of(t('now'), say(told.sentence))}</p>}
      {shown !== undefined && !isJudging && <Answering key={shown} task={shown} acceptance={acceptance} />}
    </>
  );
}
