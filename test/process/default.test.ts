// A procedure whose shape no statute fixes: the loop alone, under the procedure's own id, does whatever the loop of a statutory one does.
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { recover } from '../../src/ops/recover';
import { driven, eventName, summaryOf, type Driven } from './driven';
import { accepted, granted, inTurns, opinionTooLate, sentBack } from './walks';

jest.setTimeout(180_000);

/** The permit of the catalogue, with no law of its own course. */
const procedure = { ...foodBusinessPermit, id: 'market-stall-registration', workflow: 'procedure' as const };

let town: Driven;
beforeAll(async () => {
  town = await driven({ procedure });
  await town.startWorkers();
  town.startRelay();
});
afterAll(() => town.end());

test('it is driven from receipt to end under its own id, and awaits no milestone of anybody else’s law', async () => {
  const id = await accepted(town);
  await granted(town, id);
  await town.completed(id);
  expect((await town.temporal.client.workflow.getHandle(id).describe()).type).toBe('market-stall-registration');
  const acts = await town.acts(id);
  expect(acts.map((act) => act.type)).toContain('ended');
  expect(acts.map((act) => act.type)).not.toContain('process-apart');
  await town.keep('procedure-straight', id);
});

test('it is supplemented and sent back as often as it takes', async () => {
  const id = await sentBack(town);
  expect((await town.acts(id)).flatMap((act) => (act.milestone === null ? [] : [act.milestone]))).toContain('returned');
  await town.keep('procedure-returned', id);
});

test('it keeps an opinion that comes after its withdrawal, and does not move by it', async () => {
  const { id } = await opinionTooLate(town);
  const late = (await town.acts(id)).filter((act) => act.type === 'child-ended').map((act) => act.payload.late);
  expect(late).toEqual([true]);
  await town.keep('procedure-child-late', id);
});

test('its long history goes on as a new run of the same type', async () => {
  const { id, first, last } = await inTurns(town, 'market-stall-registration');
  expect(last).not.toBe(first);
  const { type } = await town.temporal.client.workflow.getHandle(id, last).describe();
  expect(type).toBe('market-stall-registration');
  await town.keep('procedure-continued', id, first);
  await town.keep('procedure-continued-last', id, last);
});

test('Temporal lost: it is started again from the record and carried to its end', async () => {
  const id = await accepted(town);
  await town.settled(id);
  await town.stopWorkers();
  await town.stopRelay();
  const second = await driven({ under: town });
  try {
    await recover(second.temporal, second.db.pool);
    await second.startWorkers();
    second.startRelay();
    await granted(second, id);
    await second.completed(id);
    const finished = (await second.acts(id))
      .filter((act) => act.type === 'effect-done')
      .map((act) => act.payload.effect);
    expect(new Set(finished).size).toBe(finished.length);
    await second.keep('procedure-recovered', id);
  } finally {
    await second.end();
  }
});

test('its rungs come by its own timers', async () => {
  const quick = await driven({ procedure, daySeconds: 2, lawStart: Date.parse('2026-03-02T09:30:00+08:00') });
  try {
    await quick.startWorkers();
    quick.startRelay();
    const id = await quick.open();
    const rung = await quick.until(
      'the first rung is raised',
      async () => (await quick.acts(id)).find((act) => act.type === 'rung-raised'),
      60,
    );
    expect(rung.raised_by).toBe('timer');
    await quick.settled(id);
    const { events } = await quick.history(id);
    const named = (events ?? []).filter((event) => eventName(event) === 'timerStarted').map(summaryOf);
    expect(named.join('\n')).toContain(`${String(rung.payload.clock)}:1:${String(rung.payload.rung)}`);
    await quick.keep('procedure-rung-by-timer', id);
  } finally {
    await quick.end();
  }
});
