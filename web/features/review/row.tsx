// Owns one row of the inbox: enough to choose what to do next without opening it.
import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { Flags } from './flags';
import type { InboxView, Row } from './inbox-view';
import { Stopped, TimeLeft } from './time-left';

const WORDS = words('inbox-row', {
  select: { zh: '选择 {{number}}', en: 'Select {{number}}' },
  round: { zh: '第 {{n}} 轮', en: 'Round {{n}}' },
  since: { zh: '{{at}} 到达', en: 'since {{at}}' },
  materials: { zh: '材料 {{received}}/{{required}}', en: 'Papers {{received}}/{{required}}' },
  held: { zh: '{{name}} 已签收', en: 'claimed by {{name}}' },
  free: { zh: '未签收', en: 'not claimed' },
});

export function TaskRow({
  row,
  view,
  isAt,
  isTicked,
  tick,
  come,
}: {
  readonly row: Row;
  readonly view: InboxView;
  readonly isAt: boolean;
  readonly isTicked: boolean;
  readonly tick: () => void;
  readonly come: () => void;
}) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  return (
    <li className="task-row" data-task={row.id} {...(isAt ? { 'data-at': '' } : {})} onClick={come}>
      <Checkbox checked={isTicked} onChange={tick} aria-label={t('select', { number: row.number })} />
      <div>
        <div className="row">
          <Link
            to="/tasks/$task"
            params={{ task: row.id }}
            search={view}
            onFocus={come}
            {...(isAt ? { 'aria-current': true } : {})}
            className="wraps"
          >
            <strong>{say(row.title)}</strong> {row.number}
          </Link>
          <Flags of={row.flags} />
          <Stopped clock={row.clock} />
        </div>
        <div className="wraps">
          {row.party} {row.item && <span className="quiet">{say(row.item.name)}</span>}
        </div>
        <div className="quiet small wraps">
          {say(row.because)} {row.round > 1 && <strong>{t('round', { n: row.round })}</strong>}{' '}
          {t('since', { at: instantWords(row.since, language) })} · {t('materials', row.materials)} ·{' '}
          {row.holder ? t('held', { name: row.holder.name }) : t('free')}
        </div>
      </div>
      <div className="task-time">
        <TimeLeft row={row} />
      </div>
    </li>
  );
}
