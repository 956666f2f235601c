/** Owns the command `oneseal`: one file per group of commands under `cli/`, each registered here. */
import { Command } from 'commander';
import { registerAdmin } from './cli/admin';
import { registerCase } from './cli/case';
import { registerCheck } from './cli/check';
import { registerFile } from './cli/file';
import { registerMigrate } from './cli/migrate';
import { registerProcedure } from './cli/procedure';
import { registerRebuild } from './cli/rebuild';
import { registerRecover } from './cli/recover';
import { registerTask } from './cli/task';
import { registerToken } from './cli/token';
import { registerTown } from './cli/town';
import { registerVerify } from './cli/verify';
import { parseConfig } from './config';
import { complain } from './ops/lifetime';
import { setUp } from './set-up';

const program = new Command('oneseal')
  .description('一章通 OneSeal：一窗受理、一章审批 / one window, one seal')
  .showHelpAfterError();
for (const register of [
  registerCase,
  registerTask,
  registerProcedure,
  registerFile,
  registerToken,
  registerCheck,
  registerRecover,
  registerAdmin,
  registerTown,
  registerVerify,
  registerRebuild,
])
  register(program);
registerMigrate(program, (say) => setUp({ ...parseConfig(process.env), onProgress: say }));

program.parseAsync().catch((error: unknown) => {
  complain(error);
  process.exitCode = 1;
});
