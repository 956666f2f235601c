/**
 * Owns what the form library asks of a validator: which branch of a schema the content takes. It interprets the schema and compiles
 * no code, which this page's policy would refuse. Whether the content is right is for the server alone to say.
 */
import { Validator, type Schema } from '@cfworker/json-schema';
import type { RJSFSchema, ValidatorType } from '@rjsf/utils';

function holds(schema: RJSFSchema, content: unknown, root: RJSFSchema): boolean {
  try {
    const validator = new Validator({ ...schema } as Schema, '2020-12', true);
    if (root.$defs) validator.addSchema({ $id: 'root', $defs: root.$defs });
    return validator.validate(content ?? null).valid;
  } catch {
    // A branch that cannot be read is not taken; the server judges what is sent.
    return false;
  }
}

export const branches: ValidatorType = {
  isValid: (schema, content, root) => holds(schema, content, root),
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
};
