// Owns the list of what stands still: what the watchdog found, the board of all waits, and the exact waits of one choice.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTitle } from '../../components/title';
import { Waiting } from '../../components/waiting';
import { reading } from '../../lib/asking';
import { useWords, words } from '../../lib/language';
import { Board } from './board';
import { Causes } from './causes';
import { Filters } from './filters';
import { Findings } from './findings';
import { WaitList } from './wait-list';
import { isAsking } from './wait-query';
import '../cases/cases.css';

const WORDS = words('stuck', {
  title: { zh: '滞留清单', en: 'What stands still' },
  list: { zh: '等待的办件', en: 'Cases that wait' },
});

export function StuckPage() {
  const t = useWords(WORDS);
  useTitle(t('title'));
  const query = useSearch({ from: '/desk/stuck' });
  const { data: me } = useSuspenseQuery(reading('me'));
  return (
    <>
      <h1>{t('title')}</h1>
      {me.permissions.includes('see-findings') && !isAsking(query) && (
        <Suspense fallback={<Waiting />}>
          <Findings />
        </Suspense>
      )}
      <Filters query={query} />
      {!isAsking(query) && (
        <Suspense fallback={<Waiting />}>
          <Board query={query} />
          <Causes query={query} />
        </Suspense>
      )}
      <h2>{t('list')}</h2>
      <Suspense fallback={<Waiting />}>
        <WaitList query={query} />
      </Suspense>
    </>
  );
}
