// Owns the proof that what is typed wrong, or refused, is told in sentences.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf, handIn, jsonOption, refusalIn } from '../../src/cli/client';
import { anApi, PDF, type ApiUnderTest } from '../support/an-api';

test('a form is given as JSON or in a file, and anything else is told without a stack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oneseal-form-'));
  try {
    const file = join(folder, 'form.json');
    writeFileSync(file, '{"shopName":"张记面馆"}');
    expect(jsonOption(`@${file}`)).toEqual({ shopName: '张记面馆' });
    expect(jsonOption('{"area":1}')).toEqual({ area: 1 });
    for (const wrong of ['{shop}', '[]', 'null', '', `@${join(folder, 'none.json')}`])
      expect(() => jsonOption(wrong)).toThrow('请给出一个 JSON 对象');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a refusal is told with its basis and facts, and an answer that is no problem document as it came', () => {
  const problem = {
    title: '当前状态不允许',
    code: 'materials-missing',
    detail: '申请材料不齐全。',
    basis: '行政许可法第三十二条',
  };
  expect(refusalIn(409, JSON.stringify({ ...problem, facts: { gaps: ['floorPlan'] } }))).toBe(
    '409 当前状态不允许（materials-missing）：申请材料不齐全。\n依据：行政许可法第三十二条\n  {"gaps":["floorPlan"]}',
  );
  expect(refusalIn(502, '<html>Bad Gateway</html>')).toBe('502 <html>Bad Gateway</html>');
});

describe('papers over HTTP', () => {
  let api: ApiUnderTest;
  const folder = mkdtempSync(join(tmpdir(), 'oneseal-paper-'));
  const before = { url: process.env.ONESEAL_URL, token: process.env.ONESEAL_TOKEN };
  beforeAll(async () => {
    api = await anApi();
    const clerk = await api.signIn('zhangwei');
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { json } = await clerk.call('POST', '/api/access-tokens', { name: 'test', expiresAt });
    process.env.ONESEAL_URL = api.base;
    process.env.ONESEAL_TOKEN = json.token as string;
  });
  afterAll(async () => {
    for (const [name, value] of [
      ['ONESEAL_URL', before.url],
      ['ONESEAL_TOKEN', before.token],
    ] as const)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    rmSync(folder, { recursive: true });
    await api.drop();
  });

  test('a paper is handed in under its own name, and one of a wrong kind is refused in a sentence', async () => {
    const paper = join(folder, '布局图.pdf');
    writeFileSync(paper, PDF);
    expect(await handIn(paper)).toMatchObject({ name: '布局图.pdf', mediaType: 'application/pdf' });
    writeFileSync(paper, 'MZ not a paper');
    await expect(handIn(paper)).rejects.toThrow(/^415 类型不支持/);
  });

  test('a document that is not there is told so', async () => {
    await expect(bytesOf('doc-none')).rejects.toThrow(/^404 没有找到/);
  });
});
