// Owns `oneseal task …`: the inbox and acting on tasks.
import { Option, type Command } from 'commander';
import { ask, jsonOption, questionOf, show } from './client';

export function registerTask(program: Command): void {
  const group = program.command('task').description('待办 / tasks');
  const act = async (id: string, body: object): Promise<void> =>
    show(await ask('POST', `/api/tasks/${encodeURIComponent(id)}/acts`, body));
  group
    .command('list')
    .description('待办 / the inbox')
    .addOption(new Option('--box <box>').choices(['mine', 'pool', 'done', 'cc', 'waiting']).default('pool'))
    .addOption(new Option('--sort <sort>').choices(['due', 'new']))
    .option('--q <text>')
    .option('--limit <n>')
    .option('--after <cursor>')
    .action(async (options: Record<string, unknown>) => show(await ask('GET', `/api/tasks${questionOf(options)}`)));
  group
    .command('counts')
    .description('待办数量 / how many')
    .action(async () => show(await ask('GET', '/api/tasks/counts')));
  group
    .command('show <id>')
    .description('任务详情 / one task')
    .action(async (id: string) => show(await ask('GET', `/api/tasks/${encodeURIComponent(id)}`)));
  group
    .command('claim <id>')
    .description('签收 / claim')
    .action((id: string) => act(id, { type: 'claim' }));
  group
    .command('unclaim <id>')
    .description('退回签收 / give back')
    .action((id: string) => act(id, { type: 'unclaim' }));
  group
    .command('decide <id> <outcome>')
    .description('办理 / decide')
    .option('--opinion <text>', '意见 / opinion')
    .option('--data <json>', '表单 / the form', jsonOption)
    .action((id: string, outcome: string, options: { opinion?: string; data?: object }) =>
      act(id, { type: 'decide', outcome, ...options }),
    );
  group
    .command('return <id> <to>')
    .description('退回 / send the case back to an earlier step, or to the applicant')
    .requiredOption('--reason <text>', '理由 / why')
    .addOption(new Option('--mode <mode>').choices(['re-walk', 'direct']))
    .option('--confirmed', '一并关闭子流程 / child processes are closed with it')
    .action((id: string, to: string, options: { reason: string; mode?: string; confirmed?: boolean }) =>
      act(id, { type: 'return', to, ...options }),
    );
  group
    .command('withdraw <id>')
    .description('撤回办理 / take one’s decision back')
    .action((id: string) => act(id, { type: 'withdraw' }));
}
