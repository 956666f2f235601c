// Owns showing who looked at personal data; whoever reads it stands in it.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import type { Text } from '../../../src/kernel/text';
import { Listing, Pages } from './listing';
import { Loaded } from './loaded';
import { LogFilters } from './log-filters';
import { called } from './town-words';

const WORDS = words('access-log', {
  title: { zh: '查阅日志', en: 'Access log' },
  itself: {
    zh: '谁在何时查阅了个人信息。您的这次查阅也已记入；日志不能删改。',
    en: 'Who looked at personal data, and when. This look of yours is in it too; nobody can change the log.',
  },
  caption: { zh: '新的在前', en: 'The newest first' },
  case: { zh: '办件编号（回车查询）', en: 'Number of a case (Enter to search)' },
  at: { zh: '时间', en: 'When' },
  person: { zh: '人员', en: 'Person' },
  applicant: { zh: '申请人本人', en: 'the applicant' },
  what: { zh: '查阅内容', en: 'What was read' },
  of: { zh: '办件', en: 'Case' },
  about: { zh: '对象或者条件', en: 'About, or asked for' },
  none: { zh: '无', en: 'none' },
});
const KINDS: Readonly<Record<string, Text>> = {
  case: { zh: '办件', en: 'a case' },
  task: { zh: '任务', en: 'a task' },
  ledger: { zh: '办件台账', en: 'the record of a case' },
  document: { zh: '文书', en: 'a paper' },
  file: { zh: '材料', en: 'a file handed in' },
  receipt: { zh: '收件凭证', en: 'a receipt' },
  certificate: { zh: '证照', en: 'a certificate' },
  applicant: { zh: '申请人查询页', en: 'the applicant’s page' },
  people: { zh: '人员名单', en: 'the list of people' },
  person: { zh: '人员详情', en: 'one person' },
  holdings: { zh: '名下未办事项', en: 'what somebody holds' },
  posts: { zh: '岗位名单', en: 'the list of posts' },
  qualifications: { zh: '资格名单', en: 'the list of qualifications' },
  'access-log': { zh: '查阅日志', en: 'the access log' },
  'administration-log': { zh: '管理日志', en: 'the administration log' },
};
/** What was looked at or asked for, as it is logged: `person:zhangwei from:2026-03-01`. */
const ASKED: Readonly<Record<string, Text>> = {
  person: { zh: '人员', en: 'person' },
  case: { zh: '办件', en: 'case' },
  subject: { zh: '对象', en: 'subject' },
  from: { zh: '自', en: 'from' },
  to: { zh: '至', en: 'to' },
};
function aboutWords(about: string, say: (text: Text) => string): string {
  return about.replace(/(^| )([a-z]+):/g, (_, space: string, name: string) => `${space}${say(called(ASKED, name))} `);
}

export function AccessLog() {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const search = useSearch({ from: '/desk/admin/access-log' });
  const navigate = useNavigate({ from: '/admin/access-log' });
  // Each look is logged: it is asked for when somebody asks, and not when a window comes to the front.
  const log = useQuery({
    ...reading('accessLog', { query: search }),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
  useTitle(t('title'));
  const filter = (change: typeof search): void => void navigate({ search: { ...search, after: undefined, ...change } });
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('itself')}</p>
      <LogFilters
        of={search}
        change={filter}
        search={{
          label: t('case'),
          value: search.case,
          longest: 200,
          change: (number) => filter({ case: number }),
        }}
      />
      <Loaded of={log}>
        {({ items, next }) => (
          <>
            <Listing
              caption={t('caption')}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                { title: t('at'), show: ({ at }) => instantWords(at, language) },
                { title: t('person'), show: ({ person }) => person?.name ?? t('applicant') },
                { title: t('what'), show: ({ what }) => say(called(KINDS, what)) },
                {
                  title: t('of'),
                  show: (row) =>
                    row.case === null ? (
                      t('none')
                    ) : (
                      <Link to="/cases/$id" params={{ id: row.case.id }}>
                        {row.case.number}
                      </Link>
                    ),
                },
                { title: t('about'), show: ({ about }) => (about === null ? t('none') : aboutWords(about, say)) },
              ]}
            />
            <Pages next={next} after={search.after} />
          </>
        )}
      </Loaded>
    </>
  );
}
