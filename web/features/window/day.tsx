// Owns a clerk's day (窗口今日事项): what is open, what is awaited, what is to be handed out, what did not arrive.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Spin } from 'antd';
import { useState } from 'react';
import { CaseLink } from '../../components/case-link';
import { ProblemNotice } from '../../components/problem-notice';
import { useTitle } from '../../components/title';
import { again, reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { dayWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Answering } from './answering';
import './window.css';

const WORDS = words('window-day', {
  title: { zh: '窗口今日事项', en: 'The day at the window' },
  window: { zh: '到综合窗口收件', en: 'To the window' },
  open: { zh: '待我答复', en: 'To be answered' },
  supplements: { zh: '等待补正', en: 'Corrections awaited' },
  promises: { zh: '容缺待补', en: 'Promised papers awaited' },
  handOuts: { zh: '待发放的结果', en: 'Results to hand out' },
  undelivered: { zh: '未送达的通知', en: 'Messages not delivered' },
  count: { zh: '{{title}}（{{n}}）', en: '{{title}} ({{n}})' },
  none: { zh: '没有。', en: 'None.' },
  due: { zh: '{{day}}前', en: 'by {{day}}' },
  handOut: { zh: '取件', en: 'Hand out' },
  answer: { zh: '答复', en: 'Answer' },
  more: { zh: '只显示最紧的一百项。', en: 'Only the hundred most urgent are shown.' },
  opening: { zh: '正在打开', en: 'Opening' },
});
const SECTIONS = ['open', 'supplements', 'promises', 'handOuts', 'undelivered'] as const;
type Section = (typeof SECTIONS)[number];
type Row = Answer<'windowDay'>[Section]['items'][number];

export function WindowDay() {
  const t = useWords(WORDS);
  const { data, error } = useQuery(reading('windowDay'));
  useTitle(t('title'));
  return (
    <>
      <h1>{t('title')}</h1>
      <p>
        <Link to={'/window'}>{t('window')}</Link>
      </p>
      <ProblemNotice refused={error} />
      {!data && !error && <Spin aria-label={t('opening')} />}
      {data &&
        SECTIONS.map((name) => (
          <section key={name} aria-labelledby={`day-${name}`}>
            <h2 id={`day-${name}`}>{t('count', { title: t(name), n: data[name].count })}</h2>
            {data[name].items.length === 0 ? (
              <p className="quiet">{t('none')}</p>
            ) : (
              <ul className="window-rows">
                {data[name].items.map((row) => (
                  <li key={`${row.case} ${row.task ?? row.effect ?? ''}`}>
                    <DayRow row={row} section={name} />
                  </li>
                ))}
              </ul>
            )}
            {data[name].count > data[name].items.length && <p className="quiet">{t('more')}</p>}
          </section>
        ))}
    </>
  );
}

function DayRow({ row, section }: { readonly row: Row; readonly section: Section }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const acts = section === 'handOuts' || section === 'open';
  return (
    <>
      <p className="row">
        <CaseLink of={row.case}>{row.number}</CaseLink>
        <span className="wraps">{row.party}</span>
        <span className="wraps">{say(row.title)}</span>
        {row.what && <span className="wraps quiet">{say(row.what)}</span>}
        {row.due !== null && <span>{t('due', { day: dayWords(row.due, language) })}</span>}
        {acts && row.task !== undefined && (
          <Button
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            aria-label={marks.of(t(section === 'handOuts' ? 'handOut' : 'answer'), row.number)}
          >
            {t(section === 'handOuts' ? 'handOut' : 'answer')}
          </Button>
        )}
      </p>
      {open && row.task !== undefined && <Answering task={row.task} done={() => void again('windowDay')} />}
    </>
  );
}
