// Owns `oneseal recover`: Temporal lost, behind, or ahead of a restored database; the processes start again from the record.
import type { Command } from 'commander';
import { Pool } from 'pg';
import { recover } from '../ops/recover';
import { openTemporal, registerSearchAttributes, temporalSettings } from '../ops/temporal-client';
import { operatedInstallation } from './installation';

export function registerRecover(program: Command): void {
  program
    .command('recover')
    .description(
      '按案卷重新启动全部流程（Temporal 丢失、落后或者超前时使用）/ start every process again from the record',
    )
    .action(async () => {
      const { databaseUrl, environment } = operatedInstallation();
      const pool = new Pool({ connectionString: databaseUrl, max: 2, connectionTimeoutMillis: 5_000 });
      const temporal = openTemporal(temporalSettings(environment));
      try {
        await registerSearchAttributes(temporal);
        const { epoch, ended, started, claimed, unknown, lost } = await recover(temporal, pool);
        console.log(`纪元 ${epoch}：结束运行 ${ended} 个，重新启动 ${started} 个办件的流程。`);
        console.log(
          `Epoch ${epoch}: ${ended} runs ended; the processes of ${started} cases start again with the relay.`,
        );
        if (claimed > 0)
          console.log(
            `${claimed} 个已领取的事项将在两分钟内接续。/ ${claimed} claimed effects are taken over within two minutes.`,
          );
        if (unknown.length > 0) {
          console.log('Temporal 有记录而案卷没有的办件（备份之后的办理已经丢失，须人工核对）：');
          console.log('Known to Temporal and not to the record (begun after the backup; to be looked into):');
          for (const id of unknown) console.log(`  ${id}`);
        }
        if (lost.length > 0) {
          console.log('Temporal 见过而案卷没有的记录（备份之后的办理已经丢失，须人工核对）：');
          console.log(
            'Acts that Temporal was told of and the record does not hold (later than the backup; to be looked into):',
          );
          for (const { case: id, seq } of lost) console.log(`  ${id} … #${seq}`);
        }
      } finally {
        await Promise.allSettled([temporal.close(), pool.end()]);
      }
    });
}
