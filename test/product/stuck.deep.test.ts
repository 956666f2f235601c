// Twelve causes put into a running town from outside: each is named, the root first, with what helps, and then the case moves.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import type { Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { atTheDesk } from '../support/at-the-desk';
import { openBrowser } from '../support/browser';
import { publishReadingTooEarly, READING_TOO_EARLY } from '../support/reading-too-early';
import { applicant, examined, outside, type HandedIn, type Outside } from '../support/a-permit';
import { eventually, type Visitor } from '../support/client';
import { startFaulty, type FaultyProduct, type PartName } from '../faults/product';

/** Real seconds from the fault until it is named. */
const NAMED_WITHIN = 15;
const MOVES_WITHIN = 90;

interface Told {
  readonly kind: string;
  readonly sentence: { readonly zh: string; readonly en: string };
  readonly help: { readonly zh: string };
  readonly actions: readonly string[];
  readonly offered: readonly {
    readonly type: string;
    readonly on: string;
    readonly id: string;
    readonly with: object;
  }[];
  readonly causes: readonly Told[];
}
interface Explanation {
  readonly sentence: { readonly zh: string; readonly en: string };
  readonly waits: readonly Told[];
}
interface Finding {
  readonly code: string;
  readonly help: { readonly zh: string };
  readonly cases: readonly string[];
}

/** A town of its own with ends that can be told to refuse. */
interface Town {
  readonly product: FaultyProduct;
  readonly it: Outside;
  readonly ends: Ends;
  readonly owner: Pool;
  readonly administrator: Visitor;
  readonly clerk: Visitor;
  readonly approver: Visitor;
  explain(caseId: string): Promise<Explanation>;
  findings(): Promise<readonly Finding[]>;
  /** Somewhere in the explanation, and where it is the root; then the page of the case says the same, with what helps. */
  named(caseId: string, kind: string): Promise<Told>;
  root(caseId: string, kind: string): Promise<Told>;
  gone(caseId: string, kind: string): Promise<void>;
  signal(part: PartName, signal: 'SIGSTOP' | 'SIGCONT'): void;
  running(workflow: string): Promise<void>;
  end(): Promise<void>;
}

async function aTown(environment: Readonly<Record<string, string>>): Promise<Town> {
  const ends = await refusableEnds();
  const product = await startFaulty({ ...environment, ...ends.settings });
  const it = await outside(product);
  const [browser, owner] = [
    await openBrowser(),
    new Pool({ connectionString: product.run().databaseSuperUrl, max: 2 }),
  ];
  owner.on('error', () => undefined);
  const { staff } = it;
  const { page } = await atTheDesk(browser, { base: product.url }, 'shijie');
  const administrator = await staff.of('administrator', 0, 'approval-bureau');
  const town: Town = {
    product,
    it,
    ends,
    owner,
    administrator,
    clerk: await staff.of('window-clerk', 0, 'xuxiake'),
    approver: await staff.of('approver', 0, 'approval-bureau'),
    explain: (caseId) => administrator.done<Explanation>('GET', `/api/cases/${caseId}/explanation`),
    async findings() {
      return (await administrator.done<{ items: Finding[] }>('GET', '/api/findings')).items;
    },
    named: (caseId, kind) =>
      eventually(NAMED_WITHIN, `${kind} is named`, async () => find((await town.explain(caseId)).waits, kind)),
    async root(caseId, kind) {
      const until = Date.now() + NAMED_WITHIN * 1000;
      const told = await eventually(NAMED_WITHIN, `${kind} is the root`, async () => {
        const { sentence, waits } = await town.explain(caseId);
        const root = rootOf(waits[0]);
        return root?.kind === kind && sentence.zh === root.sentence.zh ? root : undefined;
      }).catch(async (fault: unknown) => {
        throw new Error(`${String(fault)}\n${JSON.stringify(await town.explain(caseId), null, 1)}`);
      });
      expect(told.help.zh).not.toBe('');
      await shownOn(page, caseId, told, Math.max(until - Date.now(), 1000));
      return told;
    },
    gone: (caseId, kind) =>
      eventually(
        MOVES_WITHIN,
        `${kind} is over`,
        async () => !find((await town.explain(caseId)).waits, kind) || undefined,
      ).then(() => undefined),
    signal(part, signal) {
      const pid = product.run().pids[part];
      if (pid === undefined) throw new Error(`${part} does not run`);
      process.kill(pid, signal);
    },
    running: (workflow) =>
      eventually(MOVES_WITHIN, `${workflow} runs`, async () => {
        // Its start may still be on the way.
        const seen = await it.temporal.workflow
          .getHandle(workflow)
          .describe()
          .catch(() => undefined);
        return seen?.status.name === 'RUNNING' || undefined;
      }).then(() => undefined),
    async end() {
      for (const part of ['worker', 'relay', 'temporal'] as const) town.signal(part, 'SIGCONT');
      await browser.close();
      await it.close();
      await owner.end();
      await product.stop();
      await ends.close();
    },
  };
  return town;
}

function find(waits: readonly Told[], kind: string): Told | undefined {
  for (const wait of waits) {
    const found = wait.kind === kind ? wait : find(wait.causes, kind);
    if (found) return found;
  }
  return undefined;
}
function rootOf(wait: Told | undefined): Told | undefined {
  return wait?.causes[0] ? rootOf(wait.causes[0]) : wait;
}

/** The first sentence of the page is the root's, and what helps stands below it. */
async function shownOn(page: Page, caseId: string, { sentence, help }: Told, milliseconds: number): Promise<void> {
  page.setDefaultTimeout(milliseconds);
  await page.goto(`/desk/cases/${caseId}`);
  await page.waitForSelector('#sentence');
  expect(await page.textContent('#sentence')).toBe(sentence.zh);
  expect(await page.textContent('.explained .facts')).toContain(help.zh);
}

interface Ends {
  readonly settings: Readonly<Record<string, string>>;
  /** What the mail server answers to a sender: nothing, a passing refusal, or one for good. */
  mail(answer: 'takes' | 451 | 550): void;
  webhook(status: number): void;
  readonly mails: () => number;
  readonly pushed: () => number;
  close(): Promise<void>;
}
async function refusableEnds(): Promise<Ends> {
  let answer: 'takes' | 451 | 550 = 'takes';
  let status = 200;
  let [mails, pushed] = [0, 0];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, done) =>
      answer === 'takes' ? done() : done(Object.assign(new Error('refused'), { responseCode: answer })),
    onData(stream, _session, done) {
      stream.resume();
      stream.on('end', () => {
        mails += 1;
        done();
      });
    },
  });
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const hook: Server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      if (status === 200) pushed += 1;
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  const port = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;
  return {
    settings: {
      SMTP_URL: `smtp://127.0.0.1:${port(smtp.server)}`,
      ONESEAL_WEBHOOK_URL: `http://127.0.0.1:${port(hook)}/hooks`,
      ONESEAL_WEBHOOK_SECRET: 'a secret of this suite',
    },
    mail: (next) => (answer = next),
    webhook: (next) => (status = next),
    mails: () => mails,
    pushed: () => pushed,
    async close() {
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      hook.closeAllConnections();
      await new Promise((resolve) => hook.close(resolve));
    },
  };
}

async function handIn(
  { it, clerk }: Town,
  procedure: string,
  papers = ['identity', 'premisesProof', 'floorPlan'],
): Promise<HandedIn> {
  const { items } = await clerk.done<{ items: { code: string; procedure: string }[] }>(
    'GET',
    '/api/power-items?kind=permit',
  );
  const powerItem = items.find((item) => item.procedure === procedure)?.code;
  const data: Record<string, string> = { shopName: '金丝雀面馆', premises: '金丝雀巷七号', business: '餐饮服务' };
  for (const paper of papers) data[paper] = await clerk.upload(`${paper}.pdf`);
  void it;
  return clerk.done<HandedIn>('POST', '/api/cases', {
    procedure,
    ...(powerItem === undefined ? {} : { powerItem }),
    party: { ...applicant, email: 'canary@example.com' },
    data,
  });
}
async function accepted(town: Town, procedure = 'food-business-permit'): Promise<string> {
  const { id } = await handIn(town, procedure);
  await town.it.decide(town.clerk, id, 'acceptance', 'accept');
  return id;
}
async function examinedCase(town: Town): Promise<string> {
  const id = await accepted(town);
  await town.it.examine(id);
  return id;
}
const act = (who: Visitor, caseId: string, body: object) => who.done('POST', `/api/cases/${caseId}/acts`, body);
const ended = (town: Town, caseId: string) =>
  eventually(MOVES_WITHIN, `${caseId} ends`, async () => {
    const { state } = await town.administrator.done<{ state: string }>('GET', `/api/cases/${caseId}`);
    return state === 'ended' || undefined;
  });
const foundAs = (town: Town, code: string) =>
  eventually(NAMED_WITHIN, `${code} is found`, async () => (await town.findings()).find((each) => each.code === code));

describe('at the ordinary pace', () => {
  let town: Town;
  beforeAll(async () => {
    town = await aTown({ ONESEAL_LAW_START: '2026-03-02T09:00:00+08:00' });
  }, 400_000);
  afterAll(() => town?.end(), 120_000);

  test('ten cases that wait in order raise no finding', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 10; n++)
      ids.push(
        n % 4 === 0
          ? (await handIn(town, 'food-business-permit')).id
          : n % 4 === 1
            ? await accepted(town)
            : n % 4 === 2
              ? await examinedCase(town)
              : await accepted(town).then(async (id) => (await town.it.toReview(id), id)),
      );
    await eventually(MOVES_WITHIN, 'nothing is found', async () => (await town.findings()).length === 0 || undefined);
    for (const id of ids) {
      const { waits } = await town.explain(id);
      expect(waits.map(({ kind }) => kind).filter((kind) => !/^(human-|child$|special-procedure$)/.test(kind))).toEqual(
        [],
      );
    }
    expect(await town.findings()).toEqual([]);
  });

  test('a mail server that refuses', async () => {
    town.ends.mail(451);
    const { id } = await handIn(town, 'food-business-permit');
    await town.root(id, 'mail-refusing');
    await foundAs(town, 'mail-refusing');
    const before = town.ends.mails();
    town.ends.mail('takes');
    await town.gone(id, 'mail-refusing');
    expect(town.ends.mails()).toBeGreaterThan(before);
  });

  test('a webhook that answers 500', async () => {
    town.ends.webhook(500);
    const { id } = await handIn(town, 'food-business-permit');
    await town.root(id, 'webhook-failing');
    await foundAs(town, 'webhook-failing');
    const before = town.ends.pushed();
    town.ends.webhook(200);
    await town.gone(id, 'webhook-failing');
    expect(town.ends.pushed()).toBeGreaterThan(before);
  });

  test('a message that failed for good', async () => {
    town.ends.mail(550);
    const { id } = await handIn(town, 'food-business-permit');
    const told = await town.root(id, 'effect-failed');
    await foundAs(town, 'effect-failed');
    const [retry] = told.offered;
    expect(retry).toMatchObject({ type: 'retry-effect', on: 'case', id });
    town.ends.mail('takes');
    await act(town.administrator, id, { type: 'retry-effect', ...retry?.with, reason: '邮件服务器已恢复' });
    await town.gone(id, 'effect-failed');
  });

  test('nobody holds the post', async () => {
    const id = await accepted(town);
    const { rows } = await town.owner.query<{ id: string }>(
      `update persons set disabled_at = now() where id in (select person_id from posts where kind = 'examiner' and organisation_id = 'approval-bureau') returning id`,
    );
    await town.root(id, 'nobody-eligible');
    await foundAs(town, 'nobody-eligible');
    await town.owner.query('update persons set disabled_at = null where id = any($1)', [rows.map((row) => row.id)]);
    await town.gone(id, 'nobody-eligible');
    await town.it.examine(id);
  });

  test('a limit that stands still without an end', async () => {
    const id = await accepted(town);
    await act(town.approver, id, {
      type: 'suspend-clock',
      clock: 'decision',
      ground: 'expert-review',
      document: '委托书',
    });
    await town.root(id, 'suspended-without-end');
    await foundAs(town, 'suspended-without-end');
    const found = find(
      (await town.approver.done<Explanation>('GET', `/api/cases/${id}/explanation`)).waits,
      'special-procedure',
    );
    const [resume] = found?.offered ?? [];
    expect(resume).toMatchObject({ type: 'resume-clock', with: { clock: 'decision' } });
    await act(town.approver, id, { type: 'resume-clock', ...resume?.with });
    await town.gone(id, 'suspended-without-end');
    await town.it.examine(id);
  });

  test('a process that was terminated from outside', async () => {
    const id = await accepted(town);
    await town.running(id);
    await town.it.temporal.workflow.getHandle(id).terminate('from outside');
    const told = await town.root(id, 'process-gone');
    await foundAs(town, 'process-gone');
    expect(told.offered).toMatchObject([{ type: 'follow-again' }]);
    await act(town.administrator, id, { type: 'follow-again', reason: '流程被误终止' });
    await town.gone(id, 'process-gone');
    await town.running(id);
    await town.it.examine(id);
    await town.it.decide(town.approver, id, 'decision', 'grant');
    await ended(town, id);
  });

  test('a child that was terminated from outside', async () => {
    const id = await accepted(town);
    await town.it.toReview(id);
    const child = `${id}.review.1.1`;
    await town.running(child);
    await town.it.temporal.workflow.getHandle(child).terminate('from outside');
    await eventually(NAMED_WITHIN, 'the child is named', async () => {
      const root = rootOf((await town.explain(id)).waits.find(({ kind }) => kind === 'child'));
      return root && ['child-gone', 'child-restarted'].includes(root.kind) ? root : undefined;
    });
    await town.running(child);
    await town.root(id, 'child-restarted');
    const reviewer = await town.it.staff.of('legal-reviewer', 0, 'justice-bureau');
    await town.it.decide(reviewer, child, 'opinion', 'agree');
    await eventually(MOVES_WITHIN, 'the case goes on', async () => {
      const { tasks } = await town.administrator.done<{ tasks: { step: string; state: string }[] }>(
        'GET',
        `/api/cases/${id}`,
      );
      return tasks.some(({ step, state }) => step === 'decision' && state === 'open') || undefined;
    });
  });

  test('a condition that reads what nobody wrote', async () => {
    await publishReadingTooEarly(town.owner);
    const id = await accepted(town, READING_TOO_EARLY);
    for (const nth of [0, 1])
      await town.it.decide(
        await town.it.staff.of('examiner', nth, 'approval-bureau'),
        id,
        'examination',
        'recommend-grant',
        {
          findings: examined.findings,
        },
      );
    const told = await town.root(id, 'data-error');
    await foundAs(town, 'data-error');
    expect(told.offered).toMatchObject([{ type: 'send-back', on: 'case', id }]);
    await act(town.administrator, id, { type: 'send-back', reason: '漏填是否涉及第三人' });
    await town.it.examine(id);
    await town.gone(id, 'data-error');
    await town.it.decide(town.approver, id, 'decision', 'grant');
  });

  test('a worker that has stopped', async () => {
    const id = await examinedCase(town);
    town.signal('worker', 'SIGSTOP');
    await town.it.decide(town.approver, id, 'decision', 'grant');
    await town.root(id, 'worker-stopped');
    await foundAs(town, 'worker-stopped');
    town.signal('worker', 'SIGCONT');
    await ended(town, id);
    await eventually(
      MOVES_WITHIN,
      'it is over',
      async () => !(await town.findings()).some(({ code }) => code === 'worker-stopped') || undefined,
    );
  });

  test('Temporal down', async () => {
    const id = await examinedCase(town);
    town.signal('temporal', 'SIGSTOP');
    await town.it.decide(town.approver, id, 'decision', 'grant');
    await town.root(id, 'temporal-down');
    await foundAs(town, 'temporal-down');
    const seen = await town.administrator.call('GET', `/api/cases/${id}/process`);
    expect([seen.status, seen.json['reachable']]).toEqual([200, false]);
    town.signal('temporal', 'SIGCONT');
    await ended(town, id);
    await eventually(
      MOVES_WITHIN,
      'it is over',
      async () => !(await town.findings()).some(({ code }) => code === 'temporal-down') || undefined,
    );
    const again = await town.administrator.done<{ reachable: boolean; workflow: { status: string } }>(
      'GET',
      `/api/cases/${id}/process`,
    );
    expect(again).toMatchObject({ reachable: true, workflow: { type: 'approval' } });
  });
});

describe('where a day passes in six seconds', () => {
  let town: Town;
  beforeAll(async () => {
    town = await aTown({ ONESEAL_DAY_SECONDS: '6', ONESEAL_LAW_START: '2026-03-02T09:00:00+08:00' });
  }, 400_000);
  afterAll(() => town?.end(), 120_000);

  test('an applicant who is silent', async () => {
    const { id } = await handIn(town, 'food-business-permit', ['identity', 'premisesProof']);
    await town.it.decide(town.clerk, id, 'acceptance', 'request-supplement', { gaps: ['floorPlan'] });
    await eventually(60, 'he is reminded', async () =>
      (await town.it.acts(id)).find(({ type, payload }) => type === 'rung-raised' && payload['clock'] === 'supplement'),
    );
    const told = await town.root(id, 'applicant-silent');
    await foundAs(town, 'applicant-silent');
    expect(told.help.zh).toMatch(/联系申请人/);
    await act(town.clerk, id, { type: 'supplement', data: { floorPlan: await town.clerk.upload('floorPlan.pdf') } });
    await town.gone(id, 'applicant-silent');
  });

  test('a limit that passes while nothing runs that would notice', async () => {
    const { id } = await handIn(town, 'food-business-permit');
    await town.running(id);
    for (const part of ['relay', 'worker'] as const) town.signal(part, 'SIGSTOP');
    await eventually(60, 'a limit passes', async () => {
      const { rows } = await town.it.sql.query(
        `select 1 from cases c, installation i where c.id = $1
           and c.next_rung_at < i.law_start + (clock_timestamp() - interval '10 seconds' - i.real_start) * (86400 / i.day_seconds)`,
        [id],
      );
      return rows.length > 0 || undefined;
    });
    const told = await town.root(id, 'relay-silent');
    expect(told.sentence.zh).toMatch(/传递服务/);
    await town.named(id, 'timer-overdue');
    await foundAs(town, 'timer-overdue');
    for (const part of ['relay', 'worker'] as const) town.signal(part, 'SIGCONT');
    await town.gone(id, 'timer-overdue');
    expect((await town.it.acts(id)).some(({ type }) => type === 'rung-raised')).toBe(true);
  });
});
