// Writes the ledger of every story that has none yet to test/kernel/ledgers. What is there is never written again: it stands for
// the ledgers of towns, which every later kernel must still read. Asked for by `scripts/record-ledgers.mjs`.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KERNEL_VERSION } from '../../src/kernel/evolve';
import { familyOf, stories } from './stories';

const FOLDER = join(__dirname, '..', 'kernel', 'ledgers');

/** @returns the names written */
export function writeLedgers(): readonly string[] {
  mkdirSync(FOLDER, { recursive: true });
  return Object.entries(stories).flatMap(([name, tell]) => {
    const told = tell();
    // A child or a linked case has a ledger of its own, beside that of the case it hangs on.
    const ledgers = familyOf(told).map((each) => [each === told ? name : `${name}+${each.state.id}`, each] as const);
    const missing = ledgers.filter(([each]) => !existsSync(join(FOLDER, `${each}.json`)));
    for (const [each, { state, acts }] of missing)
      writeFileSync(
        join(FOLDER, `${each}.json`),
        `${JSON.stringify({ kernel: KERNEL_VERSION, id: state.id, acts, state }, null, 1)}\n`,
      );
    return missing.map(([each]) => each);
  });
}
