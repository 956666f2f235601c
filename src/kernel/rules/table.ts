/** 决策表: which rows of a table are hit by the facts, and what they give. A value that is missing or of another type is an error. */
import type { TableBlock, TableInput } from '../procedure/definition';
import type { Json } from '../text';
import { test } from './condition';

/** A row's test that asks for nothing. */
export const ANY = '-';

export type Reading =
  { readonly rows: readonly string[]; readonly facts: { readonly [fact: string]: Json } } | { readonly error: string };

const TYPES = { number: 'number', text: 'string', boolean: 'boolean' } as const;

/** The rows hit by these values, in the order of the table; a test that cannot be read is an error. */
export function rowsHit(table: TableBlock, values: readonly Json[]): readonly string[] | { readonly error: string } {
  const hit: string[] = [];
  for (const row of table.rows) {
    let holds = true;
    for (const [n, expression] of row.when.entries()) {
      if (!holds || expression.trim() === ANY) continue;
      const verdict = test(expression, values[n] ?? null);
      if ('error' in verdict) return { error: verdict.error };
      holds = verdict.holds;
    }
    if (holds) hit.push(row.id);
    if (holds && table.hit === 'first') break;
  }
  return hit;
}

export function readTable(table: TableBlock, facts: { readonly [name: string]: Json }): Reading {
  const wrong = table.inputs.find((input) => !isOf(input, facts[input.fact]));
  if (wrong) return { error: `${table.id}: ${wrong.fact} is not a ${wrong.type}` };
  const hit = rowsHit(
    table,
    table.inputs.map(({ fact }) => facts[fact] ?? null),
  );
  if ('error' in hit) return hit;
  if (table.hit !== 'collect' && hit.length !== 1)
    return { error: hit.length === 0 ? `${table.id}: no row is hit` : `${table.id}: ${hit.join(', ')} are all hit` };
  const rows = table.rows.filter(({ id }) => hit.includes(id));
  if (table.hit !== 'collect') return { rows: hit, facts: rows[0]?.gives ?? {} };
  const names = new Set(table.rows.flatMap(({ gives }) => Object.keys(gives)));
  const lists = [...names].map((name): readonly [string, Json] => [
    name,
    rows.flatMap(({ gives }) => (name in gives ? [gives[name] ?? null] : [])),
  ]);
  return { rows: hit, facts: Object.fromEntries(lists) };
}

function isOf({ type, values }: TableInput, value: Json | undefined): boolean {
  return typeof value === TYPES[type] && (typeof value !== 'string' || values?.includes(value) !== false);
}
