// Owns the list of cases one may see: search and filters in the address, further pages by the server's cursor, cards on a telephone.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Button, Spin } from 'antd';
import { Light } from '../../components/light';
import { CaseLink } from '../../components/case-link';
import { ProblemNotice } from '../../components/problem-notice';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import { call, type Answer, type Refused } from '../../lib/call';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { CaseFilters } from './case-filters';
import './case-list.css';

const WORDS = words('case-list', {
  title: { zh: '办件', en: 'Cases' },
  number: { zh: '编号', en: 'Number' },
  light: { zh: '亮灯', en: 'Light' },
  item: { zh: '事项', en: 'Item' },
  party: { zh: '申请人', en: 'Applicant' },
  openedAt: { zh: '收件时间', en: 'Received' },
  state: { zh: '状态', en: 'State' },
  open: { zh: '办理中', en: 'Under way' },
  suspended: { zh: '已中止', en: 'Suspended' },
  ended: { zh: '已办结', en: 'Ended' },
  none: { zh: '没有符合条件的办件。', en: 'No case fits.' },
  more: { zh: '更多', en: 'More' },
  shown: { zh: '已显示 {{n}} 件', en: '{{n}} shown' },
  shownMore: { zh: '已显示 {{n}} 件，还有更多', en: '{{n}} shown, there are more' },
  loading: { zh: '正在查询', en: 'Searching' },
});
type Row = Answer<'cases'>['items'][number];
const PAGE = 50;

export function CaseList() {
  const t = useWords(WORDS);
  useTitle(t('title'));
  const asked = useSearch({ from: '/desk/cases' });
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, isPending } = useInfiniteQuery<
    Answer<'cases'>,
    Refused,
    { readonly pages: readonly Answer<'cases'>[] },
    readonly unknown[],
    string | undefined
  >({
    queryKey: ['cases', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      call('cases', {
        query: { ...asked, limit: PAGE, ...(pageParam === undefined ? {} : { after: pageParam }) },
        signal,
      }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <h1>{t('title')}</h1>
      <CaseFilters asked={asked} />
      <ProblemNotice refused={error} />
      <p role="status" className="quiet">
        {isPending
          ? t('loading')
          : error
            ? ''
            : rows.length === 0
              ? t('none')
              : t(hasNextPage ? 'shownMore' : 'shown', { n: rows.length })}
      </p>
      {isPending && <Spin aria-label={t('loading')} />}
      {rows.length > 0 && <Rows rows={rows} />}
      {hasNextPage && (
        <p>
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </p>
      )}
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  return (
    <table className="case-list">
      <caption className="seen-by-ear">{t('title')}</caption>
      <thead>
        <tr>
          {(['light', 'number', 'item', 'party', 'openedAt', 'state'] as const).map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.state === 'ended' ? '' : <Light of={row.light} />}</td>
            <th scope="row">
              <CaseLink of={row.id}>{row.number}</CaseLink>
            </th>
            <td>
              {say(row.title)}
              <Course of={row} />
            </td>
            <td>{row.party}</td>
            <td>{instantWords(row.openedAt, language)}</td>
            <td>{t(row.state)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Publication, complaint, hearing: a case of its own about the same item says which it is. */
function Course({ of: { procedure, title } }: { readonly of: Row }) {
  const say = useSay();
  const { data } = useQuery({ ...reading('procedures'), staleTime: 600_000 });
  const course = data?.items.find(({ id }) => id === procedure.id)?.title;
  if (!course || course.zh === title.zh) return null;
  return <div className="quiet">{say(course)}</div>;
}
