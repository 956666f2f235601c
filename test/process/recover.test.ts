// Temporal lost, and Temporal ahead of a restored record: every process goes on from the record, once.
import { Client } from 'pg';
import { recover } from '../../src/ops/recover';
import { examined, people } from '../support/a-record';
import { done, driven, type Driven } from './driven';

jest.setTimeout(180_000);

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
  await first.affect(reviewed);
  await first.decide(decided, 'examination', 1, 'recommend-grant', people.examiner, examined);
  await first.decide(decided, 'examination', 1, 'recommend-grant', people.secondExaminer, examined);
  for (const id of ids) await first.followed(id);
  await first.until('the review runs', () => first.history(`${reviewed}.review.1.1`).catch(() => undefined));
  await first.stopWorkers();
  await first.decide(decided, 'decision', 1, 'grant', people.approver);
  // One of its papers was claimed by a run that is gone. Two minutes pass: it may be taken over.
  done(await first.system(decided, { type: 'claim-effect', effect: await paperOf(decided), claim: 1 }));
  await first.db.pool.query(`update effects set lease_until = clock_timestamp() where state = 'claimed'`);
  return { received, accepted, reviewed, decided };
}

/** The decision's own paper: wanted last. */
async function paperOf(decided: string): Promise<string> {
  const { rows } = await first.db.pool.query<{ id: string }>(
    `select id from effects where case_id = $1 and kind = 'issue-paper' order by asked_by desc limit 1`,
    [decided],
  );
  return rows[0]?.id ?? '';
}

async function goOn(
  town: Driven,
  cases: { received: string; accepted: string; reviewed: string; decided: string },
  keep = false,
): Promise<void> {
  const { received, accepted, reviewed, decided } = cases;
  await town.completed(decided, 60);
  done(await town.decide(received, 'acceptance', 1, 'accept', people.clerk));
  for (const id of [received, accepted]) {
    done(await town.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined));
    done(await town.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined));
    done(await town.decide(id, 'decision', 1, 'grant', people.approver));
  }
  const child = `${reviewed}.review.1.1`;
  done(await town.decide(child, 'opinion', 1, 'agree', people.reviewer));
  await town.until(
    'the opinion reached the parent',
    async () => (await town.acts(reviewed)).some((act) => act.milestone === 'review-agree'),
    60,
  );
  done(await town.decide(reviewed, 'decision', 1, 'refuse', people.approver));
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
  await town.keep('issueDecision-recovered', await paperOf(decided));
}

test('Temporal lost: a new one is filled from the record', async () => {
  const cases = await inEveryState();
  await first.stopRelay();
  const second = await driven({ under: first });
  try {
    const recovery = await recover(second.temporal, second.db.pool);
    expect(recovery).toMatchObject({ ended: 0, started: 4, unknown: [], lost: [] });
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
  const [open, over] = [await first.open(), await first.open()];
  await first.settled(over);
  done(await first.act(over, { type: 'withdraw-application', reason: '不再经营' }, { kind: 'party' }));
  await first.completed(over);
  await first.followed(open);
  const cases = await inEveryState();
  await first.stopRelay();
  for (const id of [open, over]) await forget(first, id);
  // As if Temporal had been told of an act that the backup did not hold.
  const head = 'f'.repeat(64);
  await first.temporal.client.workflow.getHandle(cases.accepted).signal('wake', { epoch: 1, seq: 900, head });

  const recovery = await recover(first.temporal, first.db.pool);
  expect(recovery.unknown).toEqual([open, over].sort());
  expect(recovery.lost).toEqual([{ case: cases.accepted, seq: 900 }]);
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
