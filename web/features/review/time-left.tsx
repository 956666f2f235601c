// Owns saying how much time is left: the light, working days in words, and whether the clock runs at all.
import { Tag } from 'antd';
import { Light } from '../../components/light';
import { dayWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import type { Row } from './inbox-view';

const WORDS = words('time-left', {
  left: { zh: '剩 {{n}} 个工作日', en: '{{n}} working days left' },
  one: { zh: '剩 1 个工作日', en: '1 working day left' },
  last: { zh: '今日到期', en: 'due today' },
  over: { zh: '超期 {{n}} 个工作日', en: '{{n}} working days over' },
  none: { zh: '无期限', en: 'no limit' },
  due: { zh: '{{day}}前', en: 'by {{day}}' },
  stopped: { zh: '已停止计时：{{ground}}', en: 'Clock stopped: {{ground}}' },
  stoppedOnly: { zh: '已停止计时', en: 'Clock stopped' },
});

export function useTimeLeft(): (row: Pick<Row, 'daysLeft' | 'due'>) => string {
  const t = useWords(WORDS);
  return ({ daysLeft, due }) => {
    if (daysLeft === null) return due === null ? t('none') : '';
    if (daysLeft < 0) return t('over', { n: -daysLeft });
    if (daysLeft === 0) return t('last');
    return daysLeft === 1 ? t('one') : t('left', { n: daysLeft });
  };
}

export function TimeLeft({ row }: { readonly row: Pick<Row, 'light' | 'daysLeft' | 'due'> }) {
  const t = useWords(WORDS);
  const language = useLanguage();
  const left = useTimeLeft()(row);
  return (
    <>
      <Light of={row.light} /> {left !== '' && <strong>{left}</strong>}{' '}
      {row.due !== null && <span className="quiet">{t('due', { day: dayWords(row.due, language) })}</span>}
    </>
  );
}

/** Only where the clock stands still: why, and by which article. */
export function Stopped({ clock }: { readonly clock: Row['clock'] }) {
  const t = useWords(WORDS);
  const say = useSay();
  if (clock?.state !== 'paused') return null;
  return (
    <Tag className="wraps stopped" title={clock.article}>
      {clock.ground ? t('stopped', { ground: say(clock.ground) }) : t('stoppedOnly')}
      <span className="seen-by-ear"> {clock.article}</span>
    </Tag>
  );
}
