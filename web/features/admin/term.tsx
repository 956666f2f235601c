// Owns telling from when to when something is held or valid.
import { dayWords } from '../../lib/days';
import { useLanguage, useWords, words } from '../../lib/language';

const WORDS = words('term', {
  open: { zh: '{{from}} 起', en: 'from {{from}}' },
  closed: { zh: '{{from}} 至 {{to}}', en: '{{from}} to {{to}}' },
});

export function Term({ of: { from, to } }: { readonly of: { readonly from: string; readonly to: string | null } }) {
  const t = useWords(WORDS);
  const language = useLanguage();
  const begins = dayWords(from, language);
  return <>{to === null ? t('open', { from: begins }) : t('closed', { from: begins, to: dayWords(to, language) })}</>;
}
