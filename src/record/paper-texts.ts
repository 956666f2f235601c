/** Owns where the texts of the papers lie: `documents/<kind>.md`, each read once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPaperText, type PaperText } from '../kernel/paper-text';
import { PRODUCT_ROOT } from '../root';

let read: ReadonlyMap<string, PaperText> | undefined;

function texts(): ReadonlyMap<string, PaperText> {
  const folder = join(PRODUCT_ROOT, 'documents');
  read ??= new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .map((file) => file.slice(0, -'.md'.length))
      .sort()
      .map((kind) => [kind, readPaperText(kind, readFileSync(join(folder, `${kind}.md`), 'utf8'))]),
  );
  return read;
}

export function paperTexts(): readonly PaperText[] {
  return [...texts().values()];
}

/** The text of a kind of paper; undefined where nobody has written one. */
export function paperText(kind: string): PaperText | undefined {
  return texts().get(kind);
}
