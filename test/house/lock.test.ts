// Owns the proof that a checkout installs on any platform: `npm ci` refuses a lock in which anything named is missing.
import lock from '../../package-lock.json';
import manifest from '../../package.json';

interface Entry {
  readonly version?: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}
const packages = lock.packages as Record<string, Entry>;

test('the lock file names every package it asks for, those of other platforms included', () => {
  const missing = Object.entries(packages).flatMap(([parent, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !packages[`node_modules/${name}`] && !packages[`${parent}/node_modules/${name}`])
      .filter((name) => !Object.keys(packages).some((path) => path.endsWith(`/node_modules/${name}`)))
      .map((name) => `${parent} asks for ${name}: node scripts/complete-lock.mjs`),
  );
  expect(missing).toEqual([]);
});

test('every version is pinned exactly, and locked as pinned', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/)]);
    expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
  }
});
