// Owns the proof that a first screen of the desk stays small, and that what few screens need is asked for only there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PRODUCT_ROOT } from '../../src/root';

const BUILT = join(PRODUCT_ROOT, 'dist', 'web');
/** Bytes, gzip. */
const MOST = 420 * 1024;

interface Part {
  readonly file: string;
  readonly imports?: readonly string[];
}
let parts: Readonly<Record<string, Part>>;
beforeAll(() => {
  parts = JSON.parse(readFileSync(join(BUILT, '.vite', 'manifest.json'), 'utf8')) as typeof parts;
});

/** The part and all that it cannot begin without. */
function whole(name: string, seen = new Set<string>()): ReadonlySet<string> {
  const part = parts[name];
  if (!part) throw new Error(`The desk has no part ${name}.`);
  if (seen.has(part.file)) return seen;
  seen.add(part.file);
  for (const inner of part.imports ?? []) whole(inner, seen);
  return seen;
}
const size = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILT, file))).length, 0);

test.each([
  'features/session/sign-in.tsx',
  'features/review/inbox.tsx',
  'features/review/task-page.tsx',
  'features/window/day.tsx',
  'features/window/window.tsx',
  'features/cases/case-page.tsx',
  'features/supervision/stuck-page.tsx',
])('%s as the first screen asks for at most 420 KB of script', (screen) => {
  expect(size(new Set([...whole('index.html'), ...whole(screen)]))).toBeLessThanOrEqual(MOST);
});

test('forms, the pages of a PDF, pictures and timelines are no part of what every screen begins with', () => {
  const first = whole('index.html');
  for (const heavy of ['components/schema-form/schema-form.tsx', 'components/viewer/pages.tsx'])
    expect(first.has(parts[heavy]?.file ?? '')).toBe(false);
  expect(parts['components/viewer/pages.tsx']).toBeDefined();
});
