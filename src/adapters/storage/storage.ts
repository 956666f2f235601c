/** Owns the promise of the paper store: bytes are kept under the digest of their content and never change. */

export interface StoredBytes {
  /** Where `get` finds them; equal content has an equal key. */
  readonly key: string;
  /** SHA-256 of the content, lower-case hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export interface Storage {
  /** Keeps the bytes durably before it answers; a repeat with the same content changes nothing. */
  put(bytes: Uint8Array): Promise<StoredBytes>;
  /** The bytes of a key, `undefined` if none are kept. Throws `StoredBytesDamaged` rather than serve other bytes. */
  get(key: string): Promise<Uint8Array | undefined>;
  exists(key: string): Promise<boolean>;
}

/** What lies under a key is no longer what was put there. */
export class StoredBytesDamaged extends Error {
  constructor(readonly key: string) {
    super(`The bytes kept as ${key} are not those that were put there: restore them from a backup.`);
    this.name = 'StoredBytesDamaged';
  }
}

/** A key names nothing but a digest, so no key of a request can ever reach outside the store. */
export function isKey(key: string): boolean {
  return /^[0-9a-f]{64}$/.test(key);
}
