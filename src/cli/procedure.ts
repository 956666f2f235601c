// Owns `oneseal procedure …`: what can be applied for, and the form that `case open` asks for.
import type { Command } from 'commander';
import { ask, show } from './client';

interface Title {
  readonly zh: string;
  readonly en: string;
}

export function registerProcedure(program: Command): void {
  const group = program.command('procedure').description('流程 / procedures');
  group
    .command('list')
    .description('已发布的流程 / published procedures')
    .action(async () => {
      const { items } = (await ask('GET', '/api/procedures')) as { items: { id: string; title: Title }[] };
      for (const { id, title } of items) console.log(`${id.padEnd(30)} ${title.zh} / ${title.en}`);
    });
  group
    .command('form <id>')
    .description('申请表（JSON Schema）/ the application form')
    .action(async (id: string) => {
      const { definition } = (await ask('GET', `/api/procedures/${encodeURIComponent(id)}`)) as {
        definition: { dataSchema: object };
      };
      show(definition.dataSchema);
    });
}
