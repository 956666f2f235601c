// Owns the proof that a thousand people may press at the same moment: one outcome, one next step, everybody else told so, and other
// cases hardly slower. Over HTTP, with a real Postgres. ONESEAL_CROWD (default 1000).
import { setTimeout as pause } from 'node:timers/promises';
import { anApi, type ApiUnderTest, type Reply, type Somebody } from '../support/an-api';
import { aVoteOver } from '../support/a-vote';
import { vote } from '../support/voting';

const CROWD = Number(process.env['ONESEAL_CROWD'] ?? 1000);
const grant = { type: 'decide', outcome: 'grant', opinion: '同意。' };
const QUIET = 60;

jest.setTimeout(600_000);
let api: ApiUnderTest;
const staff = new Map<string, Somebody>();
const of = (name: string): Somebody => staff.get(name) as Somebody;
const member = (n: number): string => `member-${n}`;

beforeAll(async () => {
  api = await anApi();
  await api.db.pool.query(`insert into persons (id, username, name) select p, p, p from unnest($1::text[]) p`, [
    Array.from({ length: CROWD }, (_, n) => member(n)),
  ]);
  await api.db.pool.query(
    `insert into posts (id, kind, organisation_id, person_id, title_zh, title_en, valid_from)
     select 'post-' || p, 'approver', 'approval-bureau', p, '', '', '2020-01-01' from unnest($1::text[]) p`,
    [Array.from({ length: CROWD }, (_, n) => member(n))],
  );
  for (const name of ['zhangwei', 'wangfang', 'lina']) staff.set(name, await api.letIn(name));
  for (let n = 0; n < CROWD; n++) staff.set(member(n), await api.letIn(member(n)));
});
afterAll(() => api.drop());

/** Asks again as long as he is told that too many wait, after the time he was told. */
async function votes(who: Somebody, task: string): Promise<Reply & { readonly turnedAway: number }> {
  for (let turnedAway = 0; ; turnedAway++) {
    const reply = await who.call('POST', `/api/tasks/${encodeURIComponent(task)}/acts`, grant);
    if (reply.status !== 429) return { ...reply, turnedAway };
    const after = Number(reply.headers.get('retry-after'));
    expect(after).toBeGreaterThan(0);
    // A crowd that comes back as one is the same crowd again.
    await pause(after * 1000 * (1 + Math.random() * 4));
  }
}

/** How long the clerk of other cases waits for his claim, one after the other, until told to stop. */
async function others(cases: readonly string[], isOver: () => boolean): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let n = 0; !isOver(); n++) {
    const id = cases[n % cases.length] ?? '';
    const type = Math.floor(n / cases.length) % 2 === 0 ? 'claim' : 'unclaim';
    const began = performance.now();
    const { status } = await of('zhangwei').call('POST', `/api/tasks/${id}.acceptance.1/acts`, { type });
    taken.push(performance.now() - began);
    expect(status).toBe(200);
    await pause(20);
  }
  return taken;
}
const p99 = (taken: readonly number[]): number =>
  [...taken].sort((a, b) => a - b)[Math.floor(taken.length * 0.99)] ?? 0;

test(`${CROWD} people at one vote at once: one outcome, one next step, and the others are told`, async () => {
  const { id, task } = await aVoteOver(api, of, vote([1, 2]), { everyone: true });
  const cases: string[] = [];
  for (let n = 0; n < 10; n++) cases.push((await api.open(of('zhangwei'))).id);
  let left = QUIET;
  const quiet = await others(cases, () => left-- <= 0);

  let isOver = false;
  const beside = others(cases, () => isOver);
  const began = performance.now();
  const replies = await Promise.all(Array.from({ length: CROWD }, (_, n) => votes(of(member(n)), task)));
  const seconds = (performance.now() - began) / 1000;
  isOver = true;
  const crowded = await beside;

  const counted = replies.filter(({ status }) => status === 200).length;
  const told = replies.filter(({ status, json }) => status === 409 && json.code === 'already-decided').length;
  const away = replies.reduce((sum, { turnedAway }) => sum + turnedAway, 0);
  process.stdout.write(
    `crowd: ${CROWD} people in ${seconds.toFixed(1)} s: ${counted} counted, ${told} told, ${away} times asked to wait; ` +
      `other cases p99 ${p99(quiet).toFixed(0)} ms quiet, ${p99(crowded).toFixed(0)} ms beside it (${(p99(crowded) / p99(quiet)).toFixed(2)})\n`,
  );
  expect(counted + told).toBe(CROWD);
  // More than half of the seats, those of the demo's own approvers among them.
  const seats = (await api.db.pool.query('select count(*)::int as n from seats where task_id = $1', [task])).rows[0].n;
  expect(counted).toBe(Math.floor(seats / 2) + 1);
  const { rows } = await api.db.pool.query<{ type: string; n: number }>(
    'select type, count(*)::int as n from acts where case_id = $1 group by type',
    [id],
  );
  const times = (type: string): number => rows.find((row) => row.type === type)?.n ?? 0;
  expect(['granted', 'closing'].map(times)).toEqual([1, 1]);
  // Acceptance and two examinations came before.
  expect(times('decided')).toBe(3 + counted);
});
