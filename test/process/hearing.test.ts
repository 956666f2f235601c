// A hearing as a process of its own: appointed, put off, held, closed by its case, late, long, and started again from the record.
import { recover } from '../../src/ops/recover';
import { examined, people, person } from '../support/a-record';
import { done, driven, eventName, summaryOf, type Driven } from './driven';
import { accepted, startToTurn, untilItTurns } from './walks';

jest.setTimeout(180_000);

// A Monday without a holiday near; a day of law time passes in two seconds.
const MONDAY = Date.parse('2026-03-02T09:30:00+08:00');
const host = person('feng-host', 'hearing-host', 'approval-bureau');

let town: Driven;
beforeAll(async () => {
  town = await driven({ daySeconds: 2, lawStart: MONDAY });
  await town.startWorkers();
  town.startRelay();
});
afterAll(() => town.end());

/** The applicant asks to be heard. */
async function asked(): Promise<{ readonly id: string; readonly child: string }> {
  const id = await accepted(town);
  const affects = { ...examined, thirdPartiesAffected: true };
  done(await town.decide(id, 'examination', 1, 'recommend-refusal', people.examiner, affects));
  done(await town.decide(id, 'telling', 1, 'tell', people.examiner, { parties: [{ name: '相邻商户' }] }));
  done(await town.act(id, { type: 'request-hearing' }, { kind: 'party' }));
  return { id, child: `${id}.hearing.1.1` };
}
async function runs(child: string): Promise<void> {
  await town.until('the hearing runs', () => town.history(child).catch(() => undefined));
}
/** The law day that is this many days ahead. */
async function dayAhead(days: number): Promise<string> {
  const { rows } = await town.db.pool.query<{ day: string }>(
    `select to_char((law_start + (clock_timestamp() - real_start) * (86400 / day_seconds)) at time zone 'Asia/Shanghai' + $1::int * interval '1 day', 'YYYY-MM-DD') as day
     from installation`,
    [days],
  );
  return rows[0]?.day ?? '';
}
/** Seven full working days lie within any twelve days of an ordinary month; two more for the time it takes to say so. */
async function appoint(child: string, round: number): Promise<string> {
  const heldOn = await dayAhead(14);
  const data = { heldOn, startsAt: '09:30', place: '行政审批局三楼', host: '冯磊' };
  done(await town.decide(child, 'appointment', round, 'appoint', people.head, data));
  return heldOn;
}
async function closedWith(id: string, child: string): Promise<void> {
  await town.until('the application is withdrawn as soon as no paper is being sealed', async () => {
    const answer = await town.act(id, { type: 'withdraw-application', reason: '不再经营' }, { kind: 'party' });
    return answer.kind === 'done';
  });
  await town.completed(child);
}

test('it is appointed with its notice, held on its day, and its case goes on to the legal review', async () => {
  const { id, child } = await asked();
  await runs(child);
  const heldOn = await appoint(child, 1);
  await town.until('its day has come', async () => (await dayAhead(0)) >= heldOn, 60);
  const data = { present: '申请人、相邻商户', record: '各方陈述意见，经核对无误。', recordSigned: true };
  done(await town.decide(child, 'hold', 1, 'held', host, data));
  await town.completed(child);
  expect((await town.temporal.client.workflow.getHandle(child).describe()).type).toBe('hearing');
  await town.until('its case has heard of it', async () =>
    (await town.acts(id)).some((act) => act.type === 'child-ended' && act.payload.outcome === 'held'),
  );
  expect((await town.acts(child)).map((act) => act.type)).not.toContain('process-apart');
  await town.keep('hearing-straight', child);
});

test('it is put off and appointed anew, and ends with its case', async () => {
  const { id, child } = await asked();
  await runs(child);
  await appoint(child, 1);
  await town.settled(child);
  done(await town.decide(child, 'hold', 1, 'postpone', host));
  await appoint(child, 2);
  await town.settled(child);
  await closedWith(id, child);
  expect((await town.acts(child)).map((act) => act.type)).not.toContain('process-apart');
  await town.keep('hearing-returned', child);
});

test('its outcome that comes after its case was withdrawn is kept there and moves nothing', async () => {
  const { id, child } = await asked();
  await runs(child);
  await appoint(child, 1);
  await town.settled(child);
  await town.settled(id);
  await town.stopRelay();
  done(await town.decide(child, 'hold', 1, 'withdrawn', host));
  await town.temporal.client.workflow.getHandle(child).signal('wake', { epoch: 1, seq: 10_000, head: '' });
  await town.until('it is over', async () => (await town.acts(child)).some((act) => act.type === 'ended'));
  done(await town.act(id, { type: 'withdraw-application', reason: '不再经营' }, { kind: 'party' }));
  town.startRelay();
  await town.completed(id);
  await town.completed(child);
  const late = (await town.acts(id)).filter((act) => act.type === 'child-ended').map((act) => act.payload.late);
  expect(late).toEqual([true]);
  await town.keep('hearing-child-late', child);
});

test('one that nobody appoints is reminded of by a timer of its own process', async () => {
  const { child } = await asked();
  const rung = await town.until(
    'its reminder is raised',
    async () => (await town.acts(child)).find((act) => act.type === 'rung-raised'),
    90,
  );
  expect(rung).toMatchObject({ raised_by: 'timer', payload: { clock: 'hearing', rung: 'reminder' } });
  await town.settled(child);
  const { events } = await town.history(child);
  const named = (events ?? []).filter((event) => eventName(event) === 'timerStarted').map(summaryOf);
  expect(named.join('\n')).toContain('hearing:1:reminder');
  await town.keep('hearing-rung-by-timer', child);
});

test('its long history goes on as a new run', async () => {
  await town.stopRelay();
  const { id, child } = await asked();
  const first = await startToTurn(town, 'hearing', child);
  town.startRelay();
  await untilItTurns(town, child, first);
  await closedWith(id, child);
  await town.keep('hearing-continued', child, first);
  await town.keep('hearing-continued-last', child);
});

test('Temporal lost: it is started again by its case, and goes on', async () => {
  const { id, child } = await asked();
  await runs(child);
  await town.settled(id);
  await town.settled(child);
  await town.stopWorkers();
  await town.stopRelay();
  const second = await driven({ under: town });
  try {
    await recover(second.temporal, second.db.pool);
    await second.startWorkers();
    second.startRelay();
    await second.until('it runs again', () => second.history(child).catch(() => undefined), 60);
    await appoint(child, 1);
    await second.settled(child);
    await second.until('the application is withdrawn as soon as no paper is being sealed', async () => {
      const answer = await second.act(id, { type: 'withdraw-application', reason: '不再经营' }, { kind: 'party' });
      return answer.kind === 'done';
    });
    await second.completed(child);
    expect((await second.acts(child)).map((act) => act.type)).not.toContain('process-apart');
    await second.keep('hearing-recovered', child);
  } finally {
    await second.end();
  }
});
