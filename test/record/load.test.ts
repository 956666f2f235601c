// Many at once: a crowd at one task, and two processes at the same cases. Nothing is lost, nothing done twice.
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { createRecord } from '../../src/record/commit';
import { createDefinitions } from '../../src/record/definitions';
import { rebuildCase } from '../../src/record/rebuild';
import { TooBusyError, type Answer, type CaseRecord, type CommitRequest } from '../../src/record/record';
import { verifyCase } from '../../src/record/verify';
import { aRecord, examined, people, person, type RecordUnderTest } from '../support/a-record';

let world: RecordUnderTest;
const pools: Pool[] = [];
/** The record of one process: a pool and a line per case of its own. */
function aProcess(): CaseRecord {
  const pool = new Pool({ connectionString: world.db.url, max: 10 });
  pool.on('error', () => undefined);
  pools.push(pool);
  return createRecord({
    pool,
    definitions: createDefinitions(pool),
    installation: world.installation,
    webhook: false,
  });
}
let processes: readonly [CaseRecord, CaseRecord];
beforeAll(async () => {
  world = await aRecord();
  processes = [aProcess(), aProcess()];
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await world.drop();
});

async function intact(caseId: string): Promise<void> {
  expect(await verifyCase(world.db.pool, caseId, [])).toMatchObject({ intact: true });
  expect(await rebuildCase(world.db.pool, createDefinitions(world.db.pool), caseId, false)).toEqual([]);
}
async function count(sql: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await world.db.pool.query<{ n: number }>(`select count(*)::int as n from ${sql}`, [...values]);
  return rows[0]?.n ?? -1;
}
function commit(
  record: CaseRecord,
  caseId: string,
  command: CommitRequest['command'],
  actor: CommitRequest['actor'],
  key: string = randomUUID(),
): Promise<Answer> {
  return record.commit({ caseId, command, actor, key, scope: 'POST /test', fingerprint: '' });
}

test('a hundred people claim one task at once, through two processes: one has it, ninety-nine are told', async () => {
  const id = await world.open();
  const crowd = Array.from({ length: 100 }, (_, n) => person(`clerk-${n}`, 'window-clerk', 'xuxiake-centre'));
  const answers = await Promise.all(
    crowd.map((clerk, n) =>
      commit(processes[n % 2 === 0 ? 0 : 1], id, { type: 'claim', task: `${id}.acceptance.1` }, clerk),
    ),
  );
  expect(answers.filter((a) => a.kind === 'done')).toHaveLength(1);
  expect(answers.filter((a) => a.kind === 'refused' && a.refusal.code === 'seat-taken')).toHaveLength(99);
  expect(await count(`acts where case_id = $1 and type = 'claimed'`, [id])).toBe(1);
  await intact(id);
});

test('a longer queue than a case may have is refused as too busy, and says when to come again', async () => {
  const id = await world.open();
  const crowd = Array.from({ length: 300 }, (_, n) => person(`late-${n}`, 'window-clerk', 'xuxiake-centre'));
  const answers = await Promise.allSettled(
    crowd.map((clerk) => commit(processes[0], id, { type: 'claim', task: `${id}.acceptance.1` }, clerk)),
  );
  const busy = answers.filter((a) => a.status === 'rejected');
  expect(busy.length).toBeGreaterThan(0);
  expect(busy.every((a) => a.reason instanceof TooBusyError && a.reason.retryAfterSeconds >= 1)).toBe(true);
  expect(answers.filter((a) => a.status === 'fulfilled' && a.value.kind === 'done')).toHaveLength(1);
  expect(await count(`acts where case_id = $1 and type = 'claimed'`, [id])).toBe(1);
  await intact(id);
});

test('twenty cases are worked on by two processes at once, each act asked of both: once done, both told the same', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => world.open()));
  const before = await count('answers');
  let asked = 0;
  const twice = async (
    id: string,
    command: CommitRequest['command'],
    actor: CommitRequest['actor'],
  ): Promise<Answer> => {
    const key = randomUUID();
    asked += 1;
    const [one, two] = await Promise.all(processes.map((record) => commit(record, id, command, actor, key)));
    expect(one).toEqual(two);
    if (!one) throw new Error('no answer');
    return one;
  };
  const decide = (id: string, step: string, outcome: string, data?: typeof examined): CommitRequest['command'] => ({
    type: 'decide',
    task: `${id}.${step}.1`,
    outcome,
    opinion: '同意。',
    formErrors: [],
    ...(data ? { data } : {}),
  });
  await Promise.all(
    ids.map(async (id) => {
      expect(await twice(id, decide(id, 'acceptance', 'accept'), people.clerk)).toMatchObject({ kind: 'done' });
      const examination = decide(id, 'examination', 'recommend-grant', examined);
      const officers = await Promise.all([
        twice(id, examination, people.examiner),
        twice(id, examination, people.secondExaminer),
        twice(id, examination, people.examiner),
      ]);
      expect(officers.map((a) => a.kind).sort()).toEqual(['done', 'done', 'refused']);
      const decisions = await Promise.all([
        twice(id, decide(id, 'decision', 'grant'), people.approver),
        twice(id, decide(id, 'decision', 'refuse'), person('other-approver', 'approver', 'approval-bureau')),
      ]);
      expect(decisions.map((a) => a.kind).sort()).toEqual(['done', 'refused']);
    }),
  );
  expect(await count('answers')).toBe(before + asked);
  for (const id of ids) {
    expect(await count(`acts where case_id = $1 and type in ('granted', 'refused')`, [id])).toBe(1);
    expect(await count(`acts where case_id = $1 and type = 'accepted'`, [id])).toBe(1);
    await intact(id);
  }
  // Numbers of papers and of cases: as many as were drawn, none twice, none missing.
  expect(
    await count(
      `series s where s.last <> (select count(*) from drawn_numbers n where n.series = s.series and n.year = s.year)
       or s.last <> (select max(n) from drawn_numbers n where n.series = s.series and n.year = s.year)`,
    ),
  ).toBe(0);
  expect(await count(`drawn_numbers where case_id = any($1) and series ~ '^澄行审不?许$'`, [ids])).toBe(20);
  const granted = await count(`acts where case_id = any($1) and type = 'granted'`, [ids]);
  expect(await count(`drawn_numbers where case_id = any($1) and series = '澄行审证'`, [ids])).toBe(granted);
}, 60_000);

test('parents that are withdrawn while their child is decided: whoever comes second is refused, and nobody waits for ever', async () => {
  const pairs = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const id = await world.open();
      await world.decide(id, 'acceptance', 1, 'accept', people.clerk);
      await world.affect(id);
      return id;
    }),
  );
  await Promise.all(
    pairs.map(async (id) => {
      const child = `${id}.review.1.1`;
      const [withdrawn] = await Promise.all([
        commit(processes[0], id, { type: 'withdraw-application', reason: '不办了' }, { kind: 'party' }),
        commit(
          processes[1],
          child,
          { type: 'decide', task: `${child}.opinion.1`, outcome: 'agree', opinion: '同意。', formErrors: [] },
          people.reviewer,
        ),
      ]);
      expect(withdrawn).toMatchObject({ kind: 'done' });
    }),
  );
  for (const id of pairs) {
    expect(await count(`cases where id = $1 and status = 'ended'`, [`${id}.review.1.1`])).toBe(1);
    await intact(id);
    await intact(`${id}.review.1.1`);
  }
}, 60_000);
