// Owns the title of the page: what stands on the tab, and what a screen reader says first.
import { useEffect } from 'react';
import { useWords, words } from '../lib/language';

const WORDS = words('title', { brand: { zh: '一章通', en: 'OneSeal' } });

export function useTitle(title: string): void {
  const t = useWords(WORDS);
  const whole = `${title} · ${t('brand')}`;
  useEffect(() => {
    document.title = whole;
  }, [whole]);
}
