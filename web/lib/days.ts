// Owns writing days and instants: always Beijing time, whatever clock the machine has.
import type { Language } from './language';

const ZONE = 'Asia/Shanghai';
const form = (language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: ZONE, ...options });

/** `11月3日 14:20`, with the year when it is not this one. */
export function instantWords(instant: string, language: Language): string {
  const year = (of: Date): string => form(language, { year: 'numeric' }).format(of);
  const at = new Date(instant);
  return form(language, {
    ...(year(at) === year(new Date()) ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at);
}
/** A civil day `YYYY-MM-DD` with its weekday. */
export function dayWords(day: string, language: Language): string {
  return form(language, { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' }).format(
    new Date(`${day}T12:00:00+08:00`),
  );
}
/** Today in Beijing, `YYYY-MM-DD`. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date());
}
