// The deadlines of a case as durable timers, by a law clock whose day lasts a moment; and the sweep behind them.
import { recover } from '../../src/ops/recover';
import { done, driven, eventName, summaryOf, type Driven } from './driven';
import { accepted, underReview } from './walks';

jest.setTimeout(180_000);

// A Monday; the fifth working day after it is the Monday that follows.
const MONDAY = Date.parse('2026-03-02T09:30:00+08:00');

let town: Driven;
beforeAll(async () => {
  town = await driven({ daySeconds: 2, lawStart: MONDAY });
});
afterAll(() => town.end());

test('nobody answers: deemed accepted, reminded, warned twice and escalated, each once and each by its own timer', async () => {
  await town.startWorkers();
  town.startRelay();
  const id = await town.open();
  const raised = await town.until(
    'the escalation is raised',
    async () => {
      const rungs = (await town.acts(id)).filter((act) => act.type === 'rung-raised');
      return rungs.some((act) => act.payload.rung === 'escalation') && rungs;
    },
    60,
  );
  expect(raised.map((act) => `${String(act.payload.clock)}:${String(act.payload.rung)}`)).toEqual([
    'acceptance:reminder',
    'acceptance:deemed',
    'decision:reminder',
    'decision:yellow',
    'decision:red',
    'decision:escalation',
  ]);
  expect(raised.map((act) => act.raised_by)).toEqual(raised.map(() => 'timer'));

  // Every rung a timer raised has a timer that names it, or fell due together with the earliest, which has.
  const { events } = await town.history(id);
  const named = (events ?? [])
    .filter((event) => eventName(event) === 'timerStarted')
    .map((event) => summaryOf(event) ?? '');
  const firstOfCommit = raised.filter((act, n) => act.at !== raised[n - 1]?.at);
  for (const act of firstOfCommit)
    expect(named.join('\n')).toContain(
      `${String(act.payload.clock)}:${String(act.payload.term)}:${String(act.payload.rung)}`,
    );

  await town.until(
    'the supervisor was told',
    async () =>
      (await town.acts(id)).some((act) => act.type === 'effect-done' && 'told' in (act.payload.result as object)),
    30,
  );
  await town.followed(id);
  await town.keep('approval-rung-by-timer', id);
  const escalation = (await town.acts(id))
    .flatMap((act) => (act.type === 'effects-wanted' ? (act.payload.wants as { id: string; kind: string }[]) : []))
    .find((want) => want.kind === 'escalate');
  await town.completed(escalation?.id ?? '');
  await town.keep('escalate-straight', escalation?.id ?? '');
});

test('a review nobody writes is reminded of by a timer of its own process', async () => {
  await town.startWorkers();
  town.startRelay();
  const { child } = await underReview(town);
  const rung = await town.until(
    'its reminder is raised',
    async () => (await town.acts(child)).find((act) => act.type === 'rung-raised'),
    60,
  );
  expect(rung).toMatchObject({ raised_by: 'timer', payload: { clock: 'review', rung: 'reminder' } });
  await town.settled(child);
  const { events } = await town.history(child);
  expect((events ?? []).map(summaryOf).join('\n')).toContain('review:1:reminder');
  await town.keep('legalReview-rung-by-timer', child);
});

test('an escalation whose run was lost with Temporal is taken over when its lease is over, and told once', async () => {
  await town.startWorkers();
  town.startRelay();
  const id = await accepted(town);
  await town.until(
    'the red light',
    async () => (await town.acts(id)).some((act) => act.type === 'rung-raised' && act.payload.rung === 'red'),
    60,
  );
  await town.settled(id);
  // From here on the sweep raises what falls due, and nobody tells of it.
  await town.stopWorkers();
  const effect = await town.until(
    'the escalation is wanted',
    async () => {
      const { rows } = await town.db.pool.query<{ id: string }>(
        `select id from effects where case_id = $1 and kind = 'escalate' and state = 'wanted'`,
        [id],
      );
      return rows[0]?.id;
    },
    60,
  );
  await town.stopRelay();
  // A run claimed it and was lost; two minutes pass.
  done(await town.system(id, { type: 'claim-effect', effect, claim: 1 }));
  await town.db.pool.query(`update effects set lease_until = clock_timestamp() where id = $1`, [effect]);
  const second = await driven({ under: town });
  try {
    await recover(second.temporal, second.db.pool);
    await second.startWorkers();
    second.startRelay();
    await second.completed(effect, 60);
    const told = (await second.acts(id)).filter((act) => act.type === 'effect-done' && act.payload.effect === effect);
    expect(told).toHaveLength(1);
    await second.keep('escalate-recovered', effect);
  } finally {
    await second.end();
  }
});
