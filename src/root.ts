// Owns where the product's own files stand on disk: the same folder whether the code runs from `src` or from `dist`.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function find(from: string): string {
  if (existsSync(join(from, 'prisma', 'schema.prisma'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('The product’s files are incomplete: prisma/schema.prisma was not found.');
  return find(parent);
}

/** Absolute path of the folder that holds `package.json`, `prisma/` and `procedures/`. */
export const PRODUCT_ROOT = find(__dirname);

/** As `package.json` states it. */
export const PRODUCT_VERSION = (
  JSON.parse(readFileSync(join(PRODUCT_ROOT, 'package.json'), 'utf8')) as { readonly version: string }
).version;
