// `oneseal verify` over a whole record: ledgers, papers, numbers and processes, the first broken one first.
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Witness as PaperWitness } from '../../src/adapters/document/witness';
import { createMemoryStorage } from '../../src/adapters/storage/memory-storage';
import { verifyRecord, type Verified } from '../../src/ops/verification';
import { createWitnesses } from '../../src/ops/witness';
import type { Witness } from '../../src/record/verify';
import { aRecord, examined, people, type RecordUnderTest } from '../support/a-record';

let world: RecordUnderTest;
let intruder: Client;
let storage: ReturnType<typeof createMemoryStorage>;
let wakes: Map<string, Witness>;
let away: boolean;
let processes: string[];
let asked: number;
beforeEach(async () => {
  world = await aRecord();
  storage = createMemoryStorage();
  wakes = new Map();
  away = false;
  processes = [];
  asked = 0;
  intruder = new Client({ connectionString: world.db.superUrl });
  await intruder.connect();
  await intruder.query('set session_replication_role = replica');
});
afterEach(async () => {
  await intruder.end();
  await world.drop();
});

/** A paper that is nothing but its witness. */
const witnessOf = (paper: Uint8Array): PaperWitness | undefined => {
  const text = Buffer.from(paper).toString();
  return text.startsWith('{') ? (JSON.parse(text) as PaperWitness) : undefined;
};
async function verify(...only: string[]): Promise<Verified> {
  const witnessesOf = createWitnesses({
    sql: world.db.pool,
    storage,
    witnessOf,
    newestWake: async (caseId) => {
      asked += 1;
      if (away) throw new Error('no connection');
      return wakes.get(caseId);
    },
  });
  return verifyRecord(
    {
      sql: world.db.pool,
      witnessesOf,
      processes: async function* () {
        yield* processes;
      },
    },
    only,
  );
}

async function head(caseId: string): Promise<{ seq: number; hash: string }> {
  const { rows } = await world.db.pool.query<{ seq: number; hash: string }>(
    'select seq, hash from acts where case_id = $1 order by seq desc limit 1',
    [caseId],
  );
  if (!rows[0]) throw new Error('no acts');
  return { seq: rows[0].seq, hash: rows[0].hash };
}

/** Granted, with its decision issued. */
async function granted(): Promise<{ readonly id: string; readonly sha256: string }> {
  const id = await world.open();
  await world.decide(id, 'acceptance', 1, 'accept', people.clerk);
  await world.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined);
  await world.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined);
  await world.decide(id, 'decision', 1, 'grant', people.approver);
  const { seq, hash } = await head(id);
  const kept = await storage.put(Buffer.from(JSON.stringify({ case: id, seq, hash } satisfies PaperWitness)));
  const { rows } = await world.db.pool.query<{ id: string }>(
    `select id from effects where case_id = $1 and spec->>'block' is not null`,
    [id],
  );
  const effect = rows[0]?.id ?? '';
  await world.system(id, { type: 'claim-effect', effect, claim: 1 });
  await world.system(id, {
    type: 'finish-effect',
    effect,
    claim: 1,
    result: {
      document: randomUUID(),
      sha256: kept.sha256,
      size: kept.size,
      mediaType: 'application/pdf',
      sealed: true,
      standsOnSeq: seq,
      standsOnHash: hash,
      verifyCode: randomUUID(),
    },
  });
  wakes.set(id, { ...(await head(id)), where: 'temporal' });
  processes.push(id);
  return { id, sha256: kept.sha256 };
}

test('a clean record raises no alarm, and every witness is heard', async () => {
  const { id } = await granted();
  await world.open();
  const result = await verify();
  expect(result).toMatchObject({ cases: 2, papers: 1, unasked: 0, broken: [] });
  expect(asked).toBe(2);
  expect(await verify(id)).toMatchObject({ cases: 1, broken: [] });
});

test('of several broken cases the one broken first is named first, and the others too', async () => {
  const one = await granted();
  const two = await granted();
  const three = await world.open();
  await intruder.query(`update acts set actor = 'x' where case_id = $1 and seq = 2`, [two.id]);
  await intruder.query('delete from acts where case_id = $1 and seq = (select max(seq) from acts where case_id = $1)', [
    one.id,
  ]);
  await intruder.query('delete from cases where id = $1', [three]);
  const { broken } = await verify();
  expect(broken.filter((b) => b.seq !== undefined).map((b) => b.case)).toEqual(
    [two.id, one.id, three].sort(order(broken)),
  );
  expect(broken.map((b) => b.at)).toEqual([...broken.map((b) => b.at)].sort((a, b) => a - b));
  expect(broken).toContainEqual(expect.objectContaining({ case: two.id, seq: 2, why: 'act-changed' }));
  expect(broken).toContainEqual(expect.objectContaining({ case: three, why: 'missing' }));
});
const order =
  (broken: readonly { case: string; at: number }[]) =>
  (a: string, b: string): number =>
    (broken.find((x) => x.case === a)?.at ?? 0) - (broken.find((x) => x.case === b)?.at ?? 0);

test('a paper that is gone, changed, or of another case is named, and its register still witnesses', async () => {
  const gone = await granted();
  await intruder.query(`update documents set sha256 = repeat('e', 64) where case_id = $1`, [gone.id]);
  const other = await granted();
  const stranger = await storage.put(Buffer.from(JSON.stringify({ case: gone.id, ...(await head(gone.id)) })));
  await intruder.query('update documents set sha256 = $2 where case_id = $1', [other.id, stranger.sha256]);
  const bent = await granted();
  await intruder.query(`update documents set decision_hash = repeat('f', 64) where case_id = $1`, [bent.id]);
  const { broken } = await verify();
  expect(broken).toContainEqual(expect.objectContaining({ case: gone.id, why: 'file-missing' }));
  expect(broken).toContainEqual(expect.objectContaining({ case: other.id, why: 'not-of-this-case' }));
  expect(broken).toContainEqual(expect.objectContaining({ case: bent.id, why: 'not-as-registered' }));
});

test('a case cut below its newest wake is named, and one taken out whole, row, acts and papers', async () => {
  const cut = await granted();
  const { seq } = await head(cut.id);
  await intruder.query('delete from acts where case_id = $1 and seq = $2', [cut.id, seq]);
  await intruder.query(
    'update cases set seq = $2, head = (select hash from acts where case_id = $1 and seq = $2) where id = $1',
    [cut.id, seq - 1],
  );
  const whole = await granted();
  for (const table of ['acts', 'documents', 'drawn_numbers', 'effects', 'wakes'])
    await intruder.query(`delete from ${table} where case_id = $1`, [whole.id]);
  await intruder.query('delete from cases where id = $1', [whole.id]);
  const { broken } = await verify();
  expect(broken).toContainEqual(expect.objectContaining({ case: cut.id, seq, why: 'missing-tail', where: 'temporal' }));
  expect(broken).toContainEqual(expect.objectContaining({ case: whole.id, why: 'case-missing' }));
  // The case's own, its decision's and its certificate's.
  expect(broken.filter((b) => b.why === 'number-missing')).toHaveLength(3);
});

test('a number that no act carries is named, unless it is void and says why', async () => {
  await granted();
  await intruder.query(
    `insert into drawn_numbers (number, series, year, n, case_id, seq) values ('澄行审许〔2030〕第1号', '澄行审许', 2030, 1, 'nowhere', 1)`,
  );
  await intruder.query(`insert into series (series, year, last) values ('澄行审许', 2030, 1)`);
  expect((await verify()).broken).toMatchObject([{ why: 'number-without-act', where: '澄行审许〔2030〕第1号' }]);
  await intruder.query(`update drawn_numbers set void_reason = '印制有误' where year = 2030`);
  expect((await verify()).broken).toEqual([]);
  await intruder.query('update series set last = 3 where year = 2030');
  expect((await verify()).broken).toMatchObject([{ why: 'number-missing' }]);
});

test('with Temporal away it says for how many cases, asks a few times only, and the papers witness on', async () => {
  away = true;
  const { id } = await granted();
  for (let n = 0; n < 20; n++) await world.open();
  const result = await verify();
  expect(result).toMatchObject({ cases: 21, unasked: 21, broken: [] });
  expect(asked).toBeLessThan(21);
  const { rows } = await world.db.pool.query<{ seq: number }>('select decision_seq as seq from documents');
  const left = (rows[0]?.seq ?? 0) - 1;
  await intruder.query('delete from acts where case_id = $1 and seq > $2', [id, left]);
  await intruder.query(
    'update cases set seq = $2, head = (select hash from acts where case_id = $1 and seq = $2) where id = $1',
    [id, left],
  );
  expect((await verify()).broken).toContainEqual(
    expect.objectContaining({
      case: id,
      seq: left + 1,
      why: 'missing-tail',
      where: expect.stringContaining('document') as string,
    }),
  );
});
