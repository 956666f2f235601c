// Owns showing what administrators changed, why, and how it stood before and after.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { ACTS, SUBJECTS } from './administration-words';
import { Differences } from './differences';
import { Listing, Pages } from './listing';
import { Loaded } from './loaded';
import { LogFilters } from './log-filters';
import { called } from './town-words';

const WORDS = words('administration-log', {
  title: { zh: '管理日志', en: 'Administration log' },
  itself: {
    zh: '系统管理员的每一次更改，不能删改。',
    en: 'Every change that administrators made; nobody can alter it.',
  },
  caption: { zh: '新的在前', en: 'The newest first' },
  subject: { zh: '对象标识（回车查询）', en: 'Id of the subject (Enter to search)' },
  at: { zh: '时间', en: 'When' },
  person: { zh: '更改人', en: 'Changed by' },
  operator: { zh: '系统运维（命令行）', en: 'the operator, at the command line' },
  act: { zh: '更改', en: 'Change' },
  what: { zh: '对象', en: 'Subject' },
  reason: { zh: '理由', en: 'Reason' },
  none: { zh: '未填', en: 'none' },
  differences: { zh: '前后内容', en: 'Before and after' },
});

/** By the id that the log is searched by. */
function Subject({ of: { kind, id } }: { readonly of: { readonly kind: string; readonly id: string } }) {
  const say = useSay();
  return (
    <>
      {say(called(SUBJECTS, kind))} <code className="wraps">{id}</code>
    </>
  );
}

export function AdministrationLog() {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const search = useSearch({ from: '/desk/admin/log' });
  const navigate = useNavigate({ from: '/admin/log' });
  const log = useQuery({
    ...reading('administrationLog', { query: search }),
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
          label: t('subject'),
          value: search.subject,
          longest: 300,
          change: (subject) => filter({ subject }),
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
                { title: t('act'), show: ({ act }) => say(called(ACTS, act)) },
                { title: t('person'), show: ({ person }) => person?.name ?? t('operator') },
                { title: t('what'), show: ({ subject }) => <Subject of={subject} /> },
                { title: t('reason'), show: ({ reason }) => reason ?? t('none') },
                {
                  title: t('differences'),
                  show: ({ before, after }) => <Differences before={before} after={after} />,
                },
              ]}
            />
            <Pages next={next} after={search.after} />
          </>
        )}
      </Loaded>
    </>
  );
}
