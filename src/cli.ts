/** Owns the command `oneseal`: one file per group of commands under `cli/`, each registered here. */
import { Command } from 'commander';
import { registerAdmin } from './cli/admin';
import { registerCase } from './cli/case';
import { registerCheck } from './cli/check';
import { registerRecover } from './cli/recover';
import { registerTask } from './cli/task';
import { registerToken } from './cli/token';

const program = new Command('oneseal')
  .description('一章通 OneSeal：一窗受理、一章审批 / one window, one seal')
  .showHelpAfterError();
for (const register of [registerCase, registerTask, registerToken, registerCheck, registerRecover, registerAdmin])
  register(program);

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
