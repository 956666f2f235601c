// Writes the ledger of every story that has none yet to test/kernel/ledgers. What is there is never written again: it stands for
// the ledgers of towns, which every later kernel must still read. Asked for by `scripts/record-ledgers.mjs`.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KERNEL_VERSION } from '../../src/kernel/evolve';
import { stories } from './stories';

const FOLDER = join(__dirname, '..', 'kernel', 'ledgers');

/** @returns the names written */
export function writeLedgers(): readonly string[] {
  mkdirSync(FOLDER, { recursive: true });
  const missing = Object.entries(stories).filter(([name]) => !existsSync(join(FOLDER, `${name}.json`)));
  for (const [name, tell] of missing) {
    const { state, acts } = tell();
    writeFileSync(
      join(FOLDER, `${name}.json`),
      `${JSON.stringify({ kernel: KERNEL_VERSION, id: state.id, acts, state }, null, 1)}\n`,
    );
  }
  return missing.map(([name]) => name);
}
