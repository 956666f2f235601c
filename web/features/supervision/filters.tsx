// Owns narrowing the list of waits; what is chosen stands in the address, and is said in words with the way out of it.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { reading } from '../../lib/asking';
import { useSay, useWords, words } from '../../lib/language';
import { isAsking, type WaitQuery } from './wait-query';

const WORDS = words('filters', {
  search: { zh: '筛选等待的办件', en: 'Narrow the list' },
  q: { zh: '编号、姓名或者拼音首字母', en: 'Number, name or pinyin initials' },
  kind: { zh: '在等什么', en: 'Waits for' },
  organisation: { zh: '单位', en: 'Unit' },
  procedure: { zh: '流程', en: 'Procedure' },
  overdue: { zh: '期限', en: 'Limit' },
  any: { zh: '全部', en: 'All' },
  true: { zh: '已超期', en: 'Overdue' },
  false: { zh: '未超期', en: 'Within the limit' },
  find: { zh: '查找', en: 'Find' },
  cause: { zh: '只看同一原因的等待。', en: 'Only waits of one cause.' },
  clear: { zh: '清除筛选，看全部', en: 'Clear, show all' },
});

export function Filters({ query }: { readonly query: WaitQuery }) {
  const t = useWords(WORDS);
  const say = useSay();
  const navigate = useNavigate();
  const { data: procedures } = useQuery({ ...reading('procedures'), staleTime: 600_000 });
  const { data: groups } = useSuspenseQuery(reading('waitGroups', { query: {} }));
  const go = (change: { readonly [K in keyof WaitQuery]?: WaitQuery[K] | undefined }): void => {
    const next = Object.fromEntries(Object.entries({ ...query, ...change }).filter(([, value]) => value));
    void navigate({ to: '/stuck', search: next });
  };
  const kinds = new Map(groups.byUnit.map(({ kind, kindTitle }) => [kind, say(kindTitle)]));
  const bodies = new Map(
    groups.byUnit.flatMap(({ organisation }) => (organisation ? [[organisation.id, say(organisation.name)]] : [])),
  );
  const options = (all: ReadonlyMap<string, string>) => [
    { value: '', label: t('any') },
    ...[...all].map(([value, label]) => ({ value, label })),
  ];
  const chosen = (name: 'kind' | 'organisation' | 'procedure', all: ReadonlyMap<string, string>) => (
    <label className="filter">
      {t(name)}
      <Select
        aria-label={t(name)}
        value={query[name] ?? ''}
        options={options(all)}
        onChange={(value) => go({ [name]: value })}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
      />
    </label>
  );
  return (
    <>
      <form
        role="search"
        aria-label={t('search')}
        className="row filters"
        onSubmit={(event) => {
          event.preventDefault();
          const q = new FormData(event.currentTarget).get('q');
          go({ q: typeof q === 'string' ? q.trim() : '' });
        }}
      >
        {chosen('kind', kinds)}
        {chosen('organisation', bodies)}
        {chosen('procedure', new Map(procedures?.items.map(({ id, title }) => [id, say(title)])))}
        <label className="filter">
          {t('overdue')}
          <Select
            aria-label={t('overdue')}
            value={query.overdue ?? ''}
            options={(['', 'true', 'false'] as const).map((value) => ({
              value,
              label: t(value === '' ? 'any' : value),
            }))}
            onChange={(value: '' | 'true' | 'false') => go({ overdue: value === '' ? undefined : value })}
          />
        </label>
        <label className="filter">
          {t('q')}
          <Input key={query.q} name="q" defaultValue={query.q} maxLength={100} allowClear={false} />
        </label>
        <Button htmlType="submit">{t('find')}</Button>
      </form>
      {isAsking(query) && (
        <p className="row">
          {query.fingerprint !== undefined && <span>{t('cause')}</span>}
          <Link to="/stuck" search={{}}>
            {t('clear')}
          </Link>
        </p>
      )}
    </>
  );
}
