/** Owns the proof that papers are kept whole: the contract on both stores, and the disk's own dangers. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileStorage } from '../../src/adapters/storage/file-storage';
import { createMemoryStorage } from '../../src/adapters/storage/memory-storage';
import { StoredBytesDamaged } from '../../src/adapters/storage/storage';
import { storageContract } from './storage.contract';

const made: string[] = [];
async function freshRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'oneseal-storage-'));
  made.push(root);
  return join(root, 'files');
}
afterAll(async () => {
  for (const root of made) await rm(root, { recursive: true, force: true });
});

storageContract('the file store', async () => createFileStorage(await freshRoot()));
storageContract('the store in memory', () => Promise.resolve(createMemoryStorage()));

describe('the file store', () => {
  it('serves what an earlier process put', async () => {
    const root = await freshRoot();
    const { key } = await createFileStorage(root).put(Buffer.from('paper'));
    expect(Buffer.from((await createFileStorage(root).get(key)) ?? []).toString()).toBe('paper');
  });

  it('leaves one file under the first two digits of its digest and nothing unfinished', async () => {
    const root = await freshRoot();
    const { key } = await createFileStorage(root).put(Buffer.from('paper'));
    expect(await readdir(root)).toEqual([key.slice(0, 2)]);
    expect(await readdir(join(root, key.slice(0, 2)))).toEqual([key]);
  });

  it('refuses to serve bytes that were changed on the disk', async () => {
    const root = await freshRoot();
    const storage = createFileStorage(root);
    const { key } = await storage.put(Buffer.from('paper'));
    await writeFile(join(root, key.slice(0, 2), key), 'forged');
    await expect(storage.get(key)).rejects.toBeInstanceOf(StoredBytesDamaged);
  });

  it('leaves nothing behind when the disk refuses', async () => {
    const root = await freshRoot();
    await writeFile(root, 'a file where the directory should be');
    await expect(createFileStorage(root).put(Buffer.from('paper'))).rejects.toThrow();
  });
});
