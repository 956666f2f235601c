/** Owns asking poppler, a reader of PDFs that is not ours, what it sees. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a poppler tool on the file and gives what it printed. A machine without it fails the test, with a sentence. */
export function poppler(
  tool: 'pdftotext' | 'pdffonts' | 'pdfsig' | 'pdfinfo',
  pdf: Uint8Array,
  ...options: string[]
): string {
  const directory = mkdtempSync(join(tmpdir(), 'oneseal-pdf-'));
  try {
    const file = join(directory, 'paper.pdf');
    writeFileSync(file, pdf);
    const run = spawnSync(tool, [...options, file, ...(tool === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8' });
    if (run.error) {
      throw new Error(
        `${tool} is not on the PATH: install poppler ("apt-get install poppler-utils", "brew install poppler").`,
      );
    }
    return run.stdout + run.stderr;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
