/** Owns what every store of papers promises, whatever it is made of. */
import { createHash } from 'node:crypto';
import type { Storage } from '../../src/adapters/storage/storage';

export function storageContract(name: string, create: () => Promise<Storage>): void {
  describe(`${name} keeps the storage contract`, () => {
    const paper = new TextEncoder().encode('准予行政许可决定书');

    it('gives back the bytes that were put, under the digest of their content', async () => {
      const storage = await create();
      const stored = await storage.put(paper);
      expect(stored.sha256).toBe(createHash('sha256').update(paper).digest('hex'));
      expect(stored.size).toBe(paper.byteLength);
      expect(Buffer.from((await storage.get(stored.key)) ?? [])).toEqual(Buffer.from(paper));
      expect(await storage.exists(stored.key)).toBe(true);
    });

    it('gives equal content an equal key, however often and however concurrently it is put', async () => {
      const storage = await create();
      const keys = await Promise.all(Array.from({ length: 20 }, async () => (await storage.put(paper)).key));
      expect(new Set(keys).size).toBe(1);
      expect(Buffer.from((await storage.get(keys[0] ?? '')) ?? [])).toEqual(Buffer.from(paper));
    });

    it('keeps an empty file and a large one', async () => {
      const storage = await create();
      const empty = await storage.put(new Uint8Array());
      const large = await storage.put(new Uint8Array(5_000_000).fill(7));
      expect((await storage.get(empty.key))?.byteLength).toBe(0);
      expect((await storage.get(large.key))?.byteLength).toBe(5_000_000);
    });

    it('knows nothing of other keys, not even of those that look like a path', async () => {
      const storage = await create();
      for (const key of ['0'.repeat(64), '', '../../etc/passwd', '/etc/passwd']) {
        expect(await storage.exists(key)).toBe(false);
        expect(await storage.get(key)).toBeUndefined();
      }
    });

    it('is not changed by what a caller does with the bytes afterwards', async () => {
      const storage = await create();
      const given = Uint8Array.from(paper);
      const { key } = await storage.put(given);
      given.fill(0);
      (await storage.get(key))?.fill(0);
      expect(Buffer.from((await storage.get(key)) ?? [])).toEqual(Buffer.from(paper));
    });
  });
}
