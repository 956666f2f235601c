// Owns the words that sentences about a case are made of.
import { GROUNDS } from '../kernel/acts/clocks';
import type { Text } from '../kernel/text';
import type { Day } from '../kernel/time/clock';

/** `2026-03-02` as 3月2日; English keeps the day as it is. */
export function dayWords(day: Day): Text {
  return { zh: `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`, en: day };
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
export function groundTitle(ground: string): Text {
  const zh = Object.hasOwn(GROUNDS, ground) ? GROUNDS[ground] : undefined;
  return zh === undefined ? { zh: '特别程序', en: 'a special procedure' } : { zh, en: GROUNDS_EN[ground] ?? ground };
}
