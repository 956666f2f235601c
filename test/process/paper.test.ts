// What one paper costs and leaves behind: made in one activity, void when it is no longer wanted, a wait when it cannot be made.
import type { ActivityDeps } from '../../activities/deps';
import { people } from '../support/a-record';
import { driven, eventName, type Driven } from './driven';

jest.setTimeout(120_000);

const done = { kind: 'done' };
/** What the seal of this town does beside sealing. */
let whileSealing: ActivityDeps['seals']['apply'] = async ({ pdf }) => pdf;
const kept: Uint8Array[] = [];
let town: Driven;

beforeAll(async () => {
  town = await driven({
    ports: (deps) => ({
      ...deps,
      storage: {
        ...deps.storage,
        put: (bytes) => {
          kept.push(bytes);
          return deps.storage.put(bytes);
        },
      },
      seals: {
        ...deps.seals,
        apply: async (request) => deps.seals.apply({ ...request, pdf: await whileSealing(request) }),
      },
    }),
  });
  await town.startWorkers();
  town.startRelay();
});
afterAll(() => town.end());
beforeEach(() => {
  kept.length = 0;
  whileSealing = async ({ pdf }) => pdf;
});

/** The notice of acceptance: a sealed paper. */
async function accepted(): Promise<{ readonly id: string; readonly effect: string }> {
  const id = await town.open();
  expect(await town.decide(id, 'acceptance', 1, 'accept', people.clerk)).toMatchObject(done);
  const paper = (await town.acts(id))
    .flatMap((act) => (act.type === 'effects-wanted' ? (act.payload.wants as { id: string; kind: string }[]) : []))
    .find((want) => want.kind === 'issue-paper');
  return { id, effect: paper?.id ?? '' };
}
async function over(id: string, effect: string, type: 'effect-done' | 'effect-failed') {
  return town.until(type, async () =>
    (await town.acts(id)).find((act) => act.type === type && act.payload.effect === effect),
  );
}

test('a sealed paper costs one activity and two workflow tasks, and one file', async () => {
  const { id, effect } = await accepted();
  const { payload } = await over(id, effect, 'effect-done');
  await town.completed(effect);
  const names = ((await town.history(effect)).events ?? []).map(eventName);
  expect(names.filter((name) => name === 'activityTaskScheduled')).toHaveLength(1);
  expect(names.filter((name) => name === 'workflowTaskCompleted')).toHaveLength(2);
  expect(kept).toHaveLength(1);
  expect(payload.result).toMatchObject({ sealed: true, size: kept[0]?.byteLength });
});

test('a paper that the seal refuses for good becomes a wait, and nothing of it lies in the store', async () => {
  whileSealing = () => Promise.reject(new RangeError('no such seal'));
  const { id, effect } = await accepted();
  const { payload } = await over(id, effect, 'effect-failed');
  expect(payload.failure).toBe('range-error');
  expect(kept).toEqual([]);
  await town.completed(effect);
});

test('a paper whose effect was given up while it was sealed is not issued, and a note in the store says that it is void', async () => {
  let effect = '';
  whileSealing = async ({ pdf }) => {
    const [caseId = ''] = effect.split(':');
    await town.system(caseId, { type: 'fail-effect', effect, claim: 1, failure: 'given-up' });
    return pdf;
  };
  await town.stopWorkers();
  const { id, effect: asked } = await accepted();
  effect = asked;
  await town.startWorkers();
  await town.completed(effect);
  await over(id, effect, 'effect-failed');
  const note = kept.map((bytes) => Buffer.from(bytes).toString('utf8')).find((text) => text.startsWith('{"void"'));
  expect(JSON.parse(note ?? '{}')).toMatchObject({ effect, why: 'not-issued' });
  const { rows } = await town.db.pool.query('select 1 from documents where effect_id = $1', [effect]);
  expect(rows).toEqual([]);
});
