// Owns the language of the desk: zh-CN first, en complete. Words stand in pairs, so that no text can lack one of them.
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Text } from '../../src/kernel/text';

export type Language = 'zh-CN' | 'en';
const KEPT = 'oneseal-desk-language';

/** A feature's words: a name of its own, and pairs. `{{n}}` stands for a value. */
export interface Words<K extends string> {
  readonly name: string;
  readonly texts: Readonly<Record<K, Text>>;
}
export function words<const T extends Readonly<Record<string, Text>>>(name: string, texts: T): Words<keyof T & string> {
  for (const [code, side] of [
    ['zh-CN', 'zh'],
    ['en', 'en'],
  ] as const)
    i18next.addResourceBundle(
      code,
      name,
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text[side]])),
    );
  return { name, texts };
}

void i18next.use(initReactI18next).init({
  lng: first(),
  fallbackLng: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it writes.
  interpolation: { escapeValue: false },
  initAsync: false,
});
mark(language());

function first(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'zh-CN' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}
export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}
/** Whether somebody chose it at this browser; else it is the browser's own. */
export function hasKeptLanguage(): boolean {
  return localStorage.getItem(KEPT) !== null;
}
export function setLanguage(code: Language): void {
  localStorage.setItem(KEPT, code);
  mark(code);
  void i18next.changeLanguage(code);
}
function mark(code: Language): void {
  document.documentElement.lang = code;
}

type Values = Readonly<Record<string, string | number>>;
/** `t('key')` of these words in the language in force; the component is drawn again when that changes. */
export function useWords<K extends string>({ name }: Words<K>): (key: K, values?: Values) => string {
  const { t } = useTranslation(name);
  return (key, values) => t(key, { ...values });
}
/** Picks the side of a pair that came from the server. */
export function useSay(): (text: Text | undefined) => string {
  const { i18n } = useTranslation();
  return (text) => (text === undefined ? '' : i18n.language === 'en' ? text.en : text.zh);
}
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh-CN';
}
