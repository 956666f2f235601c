// Owns the shapes of organisations, the catalogue of power items, and procedures.
import { z } from 'zod';
import { id, jsonObject, text } from './shapes';

export const organisation = z.object({ id, kind: z.string(), name: text, parent: id.nullable() });
export const powerItemQuery = z.strictObject({
  kind: z.enum(['permit', 'penalty']).optional(),
  q: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  after: z.string().max(500).optional(),
});
export const powerItem = z.object({
  code: z.string(),
  version: z.number().int(),
  kind: z.string(),
  name: text,
  basis: z.string(),
  procedure: id.nullable(),
  limits: jsonObject,
  holders: z.array(z.object({ organisation: id, from: z.string(), to: z.string().optional() })),
});
export const procedureSummary = z.object({ id, version: z.number().int(), hash: z.string(), title: text });
export const procedure = procedureSummary.extend({
  definition: jsonObject.meta({ description: '`dataSchema` 是 POST /api/cases 的 data 的 JSON Schema' }),
});
export const procedureQuery = z.strictObject({ as: z.enum(['json', 'svg']).optional() });
export const definitionToCheck = z.strictObject({ definition: jsonObject });
export const findings = z.object({
  findings: z.array(
    z.object({
      rule: z.string(),
      severity: z.string(),
      path: z.string(),
      message: z.string(),
      walk: z.array(z.string()).optional(),
    }),
  ),
});
