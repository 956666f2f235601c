import { createDefinitions } from '../../src/record/definitions';
import { rebuildCase } from '../../src/record/rebuild';
import { verifyCase } from '../../src/record/verify';
import { aRecord, examined, papers, people, shop, type RecordUnderTest } from '../support/a-record';

let world: RecordUnderTest;
beforeAll(async () => {
  world = await aRecord();
});
afterAll(async () => world.drop());

const issued = {
  document: 'd1',
  sha256: 'b'.repeat(64),
  size: 1000,
  mediaType: 'application/pdf',
  sealed: true,
  standsOnSeq: 1,
  standsOnHash: 'c'.repeat(64),
  verifyCode: 'v1',
};

async function effectsOf(
  caseId: string,
): Promise<{ id: string; kind: string; state: string; spec: { subject: string; block?: string; number?: string } }[]> {
  return (
    await world.db.pool.query('select id, kind, state, spec from effects where case_id = $1 order by id', [caseId])
  ).rows as never;
}
async function intact(caseId: string): Promise<void> {
  expect(await rebuildCase(world.db.pool, createDefinitions(world.db.pool), caseId, false)).toEqual([]);
  expect(await verifyCase(world.db.pool, caseId, [])).toMatchObject({ intact: true });
}

test('a permit goes from receipt to its sealed end, one act at a time', async () => {
  const id = await world.open();
  expect(await world.decide(id, 'acceptance', 1, 'accept', people.clerk)).toMatchObject({ kind: 'done' });
  expect(await world.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined)).toMatchObject({
    kind: 'done',
  });
  expect(await world.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined)).toMatchObject({
    kind: 'refused',
    refusal: { code: 'already-seated' },
  });
  expect(await world.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined)).toMatchObject({
    kind: 'done',
  });
  expect(await world.decide(id, 'decision', 1, 'grant', people.approver)).toMatchObject({ kind: 'done' });
  const closing = (await effectsOf(id)).filter((e) => e.spec.block === 'closing');
  // The decision and its certificate, each with a number of its own; the case ends with the last of them.
  expect(closing.map(({ spec }) => spec.number?.replace(/\d+/g, 'n'))).toEqual([
    '澄行审许〔n〕第n号',
    '澄行审证〔n〕第n号',
  ]);
  const standing = async () =>
    (await world.db.pool.query('select status, outcome from cases where id = $1', [id])).rows as unknown[];
  for (const [n, paper] of closing.entries()) {
    expect(await standing()).toEqual([{ status: 'open', outcome: null }]);
    expect(await world.system(id, { type: 'claim-effect', effect: paper.id, claim: 1 })).toMatchObject({
      kind: 'done',
    });
    const result = { ...issued, document: `${issued.document}-${n}`, verifyCode: `${issued.verifyCode}-${n}` };
    expect(
      await world.system(id, { type: 'finish-effect', effect: paper.id, claim: 1, result }, `effect:${paper.id}`),
    ).toMatchObject({ kind: 'done' });
  }
  expect(await standing()).toEqual([{ status: 'ended', outcome: 'granted' }]);
  await intact(id);
});

test('the same key gives the first answer again, refusals included, and another body is told so', async () => {
  const id = await world.open();
  const accept = { type: 'decide' as const, task: `${id}.acceptance.1`, outcome: 'accept', formErrors: [] };
  const first = await world.act(id, accept, people.otherClerk, { key: 'k1' });
  expect(first).toMatchObject({ kind: 'refused', refusal: { code: 'not-your-post' } });
  expect(await world.act(id, accept, people.otherClerk, { key: 'k1' })).toEqual(first);
  expect(await world.act(id, accept, people.otherClerk, { key: 'k1', fingerprint: 'x' })).toEqual({
    kind: 'key-reused',
  });
  const twins = await Promise.all(Array.from({ length: 8 }, () => world.act(id, accept, people.clerk, { key: 'k2' })));
  for (const twin of twins) expect(twin).toEqual(twins[0]);
  expect(
    (await world.db.pool.query("select count(*)::int as n from acts where case_id = $1 and type = 'accepted'", [id]))
      .rows,
  ).toEqual([{ n: 1 }]);
  const key = 'same-open';
  expect(
    new Set(await Promise.all([world.open({ ...shop, ...papers }, key), world.open({ ...shop, ...papers }, key)])).size,
  ).toBe(1);
  await intact(id);
});

test('two approvers at once: one decides, the other is told, one number is drawn', async () => {
  const id = await world.open();
  await world.decide(id, 'acceptance', 1, 'accept', people.clerk);
  await world.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined);
  await world.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined);
  const other = { ...people.approver, person: 'other-approver' };
  const answers = await Promise.all([
    world.decide(id, 'decision', 1, 'grant', people.approver),
    world.decide(id, 'decision', 1, 'refuse', other),
  ]);
  expect(answers.map((a) => a.kind).sort()).toEqual(['done', 'refused']);
  expect(
    (
      await world.db.pool.query('select count(*)::int as n from drawn_numbers where case_id = $1 and series ~ $2', [
        id,
        '^澄行审不?许$',
      ])
    ).rows,
  ).toEqual([{ n: 1 }]);
  await intact(id);
});

test('a refusal that affects others opens the review in the same transaction, and its outcome comes back through the record', async () => {
  const id = await world.open();
  await world.decide(id, 'acceptance', 1, 'accept', people.clerk);
  await world.affect(id);
  const child = `${id}.review.1.1`;
  expect(await world.decide(child, 'opinion', 1, 'agree', people.reviewer)).toMatchObject({ kind: 'done' });
  const opinion = (await effectsOf(child))[0];
  await world.system(child, { type: 'claim-effect', effect: opinion?.id ?? '', claim: 1 });
  await world.system(child, {
    type: 'finish-effect',
    effect: opinion?.id ?? '',
    claim: 1,
    result: { ...issued, document: 'd2', verifyCode: 'v2', sealed: false },
  });
  const { rows } = await world.db.pool.query(
    'select parent_id, outcome, facts from child_outcomes where child_id = $1',
    [child],
  );
  expect(rows).toMatchObject([{ parent_id: id, outcome: 'agree' }]);
  const owed = rows[0] as { facts: { duties: Record<string, string[]> } };
  await world.system(
    id,
    { type: 'child-outcome', child, outcome: 'agree', facts: {}, duties: owed.facts.duties },
    `child:${child}:outcome`,
  );
  expect(await world.decide(id, 'decision', 1, 'refuse', people.approver)).toMatchObject({ kind: 'done' });
  await intact(id);
  await intact(child);
});

test('a withdrawn parent closes its open child in the same transaction', async () => {
  const id = await world.open();
  await world.decide(id, 'acceptance', 1, 'accept', people.clerk);
  await world.affect(id);
  expect(await world.act(id, { type: 'withdraw-application', reason: '不办了' }, { kind: 'party' })).toMatchObject({
    kind: 'done',
  });
  const child = `${id}.review.1.1`;
  expect((await world.db.pool.query('select status, outcome from cases where id = $1', [child])).rows).toEqual([
    { status: 'ended', outcome: 'closed' },
  ]);
  expect(await world.decide(child, 'opinion', 1, 'agree', people.reviewer)).toMatchObject({
    kind: 'refused',
    refusal: { code: 'case-ended' },
  });
  await intact(id);
  await intact(child);
});

test("the application's role can neither change nor delete an act", async () => {
  await expect(world.db.pool.query("update acts set type = 'x'")).rejects.toMatchObject({ code: '42501' });
  await expect(world.db.pool.query('delete from acts')).rejects.toMatchObject({ code: '42501' });
});

test('more openings at once than the pool has connections wait for one another and not for themselves', async () => {
  const fresh = await aRecord();
  const ids = await Promise.all(Array.from({ length: 30 }, () => fresh.open()));
  expect(new Set(ids).size).toBe(30);
  const { rows } = await fresh.db.pool.query<{ n: number }>(
    "select n from drawn_numbers where series like 'P2-%' order by n",
  );
  expect(rows.map((r) => r.n)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  await fresh.drop();
}, 30_000);
