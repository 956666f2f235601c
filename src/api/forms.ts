// Owns how the content of a form is judged: JSON Schema 2020-12 in, sentences that a clerk understands out, in both languages.
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { FormError } from '../kernel/command';
import type { JsonSchema } from '../kernel/procedure/definition';
import { titleOf } from '../kernel/procedure/form-words';
import { isCreditCode, isMobileNumber, isResidentId } from '../kernel/rules/identity-number';
import type { Text } from '../kernel/text';

const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: true, ownProperties: true });
addFormats(ajv);
// Whether the id names a stored file is asked of the record of files; here only its shape is judged.
ajv.addFormat('file', /^[\w.:-]{1,200}$/);
ajv.addFormat('resident-id', isResidentId);
ajv.addFormat('credit-code', isCreditCode);
ajv.addFormat('phone', isMobileNumber);

// A definition is frozen and lives as long as the process, so its compiled forms do too; a form given from outside is forgotten with it.
const compiled = new WeakMap<JsonSchema, ValidateFunction>();

function validator(schema: JsonSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const { $id: _, $schema: __, ...plain } = schema;
  const made = ajv.compile(closed(plain));
  compiled.set(schema, made);
  return made;
}

/** A field that the form does not name is refused, whether or not its schema says so. */
function closed(schema: JsonSchema): JsonSchema {
  return schema.properties !== undefined &&
    schema.additionalProperties === undefined &&
    schema.unevaluatedProperties === undefined
    ? { ...schema, unevaluatedProperties: false }
    : schema;
}

/** What is wrong with the content of a form, empty when nothing is. Paths are JSON pointers. */
export function formErrors(schema: JsonSchema, data: unknown): FormError[] {
  const validate = validator(schema);
  if (validate(data)) return [];
  const errors = (validate.errors ?? []).filter(({ keyword }) => !['if', 'anyOf', 'oneOf', 'allOf'].includes(keyword));
  const told = (errors.length > 0 ? errors : (validate.errors ?? [])).map((error) => errorToldOf(schema, error));
  return told
    .filter(
      (error, i) => told.findIndex((other) => other.path === error.path && other.message.zh === error.message.zh) === i,
    )
    .slice(0, 50);
}

function errorToldOf(schema: JsonSchema, error: ErrorObject): FormError {
  const params = error.params as Readonly<Record<string, unknown>>;
  const member = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  const path = typeof member === 'string' ? `${error.instancePath}/${member}` : error.instancePath;
  return { path: path || '/', message: sentence(titleAt(schema, path), error.keyword, params) };
}

/** The title that a form gives a field, else the field's own name. */
function titleAt(schema: JsonSchema, pointer: string): Text {
  const names = pointer.split('/').slice(1);
  let at: unknown = schema;
  for (const name of names) {
    const here = at as { properties?: Record<string, unknown>; items?: unknown } | undefined;
    at = here?.properties?.[name] ?? (/^\d+$/.test(name) ? here?.items : undefined);
  }
  const name = names.at(-1);
  if (name === undefined) return { zh: '表单', en: 'The form' };
  return titleOf(at) ?? { zh: name, en: name };
}

const TYPES: Readonly<Record<string, Text>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  integer: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否', en: 'yes or no' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组字段', en: 'a group of fields' },
  null: { zh: '空', en: 'empty' },
};
const FORMATS: Readonly<Record<string, Text>> = {
  date: { zh: '日期（如 2026-03-02）', en: 'a day (for instance 2026-03-02)' },
  'date-time': { zh: '日期和时间', en: 'a day and a time' },
  email: { zh: '电子邮箱地址', en: 'an email address' },
  file: { zh: '已上传的文件', en: 'an uploaded file' },
  'resident-id': { zh: '有效的居民身份证号码', en: 'a valid resident identity number' },
  'credit-code': { zh: '有效的统一社会信用代码', en: 'a valid unified social credit code' },
  phone: { zh: '11位手机号码', en: 'a mobile number of 11 digits' },
};

function named(names: Readonly<Record<string, Text>>, name: unknown): Text {
  const key = String(name);
  return (Object.hasOwn(names, key) ? names[key] : undefined) ?? { zh: key, en: key };
}

function sentence(field: Text, keyword: string, params: Readonly<Record<string, unknown>>): Text {
  const limit = typeof params.limit === 'number' ? String(params.limit) : '';
  const [zh, en] = [`“${field.zh}”`, `“${field.en}”`];
  switch (keyword) {
    case 'required':
      return { zh: `请填写${zh}。`, en: `Please fill in ${en}.` };
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return { zh: `表单中没有${zh}这一项。`, en: `The form has no field ${en}.` };
    case 'type': {
      const types = [params.type].flat().map((type) => named(TYPES, type));
      return {
        zh: `${zh}应当是${types.map((type) => type.zh).join('或')}。`,
        en: `${en} should be ${types.map((type) => type.en).join(' or ')}.`,
      };
    }
    case 'const':
      // A tick that has to be there: whoever left it out is told what he has to confirm.
      if (params.allowedValue === true) return { zh: `请确认${zh}。`, en: `Please confirm: ${en}.` };
      return { zh: `${zh}不在可选范围内。`, en: `${en} is not one of the choices.` };
    case 'enum':
      return { zh: `${zh}不在可选范围内。`, en: `${en} is not one of the choices.` };
    case 'minLength':
      return limit === '1'
        ? { zh: `请填写${zh}。`, en: `Please fill in ${en}.` }
        : { zh: `${zh}至少${limit}个字。`, en: `${en} needs at least ${limit} characters.` };
    case 'maxLength':
      return { zh: `${zh}不能超过${limit}个字。`, en: `${en} may have ${limit} characters at most.` };
    case 'minimum':
      return { zh: `${zh}不能小于${limit}。`, en: `${en} may not be less than ${limit}.` };
    case 'exclusiveMinimum':
      return { zh: `${zh}应当大于${limit}。`, en: `${en} should be more than ${limit}.` };
    case 'maximum':
      return { zh: `${zh}不能大于${limit}。`, en: `${en} may not be more than ${limit}.` };
    case 'exclusiveMaximum':
      return { zh: `${zh}应当小于${limit}。`, en: `${en} should be less than ${limit}.` };
    case 'minItems':
      return { zh: `${zh}至少填写${limit}项。`, en: `${en}: give at least ${limit}.` };
    case 'maxItems':
      return { zh: `${zh}不能超过${limit}项。`, en: `${en}: give ${limit} at most.` };
    case 'format': {
      const format = named(FORMATS, params.format);
      return { zh: `${zh}应当是${format.zh}。`, en: `${en} should be ${format.en}.` };
    }
    default:
      return { zh: `${zh}的格式不正确。`, en: `${en} is not in the right form.` };
  }
}

/** A form and what an outcome asks for beside it, judged apart: each member belongs to the one that names it. */
export function splitErrors(schemas: readonly JsonSchema[], data: { readonly [field: string]: unknown }): FormError[] {
  const parts = schemas.map((schema) => ({ schema, names: new Set(propertyNames(schema)) }));
  const errors: FormError[] = Object.keys(data)
    .filter((name) => !parts.some((part) => part.names.has(name)))
    .map((name) => ({ path: `/${name}`, message: sentence({ zh: name, en: name }, 'additionalProperties', {}) }));
  for (const { schema, names } of parts) {
    errors.push(...formErrors(schema, Object.fromEntries(Object.entries(data).filter(([name]) => names.has(name)))));
  }
  return errors;
}

interface SchemaLike {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
}

/** The members that a form names, in its branches too. */
export function propertyNames(schema: JsonSchema): string[] {
  const { properties = {}, allOf = [], anyOf = [], oneOf = [], ...rest } = schema as SchemaLike;
  const branches = [...allOf, ...anyOf, ...oneOf, rest.if, rest.then, rest.else].filter(
    (branch) => branch !== undefined,
  );
  return [...new Set([...Object.keys(properties), ...branches.flatMap(propertyNames)])];
}

/** The fields of a form that only show something. */
export function readOnlyNames(schema: JsonSchema): string[] {
  const { properties = {} } = schema as SchemaLike;
  return Object.entries(properties).flatMap(([name, field]) => (field.readOnly === true ? [name] : []));
}

/** The values of `data` that stand where a form has `format: "file"`, with their paths. */
export function fileIds(
  schema: JsonSchema,
  data: unknown,
  path = '',
): { readonly path: string; readonly id: string }[] {
  const field = schema as SchemaLike & { readonly format?: unknown; readonly items?: JsonSchema };
  if (field.format === 'file') return typeof data === 'string' ? [{ path, id: data }] : [];
  if (Array.isArray(data))
    return field.items === undefined ? [] : data.flatMap((item, i) => fileIds(field.items ?? {}, item, `${path}/${i}`));
  const found = Object.entries(field.properties ?? {}).flatMap(([name, member]) =>
    data !== null && typeof data === 'object' && name in data
      ? fileIds(member, (data as Record<string, unknown>)[name], `${path}/${name}`)
      : [],
  );
  const branches = [
    ...(field.allOf ?? []),
    ...(field.anyOf ?? []),
    ...(field.oneOf ?? []),
    field.then,
    field.else,
  ].filter((branch) => branch !== undefined);
  return [...found, ...branches.flatMap((branch) => fileIds(branch, data, path))];
}
