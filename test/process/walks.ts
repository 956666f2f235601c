// Owns the ways a driven permit is walked by more than one suite: whoever decides, in which order, and what is waited for between.
import { examined, papers, people, shop } from '../support/a-record';
import { QUEUES } from '../../workflows/messages';
import { done, type Driven } from './driven';

export async function accepted(town: Driven): Promise<string> {
  const id = await town.open();
  done(await town.decide(id, 'acceptance', 1, 'accept', people.clerk));
  return id;
}
async function examine(town: Driven, id: string, round: number): Promise<void> {
  done(await town.decide(id, 'examination', round, 'recommend-grant', people.examiner, examined));
  done(await town.decide(id, 'examination', round, 'recommend-grant', people.secondExaminer, examined));
}
/** An accepted case, examined and granted. */
export async function granted(town: Driven, id: string): Promise<void> {
  await examine(town, id, 1);
  done(await town.decide(id, 'decision', 1, 'grant', people.approver));
}

/** One missing paper, supplemented; sent back to be examined again; granted and closed. */
export async function sentBack(town: Driven): Promise<string> {
  const { floorPlan, ...some } = papers;
  const id = await town.open({ ...shop, ...some });
  done(await town.decide(id, 'acceptance', 1, 'request-supplement', people.clerk, { gaps: ['floorPlan'] }));
  done(await town.act(id, { type: 'supplement', data: { floorPlan }, formErrors: [] }, { kind: 'party' }));
  done(await town.decide(id, 'acceptance', 2, 'accept', people.clerk));
  await examine(town, id, 1);
  done(await town.decide(id, 'decision', 1, 'reexamine', people.approver));
  await examine(town, id, 2);
  done(await town.decide(id, 'decision', 2, 'grant', people.approver));
  await town.completed(id);
  return id;
}

/** A major refusal, with the process of its legal review running. */
export async function underReview(town: Driven): Promise<{ readonly id: string; readonly child: string }> {
  const id = await accepted(town);
  await town.affect(id);
  const child = `${id}.review.1.1`;
  await town.until('the review runs', () => town.history(child).catch(() => undefined));
  return { id, child };
}

/** The opinion is recorded, but not yet carried to the parent, when the applicant withdraws. */
export async function opinionTooLate(town: Driven): Promise<{ readonly id: string; readonly child: string }> {
  const { id, child } = await underReview(town);
  // A paper being sealed would refuse the withdrawal: those of the acceptance have to be out first.
  await town.settled(id);
  await town.stopRelay();
  done(await town.decide(child, 'opinion', 1, 'agree', people.reviewer));
  // With the relay stopped nobody carries the wake; one that reaches the run is enough.
  await town.temporal.client.workflow.getHandle(child).signal('wake', { epoch: 1, seq: 10_000, head: '' });
  await town.until('the opinion is on paper', async () => (await town.acts(child)).some((act) => act.type === 'ended'));
  done(await town.act(id, { type: 'withdraw-application', reason: '不再经营' }, { kind: 'party' }));
  town.startRelay();
  await town.completed(id);
  await town.completed(child);
  return { id, child };
}

/** A run that goes on as a new one long before its history is long, carried to its end. */
export async function inTurns(
  town: Driven,
  type: string,
): Promise<{ readonly id: string; readonly first: string; readonly last: string }> {
  await town.stopRelay();
  const id = await town.open();
  const first = await startToTurn(town, type, id);
  town.startRelay();
  await town.settled(id);
  done(await town.decide(id, 'acceptance', 1, 'accept', people.clerk));
  await town.settled(id);
  done(await town.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined));
  await town.settled(id);
  done(await town.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined));
  await town.settled(id);
  done(await town.decide(id, 'decision', 1, 'grant', people.approver));
  await town.completed(id);
  return { id, first, last: (await town.temporal.client.workflow.getHandle(id).describe()).runId };
}

/** Starts the process of a case as the relay would, but one that turns after fifteen events. */
export async function startToTurn(town: Driven, type: string, id: string): Promise<string> {
  const { firstExecutionRunId } = await town.temporal.client.workflow.start(type, {
    workflowId: id,
    taskQueue: QUEUES.cases,
    args: [{ case: id, epoch: 1, turnAt: 15 }],
  });
  return firstExecutionRunId;
}
/** Wakes that say nothing new, until the run has gone on as a new one: they may be repeated as often as anybody likes. */
export async function untilItTurns(town: Driven, id: string, first: string): Promise<void> {
  for (let n = 0; n < 10; n++) {
    await town.temporal.client.workflow.getHandle(id).signal('wake', { epoch: 1, seq: 1_000 + n, head: '' });
    await town.settled(id);
    if ((await town.temporal.client.workflow.getHandle(id).describe()).runId !== first) return;
  }
  throw new Error(`${id} never went on as a new run\n${await town.story(id)}`);
}
