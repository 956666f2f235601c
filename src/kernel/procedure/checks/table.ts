/**
 * Decision tables without gaps and overlaps: each input's values are cut where the rows cut them, and every combination is asked. Between
 * two literals all values are alike to a table, so one of them stands for all.
 */
import { ANY } from '../../rules/table';
import { readTest, test } from '../../rules/condition';
import type { Json } from '../../text';
import type { TableBlock, TableInput } from '../definition';
import type { Finding } from '../finding';
import { error, PROBE_LIMITS, warning, type PartsOfDraft } from './parts';

export function checkTables(parts: PartsOfDraft): readonly Finding[] {
  return parts.blocks.flatMap(({ block, path }) => (block.kind === 'table' ? checkTable(block, path) : []));
}

function checkTable(table: TableBlock, path: string): readonly Finding[] {
  const unreadable = [...shapes(table, path), ...tests(table, path)];
  return unreadable.length > 0 ? unreadable : answers(table, path);
}

function shapes({ id, rows, inputs }: TableBlock, path: string): readonly Finding[] {
  return rows.flatMap((row, n) => [
    ...(row.when.length === inputs.length
      ? []
      : [
          error(
            'table-shape',
            `${path}/rows/${n}/when`,
            `“${id}”有${inputs.length}个输入，行“${row.id}”却有${row.when.length}个条件。`,
            `"${id}" has ${inputs.length} inputs; the row "${row.id}" asks ${row.when.length}.`,
          ),
        ]),
    ...(rows.findIndex((other) => other.id === row.id) === n
      ? []
      : [error('id-twice', `${path}/rows/${n}`, `行“${row.id}”重复。`, `The row "${row.id}" stands twice.`)]),
  ]);
}

function tests({ rows, inputs }: TableBlock, path: string): readonly Finding[] {
  return rows.flatMap((row, n) =>
    row.when.flatMap((expression, i): readonly Finding[] => {
      const at = `${path}/rows/${n}/when/${i}`;
      if (expression.trim() === ANY) return [];
      const reading = readTest(expression);
      if ('error' in reading)
        return [
          error('table-unreadable', at, `条件无法读懂：${reading.error}`, `The test cannot be read: ${reading.error}`),
        ];
      const input = inputs[i];
      const strange = (input && strangers(input, reading)) ?? [];
      return [
        ...reading.forbidden.map((what) =>
          error('table-unreadable', at, `决策表中不能使用“${what}”。`, `A table may not use "${what}".`),
        ),
        ...strange.map((value) =>
          error(
            'table-value-unknown',
            at,
            `“${input?.fact ?? ''}”不会是“${value}”，该条件永远不成立。`,
            `"${input?.fact ?? ''}" is never "${value}", so this never holds.`,
          ),
        ),
      ];
    }),
  );
}

/** Values a row asks for that the input cannot have. */
function strangers(
  input: TableInput,
  reading: { readonly numbers: readonly number[]; readonly texts: readonly string[] },
): readonly string[] {
  if (input.type === 'number') return reading.texts;
  if (input.type === 'boolean') return [...reading.texts, ...reading.numbers.map(String)];
  const { values } = input;
  return [...reading.numbers.map(String), ...(values ? reading.texts.filter((text) => !values.includes(text)) : [])];
}

/** One value for each set of values that the rows cannot tell apart. */
export function representatives(input: TableInput, expressions: readonly string[]): readonly Json[] {
  if (input.type === 'boolean') return [true, false];
  const readings = expressions.flatMap((expression) => {
    const reading = expression.trim() === ANY ? undefined : readTest(expression);
    return reading && !('error' in reading) ? [reading] : [];
  });
  if (input.type === 'text') {
    const named = [...new Set(readings.flatMap(({ texts }) => texts))];
    return input.values ?? [...named, `${named.join('')}…`];
  }
  const cuts = [...new Set(readings.flatMap(({ numbers }) => numbers))].sort((a, b) => a - b);
  const [first = 0, last = 0] = [cuts[0], cuts.at(-1)];
  return [
    first - 1,
    ...cuts.flatMap((cut, n) => (n === 0 ? [cut] : [((cuts[n - 1] ?? cut) + cut) / 2, cut])),
    last + 1,
  ];
}

function answers(table: TableBlock, path: string): readonly Finding[] {
  const values = table.inputs.map((input, i) =>
    representatives(
      input,
      table.rows.map(({ when }) => when[i] ?? ANY),
    ),
  );
  const cases = values.reduce((product, each) => product * each.length, 1);
  if (cases > PROBE_LIMITS.tableCases)
    return [
      warning(
        'table-unproven',
        path,
        `“${table.id}”组合过多（${cases}），未能证明没有遗漏和重叠。`,
        `"${table.id}" has ${cases} combinations: it was not proved that none is missing or answered twice.`,
      ),
    ];
  const holds = table.rows.map(({ when }) =>
    when.map((expression, i) =>
      (values[i] ?? []).map((value) => {
        const verdict = expression.trim() === ANY ? { holds: true } : test(expression, value);
        return 'holds' in verdict && verdict.holds;
      }),
    ),
  );
  const findings: Finding[] = [];
  const hitOnce = new Set<number>();
  for (let n = 0; n < cases && findings.length === 0; n += 1) {
    const at = placesOf(n, values);
    const hit = table.rows.flatMap((_, row) =>
      at.every((place, i) => holds[row]?.[i]?.[place] === true) ? [row] : [],
    );
    for (const row of table.hit === 'first' ? hit.slice(0, 1) : hit) hitOnce.add(row);
    const told = at
      .map((place, i) => `${table.inputs[i]?.fact ?? ''}=${JSON.stringify(values[i]?.[place])}`)
      .join(', ');
    if (hit.length === 0 && table.hit !== 'collect')
      findings.push(
        error('table-gap', path, `“${table.id}”没有一行回答：${told}。`, `No row of "${table.id}" answers ${told}.`),
      );
    if (hit.length > 1 && table.hit === 'unique') {
      const rows = hit.map((row) => table.rows[row]?.id ?? '').join(', ');
      findings.push(
        error(
          'table-overlap',
          path,
          `“${table.id}”有多行（${rows}）回答：${told}。`,
          `Several rows of "${table.id}" (${rows}) answer ${told}.`,
        ),
      );
    }
  }
  if (findings.length > 0) return findings;
  return table.rows.flatMap(({ id }, n) =>
    hitOnce.has(n)
      ? []
      : [warning('row-never', `${path}/rows/${n}`, `行“${id}”永远不会命中。`, `The row "${id}" is never hit.`)],
  );
}

/** The n-th combination: for each input, which of its values. */
function placesOf(n: number, values: readonly (readonly Json[])[]): readonly number[] {
  let rest = n;
  return values.map(({ length }) => {
    const place = rest % length;
    rest = Math.floor(rest / length);
    return place;
  });
}
