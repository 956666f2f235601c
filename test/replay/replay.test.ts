// Recorded histories replay on the code as it stands: what runs in a town today must go on under tomorrow's worker.
// New ones are added by `RECORD_HISTORIES=1 npx jest test/process`; those of a released version are never removed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import * as registered from '../../workflows';
import { CANNOT, toldBy, TYPES, WAYS, went } from './matrix';
import { readHistory } from './stored-history';

jest.setTimeout(180_000);

const folder = join(__dirname, 'histories');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
/** `default` runs whatever has no type of its own. */
const exported = Object.keys(registered).filter((name) => name !== 'default');
const quiet = new DefaultLogger('ERROR', () => undefined);
Runtime.install({
  logger: quiet,
  telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } },
});

let code: string;
beforeAll(async () => {
  ({ code } = await bundleWorkflowCode({ workflowsPath: join(__dirname, '../../workflows/index.ts'), logger: quiet }));
});

async function replay(file: string, bundle: string): Promise<void> {
  const { workflowId, history } = readHistory(readFileSync(join(folder, file), 'utf8'));
  await Worker.runReplayHistory({ workflowBundle: { code: bundle } }, history, workflowId);
}

test.each(files)('%s replays', async (file) => {
  await expect(replay(file, code)).resolves.toBeUndefined();
});

describe.each(TYPES)('%s', (type) => {
  test.each(WAYS)('%s: a history is kept that went so, or it is written down why none can', (way) => {
    const kept = files.filter((file) => file === `${type}-${way}.json` || file.startsWith(`${type}-${way}-`));
    const cannot = CANNOT[type]?.[way];
    if (cannot !== undefined) return expect({ cannot, kept }).toEqual({ cannot, kept: [] });
    expect(kept).not.toEqual([]);
    for (const file of kept) {
      const { history } = readHistory(readFileSync(join(folder, file), 'utf8'));
      const name = history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name;
      const known = exported.includes(String(name));
      expect({ file, type: known ? name : 'procedure' }).toEqual({ file, type });
      const told = toldBy(history);
      expect({ file, told, went: went(way, type, told) }).toEqual({ file, told, went: true });
    }
  });
});

test('every type that a worker registers stands in the matrix', () => {
  expect([...exported, 'procedure'].sort()).toEqual([...TYPES].sort());
});

test('two commands of the loop in another order do not replay', async () => {
  const first = 'this.startWanted(view);';
  const second = 'this.keepTimer(view);';
  const swapped = code.replace(first, '@@').replace(second, first).replace('@@', second);
  expect(swapped).not.toBe(code);
  await expect(replay('approval-straight.json', swapped)).rejects.toThrow(/nondeterminism|determinism|TMPRL1100/i);
});
