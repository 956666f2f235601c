// Owns how the content of a form is judged: JSON Schema 2020-12 in, sentences that a clerk understands out.
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { FormError } from '../kernel/command';
import type { JsonSchema } from '../kernel/procedure/definition';
import { isCreditCode, isMobileNumber, isResidentId } from '../kernel/rules/identity-number';

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
    .filter((error, i) => told.findIndex((other) => other.path === error.path && other.message === error.message) === i)
    .slice(0, 50);
}

function errorToldOf(schema: JsonSchema, error: ErrorObject): FormError {
  const params = error.params as Readonly<Record<string, unknown>>;
  const member = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  const path = typeof member === 'string' ? `${error.instancePath}/${member}` : error.instancePath;
  return { path: path || '/', message: sentence(titleOf(schema, path), error.keyword, params) };
}

/** The title that a form gives a field, else the field's own name. */
function titleOf(schema: JsonSchema, pointer: string): string {
  const names = pointer.split('/').slice(1);
  let at: unknown = schema;
  for (const name of names) {
    const here = at as { properties?: Record<string, unknown>; items?: unknown } | undefined;
    at = here?.properties?.[name] ?? (/^\d+$/.test(name) ? here?.items : undefined);
  }
  const title = (at as { title?: unknown } | undefined)?.title;
  return typeof title === 'string' && names.length > 0 ? title : (names.at(-1) ?? '表单');
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  integer: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组字段',
  null: '空',
};
const FORMATS: Readonly<Record<string, string>> = {
  date: '日期（如 2026-03-02）',
  'date-time': '日期和时间',
  email: '电子邮箱地址',
  file: '已上传的文件',
  'resident-id': '有效的居民身份证号码',
  'credit-code': '有效的统一社会信用代码',
  phone: '11位手机号码',
};

function sentence(field: string, keyword: string, params: Readonly<Record<string, unknown>>): string {
  const limit = typeof params.limit === 'number' ? String(params.limit) : '';
  switch (keyword) {
    case 'required':
      return `请填写“${field}”。`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `表单中没有“${field}”这一项。`;
    case 'type':
      return `“${field}”应当是${[params.type]
        .flat()
        .map((type) => TYPES[String(type)] ?? String(type))
        .join('或')}。`;
    case 'const':
      // A tick that has to be there: whoever left it out is told what he has to confirm.
      return params.allowedValue === true ? `请确认“${field}”。` : `“${field}”不在可选范围内。`;
    case 'enum':
      return `“${field}”不在可选范围内。`;
    case 'minLength':
      return limit === '1' ? `请填写“${field}”。` : `“${field}”至少${limit}个字。`;
    case 'maxLength':
      return `“${field}”不能超过${limit}个字。`;
    case 'minimum':
      return `“${field}”不能小于${limit}。`;
    case 'exclusiveMinimum':
      return `“${field}”应当大于${limit}。`;
    case 'maximum':
      return `“${field}”不能大于${limit}。`;
    case 'exclusiveMaximum':
      return `“${field}”应当小于${limit}。`;
    case 'minItems':
      return `“${field}”至少填写${limit}项。`;
    case 'maxItems':
      return `“${field}”不能超过${limit}项。`;
    case 'format':
      return `“${field}”应当是${FORMATS[String(params.format)] ?? String(params.format)}。`;
    default:
      return `“${field}”的格式不正确。`;
  }
}

/** A form and what an outcome asks for beside it, judged apart: each member belongs to the one that names it. */
export function splitErrors(schemas: readonly JsonSchema[], data: { readonly [field: string]: unknown }): FormError[] {
  const parts = schemas.map((schema) => ({ schema, names: new Set(propertyNames(schema)) }));
  const errors: FormError[] = Object.keys(data)
    .filter((name) => !parts.some((part) => part.names.has(name)))
    .map((name) => ({ path: `/${name}`, message: sentence(name, 'additionalProperties', {}) }));
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
