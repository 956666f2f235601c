// Owns a definition with a fault that no check can see: its choice reads what its examiners need not write.
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import type { Draft } from '../../src/kernel/procedure/builder';
import { versionOf } from '../../src/kernel/procedure/version';
import type { Sql } from '../../src/record/sql';

/** The permit whose choice reads what its examiners need not write: a data error when they do not. */
export function readingTooEarly(): Draft {
  const draft = structuredClone(foodBusinessPermit) as unknown as {
    defaults: { thirdPartiesAffected?: boolean };
    flow: { blocks: { form?: { required: string[] } }[] };
  };
  delete draft.defaults.thirdPartiesAffected;
  const form = draft.flow.blocks[1]?.form;
  if (form) form.required = ['findings'];
  return draft as unknown as Draft;
}

export const READING_TOO_EARLY = 'reading-too-early';

/** Publishes it under a name of its own, decided by the approval bureau; `sql` may write procedures. */
export async function publishReadingTooEarly(sql: Sql): Promise<void> {
  const draft = readingTooEarly();
  const own = { ...draft, id: READING_TOO_EARLY, roles: { ...draft.roles, deciding: 'approval-bureau' } } as Draft;
  const hashOf = (content: unknown): string =>
    createHash('sha256')
      .update(canonicalize(content) ?? '')
      .digest('hex');
  const definition = versionOf(own, 1, hashOf);
  await sql.query('insert into procedures (id, version, hash, definition) values ($1, 1, $2, $3)', [
    READING_TOO_EARLY,
    definition.hash,
    JSON.stringify(definition),
  ]);
}
