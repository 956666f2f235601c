// Owns `oneseal migrate`: what an operator runs once before a new version starts on servers of their own.
import type { Command } from 'commander';

/** Brings the database up to date, saying what it does; gives the application's login. */
export type Migrate = (say: (line: string) => void) => Promise<{ readonly url: string }>;

export function registerMigrate(program: Command, migrate: Migrate): void {
  program
    .command('migrate')
    .description('升级数据库（DATABASE_OWNER_URL）/ bring the database up to date, with the login DATABASE_OWNER_URL')
    .option('--print-url', '输出应用登录地址 / print the URL of the application’s restricted login, password included')
    .action(async (options: { printUrl?: boolean }) => {
      const { url } = await migrate((line) => console.error(line));
      const shown = new URL(url);
      shown.password = shown.password === '' ? '' : '***';
      console.log(options.printUrl === true ? url : `数据库已就绪 / the database is ready: ${shown.href}`);
    });
}
