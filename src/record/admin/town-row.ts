/**
 * Owns adding or changing one body, person, post or qualification: the row goes through the rules of an import, so that what a file
 * may not say a screen may not say either, and both are told so in the same sentences.
 */
import { readKnown } from '../town-import/known';
import { planTown, type Planned, type TownFile } from '../town-import/plan';
import { writePlan } from '../town-import/write';
import type { Sql } from '../sql';

export type RowFile = Exclude<TownFile, 'power-items.yaml'>;
type Cells = Readonly<Record<string, string | null | undefined>>;

/** Inside the caller's transaction, which holds the town's lock. Writes only what has no fault. */
export async function writeRow(sql: Sql, file: RowFile, cells: Cells, today: string): Promise<Planned> {
  const planned = planTown({ [file]: sheetOf(cells) }, await readKnown(sql, []), { today });
  if (planned.kind === 'planned') await writePlan(sql, planned.plan, { demo: false });
  return planned;
}

function sheetOf(cells: Cells): string {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const given = Object.entries(cells);
  return [given.map(([column]) => column), given.map(([, cell]) => quoted(cell ?? ''))]
    .map((row) => row.join(','))
    .join('\n');
}
