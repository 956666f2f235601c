// Owns the papers (材料) of an application as a reviewer looks for them: those it must have and those it has.
import type { Definition } from '../../../src/kernel/procedure/definition';

export type Material = Definition['materials'][number] & {
  /** Of the paper that was handed in. */
  readonly file?: string;
};

export function materialsOf(definition: Definition, data: Readonly<Record<string, unknown>>): readonly Material[] {
  return definition.materials
    .map((material): Material => {
      const file = data[material.field];
      return { ...material, ...(typeof file === 'string' && file !== '' ? { file } : {}) };
    })
    .filter(({ required, file }) => required || file !== undefined);
}
