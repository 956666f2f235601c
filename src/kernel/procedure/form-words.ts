/**
 * Owns what the fields and values of a form are called: `title` and `description` in Chinese, the annotation `x-en` with both in
 * English, and the annotation `x-options` with the name of each value of `enum`. A validator passes over them.
 */
import type { Text } from '../text';
import { isRecord } from './schema';

export interface FormWords {
  readonly title?: string;
  readonly description?: string;
  readonly 'x-en'?: { readonly title?: string; readonly description?: string };
  readonly 'x-options'?: Readonly<Record<string, Text>>;
}

/** A form published before forms spoke English gives the Chinese word in both places. */
function told(schema: unknown, word: 'title' | 'description'): Text | undefined {
  if (!isRecord(schema)) return undefined;
  const zh = schema[word];
  const en = isRecord(schema['x-en']) ? schema['x-en'][word] : undefined;
  return typeof zh === 'string' ? { zh, en: typeof en === 'string' ? en : zh } : undefined;
}
export function titleOf(schema: unknown): Text | undefined {
  return told(schema, 'title');
}
export function hintOf(schema: unknown): Text | undefined {
  return told(schema, 'description');
}

/** What one value of a choice is called; a value without a name stands for itself. */
export function optionTitle(schema: unknown, value: unknown): Text {
  const options = isRecord(schema) ? schema['x-options'] : undefined;
  const name = String(value);
  const text = isRecord(options) && Object.hasOwn(options, name) ? options[name] : undefined;
  return isRecord(text) && typeof text['zh'] === 'string' && typeof text['en'] === 'string'
    ? { zh: text['zh'], en: text['en'] }
    : { zh: name, en: name };
}
