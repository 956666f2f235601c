// Owns `oneseal file …`: handing papers in, and keeping the documents that were made.
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { bytesOf, handIn, show } from './client';

export function registerFile(program: Command): void {
  const group = program.command('file').description('材料与文书文件 / papers and documents as files');
  group
    .command('send <path>')
    .description('上传材料，所得 id 填入表单 / hand in a paper; its id goes into the form')
    .action(async (path: string) => show(await handIn(path)));
  group
    .command('save <document> <path>')
    .description('下载文书（编号见 case documents）/ keep a document; case documents names its id')
    .action(async (document: string, path: string) => {
      const bytes = await bytesOf(document);
      writeFileSync(path, bytes);
      console.log(`${path}: ${bytes.length} B`);
    });
}
