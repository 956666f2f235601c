// Owns reading a holiday notice (放假通知): the State Council's own sentences, or one day or span a line. Pure.
import { daysAfter } from '../../lib/days-after';

export interface NoticeDays {
  readonly off: readonly string[];
  readonly worked: readonly string[];
  /** What speaks of a day and cannot be read, as it stands in the text. */
  readonly unread: readonly string[];
}

const DAY = String.raw`(?:(\d{4})\s*[年/-]\s*)?(\d{1,2})\s*[月/-]\s*(\d{1,2})\s*日?`;
/** `1月1日至3日`, `2026年12月31日至2027年1月2日`, `2027-01-01~2027-01-03`. */
const SPAN = new RegExp(
  String.raw`${DAY}(?:\s*(?:至|到|~|～|—|–|\.\.)\s*(?:(?:(\d{4})\s*[年/-]\s*)?(\d{1,2})\s*[月/-]\s*)?(\d{1,2})\s*日?)?`,
  'g',
);
const MEANT = /放假|上班|休|班|off|rest|work/i;

/** `1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。` Whether the days may be so is the server's to judge. */
export function readNotice(year: number, text: string): NoticeDays {
  const off = new Set<string>();
  const worked = new Set<string>();
  const unread: string[] = [];
  for (const sentence of text.replace(/（[^）]*）|\([^)]*\)/g, '').split(/[。；;\n]/)) {
    for (const found of sentence.matchAll(SPAN)) {
      const meant = MEANT.exec(sentence.slice(found.index + found[0].length))?.[0];
      const days = daysOf(year, found);
      if (meant === undefined || days === undefined) {
        unread.push(sentence.trim());
        break;
      }
      for (const day of days) (/上班|班|work/i.test(meant) ? worked : off).add(day);
    }
  }
  return { off: [...off].sort(), worked: [...worked].sort(), unread };
}

const LONGEST_HOLIDAY = 31;
function daysOf(year: number, [, y, m, d, toY, toM, toD]: RegExpMatchArray): readonly string[] | undefined {
  const first = dayOf(Number(y ?? year), m, d);
  const last = toD === undefined ? first : dayOf(Number(toY ?? y ?? year), toM ?? m, toD);
  if (first === undefined || last === undefined) return undefined;
  const days: string[] = [];
  for (let day = first; day <= last && days.length <= LONGEST_HOLIDAY; day = daysAfter(day, 1)) days.push(day);
  return days.length === 0 || days.length > LONGEST_HOLIDAY ? undefined : days;
}
function dayOf(year: number, month = '', day = ''): string | undefined {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${written}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== written ? undefined : written;
}
