/** Owns the proof that what a ledger says reaches the paper: each paper of a permit, made from a real record and read in order. */
import type { ActivityDeps } from '../../activities/deps';
import { createIssueDocument } from '../../activities/issue-document';
import type { PaperInput } from '../../src/adapters/document/render-paper';
import { createMemoryStorage } from '../../src/adapters/storage/memory-storage';
import { createDefinitions } from '../../src/record/definitions';
import { aRecord, examined, papers, people, shop, type RecordUnderTest } from '../support/a-record';

let town: RecordUnderTest;
let made: PaperInput[];
let issue: ReturnType<typeof createIssueDocument>;
beforeAll(async () => {
  town = await aRecord();
  issue = createIssueDocument({
    sql: town.db.pool,
    definitions: createDefinitions(town.db.pool),
    storage: createMemoryStorage(),
    publicUrl: 'http://localhost',
    seals: { holds: (body: string | undefined) => body === 'planning-bureau' },
    papers: {
      render: async (input: PaperInput) => {
        made.push(input);
        return Promise.resolve(Buffer.from(JSON.stringify(input)));
      },
      verifyCodeOf: () => 'CODE',
    },
  } as unknown as ActivityDeps);
});
beforeEach(() => (made = []));
afterAll(() => town.drop());

/** Makes every paper that a case has asked for, in the order of asking; its words without the layout. */
async function papersOf(caseId: string): Promise<readonly (PaperInput & { readonly words: string })[]> {
  const { rows } = await town.db.pool.query<{ id: string }>(
    `select id from effects where case_id = $1 and kind = 'issue-paper' order by asked_by, id`,
    [caseId],
  );
  for (const { id } of rows) await issue.draftPaper({ case: caseId, effect: id });
  return made.map((input) => ({ ...input, words: input.lines.flat().join('\n') }));
}
const done = { kind: 'done' };
const asked = async (answer: Promise<unknown>): Promise<void> => expect(await answer).toMatchObject(done);

test('the list of gaps names each paper with its basis, the reasons and the last day', async () => {
  const { floorPlan: _, identity: __, ...some } = papers;
  const id = await town.open({ ...shop, ...some });
  await asked(
    town.decide(id, 'acceptance', 1, 'request-supplement', people.clerk, { gaps: ['floorPlan', 'identity'] }),
  );
  const [notice] = await papersOf(id);
  expect(notice).toMatchObject({ addressee: '张先生', body: '江阴市行政审批局' });
  expect(notice?.words).toMatch(/1\. 申请人身份证明（依据：食品安全法第三十五条/);
  expect(notice?.words).toMatch(/2\. 经营场所布局图（依据：/);
  expect(notice?.words).toMatch(/起10个工作日内，即于\d{4}年\d{1,2}月\d{1,2}日前（含当日）/);
});

test('an acceptance, an extension, a stop and a grant each say what their act decided', async () => {
  const id = await town.open();
  await asked(town.decide(id, 'acceptance', 1, 'accept', people.clerk));
  await asked(town.act(id, { type: 'extend-clock', clock: 'decision', reason: '需要整改后复核' }, people.head));
  await asked(town.act(id, { type: 'suspend-clock', clock: 'decision', ground: 'testing' }, people.approver));
  await asked(town.act(id, { type: 'resume-clock', clock: 'decision' }, people.approver));
  for (const examiner of [people.examiner, people.secondExaminer])
    await asked(town.decide(id, 'examination', 1, 'recommend-grant', examiner, examined));
  await asked(town.decide(id, 'decision', 1, 'grant', people.approver));
  const [acceptance, extension, stop, grant] = await papersOf(id);
  expect(acceptance?.title.zh).toBe('行政许可申请受理通知书');
  expect(extension?.words).toContain('需要整改后复核');
  expect(extension?.words).toMatch(/期限延长5个工作日，即延长至\d{4}年/);
  expect(stop?.words).toContain('需要进行下列程序：检测。');
  expect(grant).toMatchObject({ title: { zh: '准予行政许可决定书' }, number: expect.stringContaining('澄行审许') });
  expect(grant?.words).not.toContain('行政复议');
});

test('a refusal gives the reasons, and the remedies with the body and the terms of the law', async () => {
  const id = await town.open();
  await asked(town.decide(id, 'acceptance', 1, 'accept', people.clerk));
  for (const examiner of [people.examiner, people.secondExaminer])
    await asked(town.decide(id, 'examination', 1, 'recommend-grant', examiner, examined));
  await asked(town.decide(id, 'decision', 1, 'refuse', people.approver));
  const refusal = (await papersOf(id)).at(-1);
  expect(refusal?.words).toContain('材料齐全，符合法定条件，同意。');
  expect(refusal?.words).toMatch(/六十日内依法向江阴市人民政府申请行政复议.*六个月内依法向有管辖权的人民法院/);
});

test('a refusal to accept prints the window’s reasons; a withdrawal prints the applicant’s', async () => {
  const refused = await town.open();
  await asked(town.decide(refused, 'acceptance', 1, 'refuse-acceptance', people.clerk));
  const notice = (await papersOf(refused)).at(-1);
  expect(notice?.words).toContain('经审查，材料齐全，符合法定条件，同意。');
  made = [];
  const withdrawn = await town.open();
  await asked(town.act(withdrawn, { type: 'withdraw-application', reason: '不再开店' }, { kind: 'party' }));
  const letter = (await papersOf(withdrawn)).at(-1);
  expect(letter?.words).toContain('申请人撤回申请：不再开店');
  expect(letter?.words).not.toContain('行政复议');
});

test('a legal review goes to the deciding body, from the reviewing one, signed by who reviewed', async () => {
  const id = await town.open();
  await asked(town.decide(id, 'acceptance', 1, 'accept', people.clerk));
  const affects = { ...examined, thirdPartiesAffected: true };
  await asked(town.decide(id, 'examination', 1, 'recommend-refusal', people.examiner, affects));
  await asked(town.decide(id, 'telling', 1, 'tell', people.secondExaminer, { parties: [{ name: '邻居' }] }));
  await asked(town.act(id, { type: 'waive-hearing' }, { kind: 'party' }));
  await asked(town.act(id, { type: 'waive-hearing', by: 'party-1' }, people.clerk));
  const { rows } = await town.db.pool.query<{ id: string }>('select id from cases where parent_id = $1', [id]);
  const child = rows[0]?.id ?? '';
  await asked(town.decide(child, 'opinion', 1, 'agree', people.reviewer));
  const [opinion] = await papersOf(child);
  expect(opinion).toMatchObject({ addressee: '江阴市行政审批局', body: '江阴市司法局' });
  expect(opinion?.words).toContain('审核意见：同意。');
  expect(opinion?.words).toContain('法制审核人员：甲wu-reviewer。');
});

test('a paper is made alike each time, and shows of a person only what its text asks for', async () => {
  const id = await town.open();
  await asked(town.decide(id, 'acceptance', 1, 'accept', people.clerk));
  const [first] = await papersOf(id);
  const again = (await papersOf(id)).at(-1);
  expect(again).toEqual(first);
  expect(JSON.stringify(first)).not.toMatch(/320281198001011239|13800138000/);
});
