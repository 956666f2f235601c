// Owns `oneseal check`: what is wrong with a procedure, before anybody publishes it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { seededTown } from '../../prisma/town/town';
import { catalogue } from '../../procedures/index';
import { renderPaper } from '../adapters/document/render-paper';
import { readDefinition } from '../contract/definition';
import { checkProcedure } from '../kernel/procedure/soundness';
import { samplePaper } from '../kernel/paper-sample';
import type { Town } from '../kernel/procedure/finding';
import { paperText } from '../record/paper-texts';

/** Checks against the seed's town: a procedure is judged before there is an installation to ask. */
export function registerCheck(program: Command): void {
  program
    .command('check')
    .argument('[target]', '流程标识或 JSON 文件；不写则检查全部 / a procedure’s id or a file of JSON; all without it')
    .option('--papers <dir>', '把每份文书的样张写入此目录 / write a preview of each paper into this directory')
    .option('--services <names>', '已配置的外部服务，用逗号分隔 / services that are set up, separated by commas')
    .description('检查流程定义 / check the definitions of procedures')
    .action(async (target: string | undefined, options: { readonly papers?: string; readonly services?: string }) => {
      const say = (line: string): void => console.log(line);
      const services = options.services?.split(',').map((name) => name.trim());
      const town = (procedure: string): Town => ({ ...seededTown(procedure), ...(services ? { services } : {}) });
      process.exitCode = await check(target, town, say);
      if (options.papers !== undefined && process.exitCode === 0) await writePreviews(target, options.papers, say);
    });
}

/**
 * `oneseal check [file|id]`: a file of JSON, one procedure of the catalogue, or all of it.
 * @returns the exit code: 0 without errors, 1 with errors, 2 where there is nothing to check
 */
export async function check(
  target: string | undefined,
  townFor: (procedure: string) => Town,
  write: (line: string) => void,
): Promise<number> {
  const definitions = await definitionsOf(target);
  if (typeof definitions === 'string') {
    write(definitions);
    return 2;
  }
  let errors = 0;
  for (const { name, definition } of definitions) {
    const read = readDefinition(definition);
    const findings = 'findings' in read ? read.findings : checkProcedure(read.draft, townFor(read.draft.id));
    write(findings.length === 0 ? `${name}: 没有问题 / nothing wrong` : `${name}:`);
    for (const finding of findings) {
      const walk = finding.walk ? ` (${finding.walk.join(' → ')})` : '';
      write(`  ${finding.severity} ${finding.rule} ${finding.path}`);
      write(`    ${finding.message.zh} / ${finding.message.en}${walk}`);
    }
    errors += findings.filter((finding) => finding.severity === 'error').length;
  }
  return errors === 0 ? 0 : 1;
}

/** Every paper of the catalogue's procedures as a PDF marked 样张: `<procedure>.<paper>.pdf`. */
export async function writePreviews(
  target: string | undefined,
  directory: string,
  write: (line: string) => void,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const draft of catalogue.filter(({ id }) => target === undefined || id === target)) {
    for (const kind of Object.keys(draft.papers)) {
      const text = paperText(kind);
      const sample = text && samplePaper(draft, text);
      if (!sample) throw new Error(`documents/${kind}.md cannot be filled for ${draft.id}`);
      const file = join(directory, `${draft.id}.${kind}.pdf`);
      await writeFile(file, await renderPaper({ ...sample, verifyUrl: SAMPLE_ADDRESS, sample: true }));
      write(file);
    }
  }
}
const SAMPLE_ADDRESS = 'https://oneseal.example/verify/SAMPLE';

interface Named {
  readonly name: string;
  readonly definition: unknown;
}

/** What is to be checked, or the sentence that says why it cannot be. */
async function definitionsOf(target: string | undefined): Promise<readonly Named[] | string> {
  const chosen = catalogue.filter((draft) => target === undefined || draft.id === target);
  if (chosen.length > 0) return chosen.map((draft) => ({ name: draft.id, definition: draft }));
  const file = target ?? '';
  try {
    return [{ name: file, definition: JSON.parse(await readFile(file, 'utf8')) as unknown }];
  } catch (fault) {
    const known = catalogue.map((draft) => draft.id).join(', ');
    if (fault instanceof SyntaxError) return `${file}: 不是 JSON / not JSON: ${fault.message}`;
    return `没有这个文件或流程：${file} / no such file or procedure; procedures: ${known}`;
  }
}
