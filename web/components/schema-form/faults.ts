// Owns bringing the server's faults to their fields. Pure.
import { ErrorSchemaBuilder, type ErrorSchema } from '@rjsf/utils';

export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** JSON pointers below `under` (`/data`) as the form library wants them. */
export function atFields(faults: readonly Fault[], under: string): ErrorSchema {
  const gathered = new ErrorSchemaBuilder();
  for (const { path, message } of faults)
    gathered.addErrors(message, path.startsWith(under) ? path.slice(under.length).split('/').filter(Boolean) : []);
  return gathered.ErrorSchema;
}

/** The field of the first fault, `premises` of `/data/premises`. */
export function firstField(faults: readonly Fault[], under: string): string | undefined {
  return faults
    .find(({ path }) => path.startsWith(`${under}/`))
    ?.path.slice(under.length + 1)
    .split('/')[0];
}
