/** Owns bytes that live as long as their process: the store of tests. */
import { createHash } from 'node:crypto';
import type { Storage } from './storage';

export function createMemoryStorage(): Storage {
  const kept = new Map<string, Uint8Array>();
  return {
    put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (!kept.has(sha256)) kept.set(sha256, Uint8Array.from(bytes));
      return Promise.resolve({ key: sha256, sha256, size: bytes.byteLength });
    },
    get(key) {
      const bytes = kept.get(key);
      return Promise.resolve(bytes && Uint8Array.from(bytes));
    },
    exists(key) {
      return Promise.resolve(kept.has(key));
    },
  };
}
