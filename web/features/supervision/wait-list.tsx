// Owns the exact list of waits: each case with its sentence, how long, until when, and the acts that would move it.
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { call, type Answer, type Refused } from '../../lib/call';
import { dayWords, instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { HelpfulActs } from '../cases/helpful-acts';
import type { WaitQuery } from './wait-query';

const WORDS = words('wait-list', {
  none: { zh: '没有符合条件的等待。', en: 'No wait fits.' },
  shown: { zh: '显示 {{n}} 项', en: '{{n}} shown' },
  more: { zh: '再显示一些', en: 'Show more' },
  since: { zh: '自 {{at}}（{{n}} 天）', en: 'since {{at}} ({{n}} days)' },
  due: { zh: '{{day}} 到期', en: 'due {{day}}' },
  overdue: { zh: '✖ 已超期，应于 {{day}} 前办结', en: '✖ overdue, was due {{day}}' },
  running: { zh: '“{{title}}”正在计时', en: '“{{title}}” is running' },
  paused: { zh: '‖ “{{title}}”已中止', en: '‖ “{{title}}” stands still' },
  next: { zh: '{{at}} 自动：{{what}}', en: 'by itself at {{at}}: {{what}}' },
  urged: { zh: '已于 {{at}} 催办', en: 'urged at {{at}}' },
});
type Page = Answer<'waits'>;
type Row = Page['items'][number];

export function WaitList({ query }: { readonly query: WaitQuery }) {
  const t = useWords(WORDS);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery<Page, Refused>({
    queryKey: ['waits', query],
    queryFn: ({ pageParam, signal }) =>
      call('waits', {
        query: { ...query, limit: 30, ...(typeof pageParam === 'string' ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
  });
  const rows = data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) return <p role="status">{t('none')}</p>;
  return (
    <>
      <p className="quiet" role="status">
        {t('shown', { n: rows.length })}
      </p>
      <ul className="waits">
        {rows.map((row) => (
          <Item key={`${row.case} ${row.id}`} row={row} />
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

function Item({ row }: { readonly row: Row }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  return (
    <li>
      <h3>
        <Link to="/cases/$id" params={{ id: row.case }}>
          {say(row.title)} {row.number}
        </Link>
      </h3>
      <p>{say(row.sentence)}</p>
      <p className="row quiet">
        <span>{say(row.kindTitle)}</span>
        <span>{t('since', { at: instantWords(row.since, language), n: row.ageDays })}</span>
        {row.due !== undefined && (
          <span className={row.overdue ? 'is-over' : undefined}>
            {t(row.overdue ? 'overdue' : 'due', { day: dayWords(row.due, language) })}
          </span>
        )}
        {row.clock && <span>{t(row.clock.state, { title: say(row.clock.title) })}</span>}
        {row.next && <span>{t('next', { at: instantWords(row.next.at, language), what: say(row.next.what) })}</span>}
        {row.urgedAt !== undefined && <span>{t('urged', { at: instantWords(row.urgedAt, language) })}</span>}
      </p>
      <p className="quiet">{say(row.help)}</p>
      <HelpfulActs acts={row.actions} />
    </li>
  );
}
