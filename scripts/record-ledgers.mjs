// Owns adding recorded ledgers: `node scripts/record-ledgers.mjs` keeps the ledger of every story that has none yet.
import { spawnSync } from 'node:child_process';
import { root } from './prepare.mjs';

const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', 'test/kernel/record-of-acts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ONESEAL_RECORD_LEDGERS: '1' },
});
process.exit(status ?? 1);
