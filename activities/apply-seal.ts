/** Owns putting the seal on a stored paper, and the look at it afterwards before it is issued. */
import { failure } from './codes';
import type { ActivityDeps } from './deps';
import type { EffectName } from './effect';
import type { Draft, MadePaper } from './issue-document';

export function createApplySeal({ storage, seals }: Pick<ActivityDeps, 'storage' | 'seals'>) {
  return { applySeal, verifySeal };

  async function applySeal({ draft }: EffectName & { readonly draft: Draft }): Promise<MadePaper> {
    if (draft.seal === 'none') return draft.paper;
    const sealed = await seals.apply({
      pdf: await stored(draft.paper.sha256),
      seal: draft.seal,
      reason: draft.reason,
      at: draft.at,
    });
    const kept = await storage.put(sealed);
    return { ...draft.paper, sha256: kept.sha256, size: kept.size, sealed: true };
  }

  /** Reads the file back as anybody would: what the store gives must carry a valid seal over the whole of it. */
  async function verifySeal({ sha256 }: EffectName & { readonly sha256: string }): Promise<void> {
    const finding = await seals.verify(await stored(sha256));
    if (!finding.valid || !finding.coversWhole) throw failure('seal-invalid');
  }

  async function stored(sha256: string): Promise<Uint8Array> {
    const bytes = await storage.get(sha256);
    if (!bytes) throw failure('paper-not-stored');
    return bytes;
  }
}
