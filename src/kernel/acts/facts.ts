/** Which members of a form the folded state keeps: only what conditions, papers and children read. */
import type { Definition } from '../procedure/definition';
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
export function gapsOf(definition: Definition, materials: readonly string[]): readonly string[] {
  return definition.materials.filter((m) => m.required && !materials.includes(m.field)).map((m) => m.field);
}
