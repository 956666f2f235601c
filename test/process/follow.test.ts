// How often a process looks at its record: when something is wanted of it, when the sentence changed, and never for its own work.
import { createProcessHealth } from '../../src/ops/process-health';
import { examined, people } from '../support/a-record';
import { driven, type Driven } from './driven';

jest.setTimeout(120_000);

const done = { kind: 'done' };
/** Called while a paper is sealed. */
let whileSealing: () => Promise<unknown> = () => Promise.resolve();
let town: Driven;

beforeAll(async () => {
  town = await driven({
    ports: (deps) => ({
      ...deps,
      seals: {
        ...deps.seals,
        apply: async (request) => {
          await whileSealing();
          return deps.seals.apply(request);
        },
      },
    }),
  });
  await town.startWorkers();
  town.startRelay();
});
afterAll(() => town.end());
beforeEach(() => {
  whileSealing = () => Promise.resolve();
});

/** Everything wanted so far is over, and followed as far as anything was owed. */
async function settled(id: string): Promise<void> {
  await town.until('effects are over', async () => {
    const { rows } = await town.db.pool.query(
      `select 1 from effects where case_id = $1 and state in ('wanted', 'claimed')`,
      [id],
    );
    return rows.length === 0;
  });
  await town.followed(id);
}
async function looks(id: string): Promise<{ readonly follows: readonly number[]; readonly wakes: number }> {
  const events = (await town.history(id)).events ?? [];
  const follows = events.flatMap((event) => {
    const data = event.markerRecordedEventAttributes?.details?.result?.payloads?.[0]?.data;
    if (!data) return [];
    const view = JSON.parse(Buffer.from(data).toString('utf8')) as { seq?: number; milestones?: unknown } | null;
    return view?.milestones === undefined ? [] : [view.seq ?? 0];
  });
  return { follows, wakes: events.filter((event) => event.workflowExecutionSignaledEventAttributes).length };
}
async function examineAndGrant(id: string, between: () => Promise<void>): Promise<void> {
  expect(await town.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined)).toMatchObject(done);
  await between();
  expect(await town.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined)).toMatchObject(
    done,
  );
  await between();
  expect(await town.decide(id, 'decision', 1, 'grant', people.approver)).toMatchObject(done);
}

test('four decisions with pauses between, two papers and three messages take five looks and four wakes', async () => {
  const id = await town.open();
  await settled(id);
  expect(await town.decide(id, 'acceptance', 1, 'accept', people.clerk)).toMatchObject(done);
  await settled(id);
  await examineAndGrant(id, () => settled(id));
  await town.completed(id);
  const { follows, wakes } = await looks(id);
  expect({ follows: follows.length, wakes }).toEqual({ follows: 5, wakes: 4 });
  // No look saw what another had seen.
  expect(new Set(follows).size).toBe(follows.length);
  const { rows } = await town.db.pool.query('select 1 from wakes where case_id = $1', [id]);
  expect(rows).toEqual([]);
  // What was seen without a wake is witnessed in the history all the same.
  const witness = await createProcessHealth(town.temporal, town.db.pool).newestWitness(id);
  const { rows: acts } = await town.db.pool.query<{ hash: string }>(
    'select hash from acts where case_id = $1 and seq = $2',
    [id, follows.at(-1)],
  );
  expect(witness).toEqual({ seq: follows.at(-1), hash: acts[0]?.hash, where: 'temporal' });
});

test('the first of two examiners changes nothing that a process would show, and owes it nothing', async () => {
  const id = await town.open();
  expect(await town.decide(id, 'acceptance', 1, 'accept', people.clerk)).toMatchObject(done);
  await settled(id);
  const before = await looks(id);
  expect(await town.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined)).toMatchObject(done);
  const { rows } = await town.db.pool.query('select 1 from wakes where case_id = $1', [id]);
  expect(rows).toEqual([]);
  expect(await looks(id)).toEqual(before);
});

test('a run ended while its closing paper was made is started again by the wake that the paper owes, and tells the applicant', async () => {
  const id = await town.open();
  expect(await town.decide(id, 'acceptance', 1, 'accept', people.clerk)).toMatchObject(done);
  await settled(id);
  const handle = town.temporal.client.workflow.getHandle(id);
  // A grant is closed by its decision and its certificate: the run is ended while the first of them is sealed.
  whileSealing = () => {
    whileSealing = () => Promise.resolve();
    return handle.terminate('by an operator');
  };
  await examineAndGrant(id, () => Promise.resolve());
  await town.completed(id);
  const acts = await town.acts(id);
  const wanted = acts
    .filter((act) => act.type === 'effects-wanted')
    .flatMap((act) => (act.payload.wants as { id: string }[]).map((want) => want.id));
  const finished = acts.filter((act) => act.type === 'effect-done').map((act) => act.payload.effect as string);
  expect(finished.sort()).toEqual(wanted.sort());
});
