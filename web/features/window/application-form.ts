// Owns how an application's form is laid out at the window: what is said first, then the papers. Pure.
import type { Text } from '../../../src/kernel/text';
import type { Kept } from '../../lib/merge';
import type { Acceptance } from './acceptance';

export type Schema = Readonly<Record<string, unknown>>;

const propertiesOf = (schema: Schema): Readonly<Record<string, Schema>> =>
  (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
const isPaper = (field: Schema): boolean => field['format'] === 'file';

/** The fields that are typed. */
export function spokenPart(schema: Schema): Schema {
  return only(schema, (field) => !isPaper(field));
}
/** The papers that are handed in, each with what is asked of it. */
export function papersPart(schema: Schema, papers: Acceptance['papers'], marks: Readonly<Record<Mark, Text>>): Schema {
  const part = only(schema, isPaper);
  const known = new Map(papers.map((paper) => [paper.field, paper]));
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(propertiesOf(part)).map(([name, field]) => {
        const paper = known.get(name);
        if (!paper) return [name, field];
        const mark = marks[markOf(paper)];
        return [
          name,
          {
            ...field,
            title: paper.title.zh,
            description: `${mark.zh} · ${paper.basis}`,
            'x-en': { title: paper.title.en, description: `${mark.en} · ${paper.basis}` },
          },
        ];
      }),
    ),
  };
}
export type Mark = 'needed' | 'deferrable' | 'commitment' | 'optional';
export function markOf({ needed, deferrable, byCommitment }: Acceptance['papers'][number]): Mark {
  if (deferrable) return 'deferrable';
  if (byCommitment) return 'commitment';
  return needed ? 'needed' : 'optional';
}

function only(schema: Schema, chosen: (field: Schema) => boolean): Schema {
  const { title: _, dependentRequired: __, ...rest } = schema;
  const properties = Object.fromEntries(Object.entries(propertiesOf(schema)).filter(([, field]) => chosen(field)));
  const required = (schema['required'] ?? []) as readonly string[];
  return { ...rest, properties, required: required.filter((name) => Object.hasOwn(properties, name)) };
}

/** What of the draft belongs to this form: another item was chosen meanwhile, and what was typed for the first is kept. */
export function dataFor(schema: Schema | undefined, data: Kept): Kept {
  const names = Object.keys(propertiesOf(schema ?? {}));
  return Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)));
}
