// What a database superuser can do to a ledger, and that verification names it, the first broken act first.
import { Client } from 'pg';
import { rebuildCase } from '../../src/record/rebuild';
import { createDefinitions } from '../../src/record/definitions';
import { hashOf, LEDGER_COLUMNS, type LedgerRow } from '../../src/record/ledger';
import { verifyCase, type Verification, type Witness } from '../../src/record/verify';
import { aRecord, examined, people, type RecordUnderTest } from '../support/a-record';

let world: RecordUnderTest;
let intruder: Client;
beforeAll(async () => {
  world = await aRecord();
  intruder = new Client({ connectionString: world.db.superUrl });
  await intruder.connect();
  // Triggers and foreign keys are silent for who may say this: a superuser.
  await intruder.query('set session_replication_role = replica');
});
afterAll(async () => {
  await intruder.end();
  await world.drop();
});

/** A granted case with more than a dozen acts. */
async function aCase(): Promise<string> {
  const id = await world.open();
  await world.decide(id, 'acceptance', 1, 'accept', people.clerk);
  await world.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined);
  await world.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined);
  await world.decide(id, 'decision', 1, 'grant', people.approver);
  expect(await verified(id)).toMatchObject({ intact: true });
  return id;
}
function verified(caseId: string, witnesses: readonly Witness[] = []): Promise<Verification> {
  return verifyCase(world.db.pool, caseId, witnesses);
}
async function ledger(caseId: string): Promise<readonly LedgerRow[]> {
  return (
    await intruder.query<LedgerRow>(`select ${LEDGER_COLUMNS} from acts where case_id = $1 order by seq`, [caseId])
  ).rows;
}
async function witnessAt(caseId: string, seq: number): Promise<Witness> {
  const row = (await ledger(caseId)).find((r) => r.seq === seq);
  if (!row) throw new Error(`no act ${seq}`);
  return { seq, hash: row.hash, where: 'wake' };
}

const edits: readonly (readonly [column: string, expression: string])[] = [
  ['case_id', "'another-case'"],
  ['v', 'v + 1'],
  ['key', "'forged'"],
  ['simulated_time', 'not simulated_time'],
  ['at', "at - interval '1 millisecond'"],
  ['effective_at', "effective_at - interval '1 day'"],
  ['type', "'claimed'"],
  ['actor', "'somebody-else'"],
  ['principal', "'post:approver@elsewhere'"],
  ['basis', "'delegate'"],
  ['cause', "'forged'"],
  ['raised_by', "'timer'"],
  ['payload', `jsonb_set(coalesce(payload, '{}'), '{forged}', 'true')`],
  ['payload', 'null'],
  ['salt', "decode(repeat('ab', 32), 'hex')"],
  ['salt', 'null'],
  ['payload_digest', "repeat('a', 64)"],
  ['previous_hash', "repeat('a', 64)"],
  ['hash', "repeat('a', 64)"],
  ['milestone', "'granted-by-nobody'"],
];
test.each(edits)('an act whose %s became %s is named', async (column, expression) => {
  const id = await aCase();
  await intruder.query(`update acts set ${column} = ${expression} where case_id = $1 and seq = 3`, [id]);
  expect(await verified(id)).toMatchObject({ intact: false, firstBroken: { seq: 3 } });
});

test('every column of an act is held, so that none can be added and forgotten', async () => {
  const { rows } = await intruder.query<{ name: string }>(
    "select column_name as name from information_schema.columns where table_name = 'acts'",
  );
  const tried = new Set(edits.map(([column]) => column));
  expect(rows.map((r) => r.name).filter((name) => !tried.has(name))).toEqual(['seq']);
});

test('of two changed acts the first is named', async () => {
  const id = await aCase();
  await intruder.query(`update acts set actor = 'x' where case_id = $1 and seq in (9, 5)`, [id]);
  expect(await verified(id)).toMatchObject({ firstBroken: { seq: 5 } });
});

test('a deleted act is named, the first and the last of a case too', async () => {
  for (const at of ['first', 'middle', 'last'] as const) {
    const id = await aCase();
    const acts = (await ledger(id)).length;
    const seq = at === 'first' ? 1 : at === 'middle' ? 4 : acts;
    await intruder.query('delete from acts where case_id = $1 and seq = $2', [id, seq]);
    expect(await verified(id)).toMatchObject({ intact: false, firstBroken: { seq } });
  }
});

test('a deleted act whose followers moved up is named', async () => {
  const id = await aCase();
  await intruder.query('delete from acts where case_id = $1 and seq = 4', [id]);
  await intruder.query('update acts set seq = -seq where case_id = $1 and seq > 4', [id]);
  await intruder.query('update acts set seq = -seq - 1 where case_id = $1 and seq < 0', [id]);
  expect(await verified(id)).toMatchObject({ firstBroken: { seq: 4 } });
});

test('two acts in each other’s place are named', async () => {
  const id = await aCase();
  await intruder.query(
    'update acts set seq = case seq when 4 then -7 else -4 end where case_id = $1 and seq in (4, 7)',
    [id],
  );
  await intruder.query('update acts set seq = -seq where case_id = $1 and seq < 0', [id]);
  expect(await verified(id)).toMatchObject({ intact: false, firstBroken: { seq: 4 } });
});

const copied = `v, null, simulated_time, at, effective_at, type, actor, principal, basis, cause, raised_by, payload, salt, payload_digest`;
test('an act slipped in between, and one put at the end, is named', async () => {
  const between = await aCase();
  await intruder.query('update acts set seq = -seq where case_id = $1 and seq > 4', [between]);
  await intruder.query('update acts set seq = -seq + 1 where case_id = $1 and seq < 0', [between]);
  await intruder.query(
    `insert into acts (case_id, seq, v, key, simulated_time, at, effective_at, type, actor, principal, basis, cause, raised_by, payload, salt,
       payload_digest, previous_hash, hash, milestone)
     select case_id, 5, ${copied}, hash, repeat('c', 64), null from acts where case_id = $1 and seq = 4`,
    [between],
  );
  expect(await verified(between)).toMatchObject({ firstBroken: { seq: 5 } });

  const end = await aCase();
  const acts = await ledger(end);
  const last = acts.at(-1);
  if (!last) throw new Error('no acts');
  const { payload: _, salt: __, hash, milestone: ___, ...link } = last;
  const forged = hashOf({ ...link, seq: last.seq + 1, key: null, previousHash: hash });
  await intruder.query(
    `insert into acts (case_id, seq, v, key, simulated_time, at, effective_at, type, actor, principal, basis, cause, raised_by, payload, salt,
       payload_digest, previous_hash, hash, milestone)
     select case_id, seq + 1, ${copied}, hash, $2, milestone from acts where case_id = $1 and seq = $3`,
    [end, forged, last.seq],
  );
  // Chained rightly, but the case was never told of it.
  expect(await verified(end)).toMatchObject({ firstBroken: { seq: last.seq + 1 } });
});

/** All that stands inside the database is made to agree; only what stands outside it does not. */
async function forge(caseId: string, from: number): Promise<void> {
  const rows = await ledger(caseId);
  let previousHash = rows[from - 2]?.hash ?? '0'.repeat(64);
  for (const row of rows.slice(from - 1)) {
    const { payload: _, salt: __, hash: ___, milestone: ____, ...link } = row;
    const hash = hashOf({ ...link, previousHash });
    await intruder.query('update acts set previous_hash = $3, hash = $4 where case_id = $1 and seq = $2', [
      caseId,
      row.seq,
      previousHash,
      hash,
    ]);
    previousHash = hash;
  }
  await intruder.query('update cases set head = $2 where id = $1', [caseId, previousHash]);
}

test('an act changed together with every hash after it is caught by a witness outside the table', async () => {
  const id = await aCase();
  const early = await witnessAt(id, 3);
  const late = await witnessAt(id, (await ledger(id)).length);
  await intruder.query(`update acts set actor = 'somebody-else' where case_id = $1 and seq = 5`, [id]);
  await forge(id, 5);
  expect(await verified(id)).toMatchObject({ intact: true });
  expect(await verified(id, [early])).toMatchObject({ intact: true });
  expect(await verified(id, [late, early])).toMatchObject({
    intact: false,
    firstBroken: { seq: late.seq, why: 'differs-from-witness', where: 'wake' },
  });
});

test('a tail cut below the newest witness is named, though all that is left agrees', async () => {
  const id = await aCase();
  const acts = await ledger(id);
  const newest = await witnessAt(id, acts.length);
  const cut = acts.length - 3;
  await intruder.query('delete from acts where case_id = $1 and seq > $2', [id, cut]);
  expect(await verified(id)).toMatchObject({ firstBroken: { seq: cut + 1, why: 'missing-tail' } });
  await intruder.query('update cases set seq = $2, head = $3 where id = $1', [id, cut, acts[cut - 1]?.hash]);
  expect(await verified(id)).toMatchObject({ intact: true });
  expect(await verified(id, [newest])).toMatchObject({
    intact: false,
    firstBroken: { seq: cut + 1, why: 'missing-tail', where: 'wake' },
  });
});

test('a case whose ledger, or whose row, is gone altogether is named', async () => {
  const ledgerless = await aCase();
  await intruder.query('delete from acts where case_id = $1', [ledgerless]);
  expect(await verified(ledgerless)).toMatchObject({ intact: false, firstBroken: { seq: 1 } });
  const rowless = await aCase();
  await intruder.query('delete from cases where id = $1', [rowless]);
  expect(await verified(rowless)).toMatchObject({ intact: false });
});

test('a lawful erasure raises no alarm: the content goes with its salt, the digest holds the chain', async () => {
  const id = await aCase();
  await intruder.query('set session_replication_role = origin');
  await intruder.query('update acts set payload = null, salt = null where case_id = $1 and seq = 1', [id]);
  await expect(
    intruder.query(`update acts set actor = 'x' where case_id = $1 and seq = 2`, [id]),
  ).rejects.toMatchObject({ code: '23001' });
  await expect(intruder.query('delete from acts where case_id = $1', [id])).rejects.toMatchObject({ code: '23001' });
  await intruder.query('set session_replication_role = replica');
  expect(await verified(id, [await witnessAt(id, 3)])).toMatchObject({ intact: true });
});

test('no false alarm: a case verified while it is being worked on is intact every time', async () => {
  const id = await world.open();
  let working = true;
  const work = (async () => {
    for (let n = 0; n < 60; n++) {
      await world.act(id, { type: 'claim', task: `${id}.acceptance.1` }, people.clerk);
      await world.act(id, { type: 'unclaim', task: `${id}.acceptance.1` }, people.clerk);
    }
    working = false;
  })();
  let looked = 0;
  while (working) {
    const [one, two] = await Promise.all([verified(id), verified(id)]);
    expect(one).toMatchObject({ intact: true });
    expect(two).toMatchObject({ intact: true });
    expect(await rebuildCase(world.db.pool, createDefinitions(world.db.pool), id, false)).toEqual([]);
    looked += 2;
  }
  await work;
  expect(looked).toBeGreaterThan(4);
});
