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
    .command('transfer <id> <person>')
    .description('转办 / hand on')
    .requiredOption('--reason <text>', '理由 / reason')
    .option('--confirmed', '确认转回曾经办理的人 / back to somebody who held it before')
    .action((id: string, to: string, options: object) => act(id, { type: 'transfer', to, ...options }));
  group
    .command('delegate <id> <person>')
    .description('委派，征求意见 / ask for an opinion')
    .requiredOption('--question <text>', '需要什么意见 / what is asked')
    .action((id: string, to: string, options: object) => act(id, { type: 'delegate', to, ...options }));
  group
    .command('recall <id>')
    .description('收回委派 / recall what was asked')
    .action((id: string) => act(id, { type: 'recall-delegation' }));
  group
    .command('opinion <id> <text>')
    .description('提交意见 / give the opinion that was asked for')
    .action((id: string, opinion: string) => act(id, { type: 'submit-opinion', opinion }));
  group
    .command('recuse <id>')
    .description('申请回避 / ask to be recused')
    .addOption(new Option('--ground <ground>').choices(['own-interest', 'relative', 'other']).makeOptionMandatory())
    .requiredOption('--reason <text>', '理由 / reason')
    .action((id: string, options: object) => act(id, { type: 'recuse', ...options }));
  group
    .command('withdraw <id>')
    .description('撤回办理 / take one’s decision back')
    .option('--reason <text>', '理由 / reason')
    .action((id: string, options: { reason?: string }) => act(id, { type: 'withdraw', ...options }));
  group
    .command('withdraw-vote <id>')
    .description('撤回表决 / take one’s vote back while others still vote')
    .option('--reason <text>', '理由 / reason')
    .action((id: string, options: { reason?: string }) => act(id, { type: 'withdraw-vote', ...options }));
  group
    .command('add-sign <id> <kind> <people...>')
    .description('加签 before, after, parallel, consult / add people to the task')
    .requiredOption('--reason <text>', '理由 / reason')
    .option('--weight <n>', '票数 / what their votes count for', Number)
    .action((id: string, kind: string, people: string[], options: { reason: string; weight?: number }) =>
      act(id, { type: 'add-sign', kind, people, ...options }),
    );
  group
    .command('remove-sign <id> <seat>')
    .description('减签 / remove somebody who was added')
    .requiredOption('--reason <text>', '理由 / reason')
    .action((id: string, seat: string, options: { reason: string }) =>
      act(id, { type: 'remove-sign', seat, ...options }),
    );
  group
    .command('submit-opinion <id> <opinion>')
    .description('提交意见 / give the opinion that was asked for')
    .action((id: string, opinion: string) => act(id, { type: 'submit-opinion', opinion }));
  group
    .command('act <id> <type>')
    .description('任务的其他操作 / any other act on a task: urge, reassign, decide-recusal …, as `task show` offers it')
    .option('--with <json>', '该操作的其他字段 / the other members of the act', jsonOption, {})
    .action((id: string, type: string, options: { with: object }) => act(id, { ...options.with, type }));
}
