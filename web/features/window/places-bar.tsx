// Owns the applicants a clerk has in hand, side by side, and calling the next one by a key.
import { useQueries } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { reading } from '../../lib/asking';
import { useWords, words } from '../../lib/language';
import { PLACES, subjectOf, type WindowDraftValue } from './window-draft';

const WORDS = words('window-places', {
  title: { zh: '在办的申请人', en: 'Applicants in hand' },
  empty: { zh: '空', en: 'free' },
  unnamed: { zh: '未填姓名', en: 'no name yet' },
  place: { zh: '{{n}} 号：{{name}}', en: '{{n}}: {{name}}' },
  next: { zh: '下一号', en: 'Next number' },
  full: { zh: '五个申请都在办，请先办完一个。', en: 'All five are in use; please finish one first.' },
});

export function PlacesBar({
  place,
  own,
  go,
  next,
}: {
  readonly place: number;
  /** What stands in the place that is open: newer than what was saved. */
  readonly own: WindowDraftValue;
  readonly go: (place: number) => void;
  /** Finishes here if the application is done, and begins with a free place. */
  readonly next: (free: number | undefined) => void;
}) {
  const t = useWords(WORDS);
  const kept = useQueries({
    queries: PLACES.map((each) => reading('draft', { params: { subject: subjectOf(each) } })),
  });
  const values = PLACES.map((each, n) => (each === place ? own : ((kept[n]?.data?.data ?? {}) as WindowDraftValue)));
  const isFree = (n: number): boolean => Object.keys(values[n] ?? {}).length === 0;
  const free = PLACES.find((each, n) => each !== place && isFree(n));
  const call = (): void => next(free);
  useEffect(() => {
    // By the place of the key: with an input method on, the letter may be another.
    const pressed = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyN') return;
      event.preventDefault();
      call();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  });
  return (
    <div className="row" role="group" aria-label={t('title')}>
      {PLACES.map((each, n) => (
        <Button
          key={each}
          type={each === place ? 'primary' : 'default'}
          aria-current={each === place ? 'true' : undefined}
          onClick={() => go(each)}
        >
          {t('place', { n: each, name: isFree(n) ? t('empty') : (values[n]?.party?.name ?? t('unnamed')) })}
        </Button>
      ))}
      <Button onClick={call} aria-keyshortcuts="Alt+N">
        {t('next')} <kbd aria-hidden="true">Alt+N</kbd>
      </Button>
    </div>
  );
}
