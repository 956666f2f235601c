// Owns what limits and grounds of the law are called on screens.
import { GROUNDS } from '../../src/kernel/acts/clocks';
import type { Text } from '../../src/kernel/text';

const UNITS: Readonly<Record<string, Text>> = {
  'working-days': { zh: '{{n}} 个工作日', en: '{{n}} working days' },
  'calendar-days': { zh: '{{n}} 日', en: '{{n}} days' },
  months: { zh: '{{n}} 个月', en: '{{n}} months' },
};
const UNKNOWN_UNIT: Text = { zh: '{{n}}', en: '{{n}}' };

export function limitWords(
  { amount, unit }: { readonly amount: number; readonly unit: string },
  say: (text: Text) => string,
): string {
  return say(UNITS[unit] ?? UNKNOWN_UNIT).replace('{{n}}', String(amount));
}

const GROUNDS_EN: Readonly<Record<string, string>> = {
  hearing: 'a hearing',
  tender: 'a call for tenders',
  auction: 'an auction',
  inspection: 'an inspection',
  testing: 'tests',
  quarantine: 'a quarantine inspection',
  appraisal: 'an appraisal',
  'expert-review': 'a review by experts',
};
/** What a clock stands still for (许 45). */
export function groundWords(ground: string): Text {
  const zh = Object.hasOwn(GROUNDS, ground) ? GROUNDS[ground] : undefined;
  return zh === undefined
    ? { zh: '特别程序', en: 'a special procedure' }
    : { zh, en: GROUNDS_EN[ground] ?? 'a special procedure' };
}
