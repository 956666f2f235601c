/** Owns 送达 of an issued paper: the record serves it, and the bytes it serves are those it knows. */
import { failure } from './codes';
import type { ActivityDeps } from './deps';
import type { EffectName } from './effect';

export function createDeliver({ sql, storage }: Pick<ActivityDeps, 'sql' | 'storage'>) {
  return { deliverPaper };

  async function deliverPaper({ effect }: EffectName): Promise<void> {
    const { rows } = await sql.query<{ sha256: string }>('select sha256 from documents where effect_id = $1', [effect]);
    const issued = rows[0];
    if (!issued) throw failure('paper-not-recorded');
    if (!(await storage.exists(issued.sha256.trim()))) throw failure('paper-not-stored');
  }
}
