// Owns how a JSON Schema is spoken to the reader: its titles and options in his language. Pure; the schema that judges stays the server's.
import { optionTitle, type FormWords } from '../../../src/kernel/procedure/form-words';
import type { Language } from '../../lib/language';

export type Schema = { readonly [keyword: string]: unknown };

const SINGLE = ['items', 'if', 'then', 'else', 'not'] as const;
const MANY = ['allOf', 'anyOf', 'oneOf'] as const;
const NAMED = ['properties', 'dependentSchemas', '$defs'] as const;

/** The same schema in one language, each named value an option with a title. */
export function spoken(schema: Schema, language: Language): Schema {
  const { 'x-en': en, 'x-options': options, enum: values, ...rest } = schema as Schema & FormWords;
  const said: Record<string, unknown> = { ...rest };
  if (language === 'en' && en) Object.assign(said, en);
  if (Array.isArray(values) && options)
    said['oneOf'] = values.map((value: unknown) => ({
      const: value,
      title: optionTitle(schema, value)[language === 'en' ? 'en' : 'zh'],
    }));
  else if (values !== undefined) said['enum'] = values;
  for (const keyword of SINGLE) if (isSchema(said[keyword])) said[keyword] = spoken(said[keyword], language);
  for (const keyword of MANY)
    if (Array.isArray(said[keyword]))
      said[keyword] = said[keyword].map((each: unknown) => (isSchema(each) ? spoken(each, language) : each));
  for (const keyword of NAMED) {
    const named = said[keyword];
    if (isSchema(named))
      said[keyword] = Object.fromEntries(
        Object.entries(named).map(([name, each]) => [name, isSchema(each) ? spoken(each, language) : each]),
      );
  }
  // The title of a whole form stands above it already.
  return said;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A question that must be answered has no answer yet: a box that is not ticked would look like a no. */
export function widgets(schema: Schema): Readonly<Record<string, unknown>> {
  const properties = schema['properties'];
  const required = Array.isArray(schema['required']) ? (schema['required'] as unknown[]) : [];
  if (!isSchema(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      if (!isSchema(property)) return [];
      if (property['format'] === 'file') return [[name, { 'ui:widget': 'paper' }]];
      if ((property['type'] === 'number' || property['type'] === 'integer') && property['enum'] === undefined)
        return [[name, { 'ui:widget': 'number' }]];
      if (property['type'] === 'boolean' && required.includes(name)) return [[name, { 'ui:widget': 'radio' }]];
      if (property['type'] === 'array' && property['uniqueItems'] === true)
        return [[name, { 'ui:widget': 'checkboxes' }]];
      if (property['type'] === 'string' && Number(property['maxLength'] ?? 0) > 200 && property['enum'] === undefined)
        return [[name, { 'ui:widget': 'textarea', 'ui:options': { rows: 3 } }]];
      return [];
    }),
  );
}
