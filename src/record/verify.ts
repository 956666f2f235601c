/** Verification: is a ledger what it was? Its chain, its state, and the witnesses that stand outside the table. */
import { firstBroken, LEDGER_COLUMNS, type LedgerRow } from './ledger';
import type { Sql } from './sql';

/** A head seen outside the ledger: carried by a wake into Temporal's history, or printed into a sealed paper. */
export interface Witness {
  readonly seq: number;
  readonly hash: string;
  readonly where: string;
}
export interface Verification {
  readonly intact: boolean;
  readonly acts: number;
  readonly head: string;
  readonly firstBroken?: { readonly seq: number; readonly why: string; readonly where?: string };
}

/** Recomputes one case's chain and holds the witnesses against it; names the first link that does not hold, or a missing tail. */
export async function verifyCase(sql: Sql, caseId: string, witnesses: readonly Witness[]): Promise<Verification> {
  // One statement sees one instant: an act recorded meanwhile is in both the ledger and the case's row, or in neither.
  const { rows: read } = await sql.query<LedgerRow & { rowSeq: number | null; rowHead: string | null }>(
    `select l.*, c.seq as "rowSeq", c.head as "rowHead"
     from (select ${LEDGER_COLUMNS} from acts where case_id = $1) l full join (select id, seq, head from cases where id = $1) c on c.id = l."case"
     order by l.seq`,
    [caseId],
  );
  const rows = read.filter((row) => row.seq !== null);
  const head = rows.at(-1)?.hash ?? '';
  const done = (broken: Verification['firstBroken']): Verification => ({
    intact: broken === undefined,
    acts: rows.length,
    head,
    ...(broken ? { firstBroken: broken } : {}),
  });
  const broken = firstBroken(rows);
  const apart = [...witnesses].sort((a, b) => a.seq - b.seq).find((w) => rows[w.seq - 1]?.hash !== w.hash);
  const lost = apart && {
    seq: apart.seq > rows.length ? rows.length + 1 : apart.seq,
    why: apart.seq > rows.length ? 'missing-tail' : 'differs-from-witness',
    where: apart.where,
  };
  if (broken || lost) return done(!lost || (broken && broken.seq <= lost.seq) ? broken : lost);
  const row = read[0];
  if (row?.rowHead == null || row.rowSeq === null) return done({ seq: 1, why: 'missing', where: 'case' });
  if (row.rowSeq !== rows.length || row.rowHead.trim() !== head)
    return done({
      seq: Math.min(row.rowSeq, rows.length) + 1,
      why: row.rowSeq > rows.length ? 'missing-tail' : 'not-in-state',
      where: 'case',
    });
  return done(undefined);
}
