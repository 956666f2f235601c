// Owns `npm run migration -- NAME`: writes what prisma/schema.prisma says and the committed migrations do not, as SQL.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareOrExit, root } from './prepare.mjs';

const name = process.argv[2];
if (!/^[a-z][a-z0-9_]*$/.test(name ?? '')) {
  console.error('Name the migration in small letters: npm run migration -- add_hearings');
  process.exit(1);
}
await prepareOrExit();
// The compiled product, which exists only after the line above.
const product = createRequire(join(root, 'dist/src/'));
const { startPostgres } = product('./ops/postgres-server.js');
const { freePort } = product('./ops/process.js');
const { migratedSchema, readSchema } = product('./record/migrate.js');
const { differenceSql } = product('./record/schema-engine.js');

const folder = mkdtempSync(join(tmpdir(), 'oneseal-migration-'));
const server = await startPostgres({
  directory: join(folder, 'postgres'),
  port: await freePort(),
  durable: false,
  maxConnections: 20,
  logFile: join(folder, 'postgres.log'),
});
try {
  const { content } = await readSchema();
  const sql = await differenceSql(server.ownerUrl, await migratedSchema(), content);
  if (sql === '') {
    console.log('The migrations already say what the schema says.');
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const target = join(root, 'prisma/migrations', `${stamp}_${name}`);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, 'migration.sql'), sql);
    // What the next difference is taken from.
    writeFileSync(join(target, 'schema.prisma'), content);
    console.log(`wrote ${target}/migration.sql: read it before you commit it`);
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
