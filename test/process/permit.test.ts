// A permit as Temporal drives it: its stages, its child process, its papers, and what its history tells and does not tell.
import { examined, people, shop, zhang } from '../support/a-record';
import { done, driven, eventName, summaryOf, type Driven } from './driven';
import { accepted, granted, opinionTooLate, sentBack, underReview } from './walks';

jest.setTimeout(120_000);

let town: Driven;
beforeAll(async () => {
  town = await driven();
  await town.startWorkers();
  town.startRelay();
});
afterAll(() => town.end());

test('a permit is driven from its receipt to its end, each effect once', async () => {
  const id = await accepted(town);
  await granted(town, id);
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
  // How many workflow tasks there are depends on what happens to fall together; what is scheduled does not.
  const scheduled = names.filter((name) => !name.startsWith('workflowTask'));
  expect(scheduled.length).toBeLessThan(6 + 4 * wanted.length);
  await town.keep('approval-straight', id);
  await town.keep(
    'issueDecision-straight',
    wanted.find((want) => (want as { kind?: string }).kind === 'issue-paper')?.id ?? '',
  );
});

test('one missing paper: one list of gaps, the supplement, and on', async () => {
  const id = await sentBack(town);
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
  const { id, child } = await underReview(town);
  expect((await town.temporal.client.workflow.getHandle(child).describe()).type).toBe('legalReview');
  done(await town.decide(child, 'opinion', 1, 'agree', people.reviewer));
  await town.completed(child);
  await town.until('the opinion reached the parent', async () =>
    (await town.acts(id)).some((act) => act.milestone === 'review-agree'),
  );
  done(await town.decide(id, 'decision', 1, 'refuse', people.approver));
  await town.completed(id);

  const acts = await town.acts(id);
  expect(acts.flatMap((act) => (act.milestone === null ? [] : [act.milestone]))).toEqual([
    'received',
    'accepted',
    'interested-parties-told',
    'rights-waived',
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
  const { id, child } = await underReview(town);
  done(await town.decide(child, 'opinion', 1, 'correct', people.reviewer));
  await town.until('the examination is open again', async () =>
    (await town.acts(id)).some((act) => act.type === 'task-opened' && act.payload.task === `${id}.examination.2`),
  );
  done(await town.decide(id, 'examination', 2, 'recommend-grant', people.examiner, examined));
  done(await town.decide(id, 'examination', 2, 'recommend-grant', people.secondExaminer, examined));
  done(await town.decide(id, 'decision', 1, 'grant', people.approver));
  await town.completed(id);
  await town.completed(child);
  expect((await town.acts(id)).map((act) => act.type)).not.toContain('process-apart');
  await town.keep('approval-review-returned', id);
  await town.keep('legalReview-returned', child);
});

test('an opinion that comes after the application was withdrawn is kept and moves nothing', async () => {
  const { id, child } = await opinionTooLate(town);
  const acts = await town.acts(id);
  expect(acts.filter((act) => act.type === 'child-ended').map((act) => act.payload.late)).toEqual([true]);
  expect(acts.map((act) => act.type)).not.toContain('process-apart');
  await town.keep('approval-child-late', id);
  await town.keep('legalReview-child-late', child);
});

test('a history holds ids, codes and titles, and nothing of a person', async () => {
  const id = await accepted(town);
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
