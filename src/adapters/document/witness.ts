/** Owns the witness a paper carries: which act of which case it was made from, and that act's hash. */
import { PdfUnreadable, needReference, readPdf, referenceIn } from './pdf-objects';

/** A place in a case's ledger; outside the database, so that a changed or shortened ledger can be shown to be so. */
export interface Witness {
  /** Id of the case. */
  readonly case: string;
  readonly seq: number;
  /** Hash of that act, 64 hex digits in lower case. */
  readonly hash: string;
}

/** The members of the PDF's information dictionary. Throws a RangeError for a witness that could not be read back. */
export function witnessInfo(witness: Witness): Record<string, string> {
  const readable =
    /^[\w.:@/-]{1,200}$/.test(witness.case) &&
    Number.isSafeInteger(witness.seq) &&
    witness.seq > 0 &&
    /^[0-9a-f]{64}$/.test(witness.hash);
  if (!readable) throw new RangeError(`A paper cannot carry the witness ${JSON.stringify(witness)}.`);
  return { OneSealCase: witness.case, OneSealSeq: String(witness.seq), OneSealHash: witness.hash };
}

/** The witness of a paper, sealed or not; `undefined` for a file that carries none or is not one of ours. Says nothing about the seal. */
export function witnessOf(pdf: Uint8Array): Witness | undefined {
  try {
    const objects = readPdf(pdf);
    const info = objects.object(needReference(objects.trailer, 'Info'));
    const found = (name: string, pattern: string): string | undefined => {
      const at = referenceIn(info, name);
      return at === undefined ? undefined : new RegExp(`^\\((${pattern})\\)$`).exec(objects.object(at))?.[1];
    };
    const id = found('OneSealCase', '[\\w.:@/-]+');
    const seq = found('OneSealSeq', '\\d+');
    const hash = found('OneSealHash', '[0-9a-f]{64}');
    return id && seq && hash ? { case: id, seq: Number(seq), hash } : undefined;
  } catch (error) {
    if (error instanceof PdfUnreadable) return undefined;
    throw error;
  }
}
