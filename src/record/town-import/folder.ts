// Owns reading an import's files from a folder: text in UTF-8, and no file that would be passed over in silence.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fault, type Fault } from './fault';
import { TOWN_FILES, type TownFile, type TownFiles } from './plan';

export interface Folder {
  readonly files: TownFiles;
  readonly faults: readonly Fault[];
}
/** What an import might be meant to be; a folder may hold other things beside. */
const TABLE = /\.(csv|tsv|txt|xlsx?|ya?ml|json)$/i;

export async function readTownFolder(folder: string): Promise<Folder> {
  const names = await namesIn(folder);
  if (names === undefined)
    return { files: {}, faults: [fault(folder, 1, undefined, '没有这个文件夹。', 'There is no such folder.')] };
  const faults = names
    .filter((name) => TABLE.test(name) && !TOWN_FILES.some((known) => known === name))
    .map((name) =>
      fault(
        name,
        1,
        undefined,
        `不认识这个文件；可用：${TOWN_FILES.join('、')}。`,
        `This file is not known; there are: ${TOWN_FILES.join(', ')}.`,
      ),
    );
  const files: Partial<Record<TownFile, string>> = {};
  for (const name of TOWN_FILES.filter((known) => names.includes(known))) {
    const text = decoded(await readFile(join(folder, name)));
    if (text !== undefined) files[name] = text;
    else
      faults.push(
        fault(
          name,
          1,
          undefined,
          '文件不是 UTF-8 编码；在表格软件中请另存为“CSV UTF-8”。',
          'The file is not in UTF-8; let the spreadsheet save it as "CSV UTF-8".',
        ),
      );
  }
  if (Object.keys(files).length === 0 && faults.length === 0)
    faults.push(
      fault(folder, 1, undefined, `其中没有 ${TOWN_FILES.join('、')}。`, `There is none of ${TOWN_FILES.join(', ')}.`),
    );
  return { files, faults };
}

async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as { readonly code?: unknown }).code))) return undefined;
    throw error;
  }
}

/** Undefined for other encodings: Chinese spreadsheets save GBK unless told otherwise, and it would be read as nonsense. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
