// A permit as Temporal drives it: its stages, its child process, its papers, and what its history tells and does not tell.
import { examined, papers, people, shop, zhang } from '../support/a-record';
import { driven, eventName, summaryOf, type Driven } from './driven';

jest.setTimeout(120_000);

let town: Driven;
beforeAll(async () => {
  town = await driven();
  await town.startWorkers();
  town.startRelay();
});
afterAll(() => town.end());

const done = { kind: 'done' };
const affects = { ...examined, thirdPartiesAffected: true };

async function accepted(): Promise<string> {
  const id = await town.open();
  expect(await town.decide(id, 'acceptance', 1, 'accept', people.clerk)).toMatchObject(done);
  return id;
}

test('a permit is driven from its receipt to its end, each effect once', async () => {
  const id = await accepted();
  expect(await town.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined)).toMatchObject(done);
  expect(await town.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined)).toMatchObject(
    done,
  );
  expect(await town.decide(id, 'decision', 1, 'grant', people.approver)).toMatchObject(done);
  await town.completed(id);

  const acts = await town.acts(id);
  const wanted = acts
    .filter((act) => act.type === 'effects-wanted')
    .flatMap((act) => act.payload.wants as { id: string }[]);
  const finished = acts.filter((act) => act.type === 'effect-done').map((act) => act.payload.effect);
  expect(finished.sort()).toEqual(wanted.map((want) => want.id).sort());
  expect(acts.map((act) => act.type)).not.toContain('process-apart');

  const { events } = await town.history(id);
  const names = (events ?? []).map(eventName);
  expect(
    names.filter((name) => name === 'activityTaskScheduled').length +
      names.filter((name) => name === 'startChildWorkflowExecutionInitiated').length,
  ).toBe(wanted.length);
  expect(names.length).toBeLessThan(60);
  await town.keep('approval-straight', id);
  await town.keep(
    'issueDecision-straight',
    wanted.find((want) => (want as { kind?: string }).kind === 'issue-paper')?.id ?? '',
  );
});

test('one missing paper: one list of gaps, the supplement, and on', async () => {
  const { floorPlan, ...some } = papers;
  const id = await town.open({ ...shop, ...some });
  expect(
    await town.decide(id, 'acceptance', 1, 'request-supplement', people.clerk, { gaps: ['floorPlan'] }),
  ).toMatchObject(done);
  expect(
    await town.act(id, { type: 'supplement', data: { floorPlan }, formErrors: [] }, { kind: 'party' }),
  ).toMatchObject(done);
  expect(await town.decide(id, 'acceptance', 2, 'accept', people.clerk)).toMatchObject(done);
  expect(await town.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined)).toMatchObject(done);
  expect(await town.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined)).toMatchObject(
    done,
  );
  expect(await town.decide(id, 'decision', 1, 'reexamine', people.approver)).toMatchObject(done);
  expect(await town.decide(id, 'examination', 2, 'recommend-grant', people.examiner, examined)).toMatchObject(done);
  expect(await town.decide(id, 'examination', 2, 'recommend-grant', people.secondExaminer, examined)).toMatchObject(
    done,
  );
  expect(await town.decide(id, 'decision', 2, 'grant', people.approver)).toMatchObject(done);
  await town.completed(id);
  const acts = await town.acts(id);
  expect(acts.map((act) => act.type)).not.toContain('process-apart');
  expect(acts.flatMap((act) => (act.milestone === null ? [] : [act.milestone]))).toEqual([
    'received',
    'supplement-requested',
    'supplemented',
    'accepted',
    'returned',
    'granted',
    'closing',
    'ended',
  ]);
  await town.keep('approval-returned', id);
});

test('a major refusal waits for its legal review, a child process of its own', async () => {
  const id = await accepted();
  expect(await town.decide(id, 'examination', 1, 'recommend-refusal', people.examiner, affects)).toMatchObject(done);
  const child = `${id}.review.1.1`;
  await town.until(
    'the review runs',
    async () =>
      (
        await town.temporal.client.workflow
          .getHandle(child)
          .describe()
          .catch(() => undefined)
      )?.type === 'legalReview',
  );
  expect(await town.decide(child, 'opinion', 1, 'agree', people.reviewer)).toMatchObject(done);
  await town.completed(child);
  await town.until('the opinion reached the parent', async () =>
    (await town.acts(id)).some((act) => act.milestone === 'review-agree'),
  );
  expect(await town.decide(id, 'decision', 1, 'refuse', people.approver)).toMatchObject(done);
  await town.completed(id);

  const acts = await town.acts(id);
  expect(acts.flatMap((act) => (act.milestone === null ? [] : [act.milestone]))).toEqual([
    'received',
    'accepted',
    'review-opened',
    'review-agree',
    'refused',
    'closing',
    'ended',
  ]);
  expect(acts.map((act) => act.type)).not.toContain('process-apart');
  const { events } = await town.history(id);
  const children = (events ?? []).flatMap(
    (event) => event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowType?.name ?? [],
  );
  expect(children.filter((type) => type === 'legalReview')).toHaveLength(1);
  await town.keep('approval-with-review', id);
  await town.keep('legalReview-straight', child);
});

test('an opinion that does not agree leads back to the examination', async () => {
  const id = await accepted();
  expect(await town.decide(id, 'examination', 1, 'recommend-refusal', people.examiner, affects)).toMatchObject(done);
  const child = `${id}.review.1.1`;
  expect(await town.decide(child, 'opinion', 1, 'correct', people.reviewer)).toMatchObject(done);
  await town.until('the examination is open again', async () =>
    (await town.acts(id)).some((act) => act.type === 'task-opened' && act.payload.task === `${id}.examination.2`),
  );
  expect(await town.decide(id, 'examination', 2, 'recommend-grant', people.examiner, examined)).toMatchObject(done);
  expect(await town.decide(id, 'examination', 2, 'recommend-grant', people.secondExaminer, examined)).toMatchObject(
    done,
  );
  expect(await town.decide(id, 'decision', 1, 'grant', people.approver)).toMatchObject(done);
  await town.completed(id);
  await town.completed(child);
  expect((await town.acts(id)).map((act) => act.type)).not.toContain('process-apart');
  await town.keep('approval-review-returned', id);
  await town.keep('legalReview-returned', child);
});

test('an opinion that comes after the application was withdrawn is kept and moves nothing', async () => {
  const id = await accepted();
  expect(await town.decide(id, 'examination', 1, 'recommend-refusal', people.examiner, affects)).toMatchObject(done);
  const child = `${id}.review.1.1`;
  await town.followed(id);
  // The opinion is recorded, but not yet carried to the parent, when the applicant withdraws.
  await town.stopRelay();
  expect(await town.decide(child, 'opinion', 1, 'agree', people.reviewer)).toMatchObject(done);
  await town.until('the opinion is on paper', async () => {
    town.temporal.client.workflow
      .getHandle(child)
      .signal('wake', { epoch: 1, seq: 10_000, head: '' })
      .catch(() => undefined);
    return (await town.acts(child)).some((act) => act.type === 'ended');
  });
  expect(await town.act(id, { type: 'withdraw-application', reason: '不再经营' }, { kind: 'party' })).toMatchObject(
    done,
  );
  town.startRelay();
  await town.completed(id);
  const acts = await town.acts(id);
  expect(acts.filter((act) => act.type === 'child-ended').map((act) => act.payload.late)).toEqual([true]);
  expect(acts.map((act) => act.type)).not.toContain('process-apart');
  await town.completed(child);
  await town.keep('approval-child-late', id);
  await town.keep('legalReview-child-late', child);
});

test('a history holds ids, codes and titles, and nothing of a person', async () => {
  const id = await accepted();
  await town.followed(id);
  const handle = town.temporal.client.workflow.getHandle(id);
  const { events } = await town.history(id);
  // Payloads are bytes: decoded, so that a name could not hide in base64.
  const text = JSON.stringify(events, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
  );
  for (const secret of [zhang.name, zhang.idNumber, zhang.phone, shop.shopName, shop.premises, people.clerk.person])
    expect(text).not.toContain(secret);
  const timer = (events ?? []).filter((event) => eventName(event) === 'timerStarted').map(summaryOf);
  expect(timer.join()).toMatch(/受理期限将满 · 行政许可法第三十二条|期限已过半 · 食品经营许可和备案管理办法/);
  const { staticSummary, typedSearchAttributes } = await handle.describe().then(async (description) => ({
    staticSummary: await description.staticSummary(),
    typedSearchAttributes: description.typedSearchAttributes.getAll(),
  }));
  expect(staticSummary).toContain('食品经营许可');
  expect(typedSearchAttributes.map(({ key, value }) => [key.name, value])).toEqual(
    expect.arrayContaining([
      ['Procedure', 'food-business-permit'],
      ['Stage', 'examination'],
    ]),
  );
});
