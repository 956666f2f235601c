// Owns whether the files that a form names are there, and are the sender's to hand in.
import { fileIds } from './forms';
import type { FormError } from '../kernel/command';
import type { JsonSchema } from '../kernel/procedure/definition';
import type { Text } from '../kernel/text';
import { filesOwned } from '../queries/documents';
import type { Database } from '../queries/database';

/** `known`: what stands in the case's forms already and may stay there. */
export async function paperErrors(
  db: Database,
  schema: JsonSchema,
  data: unknown,
  owner: { readonly person: string } | { readonly caseId: string },
  known: ReadonlySet<string>,
): Promise<FormError[]> {
  const named = fileIds(schema, data).filter(({ id }) => !known.has(id));
  const own = await filesOwned(
    db,
    named.map(({ id }) => id),
    owner,
  );
  return named.filter(({ id }) => !own.has(id)).map(({ path }) => ({ path, message: NOT_THERE }));
}

const NOT_THERE: Text = {
  zh: '这里的文件没有上传成功，或者不是您上传的，请重新上传。',
  en: 'The file did not arrive, or is not one of yours; please upload it again.',
};

/** Every text anywhere in a form. */
export function stringsIn(data: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const open: unknown[] = [data];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') found.add(value);
    else if (value !== null && typeof value === 'object') open.push(...(Object.values(value) as unknown[]));
  }
  return found;
}
