import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { catalogue } from '../../procedures';
import { POST_KINDS } from '../../src/kernel/procedure/definition';
import { PRODUCT_ROOT } from '../../src/root';

/** What stands in backquotes in the first column of a table: the English words of the glossary. */
const words = new Set(
  readFileSync(join(PRODUCT_ROOT, 'docs', 'glossary.md'), 'utf8')
    .split('\n')
    .flatMap((line) => /^\| (.+?) \|/.exec(line)?.[1]?.match(/`[^`]+`/g) ?? [])
    .map((word) => word.slice(1, -1)),
);

function stems(folder: string, extension: string): readonly string[] {
  return readdirSync(join(PRODUCT_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(extension))
    .map((path) => basename(path, extension))
    .filter((stem) => stem !== 'index');
}

it.each([
  ['file of the kernel', stems('src/kernel', '.ts')],
  ['act', stems('src/kernel/acts', '.ts')],
  ['procedure file', stems('procedures', '.ts')],
  ['workflow', stems('workflows', '.ts')],
  ['paper', stems('documents', '.md')],
  ['post', POST_KINDS],
  ['procedure', catalogue.map((draft) => draft.id)],
])('every %s is called by a word of the glossary', (_kind, names) => {
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !words.has(name))).toEqual([]);
});
