/** Which members of a form the folded state keeps: only what conditions, papers and children read. */
import type { CaseState } from '../case';
import type { Definition } from '../procedure/definition';
import { condition } from '../rules/condition';
import type { Json } from '../text';

export function factsFrom(
  definition: Definition,
  data: { readonly [field: string]: Json },
): { readonly [name: string]: Json } {
  return Object.fromEntries(
    definition.facts.filter((name) => Object.hasOwn(data, name)).map((name) => [name, data[name] ?? null]),
  );
}

/** The papers a form hands in: material fields that hold a file. */
export function materialsFrom(definition: Definition, data: { readonly [field: string]: Json }): readonly string[] {
  return definition.materials
    .map((m) => m.field)
    .filter((field) => typeof data[field] === 'string' && data[field] !== '');
}

/** Required papers that are not there yet: the gaps (缺件). */
export function gapsOf(
  definition: Definition,
  { materials, facts }: Pick<CaseState, 'materials' | 'facts'>,
): readonly string[] {
  const needed = (m: Definition['materials'][number]): boolean => {
    if (m.required || m.requiredWhen === undefined) return m.required;
    const verdict = condition(m.requiredWhen, facts);
    return 'error' in verdict || verdict.holds;
  };
  return definition.materials.filter((m) => needed(m) && !materials.includes(m.field)).map((m) => m.field);
}
