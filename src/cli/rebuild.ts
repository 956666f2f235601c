// Owns `oneseal rebuild`: folded states and read models made anew from the ledgers, compared, and on request repaired.
import type { Command } from 'commander';
import { Pool } from 'pg';
import { pages } from '../ops/verification';
import { createDefinitions } from '../record/definitions';
import { rebuildCase, type Difference } from '../record/rebuild';
import { operatedInstallation, progress } from './installation';

const AT_ONCE = 4;

export function registerRebuild(program: Command): void {
  program
    .command('rebuild')
    .argument('[case...]', '办件标识；不给则全部 / ids of cases; none: all of them')
    .option('--repair', '按案卷改正 / write what the ledger says')
    .description(
      '由案卷重建状态和视图并比较 / rebuild states and views from the ledgers and compare; exit code 1 when they differ',
    )
    .action(async (cases: readonly string[], { repair = false }: { readonly repair?: boolean }) => {
      const { databaseUrl } = operatedInstallation();
      const pool = new Pool({ connectionString: databaseUrl, max: AT_ONCE, connectionTimeoutMillis: 5_000 });
      pool.on('error', () => undefined);
      const definitions = createDefinitions(pool);
      const shown = progress('已重建 / rebuilt');
      let done = 0;
      let differing = 0;
      let erased = 0;
      let beyond = 0;
      const one = async (id: string): Promise<void> => {
        const found = await rebuildCase(pool, definitions, id, repair);
        done += 1;
        shown.tick(done);
        if (found.some(isErased)) erased += 1;
        const differences = found.filter((difference) => !isErased(difference));
        if (differences.length === 0) return;
        differing += 1;
        if (differences.some(({ kind }) => kind === 'gone')) beyond += 1;
        shown.end();
        for (const { case: caseId, what } of differences) console.log(`✗ ${caseId}: ${what}`);
      };
      try {
        for await (const page of cases.length > 0 ? [cases] : pages(pool)) {
          const waiting = [...page].reverse();
          await Promise.all(
            Array.from({ length: AT_ONCE }, async () => {
              for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await one(id);
            }),
          );
        }
        shown.end();
        if (erased > 0)
          console.log(
            `${erased} 个办件的内容已依法删除，不再重建。/ ${erased} cases were lawfully erased and are not rebuilt.`,
          );
        const fate =
          differing === 0 ? '' : repair ? '，已改正 / repaired' : '，用 --repair 改正 / --repair writes them';
        console.log(`重建 ${done} 个办件，${differing} 个不符${fate}。/ ${done} cases rebuilt, ${differing} differ.`);
        if (beyond > 0 || (differing > 0 && !repair)) process.exitCode = 1;
      } finally {
        shown.end();
        await pool.end();
      }
    });
}

function isErased({ kind }: Difference): boolean {
  return kind === 'erased';
}
