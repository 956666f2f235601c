// A decision that may be taken back, driven: its process lets it take effect, by a timer that names it, without anybody's act.
import { people } from '../support/a-record';
import { done, driven, eventName, summaryOf, type Driven } from './driven';

jest.setTimeout(120_000);

let town: Driven;
beforeAll(async () => {
  town = await driven({ undoSeconds: 3 });
});
afterAll(() => town.end());

const typesOf = async (id: string): Promise<readonly string[]> => (await town.acts(id)).map(({ type }) => type);
const isAccepted = async (id: string): Promise<boolean> => (await typesOf(id)).includes('accepted');

test('left alone, it takes effect by its own timer; taken back, it never does', async () => {
  await town.startWorkers();
  town.startRelay();
  const [left, taken] = [await town.open(), await town.open()];
  for (const id of [left, taken]) done(await town.decide(id, 'acceptance', 1, 'accept', people.clerk));
  done(await town.act(taken, { type: 'withdraw', task: `${taken}.acceptance.1` }, people.clerk));
  expect(await isAccepted(left)).toBe(false);
  await town.until('it takes effect', () => isAccepted(left), 30);
  expect((await town.acts(left)).find(({ type }) => type === 'decided')).toMatchObject({ raised_by: 'timer' });
  const { events } = await town.history(left);
  const timers = (events ?? []).filter((event) => eventName(event) === 'timerStarted').map(summaryOf);
  expect(timers.join('\n')).toMatch(/decision-held:\d+:over/);
  expect(await typesOf(taken)).toContain('decision-withdrawn');
  expect(await isAccepted(taken)).toBe(false);
  await town.settled(left);
  await town.settled(taken);
});

test('with every worker gone it takes effect by the sweep', async () => {
  const id = await town.open();
  await town.stopWorkers();
  town.startRelay();
  done(await town.decide(id, 'acceptance', 1, 'accept', people.clerk));
  await town.until('it takes effect', () => isAccepted(id), 60);
  expect((await town.acts(id)).find(({ type }) => type === 'decided')).toMatchObject({ raised_by: 'sweep' });
});
