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

/** The fields that are wrong, `premises` of `/data/premises`, in the order in which they were told. */
export function faultyFields(faults: readonly Fault[], under: string): readonly string[] {
  const inside = faults.filter(({ path }) => path.startsWith(`${under}/`));
  return [...new Set(inside.map(({ path }) => path.slice(under.length + 1).split('/')[0] ?? ''))];
}
