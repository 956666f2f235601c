// Owns the proof that an administrator can keep the town from a terminal, and is told in sentences what is refused.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Command } from 'commander';
import { registerAdmin } from '../../src/cli/admin';
import { registerToken } from '../../src/cli/token';
import { anApi, type ApiUnderTest } from '../support/an-api';

let api: ApiUnderTest;
const folder = mkdtempSync(join(tmpdir(), 'oneseal-admin-'));
const SET = ['ONESEAL_URL', 'ONESEAL_TOKEN', 'ONESEAL_PASSWORD', 'ONESEAL_NEW_PASSWORD'] as const;
const before = Object.fromEntries(SET.map((name) => [name, process.env[name]]));
beforeAll(async () => {
  api = await anApi();
  process.env.ONESEAL_URL = api.base;
  process.env.ONESEAL_TOKEN = await tokenOf('shijie');
}, 120_000);
afterAll(async () => {
  for (const name of SET)
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  process.exitCode = 0;
  rmSync(folder, { recursive: true });
  await api.drop();
});
async function tokenOf(person: string): Promise<string> {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  return (await (await api.letIn(person)).call('POST', '/api/access-tokens', { name: 'test', expiresAt })).json.token;
}

/** Runs the command and returns what it printed, as JSON where it is some. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer is asserted member by member
async function oneseal(...words: readonly string[]): Promise<any> {
  const printed: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  try {
    const program = new Command('oneseal').exitOverride().configureOutput({ writeErr: () => undefined });
    registerAdmin(program, { environment: {}, input: Readable.from([]), say: () => undefined });
    registerToken(program);
    await program.parseAsync([...words], { from: 'user' });
  } finally {
    log.mockRestore();
  }
  return JSON.parse(printed.join('\n') || 'null');
}
const because = ['--reason', '机构改革。'] as const;

test('somebody is brought in, changes his first password, gets a post and leaves', async () => {
  const made = await oneseal('admin', 'person', 'add', '--username', 'tangwei', '--name', '唐伟', ...because);
  expect(made).toMatchObject({
    id: 'tangwei',
    state: 'first-password',
    firstPassword: expect.stringMatching(/^(\w{4}-){3}\w{4}$/),
  });
  process.env.ONESEAL_PASSWORD = made.firstPassword as string;
  await expect(oneseal('token', 'create', 'tangwei')).rejects.toThrow(/password-to-change/);
  process.env.ONESEAL_NEW_PASSWORD = '一个很长的新密码2026';
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  await oneseal('token', 'password', 'tangwei');
  const term = { person: 'tangwei', kind: 'window-clerk', organisation: 'huashi-centre', from: '2026-03-02' };
  const post = await oneseal('admin', 'post', 'give', '--with', JSON.stringify(term), ...because);
  expect((await oneseal('admin', 'post', 'list', '--person', 'tangwei')).items).toMatchObject([{ id: post.id }]);
  await oneseal('admin', 'person', 'lock', 'tangwei', ...because);
  expect(await oneseal('admin', 'person', 'show', 'tangwei')).toMatchObject({ state: 'locked' });
  await oneseal('admin', 'person', 'unlock', 'tangwei', ...because);
  const left = await oneseal('admin', 'person', 'leaves', 'tangwei', '--on', '2099-12-31', ...because);
  expect(left).toMatchObject({ seats: [], ended: [{ id: post.id, to: '2099-12-31' }] });
  expect((await oneseal('admin', 'log', 'list', '--subject', 'tangwei')).items).toHaveLength(5);
});

test('somebody is put in charge of a topic, and it is ended', async () => {
  const fire = { organisation: 'approval-bureau', topic: '消防', person: 'qianjianguo', from: '2026-03-02' };
  const { id } = await oneseal('admin', 'topic', 'give', '--with', JSON.stringify(fire), ...because);
  const listed = await oneseal('admin', 'topic', 'list', '--organisation', 'approval-bureau');
  expect(listed.items).toMatchObject([{ id, topic: '消防', current: true }]);
  expect(await oneseal('admin', 'topic', 'end', id, '--on', '2099-12-31', ...because)).toMatchObject({
    to: '2099-12-31',
  });
});

test('a folder is shown before it is written', async () => {
  writeFileSync(join(folder, 'people.csv'), 'username,name,email\nsunli,孙丽,\n');
  expect(await oneseal('admin', 'person', 'import', folder)).toMatchObject({ written: false, faults: [] });
  expect(await oneseal('admin', 'person', 'import', folder, '--apply')).toMatchObject({ written: true });
  expect((await oneseal('admin', 'person', 'list', '--q', 'sunli')).items).toMatchObject([{ username: 'sunli' }]);
  await expect(oneseal('admin', 'person', 'import', join(folder, 'none'))).rejects.toThrow(
    'There is none of these files',
  );
});

test('a calendar is proposed by one and published by another', async () => {
  const year = { year: 2033, notice: '国办发', restDays: ['2033-01-01'], workingDays: [] };
  const { id } = await oneseal('admin', 'calendar', 'propose', '--with', JSON.stringify(year), ...because);
  expect(await oneseal('admin', 'proposal', 'moves', id)).toEqual({ items: [], next: null });
  await expect(oneseal('admin', 'proposal', 'publish', id, ...because)).rejects.toThrow(/^403 .*second-person-needed/);
  await api.db.pool.query(
    `insert into posts (id, kind, organisation_id, person_id, title_zh, title_en, valid_from) values ('x', 'administrator', 'jiangyin', 'zhengyan', '', '', '2020-01-01')`,
  );
  const own = process.env.ONESEAL_TOKEN;
  process.env.ONESEAL_TOKEN = await tokenOf('zhengyan');
  expect(await oneseal('admin', 'proposal', 'publish', id, ...because)).toMatchObject({ state: 'published' });
  process.env.ONESEAL_TOKEN = own;
  expect((await oneseal('admin', 'calendar', 'list')).items[0]).toMatchObject({ year: 2033, inForce: true });
});

test('a definition with findings is refused with them', async () => {
  const file = join(folder, 'draft.json');
  writeFileSync(file, '{"id":"outdoor-sign-permit"}');
  await expect(oneseal('admin', 'propose-procedure', file, ...because)).rejects.toThrow(/^422 .*procedure-unsound/);
});

test('the words of a message are tried, changed and taken back', async () => {
  const { wording } = await oneseal('admin', 'message', 'show', 'received');
  const own = join(folder, 'words.json');
  writeFileSync(own, JSON.stringify({ ...wording, zh: { ...wording.zh, subject: '收到{caseNumber}' } }));
  expect((await oneseal('admin', 'message', 'try', 'received', '--with', `@${own}`)).zh.subject).toMatch(/^收到3202/);
  expect(await oneseal('admin', 'message', 'change', 'received', '--with', `@${own}`, ...because)).toMatchObject({
    own: true,
  });
  expect(await oneseal('admin', 'message', 'restore', 'received', ...because)).toMatchObject({ own: false });
});

test('nothing is ended without a reason, and nobody else may', async () => {
  await expect(oneseal('admin', 'person', 'lock', 'zhangwei')).rejects.toThrow(/--reason/);
  process.env.ONESEAL_TOKEN = await tokenOf('zhangwei');
  await expect(oneseal('admin', 'person', 'list')).rejects.toThrow(/^403 .*not-your-post/);
});
