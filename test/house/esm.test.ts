// Owns the proof that every runtime dependency loads in the test runner, ESM-only packages among them.
import { dependencies } from '../../package.json';

// Fonts and pages are read as files, the schema engine is instantiated from its .wasm file, and the Prisma client is the
// generated one in src/generated.
const filesOnly = /@fontsource|google-fonts|swagger-ui-dist|^@prisma\/(client|schema-engine-wasm)$/;

test.each(Object.keys(dependencies).filter((name) => !filesOnly.test(name)))('%s loads', async (name) => {
  expect(Object.keys((await import(name)) as object)).not.toEqual([]);
});
