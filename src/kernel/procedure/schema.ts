/** Owns what the kernel reads of a form's JSON Schema: which members it may have, and which it always has. */

export function isRecord(value: unknown): value is { readonly [member: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Members a form always has when it is valid. */
export function requiredOf(schema: unknown): readonly string[] {
  const required = isRecord(schema) ? schema['required'] : undefined;
  return Array.isArray(required) ? required.filter((r): r is string => typeof r === 'string') : [];
}

/** Members a form may have. */
export function propertiesOf(schema: unknown): { readonly [member: string]: unknown } {
  const properties = isRecord(schema) ? schema['properties'] : undefined;
  return isRecord(properties) ? properties : {};
}
