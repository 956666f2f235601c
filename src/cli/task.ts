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
    .command('withdraw <id>')
    .description('撤回办理 / take one’s decision back')
    .action((id: string) => act(id, { type: 'withdraw' }));
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
}
