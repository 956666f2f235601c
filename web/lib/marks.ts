// Owns the marks between words, which the two languages write differently: the colon after a name, a list, what is added in brackets.
import { useLanguage, type Language } from './language';

export interface Marks {
  /** `of('状态', '不限')`: 状态：不限 */
  of(name: string, value: string): string;
  list(items: readonly string[]): string;
  /** Of items that have commas of their own. */
  series(items: readonly string[]): string;
  /** What is added to something. */
  aside(words: string): string;
}
const MARKS: Readonly<Record<Language, Marks>> = {
  'zh-CN': {
    of: (name, value) => `${name}：${value}`,
    list: (items) => items.join('、'),
    series: (items) => items.join('；'),
    aside: (words) => `（${words}）`,
  },
  en: {
    of: (name, value) => `${name}: ${value}`,
    list: (items) => items.join(', '),
    series: (items) => items.join('; '),
    aside: (words) => ` (${words})`,
  },
};
export function useMarks(): Marks {
  return MARKS[useLanguage()];
}
