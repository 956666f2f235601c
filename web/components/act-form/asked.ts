// Owns what a person fills in of a request: its members in words, each value under a name. Pure; the schema is the server's.
import type { Text } from '../../../src/kernel/text';
import { MEMBERS, OTHER_MEMBER, speakerWords, VALUES } from './case-act-words';

export type Schema = Readonly<Record<string, unknown>>;
export type Filled = Readonly<Record<string, unknown>>;
/** What values are called on this case: `clock` → `decision` → 审查期限. */
export type Names = Readonly<Record<string, Readonly<Record<string, Text>>>>;
/** Said by the screen itself. */
const OWN = ['type', 'expectedSeq'];

export function membersOf(schema: Schema): Readonly<Record<string, Schema>> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !OWN.includes(name)));
}
export function requiredOf(schema: Schema): readonly string[] {
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  return required.filter((name) => !OWN.includes(name));
}

/** The form of an act on a case. Where one value alone is possible it is chosen already: see `given`. */
export function asked(schema: Schema, names: Names): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(membersOf(schema)).map(([name, member]) => [name, inWords(name, member, names)]),
    ),
    required: requiredOf(schema),
  };
}

function inWords(name: string, member: Schema, names: Names): Schema {
  const title = MEMBERS[name] ?? OTHER_MEMBER;
  // What a member means to a program is not what it is called on a screen.
  const { description: _, examples: __, ...rest } = member;
  const named = { ...rest, title: title.zh, 'x-en': { title: title.en } };
  const items = member['items'] as Schema | undefined;
  if (items?.['enum'] !== undefined)
    return { ...named, items: { ...items, 'x-options': optionsOf(name, items, names) } };
  if (!Array.isArray(member['enum'])) return named;
  return { ...named, 'x-options': optionsOf(name, member, names) };
}
function optionsOf(name: string, of: Schema, names: Names): Readonly<Record<string, Text>> {
  const values = Array.isArray(of['enum']) ? (of['enum'] as unknown[]).map(String) : [];
  return Object.fromEntries(
    values.map((value, n) => [value, names[name]?.[value] ?? VALUES[value] ?? speakerWords(value) ?? nth(n + 1)]),
  );
}
const nth = (n: number): Text => ({ zh: `第${n}项`, en: `No. ${n}` });

/** What there is no choice about. */
export function given(schema: Schema): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(membersOf(schema)).flatMap(([name, member]) => {
      const values = member['enum'];
      return Array.isArray(values) && values.length === 1 && requiredOf(schema).includes(name)
        ? [[name, values[0]]]
        : [];
    }),
  );
}
