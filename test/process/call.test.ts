// Calls of another system's service, really driven: tried again while it is away, led on when it refuses, undone when the case is broken off.
import type { History } from '@temporalio/common/lib/proto-utils';
import { ServiceAway, ServiceRefused } from '../../src/adapters/service/service';
import { around, DATA, ended, inOrder, outcome, step } from '../support/branching';
import { call, saying } from '../support/calling';
import { memoryServices } from '../support/memory-services';
import { people } from '../support/a-record';
import { done, driven, eventName, type Driven } from './driven';

jest.setTimeout(120_000);

const flow = inOrder(
  'flow',
  step('first'),
  call('booking', {
    retries: { attempts: 4 },
    outcomes: { done: { to: 'next' }, failed: { to: 'back', step: 'first' } },
  }),
  call('charging', { service: 'charge', undo: 'refund', hands: ['shop', 'place'], schema: { type: 'object' } }),
  step('after', { outcomes: { done: outcome({ to: 'next' }) } }),
  ended(),
);
const procedure = { ...around(flow, saying(flow, 'place')), id: 'stall-registration' };

let places = 0;
const offices = memoryServices({
  reserve: () => ({ place: `${++places}号` }),
  release: () => ({}),
  charge: () => ({ receipt: 'R-1' }),
  refund: () => ({}),
});
let town: Driven;
beforeAll(async () => {
  town = await driven({
    procedure,
    ports: (deps) => ({
      ...deps,
      services: { ...deps.services, call: (service, asked) => offices.call(service, asked) },
    }),
  });
  await town.startWorkers();
  town.startRelay();
});
afterAll(() => town.end());

const begin = async (): Promise<string> => {
  const id = await town.open(DATA);
  done(await town.decide(id, 'first', 1, 'done', people.examiner));
  return id;
};
const stands = (id: string, run: string, round = 1): Promise<unknown> =>
  town.until(
    `${run} is open`,
    async () => {
      const { rows } = await town.db.pool.query<{ open: boolean }>(
        `select (state->'blocks'->$2->>'state' = 'open' and (state->'blocks'->$2->>'round')::int = $3) as open from cases where id = $1`,
        [id, run, round],
      );
      return rows[0]?.open === true;
    },
    60,
  );
const of = (id: string) => offices.calls.filter((each) => each.case === id);
const names = ({ events }: History) => (events ?? []).map((event) => eventName(event));

test('a service that is away twice is asked again under the same key, and the case goes on with its answer', async () => {
  offices.failNext(new ServiceAway('service-503'));
  offices.failNext(new ServiceAway('service-timeout'));
  const id = await begin();
  await stands(id, 'after');
  const asked = of(id);
  expect(asked.map(({ service }) => service)).toEqual(['reserve', 'reserve', 'reserve', 'charge']);
  expect(new Set(asked.slice(0, 3).map(({ key }) => key)).size).toBe(1);
  expect(asked[3]?.data).toEqual({ shop: DATA.shop, place: `${places}号` });
  const acts = await town.acts(id);
  expect(acts.filter(({ type }) => type === 'effect-claimed' || type === 'effect-failed').length).toBe(
    acts.filter(({ type }) => type === 'effect-done').length,
  );
  done(await town.decide(id, 'after', 1, 'done', people.examiner));
  await town.completed(id);
  // Ended by its own course: what was called for stands.
  expect(of(id)).toHaveLength(4);
  await town.keep('procedure-calls', id);
});

test('one that refuses for good is not asked again, and the case goes where the procedure leads it', async () => {
  offices.refuse('reserve', new ServiceRefused('service-422'));
  const id = await begin();
  await stands(id, 'first', 2);
  expect(of(id)).toHaveLength(1);
  const failed = (await town.acts(id)).find(({ type }) => type === 'effect-failed');
  expect(failed?.payload['failure']).toBe('service-422');
  offices.refuse('reserve', undefined);
  done(await town.decide(id, 'first', 2, 'done', people.examiner));
  await stands(id, 'after');
  expect(of(id).map(({ service }) => service)).toEqual(['reserve', 'reserve', 'charge']);
  expect(new Set(of(id).map(({ key }) => key)).size).toBe(3);
});

test('an application that is withdrawn has what was called for undone, the last first, each once', async () => {
  const id = await begin();
  await stands(id, 'after');
  await town.settled(id);
  const [reserved, charged] = of(id);
  done(await town.act(id, { type: 'withdraw-application', reason: '不办了' }, { kind: 'party' }));
  await town.completed(id);
  const undone = of(id)
    .slice(2)
    .sort((a, b) => (a.service < b.service ? -1 : 1));
  expect(undone).toMatchObject([
    { service: 'refund', data: {}, undoes: { key: charged?.key, data: { receipt: 'R-1' } } },
    { service: 'release', data: {}, undoes: { key: reserved?.key, data: { place: `${places}号` } } },
  ]);
  const wanted = (await town.acts(id))
    .filter(({ type }) => type === 'call-undone')
    .map(({ payload }) => payload['service']);
  expect(wanted).toEqual(['refund', 'release']);
  await town.keep('procedure-calls-undone', id);
});

test('what comes back after the withdrawal is undone, too', async () => {
  let answer: (() => void) | undefined;
  const held = new Promise<void>((free) => (answer = free));
  const asked = jest.spyOn(offices, 'call').mockImplementationOnce(async () => {
    await held;
    return { data: { place: '迟' } };
  });
  const id = await begin();
  await town.until('the service is asked', () =>
    Promise.resolve(asked.mock.calls.some(([, { case: of }]) => of === id)),
  );
  done(await town.act(id, { type: 'withdraw-application', reason: '不办了' }, { kind: 'party' }));
  answer?.();
  await town.completed(id, 60);
  expect(of(id)).toMatchObject([{ service: 'release', undoes: { data: { place: '迟' } } }]);
  asked.mockRestore();
});

test('no answer and nothing that was handed over stands in a history', async () => {
  const id = await begin();
  await stands(id, 'after');
  await town.settled(id);
  const history = await town.history(id);
  expect(names(history)).toContain('activityTaskScheduled');
  const said = JSON.stringify(history, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
  );
  expect(said).not.toContain(DATA.shop);
  expect(said).not.toContain('R-1');
});
