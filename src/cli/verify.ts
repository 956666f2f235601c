// Owns `oneseal verify`: is the record what it was? Chains, papers, numbers, against every witness outside the database.
import { join } from 'node:path';
import type { Command } from 'commander';
import { Pool } from 'pg';
import { witnessOf } from '../adapters/document/witness';
import { createFileStorage } from '../adapters/storage/file-storage';
import { createProcessHealth } from '../ops/process-health';
import { openTemporal, temporalSettings, type TemporalClient } from '../ops/temporal-client';
import { verifyRecord, type Broken } from '../ops/verification';
import { createWitnesses } from '../ops/witness';
import { operatedInstallation, progress } from './installation';

const WHY: Readonly<Record<string, string>> = {
  missing: '缺失 / is missing',
  'not-chained': '与前一条不相连 / does not follow from the act before',
  'payload-changed': '内容被改动 / its content was changed',
  'act-changed': '被改动 / was changed',
  'differs-from-witness': '与外部见证不符 / differs from a witness outside the database',
  'missing-tail': '其后的记录缺失 / is missing, with all that followed',
  'not-in-state': '未经登记的记录 / was put there without the case knowing',
  'case-missing': '流程有而案卷没有 / has a process, and no record',
  'file-missing': '文书文件缺失 / the file is missing',
  'file-changed': '文书文件被改动 / the file was changed',
  'not-of-this-case': '文书属于另一办件 / the file is of another case',
  'not-as-registered': '文书与登记不符 / the file is not as registered',
  'number-missing': '编号缺失 / the number is missing',
  'number-without-series': '编号没有序列 / the number belongs to no series',
  'number-without-act': '编号没有对应的记录 / no act carries the number, and no reason says that it is void',
};

export function registerVerify(program: Command): void {
  program
    .command('verify')
    .argument('[case...]', '办件标识；不给则核验全部 / ids of cases; none: all of them, and every number drawn')
    .description('核验案卷、文书和编号 / verify ledgers, papers and numbers; exit code 1 when anything is broken')
    .action(async (cases: readonly string[]) => {
      const { databaseUrl, home, environment } = operatedInstallation();
      const pool = new Pool({ connectionString: databaseUrl, max: 8, connectionTimeoutMillis: 5_000 });
      pool.on('error', () => undefined);
      const temporal = openTemporal(temporalSettings(environment));
      const shown = progress('已核验 / verified');
      try {
        const result = await verifyRecord(
          {
            sql: pool,
            witnessesOf: createWitnesses({
              sql: pool,
              storage: createFileStorage(join(home, 'files')),
              witnessOf,
              newestWake: createProcessHealth(temporal, pool).newestWitness,
            }),
            processes: () => caseProcesses(temporal),
            onProgress: (done) => shown.tick(done),
          },
          cases,
        );
        shown.end();
        for (const broken of result.broken) console.log(sentence(broken));
        if (result.unasked > 0)
          console.log(
            `Temporal 没有应答：${result.unasked} 个办件只与文书核对。/ Temporal is away: ${result.unasked} cases were compared with their papers only.`,
          );
        console.log(
          `核验 ${result.cases} 个办件、${result.acts} 条记录、${result.papers} 份文书：${result.broken.length === 0 ? '完好' : `${result.broken.length} 处不符`}。/ ` +
            `${result.cases} cases, ${result.acts} acts, ${result.papers} papers: ${result.broken.length === 0 ? 'intact' : `${result.broken.length} broken`}.`,
        );
        if (result.broken.length > 0) process.exitCode = 1;
      } finally {
        shown.end();
        await Promise.allSettled([temporal.close(), pool.end()]);
      }
    });
}

function sentence({ case: id, seq, why, where }: Broken): string {
  const what = [id === '' ? [] : [id], seq === undefined ? [] : [`#${seq}`], where === undefined ? [] : [`(${where})`]];
  return `✗ ${what.flat().join(' ')}: ${WHY[why] ?? why}`;
}

/** Ids of processes that are a case's own; those of effects have a colon in their id. */
async function* caseProcesses({ client }: Pick<TemporalClient, 'client'>): AsyncGenerator<string> {
  for await (const { workflowId } of client.workflow.list()) if (!workflowId.includes(':')) yield workflowId;
}
