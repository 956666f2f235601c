// Owns a year as a picture: twelve months, days off and make-up days marked by sign and word; and the same as a list.
import { useLanguage, useWords, words, type Language } from '../../lib/language';
import { dayWords } from '../../lib/days';
import { daysAfter } from '../../lib/days-after';

const WORDS = words('year-picture', {
  picture: { zh: '{{year}}年日历图', en: 'Calendar of {{year}}' },
  list: { zh: '同样内容的列表', en: 'The same as a list' },
  off: { zh: '休', en: 'off' },
  worked: { zh: '班', en: 'work' },
  offDays: { zh: '放假的日子', en: 'Days off' },
  workedDays: { zh: '调休上班的周末', en: 'Weekend days worked' },
  none: { zh: '没有', en: 'None' },
  isOff: { zh: '{{day}}，放假', en: '{{day}}, day off' },
  isWorked: { zh: '{{day}}，上班', en: '{{day}}, worked' },
  isWeekend: { zh: '{{day}}，周末', en: '{{day}}, weekend' },
  isWeekday: { zh: '{{day}}，工作日', en: '{{day}}, working day' },
  to: { zh: '{{from}} 至 {{to}}', en: '{{from}} to {{to}}' },
});

interface Marked {
  readonly year: number;
  readonly off: readonly string[];
  readonly worked: readonly string[];
}
type Kind = 'off' | 'worked' | 'weekend' | 'weekday';

export function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** `press`: each day is a button that changes what the day is. */
export function YearPicture({ year, off, worked, press }: Marked & { readonly press?: (day: string) => void }) {
  const t = useWords(WORDS);
  const language = useLanguage();
  const [isOff, isWorked] = [new Set(off), new Set(worked)];
  const kindOf = (day: string): Kind =>
    isWorked.has(day) ? 'worked' : isOff.has(day) ? 'off' : isWeekend(day) ? 'weekend' : 'weekday';
  const said = { off: 'isOff', worked: 'isWorked', weekend: 'isWeekend', weekday: 'isWeekday' } as const;
  return (
    <section aria-label={t('picture', { year })} className="year">
      {Array.from({ length: 12 }, (_, month) => (
        <table key={month}>
          <caption>{monthName(year, month, language)}</caption>
          <thead>
            <tr>
              {weekdayNames(language).map(({ short, long }) => (
                <th key={long} scope="col" aria-label={long}>
                  {short}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(year, month).map((week, n) => (
              <tr key={n}>
                {week.map((day, place) =>
                  day === undefined ? (
                    <td key={place} />
                  ) : (
                    <td key={place} className={kindOf(day)}>
                      <Day
                        day={day}
                        mark={kindOf(day) === 'off' ? t('off') : kindOf(day) === 'worked' ? t('worked') : ''}
                        name={t(said[kindOf(day)], { day: dayWords(day, language) })}
                        press={press}
                      />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

function Day({
  day,
  mark,
  name,
  press,
}: {
  readonly day: string;
  readonly mark: string;
  readonly name: string;
  readonly press: ((day: string) => void) | undefined;
}) {
  const shown = (
    <>
      {Number(day.slice(8))}
      <small>{mark}</small>
    </>
  );
  return press ? (
    <button type="button" aria-label={name} onClick={() => press(day)}>
      {shown}
    </button>
  ) : (
    <span>{shown}</span>
  );
}

export function YearList({ off, worked }: Marked) {
  const t = useWords(WORDS);
  return (
    <section aria-label={t('list')}>
      {(
        [
          ['offDays', off],
          ['workedDays', worked],
        ] as const
      ).map(([title, days]) => (
        <div key={title}>
          <h2>{t(title)}</h2>
          {days.length === 0 ? <p>{t('none')}</p> : <Spans days={days} />}
        </div>
      ))}
    </section>
  );
}

function Spans({ days }: { readonly days: readonly string[] }) {
  const t = useWords(WORDS);
  const language = useLanguage();
  return (
    <ul>
      {spansOf(days).map(([from, to]) => (
        <li key={from}>
          {from === to
            ? dayWords(from, language)
            : t('to', { from: dayWords(from, language), to: dayWords(to, language) })}
        </li>
      ))}
    </ul>
  );
}

/** Days that follow one another, told as one. */
function spansOf(days: readonly string[]): readonly (readonly [string, string])[] {
  const spans: [string, string][] = [];
  for (const day of [...days].sort()) {
    const last = spans.at(-1);
    if (last && daysAfter(last[1], 1) === day) last[1] = day;
    else spans.push([day, day]);
  }
  return spans;
}

/** Weeks from Monday on, with gaps where the month has no day. */
function weeksOf(year: number, month: number): readonly (readonly (string | undefined)[])[] {
  const first = new Date(Date.UTC(year, month, 1));
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const before = (first.getUTCDay() + 6) % 7;
  const places = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, place) => {
    const day = place - before;
    return day < 0 || day >= length ? undefined : daysAfter(first.toISOString().slice(0, 10), day);
  });
  return Array.from({ length: places.length / 7 }, (_, week) => places.slice(week * 7, week * 7 + 7));
}
function monthName(year: number, month: number, language: Language): string {
  const form = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
  });
  return form.format(new Date(Date.UTC(year, month, 1)));
}
function weekdayNames(language: Language): readonly { readonly short: string; readonly long: string }[] {
  const name = (day: number, weekday: 'narrow' | 'long'): string =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'UTC', weekday }).format(
      // A week that begins on a Monday.
      new Date(Date.UTC(2024, 0, 1 + day)),
    );
  return Array.from({ length: 7 }, (_, day) => ({ short: name(day, 'narrow'), long: name(day, 'long') }));
}
