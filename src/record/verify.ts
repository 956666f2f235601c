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
  const { rows } = await sql.query<LedgerRow>(`select ${LEDGER_COLUMNS} from acts where case_id = $1 order by seq`, [
    caseId,
  ]);
  const { rows: cases } = await sql.query<{ seq: number; head: string }>('select seq, head from cases where id = $1', [
    caseId,
  ]);
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
  const row = cases[0];
  if (!row) return done({ seq: 1, why: 'missing', where: 'case' });
  if (row.seq !== rows.length || row.head.trim() !== head)
    return done({
      seq: Math.min(row.seq, rows.length) + 1,
      why: row.seq > rows.length ? 'missing-tail' : 'not-in-state',
      where: 'case',
    });
  return done(undefined);
}
