/** How a field of a form is written: what it is called in both languages, and what each value it offers is called. */
import type { JsonSchema } from '../../src/kernel/procedure/definition';
import type { FormWords } from '../../src/kernel/procedure/form-words';
import type { Text } from '../../src/kernel/text';

/** Each value with its name. A value that is a Chinese word names itself, and only its English is given. */
export type Options = Readonly<Record<string, Text | string>>;

export function titled({ zh, en }: Text): FormWords {
  return { title: zh, 'x-en': { title: en } };
}

export function field(title: Text, rule: JsonSchema): JsonSchema {
  return { ...titled(title), ...rule };
}

/** One of these. */
export function choice(title: Text, options: Options): JsonSchema {
  return field(title, oneOf(options));
}

/** At least one of these, each once. */
export function several(title: Text, options: Options): JsonSchema {
  return field(title, { type: 'array', items: oneOf(options), minItems: 1, uniqueItems: true });
}

function oneOf(options: Options): JsonSchema & FormWords {
  const named = Object.entries(options).map(([value, name]): readonly [string, Text] => [
    value,
    typeof name === 'string' ? { zh: value, en: name } : name,
  ]);
  return { type: 'string', enum: Object.keys(options), 'x-options': Object.fromEntries(named) };
}
