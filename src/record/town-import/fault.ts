// Owns how something wrong in an import file is told: where it stands, and why it cannot be taken.
import type { Text } from '../../kernel/text';

export interface Fault {
  readonly file: string;
  /** First line of the row or member; 1 is the heading of a table. */
  readonly line: number;
  /** Column of a table, or path of a member; absent: the whole row or file. */
  readonly column?: string;
  readonly reason: Text;
}

export function fault(file: string, line: number, column: string | undefined, zh: string, en: string): Fault {
  return { file, line, ...(column === undefined ? {} : { column }), reason: { zh, en } };
}

/** One line for a terminal. */
export function faultLine({ file, line, column, reason }: Fault): string {
  const where =
    column === undefined ? `${file} 第 ${line} 行 / line ${line}` : `${file} 第 ${line} 行 / line ${line}, ${column}`;
  return `${where}: ${reason.zh} / ${reason.en}`;
}
