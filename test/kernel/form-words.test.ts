// What people read of a form: every published form of every procedure, field by field and value by value.
import { SERVICE_CENTRES, TOWNS } from '../../procedures/parts/towns';
import { catalogue } from '../../procedures/index';
import { townFiles } from '../../prisma/town/town';
import type { Draft } from '../../src/kernel/procedure/builder';
import { optionTitle, titleOf } from '../../src/kernel/procedure/form-words';
import type { Text } from '../../src/kernel/text';

type Loose = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a schema is walked wherever it leads

/** Every schema of a definition, with its place: the application, the steps, their outcomes, the hand-out. */
function formsIn(value: Loose, path = ''): readonly (readonly [string, Loose])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries<Loose>(value).flatMap(([name, member]) =>
    ['dataSchema', 'form', 'schema'].includes(name)
      ? [[`${path}/${name}`, member] as const]
      : formsIn(member, `${path}/${name}`),
  );
}
/** Whatever is said anywhere in a schema: by fields and by values. */
function wordsIn(schema: Loose, path: string): readonly (readonly [string, Text | undefined])[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const fields = Object.entries<Loose>(schema.properties ?? {}).map(
    ([name, field]) => [`${path}/${name}`, titleOf(field)] as const,
  );
  const values = ((schema.enum ?? []) as readonly unknown[]).map(
    (value) => [`${path}=${String(value)}`, optionTitle(schema, value)] as const,
  );
  const inner = Object.entries<Loose>(schema).flatMap(([name, member]) => wordsIn(member, `${path}/${name}`));
  return [...fields, ...values, ...inner];
}
const HAN = /\p{Script=Han}/u;

describe.each(catalogue.map((draft): [string, Draft] => [draft.id, draft]))('the forms of %s', (_, draft) => {
  const words = formsIn(draft).flatMap(([path, schema]) => wordsIn(schema, path));

  it('call every field and every value something in Chinese and in English', () => {
    for (const [path, text] of words) {
      expect([path, text?.zh]).toEqual([path, expect.stringMatching(HAN)]);
      expect([path, text?.en]).toEqual([path, expect.stringMatching(/^[A-Z]/)]);
      expect([path, text?.en]).toEqual([path, expect.not.stringMatching(HAN)]);
    }
  });

  it('show no code of a value in a title', () => {
    for (const [path, text] of words)
      expect([path, text?.zh]).toEqual([path, expect.not.stringMatching(/[a-z]-?[a-z]/)]);
  });
});

it('walks over forms of every kind', () => {
  const places = catalogue.flatMap((draft) => formsIn(draft).map(([path]) => path.replace(/\d+/g, 'n')));
  expect(places).toEqual(
    expect.arrayContaining([
      '/dataSchema',
      expect.stringMatching(/blocks\/n\/form$/),
      expect.stringMatching(/outcomes\/request-supplement\/schema$/),
      expect.stringMatching(/^\/handOut\/outcomes/),
    ]),
  );
});

it('calls towns and centres as the register of bodies does', () => {
  const { 'organisations.csv': organisations = '' } = townFiles();
  const rows = new Map(
    organisations
      .split(/\r?\n/)
      .map((line) => line.split(','))
      .map(([id = '', , zh = '', en = '']) => [id, { zh, en }]),
  );
  for (const [id, text] of Object.entries(SERVICE_CENTRES)) expect([id, text]).toEqual([id, rows.get(id)]);
  for (const [id, { zh, en }] of Object.entries(TOWNS)) {
    expect(rows.get(id)?.zh.startsWith(zh)).toBe(true);
    expect(rows.get(id)?.en.startsWith(en)).toBe(true);
  }
});

it('reads of an older form the Chinese word in both places, and of a value its own', () => {
  expect(titleOf({ title: '名称' })).toEqual({ zh: '名称', en: '名称' });
  expect(titleOf({})).toBeUndefined();
  expect(optionTitle({ enum: ['constructor'], 'x-options': {} }, 'constructor')).toEqual({
    zh: 'constructor',
    en: 'constructor',
  });
});
