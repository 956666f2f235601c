// Owns reading a table (CSV) into rows: what spreadsheets really save, and each row with the line a person finds it on.
import { parse, CsvError } from 'csv-parse/sync';
import { fault, type Fault } from './fault';

export interface Columns<Required extends string, Optional extends string> {
  readonly required: readonly Required[];
  readonly optional: readonly Optional[];
}
/** Cells by column, without the blanks around them; a column that the table has not is empty. */
export interface Row<C extends string> {
  readonly line: number;
  readonly cells: Readonly<Record<C, string>>;
}
export interface Sheet<C extends string> {
  readonly rows: readonly Row<C>[];
  readonly faults: readonly Fault[];
}

/** A byte order mark and any line end are taken: Excel writes both. */
export function readSheet<R extends string, O extends string>(
  file: string,
  text: string,
  columns: Columns<R, O>,
): Sheet<R | O> {
  const records = recordsOf(file, text);
  if ('reason' in records) return { rows: [], faults: [records] };
  const [heading, ...body] = records;
  if (heading === undefined)
    return { rows: [], faults: [fault(file, 1, undefined, '文件是空的。', 'The file is empty.')] };
  const names = withoutBlankEnd(heading.cells);
  const wrong = headingFaults(file, names, columns);
  if (wrong.length > 0) return { rows: [], faults: wrong };
  const faults: Fault[] = [];
  const rows: Row<R | O>[] = [];
  for (const { line, cells } of body) {
    const given = cells.length > names.length ? withoutBlankEnd(cells) : cells;
    if (given.length > names.length || cells.length < names.length)
      faults.push(
        fault(
          file,
          line,
          undefined,
          `应有 ${names.length} 列，实际 ${given.length} 列；含逗号的内容请加英文双引号。`,
          `There are ${given.length} cells where ${names.length} are due; put double quotes round text with a comma.`,
        ),
      );
    else rows.push({ line, cells: cellsOf(columns, names, given) });
  }
  return { rows, faults };
}

interface RawRecord {
  readonly line: number;
  readonly cells: readonly string[];
}
function recordsOf(file: string, text: string): readonly RawRecord[] | Fault {
  const records: RawRecord[] = [];
  // The last line read so far: quoted text may hold line ends.
  let read = 0;
  try {
    parse(text, {
      bom: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (record: string[], { lines }) => {
        records.push({ line: read + 1, cells: record.map((cell) => cell.trim()) });
        read = lines;
        return record;
      },
    });
    return records.filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return fault(
      file,
      // Where the row begins: the parser itself notices at the end of the file.
      read + 1,
      undefined,
      '双引号没有成对，或位置不对。',
      'A double quote is not closed or stands in the wrong place.',
    );
  }
}

function headingFaults(file: string, names: readonly string[], columns: Columns<string, string>): readonly Fault[] {
  const known: readonly string[] = [...columns.required, ...columns.optional];
  const missing = columns.required
    .filter((name) => !names.includes(name))
    .map((name) => fault(file, 1, name, `缺少“${name}”列。`, `The column "${name}" is missing.`));
  const strange = names
    .filter((name) => !known.includes(name))
    .map((name) =>
      fault(
        file,
        1,
        name,
        `没有这一列；可用的列：${known.join('、')}。`,
        `No such column; there are: ${known.join(', ')}.`,
      ),
    );
  const twice = names
    .filter((name, n) => names.indexOf(name) !== n)
    .map((name) => fault(file, 1, name, '这一列出现了两次。', 'The column stands there twice.'));
  return [...missing, ...strange, ...twice];
}

function cellsOf<R extends string, O extends string>(
  columns: Columns<R, O>,
  names: readonly string[],
  cells: readonly string[],
): Readonly<Record<R | O, string>> {
  const all: readonly (R | O)[] = [...columns.required, ...columns.optional];
  return Object.fromEntries(all.map((name) => [name, cells[names.indexOf(name)] ?? ''])) as Record<R | O, string>;
}

/** Spreadsheets leave empty cells to the right of what was typed. */
function withoutBlankEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}
