import fc from 'fast-check';
import { catalogue } from '../../procedures/index';
import type { JsonSchema } from '../../src/kernel/procedure/definition';
import { anApi, zhang, type ApiUnderTest, type Reply, type Somebody } from '../support/an-api';
import { isPaper, sampleOf, type Field } from '../support/sample';

let api: ApiUnderTest;
let clerk: Somebody;
let paper: string;
let items: readonly { readonly code: string; readonly procedure: string | null }[];
const SEED = 20260302;
beforeAll(async () => {
  api = await anApi();
  clerk = await api.signIn('zhangwei');
  paper = (await clerk.upload()).json.id;
  items = (await clerk.call('GET', '/api/power-items?limit=200')).json.items;
});
afterAll(() => api.drop());

/** What a window opens; the others are opened by a case. */
const opened = catalogue.filter(({ opens }) => opens !== undefined).map(({ id }) => id);
async function schemaOf(procedure: string): Promise<Field> {
  return (await clerk.call('GET', `/api/procedures/${procedure}`)).json.definition.dataSchema;
}
async function handIn(procedure: string, data: unknown): Promise<Reply> {
  const item = items.find((each) => each.procedure === procedure);
  const powerItem = item ? { powerItem: item.code } : {};
  return clerk.call('POST', '/api/cases', { procedure, ...powerItem, party: zhang, data });
}
/** Received; or refused for another reason than the form, where the application is about something that must exist. */
function acceptedAsForm({ status, json }: Reply, procedure: string): void {
  const { code, errors } = status === 201 ? { code: undefined, errors: undefined } : json;
  expect({ status, code, errors }).toEqual(
    items.some((item) => item.procedure === procedure)
      ? { status: 201 }
      : { status: expect.any(Number), code: expect.not.stringMatching(/form-invalid|malformed/), errors: undefined },
  );
}

/** Every field, however deep. */
function fieldsIn(
  schema: Field,
  path = '',
): { readonly path: string; readonly field: Field; readonly required: boolean }[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    { path: `${path}/${name}`, field, required: schema.required?.includes(name) ?? false },
    ...fieldsIn(field, `${path}/${name}`),
  ]);
  return [...own, ...(schema.items ? fieldsIn(schema.items, `${path}/*`) : [])];
}
/** A stranger cannot guess what a pattern, a check digit or a branch lets pass. */
const isNarrowed = ({ pattern, format, not, if: branch, multipleOf, contains }: Field): boolean =>
  [pattern, not, branch, multipleOf, contains].some((each) => each !== undefined) ||
  (format !== undefined && !['file', 'date', 'date-time', 'email'].includes(format));

describe.each(opened)('the application of %s', (procedure) => {
  test('is self-contained, never demands a paper, and shows what passes where a field is narrowed', async () => {
    const schema = await schemaOf(procedure);
    expect(JSON.stringify(schema)).not.toMatch(/"\$ref":"[^#]/);
    const fields = fieldsIn(schema);
    expect(fields.filter(({ field, required }) => required && isPaper(field)).map(({ path }) => path)).toEqual([]);
    expect(
      fields
        .filter(({ field, required }) => required && isNarrowed(field) && !field.examples?.length)
        .map(({ path }) => path),
    ).toEqual([]);
    for (const { field } of fields) expect(field.title).toMatch(/\p{Script=Han}/u);
  });
  test('is accepted when a stranger fills in what is required, with papers and without', async () => {
    const schema = await schemaOf(procedure);
    acceptedAsForm(await handIn(procedure, sampleOf(schema)), procedure);
    acceptedAsForm(await handIn(procedure, sampleOf(schema, paper)), procedure);
  });
  test('is accepted whenever its own schema accepts it', async () => {
    const schema = await schemaOf(procedure);
    await fc.assert(
      fc.asyncProperty(objectsOf(schema), async (data) => acceptedAsForm(await handIn(procedure, data), procedure)),
      { seed: SEED, numRuns: 12, endOnFailure: true },
    );
  });
});

/** Objects that a schema of the catalogue accepts: any optional fields, any length allowed, any choice. */
function objectsOf({ properties = {}, required = [], dependentRequired = {} }: Field): fc.Arbitrary<object> {
  const whole = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, valuesOf(field)]));
  const needs = dependentRequired as Readonly<Record<string, readonly string[]>>;
  return fc
    .record(whole, { requiredKeys: [...required] as string[] })
    .map((data) =>
      Object.fromEntries(
        Object.entries(data).filter(([name]) => (needs[name] ?? []).every((other) => Object.hasOwn(data, other))),
      ),
    );
}
function valuesOf(field: Field): fc.Arbitrary<unknown> {
  if (field.format === 'file') return fc.constant('').map(() => paper);
  if (field.const !== undefined) return fc.constant(field.const);
  if (field.enum) return fc.constantFrom(...field.enum);
  if (field.pattern !== undefined || (field.format !== undefined && field.examples?.length))
    return fc.constantFrom(...(field.examples ?? []));
  const choices = field.oneOf ?? field.anyOf;
  if (choices) return fc.oneof(...choices.map(valuesOf));
  switch ([field.type ?? 'string'].flat()[0]) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: field.minimum ?? 0, max: (field as { maximum?: number }).maximum ?? 1_000_000 });
    case 'number':
      return fc
        .integer({
          min: Math.ceil(field.minimum ?? 1),
          max: Math.floor((field as { maximum?: number }).maximum ?? 1e6),
        })
        .map((whole) => whole);
    case 'array':
      return fc.array(valuesOf(field.items ?? {}), {
        minLength: field.minItems ?? 0,
        maxLength: Math.max(field.minItems ?? 0, 3),
      });
    case 'object':
      return objectsOf(field);
    default:
      if (field.format === 'date') return fc.constantFrom('2026-03-02', '2024-02-29', '2030-12-31');
      return fc.string({
        unit: fc.constantFrom(...'徐霞客镇张记面馆 Ab9（）·，𠮷'),
        minLength: field.minLength ?? 0,
        maxLength: Math.min(field.maxLength ?? 60, 120),
      });
  }
}

describe.each(catalogue.map(({ id }) => id))('the tasks of %s', (procedure) => {
  test('never demand a paper, and show what passes where a field is narrowed', async () => {
    const { definition } = (await clerk.call('GET', `/api/procedures/${procedure}`)).json;
    const schemas = [...formsIn(definition)];
    const fields = schemas.flatMap((schema) => fieldsIn(schema as Field));
    expect(fields.filter(({ field, required }) => required && isPaper(field)).map(({ path }) => path)).toEqual([]);
    expect(
      fields
        .filter(({ field, required }) => required && isNarrowed(field) && !field.examples?.length)
        .map(({ path }) => path),
    ).toEqual([]);
  });
});
function* formsIn(value: unknown): Generator<JsonSchema> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if ((name === 'form' || name === 'schema') && typeof member === 'object') yield member as JsonSchema;
    else yield* formsIn(member);
  }
}
