// Owns what limits of the law are called on screens.
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
