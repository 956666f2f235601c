// Owns the short list of papers in the preview: which are there, which are not.
import { useSay, useWords, words } from '../../lib/language';
import type { CheckPoint } from './check-points';

const WORDS = words('papers', {
  title: { zh: '申请材料', en: 'Papers' },
  there: { zh: '已收', en: 'received' },
  missing: { zh: '未收', en: 'missing' },
});

export function Papers({ points }: { readonly points: readonly CheckPoint[] }) {
  const t = useWords(WORDS);
  const say = useSay();
  return (
    <>
      <h3>{t('title')}</h3>
      <ul className="plain">
        {points
          .filter(({ received }) => received !== undefined)
          .map(({ id, title, received }) => (
            <li key={id}>
              <span aria-hidden="true">{received ? '✓' : '✖'} </span>
              {say(title)} <span className="quiet small">{t(received ? 'there' : 'missing')}</span>
            </li>
          ))}
      </ul>
    </>
  );
}
