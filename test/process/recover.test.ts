// Temporal lost, and Temporal ahead of a restored record: every process goes on from the record, once.
import { Client } from 'pg';
import { recover } from '../../src/ops/recover';
import { examined, people } from '../support/a-record';
import { driven, type Driven } from './driven';

jest.setTimeout(180_000);

const done = { kind: 'done' };
let first: Driven;
beforeAll(async () => {
  first = await driven();
  await first.startWorkers();
  first.startRelay();
});
afterAll(() => first.end());

/** Cases in every state: just received, accepted, under review, decided with its papers still to be made. */
async function inEveryState(): Promise<{ received: string; accepted: string; reviewed: string; decided: string }> {
  const ids = [await first.open(), await first.open(), await first.open(), await first.open()] as const;
  const [received, accepted, reviewed, decided] = ids;
  for (const id of [accepted, reviewed, decided]) await first.decide(id, 'acceptance', 1, 'accept', people.clerk);
  const affects = { ...examined, thirdPartiesAffected: true };
  await first.decide(reviewed, 'examination', 1, 'recommend-refusal', people.examiner, affects);
  await first.decide(decided, 'examination', 1, 'recommend-grant', people.examiner, examined);
  await first.decide(decided, 'examination', 1, 'recommend-grant', people.secondExaminer, examined);
  for (const id of ids) await first.followed(id);
  await first.until('the review runs', () => first.history(`${reviewed}.review.1.1`).catch(() => undefined));
  await first.stopWorkers();
  await first.decide(decided, 'decision', 1, 'grant', people.approver);
  // Two minutes pass: what the workers had claimed when they went may be taken over.
  await first.db.pool.query(`update effects set lease_until = clock_timestamp() where state = 'claimed'`);
  return { received, accepted, reviewed, decided };
}

async function goOn(
  town: Driven,
  cases: { received: string; accepted: string; reviewed: string; decided: string },
  keep = false,
): Promise<void> {
  const { received, accepted, reviewed, decided } = cases;
  await town.completed(decided, 60);
  expect(await town.decide(received, 'acceptance', 1, 'accept', people.clerk)).toMatchObject(done);
  for (const id of [received, accepted]) {
    expect(await town.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined)).toMatchObject(done);
    expect(await town.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined)).toMatchObject(
      done,
    );
    expect(await town.decide(id, 'decision', 1, 'grant', people.approver)).toMatchObject(done);
  }
  const child = `${reviewed}.review.1.1`;
  expect(await town.decide(child, 'opinion', 1, 'agree', people.reviewer)).toMatchObject(done);
  await town.until(
    'the opinion reached the parent',
    async () => (await town.acts(reviewed)).some((act) => act.milestone === 'review-agree'),
    60,
  );
  expect(await town.decide(reviewed, 'decision', 1, 'refuse', people.approver)).toMatchObject(done);
  for (const id of [received, accepted, child, reviewed]) await town.completed(id, 150);
  for (const id of [received, accepted, child, reviewed, decided]) {
    const acts = await town.acts(id);
    const finished = acts.filter((act) => act.type === 'effect-done').map((act) => act.payload.effect);
    const wanted = acts.flatMap((act) =>
      act.type === 'effects-wanted' ? (act.payload.wants as { id: string }[]).map((want) => want.id) : [],
    );
    expect(finished.sort()).toEqual(wanted.sort());
    expect(acts.map((act) => act.type)).not.toContain('process-apart');
  }
  if (!keep) return;
  await town.keep('approval-recovered', reviewed);
  await town.keep('legalReview-recovered', child);
}

test('Temporal lost: a new one is filled from the record', async () => {
  const cases = await inEveryState();
  await first.stopRelay();
  const second = await driven({ under: first });
  try {
    const recovery = await recover(second.temporal, second.db.pool);
    expect(recovery).toMatchObject({ ended: 0, started: 4, unknown: [] });
    await second.startWorkers();
    second.startRelay();
    await goOn(second, cases, true);
  } finally {
    await second.end();
  }
});

test('Temporal ahead: runs the record does not know are ended and listed, the others start again', async () => {
  await first.startWorkers();
  first.startRelay();
  const cases = await inEveryState();
  const lost = await first.open();
  await first.until('its process runs', () => first.history(lost).catch(() => undefined));
  await first.stopRelay();
  await forget(first, lost);

  const recovery = await recover(first.temporal, first.db.pool);
  expect(recovery.unknown.map((id) => id.split(':')[0])).toContain(lost);
  expect(new Set(recovery.unknown.map((id) => id.split(':')[0]))).toEqual(new Set([lost]));
  expect(recovery.started).toBeGreaterThanOrEqual(4);
  await first.startWorkers();
  first.startRelay();
  await goOn(first, cases);
});

/** As if the database had been restored to before the case was opened. */
async function forget(town: Driven, caseId: string): Promise<void> {
  const client = new Client({ connectionString: town.db.superUrl });
  await client.connect();
  await client.query('set session_replication_role = replica');
  for (const table of ['acts', 'seats', 'clocks', 'waits', 'effects', 'wakes', 'forms', 'parties', 'messages'])
    await client.query(`delete from ${table} where case_id = $1`, [caseId]);
  await client.query('delete from cases where id = $1', [caseId]);
  await client.end();
}
