// That Temporal does the driving, read by a stranger from the histories of a permit and of one with its legal review.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  applicant,
  outside,
  payloadsOf,
  summaryOf,
  textOf,
  type HistoryEvent,
  type Outside,
} from '../support/a-permit';
import { eventually } from '../support/client';
import { startProduct, type Product } from '../support/product';

/** A Monday morning without a holiday near. Half of ten working days have passed after a week of law time: 21 s. */
const LAW = { ONESEAL_DAY_SECONDS: '3', ONESEAL_LAW_START: '2025-03-03T10:00:00+08:00' };

let product: Product;
let town: Outside;
beforeAll(async () => {
  product = await startProduct(LAW);
  town = await outside(product);
}, 300_000);
afterAll(async () => {
  await town?.close();
  await product?.stop();
}, 60_000);

async function closed(caseId: string): Promise<void> {
  await eventually(60, `${caseId} ends with nothing left to do`, async () => {
    const { rows } = await town.sql.query(
      `select 1 from cases c where c.id = $1 and c.status = 'ended'
         and not exists (select 1 from effects e where e.case_id = c.id and e.state in ('wanted', 'claimed'))
         and not exists (select 1 from wakes w where w.case_id = c.id)`,
      [caseId],
    );
    if (rows.length === 0) return undefined;
    const { status } = await town.temporal.workflow.getHandle(caseId).describe();
    return status.name === 'COMPLETED' ? true : undefined;
  });
}
async function reminded(caseId: string): Promise<void> {
  await eventually(60, 'the reminder', async () =>
    (await town.acts(caseId)).find((act) => act.type === 'rung-raised' && act.payload['rung'] === 'reminder'),
  );
}
const started = (events: readonly HistoryEvent[]) =>
  events.flatMap((event) => {
    const child = event.startChildWorkflowExecutionInitiatedEventAttributes;
    return child ? [{ type: child.workflowType?.name ?? '', id: child.workflowId ?? '' }] : [];
  });

/** What every history of a case must show. */
async function tellsTheStory(caseId: string, type: string): Promise<readonly HistoryEvent[]> {
  const events = await town.history(caseId);
  const acts = await town.acts(caseId);
  expect(events[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name).toBe(type);
  expect(acts.map((act) => act.type)).not.toContain('process-apart');

  const heard = events
    .filter((event) => event.markerRecordedEventAttributes)
    .flatMap(payloadsOf)
    .flatMap((value) => (value as { milestones?: { seq: number; code: string }[] } | null)?.milestones ?? []);
  expect(heard).toEqual(acts.filter((a) => a.milestone !== null).map((a) => ({ seq: a.seq, code: a.milestone })));

  const timers = events.filter((event) => event.timerStartedEventAttributes).map(summaryOf);
  const byTimer = acts.filter((act) => act.type === 'rung-raised' && act.raised_by === 'timer');
  // Of those that fell due together, the timer names the earliest.
  for (const { payload } of byTimer.filter((act, n) => act.at !== byTimer[n - 1]?.at)) {
    const rung = `[${String(payload['clock'])}:${String(payload['term'])}:${String(payload['rung'])}]`;
    expect(timers.filter((summary) => summary.includes(rung) && /法|规定|办法|国办发/.test(summary))).not.toEqual([]);
  }

  const { rows } = await town.sql.query<{ id: string; state: string; kind: string }>(
    'select id, state, kind from effects where case_id = $1',
    [caseId],
  );
  const activities = events
    .filter((event) => event.activityTaskScheduledEventAttributes)
    .flatMap((event) => payloadsOf(event.activityTaskScheduledEventAttributes?.input))
    .map((input) => (input as { effect: string }).effect);
  const sagas = started(events).filter((child) => child.type === 'issueDecision' || child.type === 'escalate');
  expect(rows.length).toBeGreaterThan(0);
  expect([...activities, ...sagas.map((saga) => saga.id)].sort()).toEqual(rows.map((row) => row.id).sort());
  expect(rows.filter((row) => row.state !== 'done')).toEqual([]);
  const done = acts.filter((act) => act.type === 'effect-done').map((act) => act.payload['effect']);
  expect(new Set(done).size).toBe(done.length);
  return events;
}

test('the histories of a permit and of one with legal review tell their whole course, and nothing of a person', async () => {
  const [straight, reviewed] = [await town.open(), await town.open()];
  const clerk = await town.staff.of('window-clerk', 0, 'xuxiake');
  const approver = await town.staff.of('approver', 0, 'approval-bureau');
  for (const id of [straight, reviewed]) await town.decide(clerk, id, 'acceptance', 'accept');
  await Promise.all([straight, reviewed].map(reminded));

  await town.examine(straight);
  await town.decide(approver, straight, 'decision', 'grant');
  await town.toReview(reviewed);
  const review = `${reviewed}.review.1.1`;
  await town.decide(await town.staff.of('legal-reviewer', 0, 'justice-bureau'), review, 'opinion', 'agree');
  await eventually(30, 'the opinion reaches its case', async () =>
    (await town.acts(reviewed)).find((act) => act.milestone === 'review-agree'),
  );
  await town.decide(approver, reviewed, 'decision', 'refuse');
  for (const id of [straight, review, reviewed]) await closed(id);

  const raised = (await town.acts(straight)).filter((act) => act.type === 'rung-raised');
  expect(raised.map((act) => act.raised_by)).toContain('timer');
  expect(started(await tellsTheStory(straight, 'approval')).map((child) => child.type)).toContain('issueDecision');
  const children = started(await tellsTheStory(reviewed, 'approval'));
  expect(children.filter((child) => child.type === 'legalReview')).toEqual([{ type: 'legalReview', id: review }]);
  await tellsTheStory(review, 'legalReview');

  const seen: string[] = [product.output()];
  let histories = 0;
  for await (const { workflowId, runId } of town.temporal.workflow.list()) {
    seen.push(textOf(await town.temporal.workflow.getHandle(workflowId, runId).fetchHistory()));
    histories += 1;
  }
  expect(histories).toBeGreaterThan(5);
  const logs = join(product.home, 'logs');
  for (const name of readdirSync(logs)) seen.push(readFileSync(join(logs, name), 'utf8'));
  const all = seen.join('\n');
  for (const canary of [applicant.name, applicant.idNumber, applicant.phone, applicant.address, '金丝雀'])
    for (const written of [canary, Buffer.from(canary).toString('base64'), JSON.stringify(canary)])
      expect(all).not.toContain(written);
}, 150_000);

test('with the worker stopped people go on deciding and every effect waits; when it goes on, each is done once', async () => {
  const worker = (product.run()['pids'] as Record<string, number>)['worker'];
  if (worker === undefined) throw new Error('no worker runs');
  process.kill(worker, 'SIGSTOP');
  let id: string;
  try {
    id = await town.open();
    await town.decide(await town.staff.of('window-clerk', 0, 'xuxiake'), id, 'acceptance', 'accept');
    await town.examine(id);
    await town.decide(await town.staff.of('approver', 0, 'approval-bureau'), id, 'decision', 'grant');
    const { rows } = await town.sql.query<{ state: string }>('select state from effects where case_id = $1', [id]);
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.map((row) => row.state).filter((state) => state !== 'wanted' && state !== 'cancelled')).toEqual([]);
  } finally {
    process.kill(worker, 'SIGCONT');
  }
  await closed(id);
  const acts = await town.acts(id);
  const done = acts.filter((act) => act.type === 'effect-done').map((act) => String(act.payload['effect']));
  const { rows } = await town.sql.query<{ id: string }>(
    `select id from effects where case_id = $1 and state <> 'cancelled'`,
    [id],
  );
  expect(done.sort()).toEqual(rows.map((row) => row.id).sort());
}, 120_000);
