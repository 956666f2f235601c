// Owns what a proposed calendar says, and which limits of open cases it would move.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { reading } from '../../lib/asking';
import { dayWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { Listing, Pages } from './listing';
import { Loaded } from './loaded';
import type { ProposalView } from './proposal';
import { YearList, YearPicture } from './year-picture';

const WORDS = words('proposed-calendar', {
  notice: { zh: '放假通知：{{notice}}', en: 'Notice: {{notice}}' },
  moves: { zh: '发布后会变动的在办期限', en: 'Limits of open cases that would move' },
  caption: { zh: '按当前在办件推算', en: 'Counted on the cases open now' },
  none: { zh: '没有在办期限会变动。', en: 'No limit would move.' },
  noneHere: { zh: '这一页的办件没有变动。', en: 'None of the cases of this page.' },
  case: { zh: '办件', en: 'Case' },
  clock: { zh: '期限', en: 'Limit' },
  was: { zh: '现在到期', en: 'Due now' },
  due: { zh: '发布后到期', en: 'Due then' },
  noDay: { zh: '无', en: 'none' },
});

export function ProposedCalendar({ of }: { readonly of: ProposalView }) {
  const t = useWords(WORDS);
  const { notice } = of.content;
  const marked = {
    year: Number(of.subject),
    off: daysIn(of.content['restDays']),
    worked: daysIn(of.content['workingDays']),
  };
  return (
    <>
      {typeof notice === 'string' && <p className="wraps">{t('notice', { notice })}</p>}
      {of.state === 'open' && <Moves proposal={of.id} />}
      <YearPicture {...marked} />
      <YearList {...marked} />
    </>
  );
}

function Moves({ proposal }: { readonly proposal: string }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const { after } = useSearch({ from: '/desk/admin/proposals/$proposal' });
  const moves = useQuery({
    ...reading('proposalMoves', { params: { proposal }, query: { after } }),
    placeholderData: keepPreviousData,
  });
  const day = (given: string | null): string => (given === null ? t('noDay') : dayWords(given, language));
  return (
    <>
      <h2>{t('moves')}</h2>
      <Loaded of={moves}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? (
              <p>{t(next === null && after === undefined ? 'none' : 'noneHere')}</p>
            ) : (
              <Listing
                caption={t('caption')}
                rows={items}
                keyOf={(row) => `${row.case.id} ${row.clock.id}`}
                columns={[
                  {
                    title: t('case'),
                    show: (row) => (
                      <Link to="/cases/$id" params={{ id: row.case.id }}>
                        {row.case.number}
                      </Link>
                    ),
                  },
                  { title: t('clock'), show: (row) => say(row.clock.title) },
                  { title: t('was'), show: (row) => day(row.was) },
                  { title: t('due'), show: (row) => day(row.due) },
                ]}
              />
            )}
            <Pages next={next} after={after} />
          </>
        )}
      </Loaded>
    </>
  );
}

function daysIn(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.filter((day) => typeof day === 'string') : [];
}
