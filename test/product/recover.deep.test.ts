// `oneseal recover` on a running product with fifty permits, and their legal reviews, in every state: Temporal's own state deleted,
// and Postgres restored to ten minutes earlier. Judged from outside, through HTTP, SQL and Temporal's own interface.
// ONESEAL_RECOVER_CASES (default 50), ONESEAL_RESTORE_MINUTES (default 10).
import { spawnSync } from 'node:child_process';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { isReady, startFaulty, type FaultyProduct } from '../faults/product';
import { examined, outside, type HandedIn, type Outside } from '../support/a-permit';
import { eventually, Visitor } from '../support/client';

const CASES = Number(process.env.ONESEAL_RECOVER_CASES ?? 50);
const MINUTES = Number(process.env.ONESEAL_RESTORE_MINUTES ?? 10);
const AT_ONCE = 4;
/** A law day in twenty minutes: the terms run, and none runs out while the test does. */
const LAW = { ONESEAL_DAY_SECONDS: '1200', ONESEAL_LAW_START: '2025-03-03T10:00:00+08:00' };

let product: FaultyProduct;
let town: Outside;
beforeAll(async () => {
  product = await startFaulty(LAW);
  town = await outside(product);
}, 300_000);
afterAll(async () => {
  await town?.close();
  await product?.stop();
}, 120_000);

async function sql<R>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> {
  return (await town.sql.query(text, [...values])).rows as R[];
}
const clerk = () => town.staff.of('window-clerk', 0, 'xuxiake');
const examiner = (nth: number) => town.staff.of('examiner', nth, 'approval-bureau');
const approver = () => town.staff.of('approver', 0, 'approval-bureau');
const reviewer = () => town.staff.of('legal-reviewer', 0, 'justice-bureau');
const reviewOf = ({ id }: HandedIn, nth = 1) => `${id}.review.${nth}.1`;

const accept = async (of: HandedIn) => town.decide(await clerk(), of.id, 'acceptance', 'accept');
const askForGaps = async ({ id }: HandedIn) =>
  town.decide(await clerk(), id, 'acceptance', 'request-supplement', { gaps: ['premisesProof'] });
async function supplement({ number, receipt }: HandedIn): Promise<void> {
  const applicant = Visitor.public(product.url, receipt.code);
  const premisesProof = await applicant.upload('proof.pdf', `/api/public/cases/${number}/files`);
  await applicant.done('POST', `/api/public/cases/${number}/supplements`, { data: { premisesProof } });
}
const withdraw = async ({ number, receipt }: HandedIn) =>
  eventually(60, 'no paper is being sealed any more, and the application is withdrawn', async () => {
    const { status } = await Visitor.public(product.url, receipt.code).call(
      'POST',
      `/api/public/cases/${number}/withdrawal`,
      { reason: '不再经营' },
    );
    return status < 300 ? true : undefined;
  });
const heardOfReview = (of: HandedIn, opinion: string) =>
  eventually(90, `the opinion reaches ${of.id}`, async () =>
    (await town.acts(of.id)).find((act) => act.milestone === `review-${opinion}`),
  );
async function toReview(of: HandedIn): Promise<void> {
  await accept(of);
  await town.toReview(of.id);
}

/** How far each is brought; `granted` last, with no worker, so that its papers are wanted, claimed or made when everything ends. */
const STATES: Readonly<Record<string, (of: HandedIn) => Promise<unknown>>> = {
  received: async () => undefined,
  'gaps asked for': askForGaps,
  supplemented: async (of) => {
    await askForGaps(of);
    await supplement(of);
  },
  accepted: accept,
  'one examiner heard': async (of) => {
    await accept(of);
    await town.decide(await examiner(0), of.id, 'examination', 'recommend-grant', examined);
  },
  examined: async (of) => {
    await accept(of);
    await town.examine(of.id);
  },
  returned: async (of) => {
    await accept(of);
    await town.examine(of.id);
    await town.decide(await approver(), of.id, 'decision', 'reexamine');
  },
  'under review': toReview,
  'review disagreed': async (of) => {
    await toReview(of);
    await town.decide(await reviewer(), reviewOf(of), 'opinion', 'correct');
    await heardOfReview(of, 'correct');
  },
  'review agreed': async (of) => {
    await toReview(of);
    await town.decide(await reviewer(), reviewOf(of), 'opinion', 'agree');
    await heardOfReview(of, 'agree');
  },
  'standing still': async (of) => {
    await accept(of);
    const stop = { type: 'suspend-clock', clock: 'decision', ground: 'testing' };
    await (await approver()).done('POST', `/api/cases/${of.id}/acts`, stop);
  },
  withdrawn: async (of) => {
    await accept(of);
    await withdraw(of);
  },
  granted: async (of) => {
    await accept(of);
    await town.examine(of.id);
  },
};
type Fleet = readonly { readonly state: string; readonly of: HandedIn }[];

async function each<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const waiting = [...all];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
    }),
  );
}

/** Permits in every state; the worker stands still from the grants on, and goes on only to be ended. */
async function inEveryState(): Promise<Fleet> {
  const names = Object.keys(STATES);
  const fleet: { state: string; of: HandedIn }[] = [];
  await each(
    Array.from({ length: CASES }, (_, n) => names[n % names.length] ?? ''),
    async (state) => {
      const of = await town.handIn(/gaps|supplemented/.test(state) ? ['premisesProof'] : []);
      await STATES[state]?.(of);
      fleet.push({ state, of });
    },
  );
  return fleet;
}
async function grantWithNoWorker(fleet: Fleet): Promise<void> {
  const worker = product.run().pids.worker;
  if (worker === undefined) throw new Error('no worker runs');
  process.kill(worker, 'SIGSTOP');
  try {
    await each(
      fleet.filter(({ state }) => state === 'granted'),
      async ({ of }) => town.decide(await approver(), of.id, 'decision', 'grant'),
    );
  } finally {
    process.kill(worker, 'SIGCONT');
  }
}

async function stopAll(): Promise<void> {
  await town.close();
  await product.stopAndKeep();
}
/** A command keeps this process from reading for seconds: connections that were closed meanwhile are found out before they count. */
async function answersAgain(): Promise<void> {
  await eventually(60, 'the product answers', async () => ((await isReady(product.url)) ? true : undefined));
}
async function startAgain(): Promise<void> {
  product = await startFaulty(LAW, product.home);
  town = await outside(product);
}

interface View {
  readonly state: string;
  readonly tasks: readonly { readonly id: string; readonly step: string; readonly state: string }[];
  readonly children: readonly { readonly id: string; readonly state: string; readonly outcome?: string }[];
}
const STEPS = ['acceptance', 'examination', 'decision'];

/** Whoever is asked next does what is asked, until the case has ended. */
async function goOn(of: HandedIn): Promise<void> {
  const supervisor = await town.staff.of('supervisor');
  let view: View | undefined;
  for (const until = performance.now() + 240_000; performance.now() < until; await pause(300)) {
    view = await supervisor.done<View>('GET', `/api/cases/${of.id}`);
    if (view.state === 'ended') return;
    const task = view.tasks.find((t) => t.state === 'open' && STEPS.includes(t.step));
    const child = view.children.find((c) => c.state === 'open');
    if (view.state === 'suspended') {
      await (await approver()).done('POST', `/api/cases/${of.id}/acts`, { type: 'resume-clock', clock: 'decision' });
    } else if (child) {
      const { tasks } = await supervisor.done<View>('GET', `/api/cases/${child.id}`);
      if (tasks.some((t) => t.step === 'opinion' && t.state === 'open'))
        await town.decide(await reviewer(), child.id, 'opinion', 'agree');
    } else if (task?.step === 'acceptance') {
      await accept(of);
    } else if (task?.step === 'examination') {
      // One of the two may have been heard before; it is refused then, and the other is not.
      for (const nth of [0, 1]) await mayExamine(await examiner(nth), task.id);
    } else if (task?.step === 'decision') {
      const agreed = view.children.some((c) => c.outcome === 'agree');
      await town.decide(await approver(), of.id, 'decision', agreed ? 'refuse' : 'grant');
    } else {
      const applicant = Visitor.public(product.url, of.receipt.code);
      const { may } = await applicant.done<{ may: string[] }>('GET', `/api/public/cases/${of.number}`);
      if (may.includes('supplement')) await supplement(of);
    }
  }
  throw new Error(`${of.id} did not end: ${JSON.stringify(view)}`);
}
async function mayExamine(who: Visitor, task: string): Promise<void> {
  const reply = await who.call('POST', `/api/tasks/${task}/acts`, {
    type: 'decide',
    outcome: 'recommend-grant',
    opinion: '材料齐全，符合法定条件，同意。',
    data: examined,
  });
  if (reply.status >= 300 && reply.status !== 403 && reply.status !== 409) throw new Error(reply.text);
}

/** Nothing is owed or wanted any more; what still is, is told. */
async function quiet(seconds: number): Promise<void> {
  let owed: readonly unknown[] = [];
  await eventually(seconds, 'nothing is owed', async () => {
    owed = await sql(`
      select case_id, 'wake' as what, urgency as state, attempts as n from wakes
      union all select child_id, 'outcome', '', attempts from child_outcomes
      union all select e.case_id, e.kind || ' ' || e.id, e.state || ' ' || coalesce(e.failure, ''), e.claim from effects e
        where e.state in ('wanted', 'claimed', 'failed')`);
    return owed.length === 0 ? true : undefined;
  }).catch((fault: unknown) => {
    throw new Error(`${String(fault)}: ${JSON.stringify(owed, undefined, 1)}\n${product.output().slice(-2_000)}`);
  });
}

/** What follows a grant goes on for years: it is published, and its certificate is watched until it runs out. */
const AFTER_A_GRANT = ['publication', 'validity-watch'] as const;
const outlives = (id: string): boolean => AFTER_A_GRANT.some((after) => id.includes(`.${after}.`));

/** Every case and every review of a fleet has ended, with nothing done twice and nothing left out. */
async function wholeAndOnce(fleet: Fleet, wentOn: readonly string[]): Promise<number> {
  await quiet(300);
  const ids = fleet.map(({ of }) => of.id);
  const cases = await sql<{ id: string; status: string }>('select id, status from cases where root_id = any($1)', [
    ids,
  ]);
  expect(cases.filter(({ id, status }) => status !== 'ended' && !outlives(id))).toEqual([]);
  const mine = cases.map(({ id }) => id);
  for (const [member, type] of [
    ['effect', 'effect-done'],
    ['child', 'child-ended'],
    ['id', 'child-opened'],
  ])
    expect(
      await sql(
        `select payload->>$2 as what from acts where case_id = any($1) and type = $3 group by 1 having count(*) > 1`,
        [mine, member, type],
      ),
    ).toEqual([]);
  expect(
    await sql(
      `select case_id, milestone from acts where case_id = any($1) and milestone in ('received', 'accepted', 'granted', 'refused', 'ended')
       group by 1, 2 having count(*) > 1`,
      [mine],
    ),
  ).toEqual([]);
  expect(
    await sql(`select case_id, payload from acts where case_id = any($1) and type = 'process-apart'`, [mine]),
  ).toEqual([]);
  expect(
    await sql(`select effect_id from documents where case_id = any($1) group by 1 having count(*) > 1`, [mine]),
  ).toEqual([]);
  const supervisor = await town.staff.of('supervisor');
  await each(mine, async (id) => {
    const verified = await supervisor.done('GET', `/api/cases/${id}/verification`);
    expect({ id, ...verified }).toMatchObject({ id, intact: true });
  });
  await eventually(60, 'every process is over', async () => {
    for await (const { workflowId } of town.temporal.workflow.list({ query: `ExecutionStatus = 'Running'` }))
      if (!outlives(workflowId)) return undefined;
    return true;
  });
  for (const id of wentOn) {
    const { type, status } = await town.temporal.workflow.getHandle(id).describe();
    expect({ id, type, status: status.name }).toMatchObject({ id, status: 'COMPLETED' });
  }
  return cases.length;
}

const openCases = () =>
  sql<{ id: string }>(`select c.id from cases c where c.status <> 'ended' or exists
    (select 1 from effects e where e.case_id = c.id and e.state in ('wanted', 'claimed'))`);

test(
  'Temporal lost with everything it knew: every case goes on from the record, once, and nothing is unknown',
  async () => {
    const fleet = await inEveryState();
    await grantWithNoWorker(fleet);
    const open = (await openCases()).map(({ id }) => id);
    await stopAll();
    for (const file of readdirSync(product.home).filter((name) => name.startsWith('temporal.db')))
      rmSync(join(product.home, file));
    await startAgain();

    const roots = (await openCases()).map(({ id }) => id).filter((id) => !id.includes('.'));
    const recovered = product.oneseal('recover');
    expect(recovered).toMatchObject({ status: 0 });
    expect(recovered.said).toContain(`the processes of ${roots.length} cases start again`);
    expect(recovered.said).not.toContain('to be looked into');
    const began = performance.now();
    await answersAgain();
    await each(fleet, ({ of }) => goOn(of));
    const cases = await wholeAndOnce(
      fleet,
      open.filter((id) => roots.includes(id)),
    );
    expect(product.oneseal('verify')).toMatchObject({ status: 0 });
    process.stdout.write(
      `Temporal lost: ${fleet.length} permits and ${cases - fleet.length} children and linked cases in ${Object.keys(STATES).length} states, ` +
        `${roots.length} processes started again, all ended ${((performance.now() - began) / 1000).toFixed(0)} s later\n`,
    );
  },
  CASES * 20_000 + 600_000,
);

test(
  'Postgres restored to earlier, with Temporal ahead: every case goes on, once, and what was lost is listed',
  async () => {
    await answersAgain();
    const fleet = await inEveryState();
    await grantWithNoWorker(fleet);
    const superUrl = product.run().databaseSuperUrl;
    const directory = await dataDirectory(superUrl);
    // What the copy holds: once the workers run again they open what follows the grants that wait.
    const before = await seqs();
    await stopAll();
    // As an operator copies a stopped cluster, with its owner and rights.
    expect(spawnSync('cp', ['-a', directory, `${directory}-backup`]).status).toBe(0);
    await startAgain();
    const copied = performance.now();

    // The town works on, after the backup.
    const after: Readonly<Record<string, (of: HandedIn) => Promise<unknown>>> = {
      received: accept,
      accepted: async (of) => town.decide(await examiner(0), of.id, 'examination', 'recommend-grant', examined),
      examined: async (of) => town.decide(await approver(), of.id, 'decision', 'grant'),
      'gaps asked for': supplement,
      'under review': async (of) => {
        await town.decide(await reviewer(), reviewOf(of), 'opinion', 'agree');
        await heardOfReview(of, 'agree');
      },
    };
    await each(fleet, async ({ state, of }) => after[state]?.(of));
    const fresh = [await town.handIn(), await town.handIn(), await town.handIn()] as const;
    await accept(fresh[1]);
    await withdraw(fresh[1]);
    await toReview(fresh[2]);
    await quiet(300);
    await pause(Math.max(0, MINUTES * 60_000 - (performance.now() - copied)));
    const ahead = await seqs();
    await stopAll();
    rmSync(directory, { recursive: true });
    renameSync(`${directory}-backup`, directory);
    await startAgain();

    const restored = new Set(before.keys());
    const unknown = [...ahead.keys()].filter((id) => !restored.has(id)).sort();
    // The first of two examiners changes nothing for the process, which is not told: nobody outside the database can know.
    const untold = fleet.filter(({ state }) => state === 'accepted').map(({ of }) => of.id);
    const lost = [...before].flatMap(([id, seq]) => ((ahead.get(id) ?? 0) > seq && !untold.includes(id) ? [id] : []));
    const granted = fleet.filter(({ state }) => state === 'examined' || state === 'granted');
    const followed = granted
      .flatMap(({ of }) => AFTER_A_GRANT.map((after) => `${of.id}.${after}.1`))
      .filter((id) => !restored.has(id));
    expect(unknown).toEqual([...fresh.map(({ id }) => id), reviewOf(fresh[2]), ...followed].sort());
    const recovered = product.oneseal('recover');
    expect(recovered).toMatchObject({ status: 0 });
    const lines = recovered.said.split('\n').flatMap((line) => {
      const found = /^ {2}(\S+)(?: … #(\d+))?$/.exec(line);
      return found ? [{ id: found[1] ?? '', seq: found[2] === undefined ? undefined : Number(found[2]) }] : [];
    });
    expect(lines.filter(({ seq }) => seq === undefined).map(({ id }) => id)).toEqual(unknown);
    const tails = lines.filter(({ seq }) => seq !== undefined);
    expect(tails.map(({ id }) => id).sort()).toEqual([...lost].sort());
    for (const { id, seq } of tails) {
      expect(seq).toBeGreaterThan(before.get(id) ?? 0);
      expect(seq).toBeLessThanOrEqual(ahead.get(id) ?? 0);
    }
    const roots = (await openCases()).map(({ id }) => id).filter((id) => !id.includes('.'));
    const began = performance.now();
    await answersAgain();
    await each(fleet, ({ of }) => goOn(of));
    const cases = await wholeAndOnce(fleet, roots);
    // What Temporal still remembers of the cases that are lost is named, and nothing else is: what follows a grant was opened anew,
    // under the same name, when the grant was decided again.
    const verified = product.oneseal('verify');
    expect(verified).toMatchObject({ status: 1 });
    const broken = verified.said.split('\n').flatMap((line) => /^✗ (\S+)/.exec(line)?.[1] ?? []);
    expect(broken.sort()).toEqual([...fresh.map(({ id }) => id), reviewOf(fresh[2])].sort());
    process.stdout.write(
      `Postgres restored to ${((performance.now() - copied) / 60_000).toFixed(1)} min earlier: ${fleet.length} permits and ${cases - fleet.length} children and linked cases, ` +
        `${unknown.length} cases unknown and ${tails.length} tails lost, all listed; all ended ${((performance.now() - began) / 1000).toFixed(0)} s later\n`,
    );
  },
  CASES * 20_000 + MINUTES * 60_000 + 900_000,
);

async function seqs(): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ id: string; seq: number }>('select id, seq from cases');
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}
async function dataDirectory(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory ?? '';
  } finally {
    await client.end();
  }
}
