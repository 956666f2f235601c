/** Owns papers and files on a disk: one file per content, `<first two hex>/<sha256>`, complete or absent. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isKey, StoredBytesDamaged, type Storage } from './storage';

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

/** `root` is made when the first bytes arrive. Errors of the disk (full, read-only) reach the caller as they are. */
export function createFileStorage(root: string): Storage {
  const placeOf = (key: string): string => join(root, key.slice(0, 2), key);

  async function exists(key: string): Promise<boolean> {
    if (!isKey(key)) return false;
    try {
      return (await stat(placeOf(key))).isFile();
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  return {
    exists,
    async put(bytes) {
      const sha256 = digest(bytes);
      const stored = { key: sha256, sha256, size: bytes.byteLength };
      if (await exists(sha256)) return stored;
      const directory = join(root, sha256.slice(0, 2));
      await mkdir(directory, { recursive: true });
      // A reader sees the whole file or none: it gets its name only after its bytes are on the disk.
      const unfinished = join(directory, `.${sha256}.${randomUUID()}`);
      try {
        const file = await open(unfinished, 'wx', 0o640);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, placeOf(sha256));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      // The name itself survives a power cut only when its directory is synced too, up to a root made just now.
      for (const touched of [directory, root]) {
        const handle = await open(touched, 'r');
        try {
          await handle.sync();
        } finally {
          await handle.close();
        }
      }
      return stored;
    },
    async get(key) {
      if (!isKey(key)) return undefined;
      try {
        const bytes = await readFile(placeOf(key));
        if (digest(bytes) !== key) throw new StoredBytesDamaged(key);
        return bytes;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
  };
}
