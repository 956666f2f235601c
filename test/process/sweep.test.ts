// Behind the timers: what no process raised, the sweep raises, once, and sets the process going again.
import { driven, type Driven } from './driven';

jest.setTimeout(120_000);

let town: Driven;
beforeAll(async () => {
  town = await driven({ daySeconds: 1, lawStart: Date.parse('2026-03-02T09:30:00+08:00') });
  town.startRelay();
});
afterAll(() => town.end());

test('with no worker and the run ended from outside, a rung comes by sweep within a minute, once', async () => {
  const id = await town.open();
  await town.until('its process is started', () => town.history(id).catch(() => undefined));
  await town.temporal.client.workflow.getHandle(id).terminate('by an operator');
  const rungs = async () => (await town.acts(id)).filter((act) => act.type === 'rung-raised');
  const raised = await town.until('rungs are raised', async () => (await rungs()).length > 1 && rungs(), 60);
  expect(raised.map((act) => act.raised_by)).toEqual(raised.map(() => 'sweep'));
  expect(
    new Set(raised.map((act) => `${String(act.payload.clock)}:${String(act.payload.term)}:${String(act.payload.rung)}`))
      .size,
  ).toBe(raised.length);
  // The sweep made sure that the process runs again.
  const { status } = await town.temporal.client.workflow.getHandle(id).describe();
  await town.until(
    'its process runs again',
    async () =>
      status.name === 'RUNNING' ||
      (await town.temporal.client.workflow.getHandle(id).describe()).status.name === 'RUNNING',
  );
  await town.startWorkers();
  await town.until('its effects are done', async () => (await town.acts(id)).some((act) => act.type === 'effect-done'));
});
