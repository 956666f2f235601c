/** Owns the proof that papers say what they must, to a reader that is not ours. */
import { CharacterUnknown } from '../../src/adapters/document/fonts';
import {
  fillTemplate,
  PAPER_KINDS,
  PaperFactMissing,
  parseTemplate,
  templateOf,
  writtenDay,
} from '../../src/adapters/document/paper-template';
import { renderPaper } from '../../src/adapters/document/render-paper';
import { witnessOf } from '../../src/adapters/document/witness';
import { poppler } from './poppler';
import { samplePaper } from './sample-papers';

/** What the reader read, without the line breaks that the layout chose. */
function wordsOf(pdf: Uint8Array): string {
  return poppler('pdftotext', pdf).replace(/\s+/g, '');
}

describe.each(PAPER_KINDS)('the paper %s', (kind) => {
  it('shows heading, number, title, addressee, every paragraph, day and verification code as text', async () => {
    const input = samplePaper(kind);
    const template = templateOf(kind);
    const words = wordsOf(await renderPaper(input));
    const expected = [
      input.body,
      input.number ?? '',
      template.title.zh,
      `${input.addressee}：`,
      '2026年3月18日',
      'K7QM-2XPD-94RT',
    ];
    for (const text of expected) expect(words).toContain(text.replace(/\s+/g, ''));
    const facts = { organisation: input.body, number: input.number ?? '', ...input.facts };
    for (const paragraph of fillTemplate(template, facts)) expect(words).toContain(paragraph.replace(/\s+/g, ''));
    expect(words).not.toContain('{{');
  });

  it('embeds its fonts as subsets and stays below 100 kB', async () => {
    const pdf = await renderPaper(samplePaper(kind));
    const fonts = poppler('pdffonts', pdf).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/NotoSerifSC.* yes yes yes /);
    expect(pdf.byteLength).toBeLessThan(100_000);
  });

  it('has the same bytes when rendered again, and other bytes for another fact', async () => {
    const input = samplePaper(kind);
    const first = Buffer.from(await renderPaper(input));
    expect(Buffer.from(await renderPaper(input)).equals(first)).toBe(true);
    const other = { ...input, facts: { ...input.facts, item: '食品生产许可' } };
    expect(Buffer.from(await renderPaper(other)).equals(first)).toBe(false);
  });

  it('has the bytes that a process gives it which has drawn nothing before', async () => {
    const input = samplePaper(kind);
    for (const other of PAPER_KINDS) await renderPaper(samplePaper(other));
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

  it('names the first fact that is missing', async () => {
    const input = samplePaper(kind);
    for (const placeholder of templateOf(kind).placeholders) {
      const facts = { ...input.facts, [placeholder]: ' ' };
      await expect(renderPaper({ ...input, facts })).rejects.toEqual(new PaperFactMissing(kind, placeholder));
    }
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
    const gaps = Array.from({ length: 60 }, (_, index) => `${index + 1}. 第${index + 1}项申请材料未提交；`).join('\n');
    const pdf = await renderPaper({ ...input, facts: { ...input.facts, gaps } });
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
      const gaps = Array.from({ length: lines }, (_, index) => `${index + 1}. 材料；`).join('\n');
      const pdf = await renderPaper({ ...input, facts: { ...input.facts, gaps } });
      const last = poppler('pdftotext', pdf).split('\f').at(-2) ?? '';
      expect(last.replace(/\s+/g, '')).toContain('可以重新提出申请。');
      expect(last).toContain('2026年3月18日');
    }
  });

  it('is refused rather than issued with an empty box in a name', async () => {
    const input = { ...samplePaper('receipt'), addressee: '𠮷野' };
    await expect(renderPaper(input)).rejects.toEqual(new CharacterUnknown('𠮷', '𠮷野'));
  });

  it('takes a fact as text, never as a template, and drops what cannot be seen', () => {
    const template = parseTemplate(
      'receipt',
      '---\ntitle: 甲\ntitleEn: A\narticle: 乙\n---\n{{applicant}}和{{item}}\n',
    );
    const facts = { applicant: '{{item}}', item: '公\u202e文\u0000' };
    expect(fillTemplate(template, facts)).toEqual(['{{item}}和公文']);
  });

  it('is not filled from what every object inherits', () => {
    const template = parseTemplate('receipt', '---\ntitle: 甲\ntitleEn: A\narticle: 乙\n---\n{{toString}}\n');
    expect(() => fillTemplate(template, {})).toThrow(PaperFactMissing);
  });

  it('is not made of a malformed text', () => {
    expect(() => parseTemplate('receipt', '甲')).toThrow('has no front matter');
    expect(() => parseTemplate('receipt', '---\ntitle: 甲\narticle: 乙\n---\n丙')).toThrow('"titleEn"');
    expect(() => parseTemplate('receipt', '---\ntitle: 甲\ntitleEn: A\narticle: 乙\n---\n{{a.b}}')).toThrow(
      'malformed',
    );
  });

  it('writes civil days as papers do', () => {
    expect(writtenDay('2026-03-05')).toBe('2026年3月5日');
    expect(writtenDay('长期')).toBe('长期');
  });
});
