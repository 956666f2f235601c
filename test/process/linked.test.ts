// Duties that outlive a permit, really driven: the permit's end opens the watch, its process runs, hears, and is started again.
import { Client } from 'pg';
import { randomUUID } from 'node:crypto';
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import type { Draft } from '../../src/kernel/procedure/builder';
import { versionOf } from '../../src/kernel/procedure/version';
import { recover } from '../../src/ops/recover';
import { canonical, sha256 } from '../../src/record/ledger';
import { examined, papers, people, person, shop, zhang } from '../support/a-record';
import { driven, type Driven } from './driven';

jest.setTimeout(180_000);

const done = { kind: 'done' };
const thirdExaminer = person('sun-examiner', 'examiner', 'approval-bureau');
const licence: Draft = {
  ...foodBusinessPermit,
  certificate: {
    series: '证',
    validity: { amount: 60, unit: 'months' },
    article: '行政许可法第三十九条',
  },
  follows: [{ on: 'ended:granted', procedure: 'validity-watch', hands: ['channels'] }],
};

let town: Driven;
beforeAll(async () => {
  town = await driven();
  const { version, hash } = versionOf(licence, 2, (content) => sha256(canonical(content)));
  const owner = new Client({ connectionString: town.db.ownerUrl });
  await owner.connect();
  await owner.query('insert into procedures (id, version, hash, definition) values ($1, $2, $3, $4)', [
    licence.id,
    version,
    hash,
    JSON.stringify(licence),
  ]);
  await owner.end();
  await town.startWorkers();
  town.startRelay();
});
afterAll(() => town.end());

async function opened(
  procedure: { readonly id: string; readonly version: number },
  data: Readonly<Record<string, string>>,
  at: 'window' | 'bureau',
): Promise<string> {
  const answer = await town.record.open({
    procedure,
    command: {
      type: 'open-case',
      item: { code: 'P2', version: 1 },
      organisations: {
        receiving: at === 'window' ? 'xuxiake-centre' : 'approval-bureau',
        deciding: 'approval-bureau',
        reviewing: 'justice-bureau',
        supervising: 'justice-bureau',
      },
      data,
      ...(at === 'window' ? { party: zhang } : {}),
      formErrors: [],
    },
    actor: at === 'window' ? people.clerk : thirdExaminer,
    key: randomUUID(),
    scope: 'POST /api/cases',
    fingerprint: 'a'.repeat(64),
  });
  if (answer.kind !== 'done') throw new Error(`not opened: ${JSON.stringify(answer)}`);
  return answer.caseId;
}

/** Granted and ended; its watch runs as a process of its own. */
async function watched(): Promise<{ readonly watch: string; readonly number: string }> {
  const id = await opened({ id: licence.id, version: 2 }, { ...shop, ...papers }, 'window');
  expect(await town.decide(id, 'acceptance', 1, 'accept', people.clerk)).toMatchObject(done);
  expect(await town.decide(id, 'examination', 1, 'recommend-grant', people.examiner, examined)).toMatchObject(done);
  expect(await town.decide(id, 'examination', 1, 'recommend-grant', people.secondExaminer, examined)).toMatchObject(
    done,
  );
  expect(await town.decide(id, 'decision', 1, 'grant', people.approver)).toMatchObject(done);
  await town.completed(id, 120);
  const watch = `${id}.validity-watch.1`;
  await town.until('the watch runs', () => town.history(watch).catch(() => undefined), 60);
  await town.followed(watch);
  const { rows } = await town.db.pool.query<{ number: string }>(
    `select number from certificates where case_id = $1 and entry = 1`,
    [id],
  );
  return { watch, number: rows[0]?.number ?? '' };
}
async function deregisters(number: string): Promise<void> {
  const id = await opened({ id: 'deregistration', version: 1 }, { certificate: number, ground: 'died' }, 'bureau');
  const findings = { findings: '经营者已死亡。' };
  expect(await town.decide(id, 'verification', 1, 'propose', thirdExaminer, findings)).toMatchObject(done);
  expect(await town.decide(id, 'decision', 1, 'deregister', people.approver)).toMatchObject(done);
}

test('the end of a permit opens its watch; a deregistration is heard there and ends its process', async () => {
  const { watch, number } = await watched();
  await deregisters(number);
  await town.completed(watch, 120);
  const acts = await town.acts(watch);
  expect(acts.map(({ type }) => type)).toEqual(expect.arrayContaining(['linked-heard', 'wait-answered', 'ended']));
  expect(acts.filter(({ type }) => type === 'linked-heard')).toHaveLength(1);
  expect(acts.find(({ type }) => type === 'ended')?.payload).toMatchObject({ outcome: 'deregistered' });
  // No word of a person goes into the history of what only counts days.
  expect(JSON.stringify(await town.history(watch))).not.toContain(zhang.name);
});

test('a watch whose process was lost is started again from the record, and still hears', async () => {
  const { watch, number } = await watched();
  await town.stopRelay();
  const recovery = await recover(town.temporal, town.db.pool);
  expect(recovery.unknown).toEqual([]);
  expect(recovery.started).toBeGreaterThanOrEqual(1);
  town.startRelay();
  await town.until(
    'the watch runs again',
    async () => (await town.temporal.client.workflow.getHandle(watch).describe()).status.name === 'RUNNING',
    60,
  );
  await deregisters(number);
  await town.completed(watch, 120);
  expect((await town.acts(watch)).at(-1)).toMatchObject({ type: 'ended' });
});
