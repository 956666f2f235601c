// Owns what all kinds of row are asked: a key that is given once, texts that are there, days that exist, terms that do not overlap.
import { parseDay } from '../../kernel/time/civil';
import type { Day } from '../../kernel/time/clock';
import { fault, type Fault } from './fault';

/** A value as it stood in a file. */
export interface Lined<T> {
  readonly line: number;
  readonly value: T;
}
/** What a file says, and what is wrong in it. */
export interface Reading<T> {
  readonly lined: readonly Lined<T>[];
  /** Of all rows, wrong ones too: a row that names one of them is not blamed for the other's mistake. */
  readonly keys: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}
export const NOTHING: Reading<never> = { lined: [], keys: new Set(), faults: [] };

const LONGEST_TEXT = 200;
const ID = /^[A-Za-z0-9][\w.:@-]{0,119}$/;

/** Collects what is wrong in one row; `ok` as long as nothing is. */
export class RowCheck {
  readonly faults: Fault[] = [];
  constructor(
    private readonly file: string,
    private readonly line: number,
  ) {}
  get ok(): boolean {
    return this.faults.length === 0;
  }
  wrong(column: string, zh: string, en: string): void {
    this.faults.push(fault(this.file, this.line, column, zh, en));
  }
  text(column: string, cell: string): string {
    if (cell === '') this.wrong(column, '不能为空。', 'This may not be empty.');
    else if (cell.length > LONGEST_TEXT)
      this.wrong(column, `最多 ${LONGEST_TEXT} 个字符。`, `At most ${LONGEST_TEXT} characters.`);
    else if (/\p{Cc}/u.test(cell))
      this.wrong(column, '含有换行或控制字符。', 'It holds a line end or control character.');
    return cell;
  }
  id(column: string, cell: string): string {
    if (cell === '') this.wrong(column, '不能为空。', 'This may not be empty.');
    else if (!ID.test(cell))
      this.wrong(
        column,
        `“${cell}”不能作标识：只能用字母、数字和 . : @ _ -，最多 120 个字符。`,
        `"${cell}" cannot be an id: letters, digits and . : @ _ - only, 120 at most.`,
      );
    return cell;
  }
  day(column: string, cell: string): Day {
    if (parseDay(cell) === undefined)
      this.wrong(
        column,
        cell === '' ? '缺少日期。' : `“${cell}”不是存在的日期，应为 2026-03-02 这样的写法。`,
        cell === '' ? 'The date is missing.' : `"${cell}" is no date that exists; write it like 2026-03-02.`,
      );
    return cell;
  }
  /** A term from a day on, to another or without end. */
  term(from: string, to: string): { readonly from: Day; readonly to: Day | null } {
    const first = this.day('from', from);
    const last = to === '' ? null : this.day('to', to);
    if (this.ok && last !== null && last < first)
      this.wrong('to', `止日 ${last} 早于起日 ${first}。`, `It ends on ${last}, before it begins on ${first}.`);
    return { from: first, to: last };
  }
}

/** A fault for each row whose key an earlier row has. */
export function repeated<T>(
  file: string,
  column: string,
  lined: readonly Lined<T>[],
  keyOf: (value: T) => string,
): readonly Fault[] {
  const first = new Map<string, number>();
  return lined.flatMap(({ line, value }) => {
    const key = keyOf(value);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, line);
      return [];
    }
    return [
      fault(file, line, column, `“${key}”在第 ${earlier} 行已经有了。`, `"${key}" is already on line ${earlier}.`),
    ];
  });
}

export interface Term {
  readonly id: string;
  readonly from: Day;
  readonly to: Day | null;
}

/**
 * A fault for each row whose term overlaps another of the same holding.
 * @param kept terms in the database that the file says nothing of
 */
export function overlapping<T extends Term>(
  file: string,
  lined: readonly Lined<T>[],
  kept: readonly T[],
  holdingOf: (value: T) => string,
): readonly Fault[] {
  const holdings = new Map<string, { readonly line?: number; readonly value: T }[]>();
  for (const term of [...kept.map((value) => ({ value })), ...lined]) {
    const holding = holdingOf(term.value);
    const others = holdings.get(holding);
    if (others) others.push(term);
    else holdings.set(holding, [term]);
  }
  return [...holdings.values()].flatMap((terms) => {
    terms.sort((a, b) => (a.value.from < b.value.from ? -1 : a.value.from > b.value.from ? 1 : 0));
    // The term that reaches furthest so far: a short one inside a long one must not hide the long one.
    const [first, ...rest] = terms;
    let reach = first;
    return rest.flatMap((later) => {
      if (reach === undefined) return [];
      const earlier = reach;
      if (ends(later.value) > ends(earlier.value)) reach = later;
      // Two rows of one id are told already, as a key that is given twice.
      if (ends(earlier.value) < later.value.from || earlier.value.id === later.value.id) return [];
      const [told, other] = later.line === undefined ? [earlier, later] : [later, earlier];
      if (told.line === undefined) return [];
      return [
        other.line === undefined
          ? fault(
              file,
              told.line,
              'from',
              `与库中 ${other.value.id} 的任期重叠。`,
              `The term overlaps that of ${other.value.id} in the database.`,
            )
          : fault(
              file,
              told.line,
              'from',
              `与第 ${other.line} 行的任期重叠。`,
              `The term overlaps that of line ${other.line}.`,
            ),
      ];
    });
  });
}

/** Without an end it reaches beyond every day that has a name. */
function ends({ to }: Term): string {
  return to ?? '~';
}
