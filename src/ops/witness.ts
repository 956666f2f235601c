/** Owns the witnesses that stand outside the ledger: what issued papers carry in their files, and the heads that wakes and looks brought to Temporal. */
import type { Witness as PaperWitness } from '../adapters/document/witness';
import type { Storage } from '../adapters/storage/storage';
import type { Sql } from '../record/sql';
import type { Witness } from '../record/verify';

/** A paper that cannot witness as it should. */
export interface PaperFault {
  readonly document: string;
  readonly why: 'file-missing' | 'file-changed' | 'not-of-this-case' | 'not-as-registered';
}
export interface Witnesses {
  readonly witnesses: readonly Witness[];
  readonly faults: readonly PaperFault[];
  /** False: Temporal is away, so no wake witnesses. */
  readonly temporal: boolean;
}
export interface WitnessDeps {
  readonly sql: Sql;
  readonly storage: Pick<Storage, 'get'>;
  readonly witnessOf: (pdf: Uint8Array) => PaperWitness | undefined;
  /** The newest head in the case's history, from a wake or a look; fails within its own deadline when Temporal is away. */
  readonly newestWake: (caseId: string) => Promise<Witness | undefined>;
}

/** Real ms: a page that is looked at again in a moment asks Temporal once. */
const KEPT_MS = 3_000;
const KEPT_CASES = 1_000;

/**
 * Gathers the witnesses of one case. They are to be gathered before the ledger is read: one that is younger than what was
 * read would look like a cut tail.
 */
export function createWitnesses({ sql, storage, witnessOf, newestWake }: WitnessDeps) {
  const kept = new Map<string, { readonly at: number; readonly wake: Promise<Witness | undefined> }>();

  return async function witnessesOf(caseId: string, askTemporal = true): Promise<Witnesses> {
    const [papers, wake] = await Promise.all([
      papersOf(caseId),
      askTemporal
        ? wakeOf(caseId).then(
            (seen) => ({ seen }),
            () => undefined,
          )
        : undefined,
    ]);
    return {
      ...papers,
      witnesses: wake?.seen ? [...papers.witnesses, wake.seen] : papers.witnesses,
      temporal: wake !== undefined,
    };
  };

  function wakeOf(caseId: string): Promise<Witness | undefined> {
    const known = kept.get(caseId);
    if (known && performance.now() - known.at < KEPT_MS) return known.wake;
    const wake = newestWake(caseId);
    // A failure is not kept: the next asking may find Temporal back.
    wake.catch(() => kept.delete(caseId));
    kept.delete(caseId);
    kept.set(caseId, { at: performance.now(), wake });
    const oldest = kept.size > KEPT_CASES ? kept.keys().next() : undefined;
    if (oldest?.done === false) kept.delete(oldest.value);
    return wake;
  }

  async function papersOf(caseId: string): Promise<Pick<Witnesses, 'witnesses' | 'faults'>> {
    const { rows } = await sql.query<{
      id: string;
      number: string | null;
      sha256: string;
      seq: number;
      hash: string;
    }>(
      `select id, number, sha256, decision_seq as seq, decision_hash as hash from documents where case_id = $1 order by decision_seq, id`,
      [caseId],
    );
    const witnesses: Witness[] = [];
    const faults: PaperFault[] = [];
    for (const { id, number, sha256, seq, hash } of rows) {
      const where = `document ${number ?? id}`;
      // What was registered at the time still witnesses, should the file be gone.
      witnesses.push({ seq, hash: hash.trim(), where });
      const read = await fileOf(sha256.trim());
      if (typeof read === 'string') {
        faults.push({ document: id, why: read });
        continue;
      }
      const carried = witnessOf(read);
      if (!carried) continue;
      if (carried.case !== caseId) faults.push({ document: id, why: 'not-of-this-case' });
      else {
        witnesses.push({ seq: carried.seq, hash: carried.hash, where });
        if (carried.seq !== seq || carried.hash !== hash.trim())
          faults.push({ document: id, why: 'not-as-registered' });
      }
    }
    return { witnesses, faults };
  }

  async function fileOf(sha256: string): Promise<Uint8Array | 'file-missing' | 'file-changed'> {
    try {
      return (await storage.get(sha256)) ?? 'file-missing';
    } catch (error) {
      if (error instanceof Error && error.name === 'StoredBytesDamaged') return 'file-changed';
      throw error;
    }
  }
}
