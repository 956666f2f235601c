/** Which members of a form the folded state keeps: only what conditions, papers and children read. */
import type { CaseState, Seat } from '../case';
import type { Definition } from '../procedure/definition';
import { boundFields } from '../procedure/find';
import { titleOf } from '../procedure/form-words';
import { propertiesOf } from '../procedure/schema';
import { condition } from '../rules/condition';
import { refuse, type Refusal } from '../rules/refusal';
import type { Json, Text } from '../text';

export function factsFrom(
  definition: Definition,
  data: { readonly [field: string]: Json },
): { readonly [name: string]: Json } {
  return Object.fromEntries(
    definition.facts.filter((name) => Object.hasOwn(data, name)).map((name) => [name, data[name] ?? null]),
  );
}

/** What was bound when the case was opened cannot be said anew. */
export function bound(
  definition: Definition,
  data: { readonly [field: string]: Json },
  article: string,
): Refusal | undefined {
  const fields = boundFields(definition).filter((field) => Object.hasOwn(data, field));
  if (fields.length === 0) return undefined;
  const properties = propertiesOf(definition.dataSchema);
  const named = fields.flatMap((field) => titleOf(properties[field]) ?? []);
  return refuse('field-bound', article, { fields }, named);
}

type Facts = { readonly [name: string]: Json };
/** What several have found: what one has found true stays true, whatever the next one does not see. */
export function joined(before: Facts, next: Facts): Facts {
  const found = Object.entries(next).filter(([name, value]) => value !== false || before[name] !== true);
  return { ...before, ...Object.fromEntries(found) };
}

/** What these seats have found, in the order in which they are given. */
export function foundBy(definition: Definition, seats: readonly Pick<Seat, 'data'>[]): Facts {
  return seats.reduce<Facts>((found, { data }) => joined(found, factsFrom(definition, data ?? {})), {});
}

/** The papers a form hands in: material fields that hold a file. */
export function materialsFrom(definition: Definition, data: { readonly [field: string]: Json }): readonly string[] {
  return definition.materials
    .map((m) => m.field)
    .filter((field) => typeof data[field] === 'string' && data[field] !== '');
}

/** What papers (材料) are called. */
export function papersNamed({ materials }: Definition, fields: readonly string[]): readonly Text[] {
  return materials.filter(({ field }) => fields.includes(field)).map(({ title }) => title);
}

/** The papers this application needs (应当提交的材料). */
export function neededPapers(definition: Definition, { facts }: Pick<CaseState, 'facts'>): readonly string[] {
  const needed = (m: Definition['materials'][number]): boolean => {
    if (m.required || m.requiredWhen === undefined) return m.required;
    const verdict = condition(m.requiredWhen, facts);
    return 'error' in verdict || verdict.holds;
  };
  return definition.materials.filter(needed).map((m) => m.field);
}

/** Required papers that are not there yet: the gaps (缺件). */
export function gapsOf(definition: Definition, state: Pick<CaseState, 'materials' | 'facts'>): readonly string[] {
  return neededPapers(definition, state).filter((field) => !state.materials.includes(field));
}
