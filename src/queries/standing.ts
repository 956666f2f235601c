// Owns how many cases of a procedure stand where, version by version: of those that the viewer may see.
import type { Text } from '../kernel/text';
import { findBlock } from '../kernel/procedure/find';
import { definitionOf } from './catalogue';
import { Prisma, type Database } from './database';
import { visibleTo, type Viewer } from './visibility';

export interface VersionStanding {
  readonly version: number;
  readonly open: number;
  readonly ended: number;
  readonly steps: { step: string; title: Text; cases: number }[];
}

/** The newest version first; undefined when there is no such procedure. */
export async function standingOf(db: Database, viewer: Viewer, id: string): Promise<VersionStanding[] | undefined> {
  const mine = Prisma.sql`c.procedure_id = ${id} AND ${visibleTo(viewer)}`;
  const [versions, counts, steps] = await Promise.all([
    db.$queryRaw<{ version: number }[]>`SELECT version FROM procedures WHERE id = ${id} ORDER BY version DESC`,
    db.$queryRaw<{ version: number; ended: boolean; n: number }[]>`
      SELECT c.procedure_version AS version, c.status = 'ended' AS ended, count(*)::int AS n FROM cases c WHERE ${mine} GROUP BY 1, 2`,
    db.$queryRaw<{ version: number; step: string; n: number }[]>`
      SELECT c.procedure_version AS version, b.key AS step, count(*)::int AS n
      FROM cases c CROSS JOIN LATERAL jsonb_each(c.state->'blocks') b
      WHERE ${mine} AND c.status <> 'ended' AND b.value->>'state' = 'open' GROUP BY 1, 2 ORDER BY 1, 2`,
  ]);
  if (versions.length === 0) return undefined;
  return Promise.all(
    versions.map(async ({ version }) => {
      const definition = await definitionOf(db, id, version);
      const of = (ended: boolean): number =>
        counts.find((each) => each.version === version && each.ended === ended)?.n ?? 0;
      return {
        version,
        open: of(false),
        ended: of(true),
        steps: steps
          .filter((each) => each.version === version)
          .flatMap(({ step, n }) => {
            const block = definition && findBlock(definition, step);
            return block && 'title' in block ? [{ step, title: block.title, cases: n }] : [];
          }),
      };
    }),
  );
}
