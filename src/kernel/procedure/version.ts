/** A published version: the draft with its number and the hash of its content. The hash function is handed in: the kernel has none. */
import type { Draft } from './builder';
import { deepFreeze } from './builder';
import type { Definition } from './definition';

export function versionOf(draft: Draft, version: number, hashOf: (content: unknown) => string): Definition {
  return deepFreeze({ ...draft, version, hash: hashOf(draft) });
}
