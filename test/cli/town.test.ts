import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { Client } from 'pg';
import { seed } from '../../prisma/seed';
import { townFiles } from '../../prisma/town/town';
import { registerTown } from '../../src/cli/town';
import { installation } from '../../src/record/installation';
import { freshDatabase, type FreshDatabase } from '../support/postgres';

const PEOPLE = 'username,name,email\nan,安宁,an@example.cn\n';

let database: FreshDatabase;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oneseal-town-'));
  database = await freshDatabase();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await seed(owner, { demo: false });
  await installation(owner, { demo: false });
  await owner.end();
});
afterEach(async () => {
  process.exitCode = 0;
  await rm(folder, { recursive: true });
  await database.drop();
});

/** Runs `oneseal town import` over these files and returns its exit code and what it said. */
async function run(
  files: Readonly<Record<string, string | Uint8Array>>,
  ...words: readonly string[]
): Promise<{ readonly code: unknown; readonly said: string }> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const said: string[] = [];
  const program = new Command('oneseal').exitOverride();
  registerTown(program, { environment: { DATABASE_URL: database.url }, say: (line) => said.push(line) });
  await program.parseAsync(['town', 'import', folder, ...words], { from: 'user' });
  return { code: process.exitCode, said: said.join('\n') };
}
async function names(): Promise<readonly string[]> {
  return (await database.pool.query<{ name: string }>('select name from persons order by id')).rows.map(
    ({ name }) => name,
  );
}

it('shows what would come, change and end, and writes it only when told to', async () => {
  const preview = await run({ 'people.csv': PEOPLE });
  expect(preview.code).toBe(0);
  expect(preview.said).toContain('1 added, 0 changed, 0 ended, 0 unchanged, 0 not in the file and kept');
  expect(preview.said).toContain('  + an 安宁');
  expect(preview.said).toContain('没有写入');
  expect(await names()).toEqual([]);
  expect((await run({}, '--apply')).said).toContain('已写入');
  expect(await names()).toEqual(['安宁']);
  const posts = 'person,kind,organisation,from,to\nan,examiner,approval-bureau,2024-01-01,';
  await run({ 'posts.csv': `${posts}\n` }, '--apply');
  const { said } = await run({ 'people.csv': PEOPLE.replace('安宁', '安宁宁'), 'posts.csv': `${posts}2026-12-31\n` });
  expect(said).toContain('  ~ an 安宁宁\n      name: 安宁 → 安宁宁');
  expect(said).toContain('  - examiner@approval-bureau:an 审查人员\n      to: — → 2026-12-31');
});

it('names every bad row, writes nothing and says so with its exit code', async () => {
  const { code, said } = await run({ 'people.csv': `${PEOPLE},无名,\nbo,,\n` }, '--apply');
  expect(code).toBe(1);
  expect(said).toContain('people.csv 第 3 行 / line 3, username');
  expect(said).toContain('people.csv 第 4 行 / line 4, name');
  expect(said).toContain('共 2 处错误，没有写入。/ 2 mistakes, nothing is written.');
  expect(await names()).toEqual([]);
});

it.each<[string, Readonly<Record<string, string | Uint8Array>>, string]>([
  ['a file whose name it does not know', { 'people.csv': PEOPLE, 'organizations.csv': '' }, 'organizations.csv'],
  // 张 as a Chinese spreadsheet saves it by default (GBK).
  ['a file that is not in UTF-8', { 'people.csv': Uint8Array.of(0x61, 0x2c, 0xd5, 0xc5, 0x0a) }, 'CSV UTF-8'],
  ['a folder without any file of a town', { 'readme.md': '' }, 'There is none of organisations.csv'],
])('refuses %s', async (_what, files, why) => {
  const { code, said } = await run(files, '--apply');
  expect([code, said]).toEqual([1, expect.stringContaining(why)]);
  expect(await names()).toEqual([]);
});

it('says so when there is no such folder', async () => {
  const said: string[] = [];
  const program = new Command('oneseal').exitOverride();
  registerTown(program, { environment: {}, say: (line) => said.push(line) });
  await program.parseAsync(['town', 'import', join(folder, 'nowhere')], { from: 'user' });
  expect([process.exitCode, said[0]]).toEqual([1, expect.stringContaining('There is no such folder.')]);
});

it('shows a changed item field by field before it becomes a version', async () => {
  const catalogue = townFiles()['power-items.yaml'] ?? '';
  const begin = catalogue.indexOf(`- code: '000131023000'`);
  const food = catalogue.slice(begin, catalogue.indexOf('\n- code:', begin));
  expect((await run({ 'power-items.yaml': food })).said).toContain('0 added, 0 changed, 0 ended, 1 unchanged');
  const changed = food
    .replace('onTheSpot: false', 'onTheSpot: true')
    .replace('validFrom: 2024-01-01', 'validFrom: 2099-01-01');
  const { said } = await run({ 'power-items.yaml': changed }, '--apply');
  expect(said).toContain(
    '~ 000131023000 食品经营许可\n      onTheSpot: — → true\n      validFrom: 2024-01-01 → 2099-01-01',
  );
  const { rows } = await database.pool.query(
    `select version, on_the_spot, valid_from, valid_to, initials from power_items where code = '000131023000' order by version`,
  );
  expect(rows).toEqual([
    { version: 1, on_the_spot: false, valid_from: '2024-01-01', valid_to: '2098-12-31', initials: 'spjyxk' },
    { version: 2, on_the_spot: true, valid_from: '2099-01-01', valid_to: null, initials: 'spjyxk' },
  ]);
});
