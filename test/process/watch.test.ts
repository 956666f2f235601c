import { keepBeating, type Beating } from '../../src/ops/beats';
import { createProcessHealth } from '../../src/ops/process-health';
import { createProcessLook } from '../../src/ops/process-look';
import { createWatch, type Watch } from '../../src/ops/watch';
import { TransientDeliveryError } from '../../src/adapters/notification/channel';
import { people } from '../support/a-record';
import { everybody, person } from '../support/town';
import { done, driven, type Driven } from './driven';

let town: Driven;
let beating: Beating[];
let refusing = false;
/** A watchdog that has kept nothing: it looks anew. */
let watch: () => Watch;
const administrator = person('shijie');

beforeAll(async () => {
  town = await driven({
    ports: (deps) => ({
      ...deps,
      messages: {
        ...deps.messages,
        channels: {
          ...deps.messages.channels,
          sms: {
            name: 'sms',
            send: (message) =>
              refusing
                ? Promise.reject(new TransientDeliveryError('sms-unreachable'))
                : (deps.messages.channels['sms']?.send(message) ?? Promise.reject(new Error('no channel'))),
          },
        },
      },
    }),
  });
  await staffed();
  await town.startWorkers();
  town.startRelay();
  beating = [keepBeating(town.db.pool, 'worker'), keepBeating(town.db.pool, 'relay')];
  const look = createProcessLook(town.temporal);
  const { followedSeq } = createProcessHealth(town.temporal, town.db.pool);
  watch = () => createWatch({ sql: town.db.pool, look, followedSeq });
}, 120_000);
afterAll(async () => {
  for (const each of beating ?? []) await each.stop();
  await town?.end();
}, 60_000);

/** Everybody of the town at his post, and who acts in these tests. */
async function staffed(): Promise<void> {
  for (const { person: id, posts } of [...everybody, ...Object.values(people)]) {
    await town.db.pool.query('insert into persons (id, username, name) values ($1, $1, $1) on conflict do nothing', [
      id,
    ]);
    for (const [n, { kind, organisation }] of posts.entries())
      await town.db.pool.query(
        `insert into posts (id, kind, organisation_id, person_id, title_zh, title_en, valid_from) values ($1, $2, $3, $4, '', '', '2020-01-01')
         on conflict do nothing`,
        [`${id}-${n}`, kind, organisation, id],
      );
  }
}

const codes = async (caseId?: string): Promise<readonly string[]> => {
  const { faults } = await (caseId === undefined ? watch().findings() : watch().ofCase(caseId));
  return faults.map(({ code }) => code);
};
const found = (code: string, caseId?: string) =>
  town.until(`${code} is found`, async () => (await codes(caseId)).includes(code), 30);
const over = (code: string, caseId?: string) =>
  town.until(`${code} is over`, async () => !(await codes(caseId)).includes(code), 30);

test('cases that wait for people are no finding, and their processes are seen', async () => {
  const ids = await Promise.all(Array.from({ length: 10 }, () => town.open()));
  for (const id of ids) await town.settled(id);
  await town.until('nothing is found', async () => (await codes()).length === 0);
  const [id = ''] = ids;
  const seen = await watch().process(id);
  expect(seen).toMatchObject({ reachable: true, run: { id, type: 'approval', status: 'RUNNING' }, owedSeconds: null });
  expect(seen.queues.map(({ name, pollers }) => [name, pollers > 0])).toEqual([
    ['cases', true],
    ['effects', true],
    ['seal', true],
    ['outside', true],
  ]);
  expect(seen.followed).toBeGreaterThan(0);
}, 60_000);

test('a process that was ended from outside is found, and started again by an act', async () => {
  const id = await town.open();
  await town.settled(id);
  await town.temporal.client.workflow.getHandle(id).terminate('a test');
  await found('process-gone', id);
  await found('process-gone');
  done(await town.act(id, { type: 'follow-again', reason: '流程被误终止' }, administrator));
  await over('process-gone', id);
  await town.until('it runs', async () => (await watch().process(id)).run?.status === 'RUNNING');
  await town.followed(id);
}, 90_000);

test('a message that is not taken is found while it is still being tried, and leaves when it is', async () => {
  refusing = true;
  const id = await town.open();
  await found('sms-failing', id);
  refusing = false;
  await over('sms-failing', id);
  await town.settled(id);
}, 90_000);

test('a post that nobody holds any more, and a holder who has left, are found', async () => {
  const id = await town.open();
  const { pool } = town.db;
  await pool.query(
    `update persons set disabled_at = now() where id in (select person_id from posts where organisation_id = 'xuxiake-centre')`,
  );
  await found('nobody-eligible', id);
  await pool.query('update persons set disabled_at = null');
  await over('nobody-eligible', id);
  done(await town.act(id, { type: 'claim', task: `${id}.acceptance.1` }, people.clerk));
  await pool.query('update persons set disabled_at = now() where id = $1', [people.clerk.person]);
  await found('holder-gone', id);
  await pool.query('update persons set disabled_at = null');
  await over('holder-gone', id);
}, 90_000);

test('a worker that falls silent is found, and no reason to think that its processes are gone', async () => {
  const id = await town.open();
  await town.settled(id);
  await beating[0]?.stop();
  await found('worker-stopped');
  expect(await codes(id)).toEqual(['worker-stopped']);
  beating[0] = keepBeating(town.db.pool, 'worker');
  await over('worker-stopped');
}, 60_000);
