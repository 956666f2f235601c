// Owns what a program calls things and people should not have to read: every code in its sources, and the citations that stand in Chinese.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../procedures';
import { PRODUCT_ROOT } from '../../src/root';

const SOURCES = ['src', 'workflows', 'activities', 'procedures'];
/** `validity-watch`, `shopName`: two words in one. A code of one word is a word of the language too. */
const CODE = /['"`]([a-z]+(?:-[a-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+)['"`]|^\s*([a-z]+(?:[A-Z][a-z0-9]+)+):/gm;

/** English words that are written like a code. */
const WORDS = ['e-mail', 'sign-in', 'four-eyes', 'made-up'];

export function codesOfTheProgram(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of SOURCES.flatMap((folder) => filesIn(join(PRODUCT_ROOT, folder))))
    for (const [, literal, member] of readFileSync(file, 'utf8').matchAll(CODE)) found.add(literal ?? member ?? '');
  for (const word of WORDS) found.delete(word);
  return found;
}
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : filesIn(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

/** Laws are cited as they are called, in any language of the page. */
export function citations(): readonly string[] {
  const found = new Set<string>();
  const gather = (value: unknown, name: string): void => {
    if (typeof value === 'string') {
      if (name === 'basis' || name === 'article') found.add(value);
    } else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) gather(inner, key);
  };
  gather(catalogue, '');
  return [...found];
}
