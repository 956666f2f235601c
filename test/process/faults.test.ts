// What a process does when something is away: workers, its own run, the outside, the record.
import { PermanentDeliveryError } from '../../src/adapters/notification/channel';
import { people } from '../support/a-record';
import { done, driven, eventName, summaryOf, type Driven } from './driven';
import { accepted, granted, inTurns, startToTurn, untilItTurns } from './walks';

jest.setTimeout(120_000);

let town: Driven;
/** What the ports of this town do at the moment. */
const away = { sms: false, record: false, seal: false };

beforeAll(async () => {
  town = await driven({
    ports: (deps) => ({
      ...deps,
      sql: { query: (text, values) => (away.record ? Promise.reject(gone()) : deps.sql.query(text, values)) },
      messages: {
        ...deps.messages,
        channels: {
          sms: {
            name: 'sms',
            send: (message) =>
              away.sms ? Promise.reject(new PermanentDeliveryError('number-unknown')) : town.letters.send(message),
          },
        },
      },
    }),
  });
  town.startRelay();
});
afterAll(() => town.end());

function gone(): Error {
  return Object.assign(new Error('connect ECONNREFUSED 10.0.0.1 as user zhang'), { code: 'ECONNREFUSED' });
}

const effects = (acts: Awaited<ReturnType<Driven['acts']>>, type: string) =>
  acts.filter((act) => act.type === type).map((act) => act.payload.effect as string);

test('with no worker people go on deciding; when one comes, each effect is done once', async () => {
  const id = await accepted(town);
  await granted(town, id);
  expect(effects(await town.acts(id), 'effect-claimed')).toEqual([]);
  await town.startWorkers();
  await town.completed(id);
  const finished = effects(await town.acts(id), 'effect-done');
  expect(new Set(finished).size).toBe(finished.length);
  expect(finished.length).toBeGreaterThan(3);
});

test('a message refused for good becomes a wait, and "retry now" sends it', async () => {
  away.sms = true;
  const id = await town.open();
  const failed = await town.until('the failure is recorded', async () =>
    (await town.acts(id)).find((act) => act.type === 'effect-failed'),
  );
  expect(failed.payload.failure).toBe('number-unknown');
  away.sms = false;
  const administrator = {
    kind: 'person' as const,
    person: 'admin',
    posts: [{ id: 'admin-post', kind: 'administrator' as const, organisation: 'approval-bureau' }],
    qualifications: [],
  };
  const effect = String(failed.payload.effect);
  done(await town.act(id, { type: 'retry-effect', effect, reason: '号码已更正' }, administrator));
  await town.until('it is sent', async () => effects(await town.acts(id), 'effect-done').includes(effect));
  expect(JSON.stringify(await town.history(id))).not.toContain('10.0.0.1');
});

test('a run ended from outside is started again by the next wake, and goes on where the record stands', async () => {
  const id = await accepted(town);
  await town.followed(id);
  await town.temporal.client.workflow.getHandle(id).terminate('by an operator');
  await granted(town, id);
  await town.completed(id);
  const acts = await town.acts(id);
  expect(acts.map((act) => act.type)).not.toContain('process-apart');
  const finished = effects(acts, 'effect-done');
  expect(new Set(finished).size).toBe(finished.length);
});

test('a long history goes on as a new run, which tells the story from its beginning and reports nothing twice', async () => {
  const { id, first, last } = await inTurns(town, 'approval');
  expect(last).not.toBe(first);
  expect((await town.acts(id)).map((act) => act.type)).not.toContain('process-apart');
  const begun = (await town.history(id, first)).events ?? [];
  expect(begun.map(eventName)).toContain('workflowExecutionContinuedAsNew');
  await town.keep('approval-continued', id, first);
  await town.keep('approval-continued-last', id, last);
});

test('a long review goes on as a new run, and its case hears the opinion all the same', async () => {
  const id = await accepted(town);
  await town.settled(id);
  // Started before its parent can: that is no fault, the parent finds it there.
  await town.stopRelay();
  await town.affect(id);
  const child = `${id}.review.1.1`;
  const first = await startToTurn(town, 'legalReview', child);
  town.startRelay();
  await untilItTurns(town, child, first);
  done(await town.decide(child, 'opinion', 1, 'agree', people.reviewer));
  await town.completed(child);
  await town.until('the opinion reached the parent', async () =>
    (await town.acts(id)).some((act) => act.milestone === 'review-agree'),
  );
  expect((await town.acts(child)).map((act) => act.type)).not.toContain('process-apart');
  await town.keep('legalReview-continued', child, first);
  await town.keep('legalReview-continued-last', child);
});

test('a milestone out of lawful order is reported once, and stops nothing', async () => {
  const id = await town.open();
  await town.settled(id);
  // Nothing but a fault of the kernel could bring this about, so the ledger is written past it.
  await town.db.pool.query(
    `insert into acts (case_id, seq, v, simulated_time, at, effective_at, type, payload_digest, previous_hash, hash, milestone)
     select id, 1000, 1, false, now(), now(), 'granted', head, head, head, 'granted' from cases where id = $1`,
    [id],
  );
  done(await town.act(id, { type: 'withdraw-application', reason: '不再经营' }, { kind: 'party' }));
  const apart = await town.until(
    'it is reported',
    async () =>
      (await town.acts(id)).filter((act) => act.type === 'process-apart').length === 1 &&
      (await town.acts(id)).find((act) => act.type === 'process-apart'),
  );
  expect(apart.payload).toMatchObject({ milestone: 'granted' });
});

test('ten minutes without the record add at most sixty events to a history', async () => {
  const id = await town.open();
  await town.settled(id);
  away.record = true;
  try {
    const { client, namespace } = town.temporal;
    const handle = client.workflow.getHandle(id);
    const before = (await town.history(id)).events?.length ?? 0;
    await client.workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution: { workflowId: id },
      workflowExecutionOptions: { timeSkippingConfig: { enabled: true } },
      updateMask: { paths: ['time_skipping_config'] },
    });
    await handle.signal('wake', { epoch: 1, seq: 10_000, head: '' });
    const slept = async (): Promise<number> => {
      const events = (await town.history(id)).events?.slice(before) ?? [];
      const paused = events.filter((event) => summaryOf(event)?.includes('the record is away'));
      return paused.reduce(
        (sum, event) => sum + Number(event.timerStartedEventAttributes?.startToFireTimeout?.seconds ?? 0),
        0,
      );
    };
    await town.until('ten minutes have passed', async () => (await slept()) >= 600, 60);
    const added = (await town.history(id)).events?.slice(before) ?? [];
    expect(added.length).toBeLessThanOrEqual(60);
    expect(
      JSON.stringify(added, (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
      ),
    ).not.toContain('zhang');
  } finally {
    away.record = false;
  }
});
