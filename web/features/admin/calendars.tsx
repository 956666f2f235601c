// Owns the calendars that hold: a year as picture and list, its versions, and what is proposed.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import { instantWords, today } from '../../lib/days';
import { useLanguage, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Listing } from './listing';
import { Loaded } from './loaded';
import { ProposalList } from './proposal-list';
import { isWeekend, YearList, YearPicture } from './year-picture';

const WORDS = words('calendars', {
  title: { zh: '工作日历', en: 'Calendars' },
  propose: { zh: '提出一年的日历', en: 'Propose the calendar of a year' },
  year: { zh: '年份', en: 'Year' },
  provisional: {
    zh: '该年没有已发布的放假通知，按周一至周五计算，期限标为暂定。',
    en: 'There is no published notice for this year: plain weekdays count, and limits are marked provisional.',
  },
  coming: {
    zh: '新日历刚刚发布，正在启用，几秒后在此显示。',
    en: 'A new calendar was published a moment ago; it is shown here in some seconds.',
  },
  notice: { zh: '放假通知：{{notice}}', en: 'Notice: {{notice}}' },
  versions: { zh: '已发布的日历', en: 'Published calendars' },
  versionsCaption: { zh: '各年的版本，新的在前', en: 'Versions of each year, the newest first' },
  version: { zh: '年份和版本', en: 'Year and version' },
  yearVersion: { zh: '{{year}}年 第 {{version}} 版', en: '{{year}}, version {{version}}' },
  inForce: { zh: '效力', en: 'Standing' },
  holds: { zh: '现行', en: 'in force' },
  replaced: { zh: '已被替换', en: 'replaced' },
  by: { zh: '提出、发布', en: 'Proposed, published by' },
  shipped: { zh: '随产品提供', en: 'came with the product' },
  at: { zh: '发布时间', en: 'Published' },
  recount: { zh: '在办期限重算', en: 'Running limits counted anew' },
  noRecount: { zh: '不涉及', en: 'not concerned' },
  running: { zh: '进行中，已调整 {{n}} 件', en: 'under way, {{n}} cases so far' },
  finished: { zh: '已完成，调整 {{n}} 件', en: 'done, {{n}} cases' },
  proposals: { zh: '提案', en: 'Proposals' },
});

export function Calendars() {
  const t = useWords(WORDS);
  const marks = useMarks();
  const language = useLanguage();
  const search = useSearch({ from: '/desk/admin/calendars' });
  const navigate = useNavigate({ from: '/admin/calendars' });
  const thisYear = Number(today().slice(0, 4));
  const year = /^\d{4}$/.test(search.year ?? '') ? Number(search.year) : thisYear;
  const calendars = useQuery(reading('adminCalendars'));
  const published = calendars.data?.items.find((each) => each.year === year && each.inForce);
  const shown = useQuery({
    ...reading('calendar', { params: { year: String(year) } }),
    // What was published a moment ago is counted with some seconds later.
    refetchInterval: ({ state }) =>
      published && state.data && state.data.version !== published.version ? 2_000 : false,
  });
  useTitle(t('title'));
  const loaded = (calendars.data?.items ?? []).map((each) => each.year);
  const years = [...new Set([year, thisYear, thisYear + 1, ...loaded])].sort((a, b) => b - a);
  return (
    <>
      <h1>{t('title')}</h1>
      <p className="row">
        <Link to="/admin/calendars/new" search={{ year: String(thisYear + 1) }}>
          {t('propose')}
        </Link>
      </p>
      <h2>{t('proposals')}</h2>
      <ProposalList kind="calendar" />
      <div className="filters">
        <Select
          aria-label={t('year')}
          value={String(year)}
          onChange={(chosen: string) => void navigate({ search: { year: chosen }, resetScroll: false })}
          options={years.map((each) => ({ value: String(each), label: marks.of(t('year'), String(each)) }))}
          style={{ minWidth: 160 }}
        />
      </div>
      <Loaded of={shown}>
        {(view) => {
          // A year is served with every weekend; a notice speaks of what departs from plain weeks.
          const off = view.restDays.filter((day) => !isWeekend(day));
          const worked = view.workingDays.filter(isWeekend);
          return (
            <>
              {published && view.version !== published.version && <p role="status">{t('coming')}</p>}
              {view.provisional && !published && <p className="notice">{t('provisional')}</p>}
              {view.notice !== undefined && <p className="wraps">{t('notice', { notice: view.notice })}</p>}
              <YearPicture year={year} off={off} worked={worked} />
              <YearList year={year} off={off} worked={worked} />
            </>
          );
        }}
      </Loaded>
      <h2>{t('versions')}</h2>
      <Loaded of={calendars}>
        {({ items }) => (
          <Listing
            caption={t('versionsCaption')}
            rows={items}
            keyOf={(row) => `${row.year}.${row.version}`}
            columns={[
              { title: t('version'), show: (row) => t('yearVersion', { year: row.year, version: row.version }) },
              { title: t('inForce'), show: (row) => t(row.inForce ? 'holds' : 'replaced') },
              {
                title: t('by'),
                show: ({ proposedBy, publishedBy }) =>
                  proposedBy && publishedBy ? marks.list([proposedBy.name, publishedBy.name]) : t('shipped'),
              },
              { title: t('at'), show: (row) => instantWords(row.publishedAt, language) },
              {
                title: t('recount'),
                show: ({ recount }) =>
                  recount === null
                    ? t('noRecount')
                    : t(recount.finished ? 'finished' : 'running', { n: recount.touched }),
              },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}
