// Owns `oneseal town import`: what files of a town would change in an installation, and, when told to, the change.
import type { Command } from 'commander';
import { Client } from 'pg';
import { accountsOf } from '../../prisma/seed';
import type { Difference } from '../record/town-import/differences';
import { faultLine, type Fault } from '../record/town-import/fault';
import { readTownFolder } from '../record/town-import/folder';
import { importTown } from '../record/town-import/import';
import type { Change, Part, Plan } from '../record/town-import/plan';
import { operatedDatabase } from './installation';

/** What the command takes from its surroundings; a test hands in its own. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}
const HERE: Surroundings = { environment: process.env, say: (line) => console.log(line) };

export function registerTown(program: Command, surroundings: Surroundings = HERE): void {
  program
    .command('town')
    .description('单位、人员、岗位、资格和权力事项 / organisations, people, posts, qualifications and power items')
    .command('import')
    .argument('<folder>', '导入文件所在的文件夹 / the folder of the import files')
    .description(
      '先列出新增、变更和终止，不写入；加 --apply 才写入，从不删除 / shows what would be added, changed and ended; writes only with --apply, and deletes nothing',
    )
    .option('--apply', '写入，全部成功或全部不写 / write it: all of it or nothing')
    .action(async (folder: string, options: { apply?: boolean }) => {
      process.exitCode = await importFolder(folder, options.apply === true, surroundings);
    });
}

/** @returns the exit code: 0 when the files can be taken, 1 when something in them is wrong */
async function importFolder(folder: string, apply: boolean, { environment, say }: Surroundings): Promise<number> {
  const { files, faults } = await readTownFolder(folder);
  if (faults.length > 0) return refused(faults, say);
  const client = new Client({ connectionString: operatedDatabase(environment), connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const planned = await importTown(client, files, { apply, accounts: accountsOf });
    if (planned.kind === 'refused') return refused(planned.faults, say);
    for (const line of planLines(planned.plan)) say(line);
    say(
      apply
        ? '已写入。/ Written.'
        : '以上仅为预览，没有写入；确认后加 --apply。/ Nothing is written yet: run it again with --apply.',
    );
    return 0;
  } finally {
    await client.end();
  }
}

function refused(faults: readonly Fault[], say: (line: string) => void): number {
  for (const each of faults) say(faultLine(each));
  say(
    `共 ${faults.length} 处错误，没有写入。/ ${faults.length} ${faults.length === 1 ? 'mistake' : 'mistakes'}, nothing is written.`,
  );
  return 1;
}

function planLines(plan: Plan): readonly string[] {
  return [plan.organisations, plan.people, plan.posts, plan.qualifications, plan.powerItems].flatMap(partLines);
}

const SIGNS = { added: '+', changed: '~', ended: '-' } as const;

function partLines({ file, title, changes, unchanged, unnamed }: Part<unknown>): readonly string[] {
  const of = (kind: Change<unknown>['kind']): number => changes.filter((change) => change.kind === kind).length;
  const [added, changed, ended] = [of('added'), of('changed'), of('ended')];
  const heading =
    `${title.zh} ${file}：新增 ${added}，变更 ${changed}，终止 ${ended}，不变 ${unchanged}，文件未提及而保留 ${unnamed}` +
    ` / ${title.en}: ${added} added, ${changed} changed, ${ended} ended, ${unchanged} unchanged, ${unnamed} not in the file and kept`;
  return [heading, ...changes.flatMap(changeLines)];
}

function changeLines({ kind, key, name, differences }: Change<unknown>): readonly string[] {
  return [`  ${SIGNS[kind]} ${key} ${name}`, ...differences.map(differenceLine)];
}

function differenceLine({ field, from = '—', to = '—' }: Difference): string {
  return `      ${field}: ${from} → ${to}`;
}
