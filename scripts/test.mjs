// Owns `npm test`: everything prepared, then jest with the arguments given and its exit code.
import { spawnSync } from 'node:child_process';
import { prepareOrExit, root } from './prepare.mjs';

await prepareOrExit();
const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
