// Owns `npm run check`: every static judgement, all of them even when one fails, and a last line that sums up.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { generateClient, installPackages, root } from './prepare.mjs';

const bin = (path) => join('node_modules', path);
const folders = ['src', 'workflows', 'activities', 'procedures', 'prisma', 'test', 'bench', 'web'];
const checks = {
  format: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  lint: [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'],
  borders: [
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    ...folders.filter((folder) => existsSync(join(root, folder))),
  ],
  types: [bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
  'types of the desk': [bin('typescript/bin/tsc'), '-p', 'web'],
  unused: [bin('knip/bin/knip.js'), '--no-progress'],
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !(name in checks));
if (unknown) {
  console.error(`No check is called ${unknown}; there are: ${Object.keys(checks).join(', ')}`);
  process.exit(1);
}

installPackages();
generateClient();
const results = Object.entries(checks)
  .filter(([name]) => chosen.length === 0 || chosen.includes(name))
  .map(([name, command]) => {
    const started = performance.now();
    const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${name.padEnd(8)} ${status === 0 ? 'ok' : 'FAILED'} ${seconds} s`);
    return { name, ok: status === 0 };
  });

const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
console.log(failed.length === 0 ? 'check: all ok' : `check: FAILED ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
