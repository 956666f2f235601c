import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededTown } from '../../prisma/town/town';
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { catalogue } from '../../procedures/index';
import { check } from '../../src/cli/check';

const folder = mkdtempSync(join(tmpdir(), 'check-'));
async function run(target: string | undefined): Promise<{ readonly code: number; readonly text: string }> {
  const lines: string[] = [];
  const code = await check(target, seededTown, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
}
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

it('says that the whole catalogue is sound', async () => {
  const { code, text } = await run(undefined);
  expect(code).toBe(0);
  for (const draft of catalogue) expect(text).toContain(`${draft.id}: 没有问题`);
});

it('checks one procedure by its id', async () => {
  expect(await run('legal-review')).toEqual({ code: 0, text: 'legal-review: 没有问题 / nothing wrong' });
});

it('names rule, place and way of what is wrong in a file', async () => {
  const draft = structuredClone(foodBusinessPermit) as unknown as {
    flow: { blocks: { id: string; outcomes: { reexamine: { target: unknown } } }[] };
  };
  const place = draft.flow.blocks.findIndex(({ id }) => id === 'decision');
  const decision = draft.flow.blocks[place];
  if (decision) decision.outcomes.reexamine.target = { to: 'next' };
  const { code, text } = await run(file('wrong.json', JSON.stringify(draft)));
  expect(code).toBe(1);
  expect(text).toContain(`error branch-lost /flow/blocks/${place}/outcomes/reexamine/target`);
  expect(text).toContain('acceptance → examination');
});

it('names what lacks the shape of a definition', async () => {
  const { code, text } = await run(file('shape.json', '{"id":"x"}'));
  expect(code).toBe(1);
  expect(text).toContain('error shape /flow');
});

it('says so when there is nothing to check', async () => {
  expect((await run(join(folder, 'nowhere.json'))).code).toBe(2);
  expect(await run(file('broken.json', '{'))).toMatchObject({ code: 2, text: expect.stringContaining('not JSON') });
});
