// The register of certificates under several cases at once: what is decided about one number is decided one after the other.
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import type { PersonActor } from '../../src/kernel/command';
import type { Draft } from '../../src/kernel/procedure/builder';
import { versionOf } from '../../src/kernel/procedure/version';
import type { Json } from '../../src/kernel/text';
import type { Limit } from '../../src/kernel/time/clock';
import { createDefinitions } from '../../src/record/definitions';
import { canonical, sha256 } from '../../src/record/ledger';
import { createRecord } from '../../src/record/commit';
import { rebuildCase } from '../../src/record/rebuild';
import type { Answer, CaseRecord } from '../../src/record/record';
import { lawTime as at } from '../support/a-case';
import { aRecord, examined, papers, people, person, shop, zhang, type RecordUnderTest } from '../support/a-record';

jest.setTimeout(60_000);

const otherApprover = person('han-approver', 'approver', 'approval-bureau');
const thirdExaminer = person('sun-examiner', 'examiner', 'approval-bureau');
const done = { kind: 'done' };

function licence(validity: Limit): Draft {
  return {
    ...foodBusinessPermit,
    certificate: { series: '证', validity, article: '行政许可法第三十九条' },
    follows: [{ on: 'ended:granted', procedure: 'validity-watch', hands: ['channels'] }],
  };
}

let under: RecordUnderTest;
afterEach(() => under.drop());

/** A record whose food permit issues a certificate, as its second version. */
async function aTown(
  validity: Limit = { amount: 60, unit: 'months' },
  setting?: { readonly lawStart: number },
): Promise<void> {
  under = await aRecord(setting);
  const draft = licence(validity);
  const { version, hash } = versionOf(draft, 2, (content) => sha256(canonical(content)));
  const owner = new Client({ connectionString: under.db.ownerUrl });
  await owner.connect();
  await owner.query('insert into procedures (id, version, hash, definition) values ($1, $2, $3, $4)', [
    draft.id,
    version,
    hash,
    JSON.stringify(draft),
  ]);
  await owner.end();
}

async function opened(
  procedure: { readonly id: string; readonly version: number },
  data: { readonly [field: string]: Json },
  actor: PersonActor,
  party: { readonly [field: string]: Json } | null = zhang,
): Promise<Answer> {
  return under.record.open({
    procedure,
    command: {
      type: 'open-case',
      item: { code: 'P2', version: 1 },
      organisations: {
        receiving: actor === people.clerk ? 'xuxiake-centre' : 'approval-bureau',
        deciding: 'approval-bureau',
        reviewing: 'justice-bureau',
        supervising: 'justice-bureau',
      },
      data,
      ...(party ? { party } : {}),
      formErrors: [],
    },
    actor,
    key: randomUUID(),
    scope: 'POST /api/cases',
    fingerprint: 'a'.repeat(64),
  });
}
const idOf = (answer: Answer): string => {
  if (answer.kind !== 'done') throw new Error(`not done: ${JSON.stringify(answer)}`);
  return answer.caseId;
};

/** Granted, its papers made; the number of the certificate. */
async function granted(): Promise<{ readonly id: string; readonly number: string }> {
  const id = idOf(await opened({ id: 'food-business-permit', version: 2 }, { ...shop, ...papers }, people.clerk));
  for (const [step, outcome, actor, data] of [
    ['acceptance', 'accept', people.clerk, undefined],
    ['examination', 'recommend-grant', people.examiner, examined],
    ['examination', 'recommend-grant', people.secondExaminer, examined],
    ['decision', 'grant', people.approver, undefined],
  ] as const)
    expect(await under.decide(id, step, 1, outcome, actor, data)).toMatchObject(done);
  await runsEffects(id);
  const { rows } = await under.db.pool.query<{ number: string }>('select number from certificates where case_id = $1', [
    id,
  ]);
  return { id, number: rows[0]?.number ?? '' };
}
async function runsEffects(id: string): Promise<void> {
  const { rows } = await under.db.pool.query<{ id: string }>(
    `select id from effects where case_id = $1 and state = 'wanted' order by id`,
    [id],
  );
  for (const { id: effect } of rows) {
    await under.system(id, { type: 'claim-effect', effect, claim: 1 });
    await under.system(id, { type: 'finish-effect', effect, claim: 1, result: made(effect) });
  }
}
/** What the activity reports of a paper; a message sent says less and is not asked for more. */
function made(effect: string): { readonly [name: string]: Json } {
  return {
    document: `doc-${effect}`,
    sha256: '0'.repeat(64),
    size: 1,
    mediaType: 'application/pdf',
    sealed: true,
    standsOnSeq: 1,
    standsOnHash: '0'.repeat(64),
    verifyCode: `code-${effect}`,
  };
}
async function register(number: string): Promise<readonly string[]> {
  const { rows } = await under.db.pool.query<{ kind: string }>(
    'select kind from certificates where number = $1 order by entry',
    [number],
  );
  return rows.map(({ kind }) => kind);
}
async function stateOf(id: string): Promise<{ readonly status: string; readonly outcome: string | null }> {
  const { rows } = await under.db.pool.query<{ status: string; outcome: string | null }>(
    'select status, outcome from cases where id = $1',
    [id],
  );
  return rows[0] ?? { status: 'missing', outcome: null };
}
async function aDeregistration(number: string): Promise<string> {
  const id = idOf(
    await opened(
      { id: 'deregistration', version: 1 },
      { certificate: number, ground: 'died' },
      thirdExaminer,
      // The body acts of its own accord: whose certificate it is stands in the register.
      null,
    ),
  );
  expect(
    await under.decide(id, 'verification', 1, 'propose', thirdExaminer, { findings: '经营者已死亡。' }),
  ).toMatchObject(done);
  return id;
}

describe('the register of certificates', () => {
  it('knows the certificate of a granted permit, and its watch is a case of its own', async () => {
    await aTown();
    const { id, number } = await granted();
    expect(await register(number)).toEqual(['issued']);
    expect(await stateOf(`${id}.validity-watch.1`)).toMatchObject({ status: 'open' });
    const { rows } = await under.db.pool.query('select parent_id, root_id from cases where id = $1', [
      `${id}.validity-watch.1`,
    ]);
    expect(rows).toEqual([{ parent_id: null, root_id: id }]);
  });

  it('lets one of two deregistrations of one certificate end it, and tells the other', async () => {
    await aTown();
    const { id, number } = await granted();
    const [first, second] = [await aDeregistration(number), await aDeregistration(number)];
    const answers = await Promise.all([
      under.decide(first, 'decision', 1, 'deregister', people.approver),
      under.decide(second, 'decision', 1, 'deregister', otherApprover),
    ]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
    expect(answers.find(({ kind }) => kind === 'refused')).toMatchObject({ refusal: { code: 'certificate-ended' } });
    expect(await register(number)).toEqual(['issued', 'deregistered']);
    // The word for the watch is owed in the same commit.
    const { rows } = await under.db.pool.query(`select parent_id, outcome from child_outcomes where kind = 'linked'`);
    expect(rows).toEqual([{ parent_id: `${id}.validity-watch.1`, outcome: 'deregistered' }]);
  });

  it('takes the holder of the certificate as the party where a body acts of its own accord', async () => {
    await aTown();
    const { number } = await granted();
    const id = await aDeregistration(number);
    const { rows } = await under.db.pool.query('select name, id_number from parties where case_id = $1', [id]);
    expect(rows).toEqual([{ name: zhang.name, id_number: zhang.idNumber }]);
  });

  it('opens one of two renewals handed in at once', async () => {
    await aTown();
    const { number } = await granted();
    const data = { certificate: number, conditions: 'f1' };
    const answers = await Promise.all([1, 2].map(() => opened({ id: 'renewal', version: 1 }, data, people.clerk)));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
    expect(answers.find(({ kind }) => kind === 'refused')).toMatchObject({ refusal: { code: 'renewal-under-way' } });
  });

  it('opens no renewal for somebody else, nor of a number nobody drew', async () => {
    await aTown();
    const { number } = await granted();
    const other = { ...zhang, idNumber: '320281199001011234' };
    const data = { certificate: number, conditions: 'f1' };
    expect(await opened({ id: 'renewal', version: 1 }, data, people.clerk, other)).toMatchObject({
      refusal: { code: 'certificate-foreign', basis: '行政许可法第五十条' },
    });
    expect(await opened({ id: 'renewal', version: 1 }, { ...data, certificate: '没有' }, people.clerk)).toMatchObject({
      refusal: { code: 'certificate-unknown' },
    });
  });

  it.each([
    ['the refusal first', ['refuse', 'lapse']],
    ['the last day first', ['lapse', 'refuse']],
    ['both at once', 'together'],
  ])('holds one answer to a renewal at the instant the permit expires: %s', async (_, order) => {
    await aTown({ amount: 1, unit: 'calendar-days' }, { lawStart: at('2026-03-05 09:00') });
    const { number } = await granted();
    const id = idOf(
      await opened({ id: 'renewal', version: 1 }, { certificate: number, conditions: 'f1' }, people.clerk),
    );
    expect(await under.decide(id, 'acceptance', 1, 'accept', people.clerk)).toMatchObject(done);
    const findings = { findings: '不再符合条件。' };
    expect(await under.decide(id, 'examination', 1, 'recommend-refusal', people.examiner, findings)).toMatchObject(
      done,
    );
    // Two processes of the product, one a second behind the other.
    const acts: Record<string, () => Promise<Answer>> = {
      refuse: () =>
        recordAt('2026-03-05 23:59:59').commit({
          caseId: id,
          command: { type: 'decide', task: `${id}.decision.1`, outcome: 'refuse', opinion: '不符合。', formErrors: [] },
          actor: people.approver,
          key: randomUUID(),
          scope: 'POST /test',
          fingerprint: '',
        }),
      lapse: () =>
        recordAt('2026-03-06 00:00:01').commit({
          caseId: id,
          command: { type: 'raise-rungs' },
          actor: { kind: 'system' },
          key: randomUUID(),
          scope: 'process',
        }),
    };
    if (order === 'together') await Promise.all(Object.values(acts).map((act) => act()));
    else for (const act of order) await acts[act]?.();
    const { rows } = await under.db.pool.query<{ type: string; on_day: string }>(
      `select type, payload->>'on' as on_day from acts where case_id = $1 and type in ('granted', 'refused')`,
      [id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.on_day).toBe('2026-03-05');
    const renewed = rows[0]?.type === 'granted';
    if (order !== 'together') expect(renewed).toBe(order[0] === 'lapse');
    expect(await register(number)).toEqual(renewed ? ['issued', 'renewed'] : ['issued']);
  });

  it('is written anew from the ledgers when its rows are lost', async () => {
    await aTown();
    const { id, number } = await granted();
    await under.db.pool.query('update certificates set valid_to = null where case_id = $1', [id]);
    const definitions = createDefinitions(under.db.pool);
    const rebuilt = (repair: boolean) => rebuildCase(under.db.pool, definitions, id, repair);
    expect(await rebuilt(true)).toMatchObject([{ what: 'certificates' }]);
    expect(await rebuilt(false)).toEqual([]);
    expect(await register(number)).toEqual(['issued']);
  });
});

/** The record as a process has it in which it is now that instant. */
function recordAt(text: string): CaseRecord {
  return createRecord({
    pool: under.db.pool,
    definitions: createDefinitions(under.db.pool),
    installation: { ...under.installation, realStart: Date.now(), lawStart: at(text) },
    webhook: false,
  });
}
