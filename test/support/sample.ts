// Owns what a stranger fills into a form that he knows only by its JSON Schema: required fields, papers, and the first example of each.
import type { JsonSchema } from '../../src/kernel/procedure/definition';

export interface Field extends JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
  readonly items?: Field;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly multipleOf?: number;
  readonly oneOf?: readonly Field[];
  readonly anyOf?: readonly Field[];
  readonly allOf?: readonly Field[];
}

/** `paper`: the id of a file handed in before, or nothing, and then no paper is named. */
export function sampleOf(schema: JsonSchema, paper?: string): unknown {
  const field = schema as Field;
  if (field.format === 'file') return paper;
  if (field.const !== undefined) return field.const;
  if (field.examples?.length) return field.examples[0];
  if (field.default !== undefined) return field.default;
  if (field.enum) return field.enum[0];
  const choice = (field.oneOf ?? field.anyOf)?.find(({ type }) => type !== 'null');
  if (choice) return sampleOf(choice, paper);
  switch ([field.type ?? (field.properties ? 'object' : 'string')].flat()[0]) {
    case 'object':
      return objectOf(field, paper);
    case 'array':
      return Array.from({ length: field.minItems ?? (isPaper(field.items) && paper !== undefined ? 1 : 0) }, () =>
        sampleOf(field.items ?? {}, paper),
      );
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return Math.max(field.minimum ?? 1, (field.exclusiveMinimum ?? 0) + 1);
    case 'null':
      return null;
    default:
      return textOf(field);
  }
}

function objectOf({ properties = {}, required = [] }: Field, paper: string | undefined): object {
  const filled = Object.entries(properties).filter(
    ([name, member]) => required.includes(name) || (paper !== undefined && isPaper(member)),
  );
  return Object.fromEntries(filled.map(([name, member]) => [name, sampleOf(member, paper)]));
}

function textOf({ format, minLength = 1, maxLength = 40 }: Field): string {
  if (format === 'date') return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  if (format === 'date-time') return new Date().toISOString();
  if (format === 'email') return 'zhang@example.cn';
  return '张先生在徐霞客镇办理'.padEnd(minLength, '事').slice(0, maxLength);
}

export function isPaper(field: Field | undefined): boolean {
  return JSON.stringify(field ?? {}).includes('"format":"file"');
}
