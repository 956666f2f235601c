/** Owns what every seal promises, whoever keeps its key: judged by `verify` and by poppler, a reader that is not ours. */
import { renderPaper } from '../../src/adapters/document/render-paper';
import { witnessOf } from '../../src/adapters/document/witness';
import { AlreadySealed, SEALS, type SealId, type SealProvider } from '../../src/adapters/seal/seal';
import { poppler } from './poppler';
import { samplePaper } from './sample-papers';

/** 2026-03-18 09:30:00 in Shanghai. */
const AT = Date.UTC(2026, 2, 18, 1, 30, 0);

function changedAt(pdf: Uint8Array, offset: number): Buffer {
  const copy = Buffer.from(pdf);
  copy[offset] = (copy[offset] ?? 0) ^ 0x01;
  return copy;
}

export function sealContract(name: string, open: () => Promise<SealProvider>): void {
  describe(`${name} keeps the seal contract`, () => {
    let seals: SealProvider;
    let paper: Uint8Array;
    let sealed: Uint8Array;
    const request = (pdf: Uint8Array, seal: SealId = 'approval-bureau') => ({
      pdf,
      seal,
      reason: '准予行政许可',
      at: AT,
    });
    beforeAll(async () => {
      seals = await open();
      paper = await renderPaper(samplePaper('grant-decision'));
      sealed = await seals.apply(request(paper));
    });

    it.each(Object.keys(SEALS) as SealId[])('is accepted by pdfsig for the whole document: %s', async (seal) => {
      const said = poppler('pdfsig', await seals.apply(request(paper, seal)));
      expect(said).toContain('Signature is Valid.');
      expect(said).toContain('Total document signed');
      expect(said).toContain('ETSI.CAdES.detached');
      expect(said).toContain(`Signer Certificate Common Name: ${(await seals.certificate(seal)).signer}`);
    });

    it('says who sealed, when, and that the whole file is covered', async () => {
      expect(await seals.verify(sealed)).toEqual({
        valid: true,
        signer: SEALS['approval-bureau'].title.zh,
        sealedAt: AT,
        coversWhole: true,
      });
    });

    it('leaves the paper as it was, its words and its witness too', () => {
      expect(Buffer.from(sealed.subarray(0, paper.byteLength)).equals(Buffer.from(paper))).toBe(true);
      expect(witnessOf(sealed)).toEqual(samplePaper('grant-decision').witness);
      expect(poppler('pdftotext', sealed)).toContain('准予行政许可决定书');
    });

    it('gives a repeated request the same bytes, so that a retry makes no second original', async () => {
      expect(Buffer.from(await seals.apply(request(paper))).equals(Buffer.from(sealed))).toBe(true);
    });

    it('refuses the file when one byte is changed, wherever it is', async () => {
      const from = Buffer.from(sealed).indexOf('/Contents <');
      const offsets = new Set<number>([0, paper.byteLength - 1, paper.byteLength, sealed.byteLength - 1]);
      for (let offset = 0; offset < sealed.byteLength; offset += 61) offsets.add(offset);
      // The signature itself is what no digest covers: look closer there, its borders included.
      for (let offset = from - 80; offset < sealed.byteLength; offset += 1) offsets.add(offset);
      const accepted: number[] = [];
      for (const offset of offsets) if ((await seals.verify(changedAt(sealed, offset))).valid) accepted.push(offset);
      expect(accepted).toEqual([]);
    });

    it('refuses a signature written another way, though its value is the same', async () => {
      const text = Buffer.from(sealed).toString('latin1');
      const upper = text.replace(/\/Contents <([0-9a-f]+)>/, (_, hex: string) => `/Contents <${hex.toUpperCase()}>`);
      expect(upper).not.toBe(text);
      expect((await seals.verify(Buffer.from(upper, 'latin1'))).valid).toBe(false);
    });

    it('is refused by pdfsig too when a byte it covers is changed', () => {
      const gap = Buffer.from(sealed).indexOf('/Contents <');
      const step = Math.floor(paper.byteLength / 12);
      const offsets = Array.from({ length: 12 }, (_, index) => 20 + index * step).concat(gap - 200, gap - 100);
      for (const offset of offsets)
        expect(poppler('pdfsig', changedAt(sealed, offset))).not.toContain('Signature is Valid.');
    });

    it('refuses anything added after the seal, or cut off', async () => {
      const longer = Buffer.concat([sealed, Buffer.from('\n')]);
      const update = Buffer.concat([sealed, sealed.subarray(paper.byteLength)]);
      const shorter = sealed.subarray(0, sealed.byteLength - 1);
      for (const file of [longer, update, shorter]) {
        const found = await seals.verify(file);
        expect(found.valid).toBe(false);
        expect(found.signer).toBeUndefined();
        expect(found.reason).toBeTruthy();
      }
    });

    it('says of a file without a seal that it has none, and never throws at rubbish', async () => {
      expect(await seals.verify(paper)).toEqual({
        valid: false,
        coversWhole: false,
        reason: 'The file bears no seal.',
      });
      for (const file of [new Uint8Array(), Buffer.from('%PDF-1.7'), Buffer.alloc(1000, 0xff)]) {
        expect((await seals.verify(file)).valid).toBe(false);
      }
    });

    it('does not put a second seal on a sealed paper, nor any on what is no paper', async () => {
      await expect(seals.apply(request(sealed))).rejects.toBeInstanceOf(AlreadySealed);
      await expect(seals.apply(request(Buffer.from('not a paper')))).rejects.toThrow('not a paper of OneSeal');
    });

    it('seals in less than a second', async () => {
      const before = performance.now();
      await seals.apply(request(paper));
      expect(performance.now() - before).toBeLessThan(1000);
    });
  });
}
