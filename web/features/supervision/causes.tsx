// Owns the waits grouped by their cause: one mend may move them all.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reading } from '../../lib/asking';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import type { WaitQuery } from './wait-query';

const WORDS = words('causes', {
  title: { zh: '同一原因', en: 'Of the same cause' },
  since: { zh: '{{kind}}，最早自 {{at}}', en: '{{kind}}, the oldest since {{at}}' },
  overdue: { zh: '，已超期 {{n}} 件', en: ', {{n}} overdue' },
  link: { zh: '{{what}}：{{n}} 件', en: '{{what}}: {{n}}' },
});
/** Causes of one case each are no groups. */
const A_GROUP = 2;

export function Causes({ query }: { readonly query: WaitQuery }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const { data } = useSuspenseQuery(reading('waitGroups', { query }));
  const groups = data.byCause.filter(({ count }) => count >= A_GROUP);
  if (groups.length === 0) return null;
  return (
    <>
      <h2>{t('title')}</h2>
      <ul className="also">
        {groups.map(({ fingerprint, kindTitle, what, count, oldest, overdue }) => (
          <li key={fingerprint}>
            <Link to="/stuck" search={{ fingerprint }}>
              {t('link', { what: say(what), n: count })}
            </Link>{' '}
            <span className="quiet">
              {t('since', { kind: say(kindTitle), at: instantWords(oldest, language) })}
              {overdue > 0 ? t('overdue', { n: overdue }) : ''}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
