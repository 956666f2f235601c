// Owns `oneseal case …`: looking at cases and acting on them.
import type { Command } from 'commander';
import { ask, jsonOption, questionOf, show } from './client';

export function registerCase(program: Command): void {
  const group = program.command('case').description('办件 / cases');
  const look = (name: string, description: string, part: string): void => {
    group
      .command(`${name} <id>`)
      .description(description)
      .action(async (id: string) => show(await ask('GET', `/api/cases/${encodeURIComponent(id)}${part}`)));
  };
  group
    .command('list')
    .description('可见的办件 / the cases you may see')
    .option('--state <state>', 'open | suspended | ended')
    .option('--light <light>', 'green | yellow | red | overdue | paused')
    .option('--q <text>', '编号、姓名、拼音首字母 / number, name, pinyin initials')
    .option('--limit <n>')
    .option('--after <cursor>')
    .action(async (options: Record<string, unknown>) => show(await ask('GET', `/api/cases${questionOf(options)}`)));
  group
    .command('stuck')
    .description('滞留清单，等得最久的在前 / what stands still, the longest wait first')
    .option('--kind <kind>', '等待的类别 / kind of wait')
    .option('--organisation <id>', '在等哪个单位 / the body it waits for')
    .option('--overdue <true|false>')
    .option('--limit <n>')
    .option('--after <cursor>')
    .action(async (options: Record<string, unknown>) => show(await ask('GET', `/api/waits${questionOf(options)}`)));
  group
    .command('findings')
    .description('监测发现的问题 / what the watchdog has found')
    .action(async () => show(await ask('GET', '/api/findings')));
  look('show', '办件详情 / one case', '');
  look('why', '在等什么、等谁 / what it waits for', '/explanation');
  look('process', '背后的流程 / the process behind it', '/process');
  look('ahead', '后续步骤 / the steps ahead', '/forecast');
  look('acts', '台账 / the ledger', '/acts');
  look('documents', '文书 / documents', '/documents');
  look('verify', '台账完整性核验 / recompute the chain', '/verification');
  group
    .command('open <procedure>')
    .description('收件（流程见 procedure list）/ open a case; `procedure list` names the procedures')
    .requiredOption('--data <json>', '申请表，项目见 procedure form / the form that `procedure form` shows', jsonOption)
    .requiredOption(
      '--party <json>',
      '申请人 / the applicant: {"kind":"person","name","idType":"resident-id","idNumber","phone"}',
      jsonOption,
    )
    .option('--item <code>', '事项编码 / power item')
    .option('--organisation <id>', '收件单位 / where it is handed in')
    .action(
      async (
        procedure: string,
        { item, ...rest }: { item?: string; data: object; party: object; organisation?: string },
      ) =>
        show(
          await ask('POST', '/api/cases', { procedure, ...(item === undefined ? {} : { powerItem: item }), ...rest }),
        ),
    );
  group
    .command('act <id> <type>')
    .description(
      '对办件的操作 / act on a case: supplement, withdraw-application, suspend-clock, copy, comment, receive-message …, as `case show` offers it',
    )
    .option('--with <json>', '该操作的其他字段 / the other members of the act', jsonOption, {})
    .action(async (id: string, type: string, options: { with: object }) =>
      show(await ask('POST', `/api/cases/${encodeURIComponent(id)}/acts`, { ...options.with, type })),
    );
}
