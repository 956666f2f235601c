/**
 * Owns making one paper in one piece: drawn, sealed, looked at, and only then kept. What fails before leaves nothing behind
 * in the store, so there is no half-made paper to mark void; a repeat draws and seals the same bytes.
 */
import { failure } from './codes';
import type { ActivityDeps } from './deps';
import type { EffectName } from './effect';
import type { Draft, MadePaper } from './issue-document';

export function createMakePaper(
  { storage, seals }: Pick<ActivityDeps, 'storage' | 'seals'>,
  draftPaper: (ref: EffectName) => Promise<Draft>,
) {
  return { makePaper };

  async function makePaper(ref: EffectName): Promise<MadePaper> {
    const draft = await draftPaper(ref);
    const bytes = draft.seal === 'none' ? draft.pdf : await sealed(draft, draft.seal);
    const { sha256, size } = await storage.put(bytes);
    // Read back as anybody would: what the store gives is what was sealed and looked at.
    const kept = await storage.get(sha256);
    if (!kept || !Buffer.from(bytes).equals(kept)) throw failure('paper-not-stored');
    return { ...draft.paper, sha256, size, mediaType: 'application/pdf', sealed: draft.seal !== 'none' };
  }

  async function sealed({ pdf, reason, at }: Draft, seal: Exclude<Draft['seal'], 'none'>): Promise<Uint8Array> {
    const bytes = await seals.apply({ pdf, seal, reason, at });
    const finding = await seals.verify(bytes);
    if (!finding.valid || !finding.coversWhole) throw failure('seal-invalid');
    return bytes;
  }
}
