// Owns the completeness of package-lock.json. A registry mirror that carries the binaries of some platforms only makes
// `npm install` leave the others out without a word, and `npm ci` then refuses the lock on every platform. What is
// missing is optional, exactly versioned by its parent, and named after its platform: enough to write the entry.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

const path = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const { packages } = lock;
let added = 0;

for (const [parent, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (resolves(parent, name)) continue;
    const words = name.split(/[/-]/);
    const os = systems.find((system) => words.includes(system)) ?? (words.includes('windows') ? 'win32' : undefined);
    const cpu = processors.find((processor) => words.some((word) => word.startsWith(processor)));
    if (!os || !/^\d/.test(version)) throw new Error(`${name}@${version}, wanted by ${parent}, must be added by hand`);
    packages[`node_modules/${name}`] = {
      version,
      ...(cpu && { cpu: [cpu] }),
      ...(entry.dev && { dev: true }),
      ...(entry.license && { license: entry.license }),
      optional: true,
      os: [os],
    };
    added += 1;
  }
}

if (added > 0) {
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`${added} entries added to package-lock.json`);

// As Node looks it up: beside the parent, then in each folder above.
function resolves(parent, name) {
  for (let folder = parent; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    if (packages[`${folder}${folder && '/'}node_modules/${name}`]) return true;
    if (!folder.includes('/node_modules/')) return Boolean(packages[`node_modules/${name}`]);
  }
}
