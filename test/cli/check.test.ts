import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { writePreviews } from '../../src/cli/check';
import { poppler } from '../adapters/poppler';

test('the check writes a preview of each paper of a procedure, in fonts of its own', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'oneseal-previews-'));
  try {
    const told: string[] = [];
    await writePreviews('food-business-permit', directory, (line) => told.push(line));
    const kinds = Object.keys(foodBusinessPermit.papers).sort();
    expect(readdirSync(directory).sort()).toEqual(kinds.map((kind) => `food-business-permit.${kind}.pdf`));
    expect(told).toHaveLength(kinds.length);
    const pdf = readFileSync(join(directory, 'food-business-permit.grant-decision.pdf'));
    expect(poppler('pdftotext', pdf, '-raw').replace(/\s+/g, '')).toMatch(/准予行政许可决定书.*样张/);
    for (const font of poppler('pdffonts', pdf).trim().split('\n').slice(2))
      expect(font).toMatch(/NotoSerifSC.* yes yes yes /);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
