// Owns the short list of papers in the preview: which are there, which are not.
import { useSay, useWords, words } from '../../lib/language';
import type { Material } from './materials';

const WORDS = words('papers', {
  title: { zh: '申请材料', en: 'Papers' },
  there: { zh: '已收', en: 'received' },
  missing: { zh: '未收', en: 'missing' },
});

export function Papers({ materials }: { readonly materials: readonly Material[] }) {
  const t = useWords(WORDS);
  const say = useSay();
  if (materials.length === 0) return null;
  return (
    <>
      <h3>{t('title')}</h3>
      <ul className="plain">
        {materials.map(({ field, title, file }) => (
          <li key={field}>
            <span aria-hidden="true">{file !== undefined ? '✓' : '✖'} </span>
            {say(title)} <span className="quiet small">{t(file !== undefined ? 'there' : 'missing')}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
