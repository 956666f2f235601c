/** Every field of a form, and every value it offers, is called something in both languages. */
import type { Draft } from '../builder';
import type { TaskBlock } from '../definition';
import type { Finding } from '../finding';
import { isRecord, propertiesOf } from '../schema';
import { error, own, type PartsOfDraft } from './parts';

export function checkForms(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  const tasks = parts.blocks.flatMap(({ block, path }) => (block.kind === 'task' ? [{ task: block, path }] : []));
  const messages = parts.blocks.flatMap(({ block, path }) =>
    block.kind === 'await'
      ? Object.entries(block.outcomes).map(([id, { schema }]) => ({ schema, path: `${path}/outcomes/${id}/schema` }))
      : [],
  );
  const all = draft.handOut ? [...tasks, { task: draft.handOut, path: '/handOut' }] : tasks;
  return [
    { schema: draft.dataSchema, path: '/dataSchema' },
    ...all.flatMap(({ task, path }) => formsOf(task, path)),
    // What another system says may be entered by hand.
    ...messages,
  ].flatMap(({ schema, path }) => wordless(schema, path, new Set()));
}

function formsOf({ form, outcomes }: TaskBlock, path: string) {
  return [
    { schema: form, path: `${path}/form` },
    ...Object.entries(outcomes).map(([id, { schema }]) => ({ schema, path: `${path}/outcomes/${id}/schema` })),
  ];
}

const DEEPEST = 50;
/** Where a branch speaks of a field again, the words of the form around it hold. `if` and `not` ask, and show nothing. */
const BRANCHES = ['then', 'else', 'allOf', 'anyOf', 'oneOf', 'dependentSchemas'] as const;
/** Forms of their own inside a form. */
const INNER = ['items', 'prefixItems', '$defs', 'patternProperties'] as const;

/** `named`: fields that the form around this branch has words for. */
function wordless(schema: unknown, path: string, named: ReadonlySet<string>, depth = 0): readonly Finding[] {
  if (!isRecord(schema)) return [];
  if (depth > DEEPEST)
    return [error('form-too-deep', path, '表单嵌套过深。', 'The form is nested deeper than anybody fills in.')];
  const fields = Object.entries(propertiesOf(schema));
  const known = new Set([...named, ...fields.map(([name]) => name)]);
  return [
    ...namelessValues(schema, path),
    ...fields.flatMap(([name, field]) => {
      const place = `${path}/properties/${name}`;
      return [
        ...(named.has(name) ? [] : namelessField(name, field, place)),
        ...wordless(field, place, new Set(), depth + 1),
      ];
    }),
    ...within(schema, INNER).flatMap(([at, each]) => wordless(each, `${path}${at}`, new Set(), depth + 1)),
    ...within(schema, BRANCHES).flatMap(([at, each]) => wordless(each, `${path}${at}`, known, depth + 1)),
  ];
}

/** What stands under these keywords, each with its place: a schema, a list or a record of them. */
function within(
  schema: { readonly [keyword: string]: unknown },
  keywords: readonly string[],
): readonly (readonly [string, unknown])[] {
  return keywords.flatMap((keyword): readonly (readonly [string, unknown])[] => {
    const under = schema[keyword];
    if (Array.isArray(under)) return under.map((each, n): readonly [string, unknown] => [`/${keyword}/${n}`, each]);
    if (!isRecord(under)) return [];
    if (!RECORDS.has(keyword)) return [[`/${keyword}`, under]];
    return Object.entries(under).map(([name, each]): readonly [string, unknown] => [`/${keyword}/${name}`, each]);
  });
}
const RECORDS: ReadonlySet<string> = new Set(['$defs', 'patternProperties', 'dependentSchemas']);

function namelessField(name: string, field: unknown, path: string): readonly Finding[] {
  const { title, 'x-en': english, description } = isRecord(field) ? field : {};
  const en = isRecord(english) ? english : {};
  const said = isWord(title) && isWord(en['title']);
  const explained = description === undefined || isWord(en['description']);
  if (said && explained) return [];
  return [
    error(
      'field-wordless',
      path,
      `表单字段“${name}”须有中文和英文名称（title 和 x-en）${explained ? '' : '，说明也须有英文'}。`,
      `The field "${name}" needs its title${explained ? '' : ' and description'} in both languages (title and x-en).`,
    ),
  ];
}

/** The values of `enum` are named in `x-options`; those of `oneOf` and `anyOf` each name themselves. */
function namelessValues(schema: { readonly [keyword: string]: unknown }, path: string): readonly Finding[] {
  const values: readonly unknown[] = Array.isArray(schema['enum']) ? schema['enum'] : [];
  const names = isRecord(schema['x-options']) ? schema['x-options'] : {};
  const unnamed = values.flatMap((value, n) => {
    const text = own(names, String(value));
    return isRecord(text) && isWord(text['zh']) && isWord(text['en'])
      ? []
      : [{ value, at: `/enum/${n}`, place: 'x-options' }];
  });
  const untold = within(schema, ['oneOf', 'anyOf']).flatMap(([at, each]) => {
    if (!isRecord(each) || !Object.hasOwn(each, 'const')) return [];
    const { title, 'x-en': en } = each;
    return isWord(title) && isRecord(en) && isWord(en['title'])
      ? []
      : [{ value: each['const'], at, place: 'title, x-en' }];
  });
  return [...unnamed, ...untold].map(({ value, at, place }) =>
    error(
      'option-wordless',
      `${path}${at}`,
      `选项“${JSON.stringify(value)}”须有中文和英文名称（${place}）。`,
      `The value ${JSON.stringify(value)} needs a name in both languages (${place}).`,
    ),
  );
}

function isWord(word: unknown): boolean {
  return typeof word === 'string' && word.trim() !== '';
}
