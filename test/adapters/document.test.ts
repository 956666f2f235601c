/** Owns the proof that papers say what they must, to a reader that is not ours. */
import { CharacterUnknown } from '../../src/adapters/document/fonts';
import { renderPaper } from '../../src/adapters/document/render-paper';
import { witnessOf } from '../../src/adapters/document/witness';
import { paperTexts } from '../../src/record/paper-texts';
import { poppler } from './poppler';
import { samplePaper, withLines } from './sample-papers';

/** What the reader read in the order of drawing, without the line breaks that the layout chose. */
function wordsOf(pdf: Uint8Array): string {
  return poppler('pdftotext', pdf, '-raw').replace(/\s+/g, '');
}

describe.each(paperTexts().map(({ kind }) => kind))('the paper %s', (kind) => {
  it('shows heading or hands, number, title, every line, day and verification code as text, in fonts of its own', async () => {
    const input = samplePaper(kind);
    const pdf = await renderPaper(input);
    const words = wordsOf(pdf);
    const expected = [
      ...(input.signs.length === 0 ? [input.body] : input.signs.map((sign) => `${sign}（签名）：`)),
      input.number ?? '',
      input.title.zh,
      input.addressee ? `${input.addressee}：` : '',
      ...input.lines.flat(),
      '2026年3月18日',
      'K7QM-2XPD-94RT',
    ];
    for (const text of expected) expect(words).toContain(text.replace(/\s+/g, ''));
    expect(words).not.toMatch(/[{}]|null|undefined/);
    const fonts = poppler('pdffonts', pdf).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/NotoSerifSC.* yes yes yes /);
    expect(pdf.byteLength).toBeLessThan(100_000);
  });

  it('has the same bytes when rendered again, and other bytes for another word', async () => {
    const input = samplePaper(kind);
    const first = Buffer.from(await renderPaper(input));
    expect(Buffer.from(await renderPaper(input)).equals(first)).toBe(true);
    expect(Buffer.from(await renderPaper(withLines(input, ['食品生产许可']))).equals(first)).toBe(false);
  });

  it('has the bytes that a process gives it which has drawn nothing before', async () => {
    const input = samplePaper(kind);
    for (const { kind: other } of paperTexts()) await renderPaper(samplePaper(other));
    const late = Buffer.from(await renderPaper(input));
    let fresh: typeof renderPaper | undefined;
    jest.isolateModules(() => {
      fresh = jest.requireActual<{ renderPaper: typeof renderPaper }>(
        '../../src/adapters/document/render-paper',
      ).renderPaper;
    });
    expect(fresh).not.toBe(renderPaper);
    expect(Buffer.from((await fresh?.(input)) ?? []).equals(late)).toBe(true);
  });
});

describe('a paper', () => {
  it('tells of reconsideration and court, with their terms, when it refuses', async () => {
    for (const kind of ['refusal-decision', 'non-acceptance-notice'] as const) {
      const words = wordsOf(await renderPaper(samplePaper(kind)));
      expect(words).toContain('六十日内依法向江阴市人民政府申请行政复议');
      expect(words).toContain('六个月内依法向有管辖权的人民法院提起行政诉讼');
    }
  });

  it('carries the act it was made from', async () => {
    const input = samplePaper('grant-decision');
    expect(witnessOf(await renderPaper(input))).toEqual(input.witness);
    const { witness, ...without } = input;
    expect(witness).toBeDefined();
    expect(witnessOf(await renderPaper(without))).toBeUndefined();
    expect(witnessOf(Buffer.from('not a paper'))).toBeUndefined();
    expect(witnessOf(new Uint8Array())).toBeUndefined();
  });

  it('refuses a witness that could not be read back', async () => {
    const input = samplePaper('receipt');
    for (const witness of [
      { case: 'a) /OneSealSeq (1', seq: 1, hash: 'ab'.repeat(32) },
      { case: 'a', seq: 0, hash: 'ab'.repeat(32) },
      { case: 'a', seq: 1, hash: 'AB'.repeat(32) },
    ]) {
      await expect(renderPaper({ ...input, witness })).rejects.toBeInstanceOf(RangeError);
    }
  });

  it('runs over several pages when the list is long, with number on each and day on the last', async () => {
    const input = samplePaper('supplement-notice');
    const gaps = Array.from({ length: 60 }, (_, index) => `${index + 1}. 第${index + 1}项申请材料未提交；`);
    const pdf = await renderPaper(withLines(input, gaps));
    const pages = poppler('pdftotext', pdf).split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, index) => {
      expect(page.replace(/\s+/g, '')).toContain(`—${index + 1}—`);
      expect(page.includes('2026年3月18日')).toBe(index === pages.length - 1);
    });
    expect(wordsOf(pdf)).toContain('60.第60项申请材料未提交；');
  });

  it('never parts the issuing body and the day from the text, wherever the page ends', async () => {
    const input = samplePaper('supplement-notice');
    for (let lines = 1; lines <= 24; lines += 1) {
      const gaps = Array.from({ length: lines }, (_, index) => `${index + 1}. 材料；`);
      const pdf = await renderPaper(withLines(input, gaps));
      const last = poppler('pdftotext', pdf).split('\f').at(-2) ?? '';
      expect(last.replace(/\s+/g, '')).toContain('可以重新提出申请。');
      expect(last).toContain('2026年3月18日');
    }
  });

  it('is refused rather than issued with an empty box in a name', async () => {
    const input = { ...samplePaper('receipt'), addressee: '𠮷野' };
    await expect(renderPaper(input)).rejects.toEqual(new CharacterUnknown('𠮷', '𠮷野'));
  });

  it('keeps the hands that sign and the day above the line for verification, wherever the page ends', async () => {
    const input = samplePaper('site-visit-record');
    for (let lines = 0; lines <= 14; lines += 1) {
      const pdf = await renderPaper(
        withLines(
          input,
          Array.from({ length: lines }, (_, n) => `${n + 1}. 情况；`),
        ),
      );
      const last = poppler('pdftotext', pdf, '-layout').split('\f').at(-2) ?? '';
      const places = ['（签名）：', '2026年3月18日', '核验码'].map((text) => last.lastIndexOf(text));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places[0]).toBeGreaterThanOrEqual(0);
    }
  });

  it('breaks a form between its rows, never inside one', async () => {
    const input = samplePaper('proof-of-service');
    const rows = Array.from({ length: 40 }, (_, n): readonly [string, string] => [`第${n + 1}项`, `甲${n + 1}乙`]);
    const pages = poppler('pdftotext', await renderPaper(withLines(input, rows)), '-layout').split('\f');
    expect(pages.length).toBeGreaterThan(2);
    for (const [label, value] of rows) {
      const page = pages.find((each) => each.includes(label));
      expect(page?.replace(/\s+/g, '')).toContain(label + value);
    }
  });

  it('is a preview when 样张 stands across every page of it', async () => {
    const input = samplePaper('supplement-notice');
    const long = withLines(
      input,
      Array.from({ length: 60 }, (_, n) => `${n + 1}. 材料；`),
    );
    const pages = poppler('pdftotext', await renderPaper({ ...long, sample: true }), '-raw')
      .split('\f')
      .slice(0, -1);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page.replace(/\s+/g, '')).toMatch(/样张$/);
    expect(wordsOf(await renderPaper(long))).not.toContain('样张');
  });
});
