// Owns the town at work under faults: people who decide through a line that loses replies, and a journal of what each was told.
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { around, beside, DATA, ended, inOrder, outcome, step } from '../support/branching';
import { vote } from '../support/voting';

export interface Intent {
  readonly key: string;
  readonly path: string;
  readonly body: unknown;
  readonly token: string;
  state: 'unknown' | 'acked' | 'refused';
  code?: string;
  answer?: Record<string, unknown>;
}
interface Reply {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

const TIMEOUT_MS = 10_000;
const NOT_AN_ANSWER = [429, 502, 503, 504];

/** One request on a connection of its own, so that a lost connection is a lost reply and nothing else. */
function send(port: number, method: string, path: string, token: string, body?: unknown, key?: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        agent: false,
        timeout: TIMEOUT_MS,
        headers: {
          authorization: `Bearer ${token}`,
          ...(text === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
      },
      (reply) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.on('error', reject);
        reply.on('end', () => {
          const said = Buffer.concat(parts).toString();
          if (!reply.complete) return reject(new Error('cut short'));
          resolve({
            status: reply.statusCode ?? 0,
            json: (said.startsWith('{') ? JSON.parse(said) : {}) as Record<string, unknown>,
          });
        });
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('no reply')));
    asked.on('error', reject);
    asked.end(text);
  });
}

export interface Town {
  readonly clerk: string;
  readonly strangerClerk: string;
  readonly examiners: readonly string[];
  readonly approver: string;
  /** Who votes beside him. */
  readonly secondApprover: string;
  readonly head: string;
  /** Asked for an opinion, and decides nothing. */
  readonly adviser: { readonly id: string; readonly token: string };
  readonly reviewer: string;
  readonly supervisor: string;
  readonly paper: string;
  readonly item: string;
}

/** Access tokens of the people needed; `url` without a proxy between. */
export async function aTown(url: string): Promise<Town> {
  const get = async (path: string, token?: string): Promise<Record<string, unknown>> =>
    (await (
      await fetch(url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })
    ).json()) as Record<string, unknown>;
  const { items } = (await get('/api/demo-accounts')) as {
    items: { username: string; posts: { kind: string; organisation: string }[] }[];
  };
  const whoIs = (kind: string, organisation: string, nth = 0): { readonly username: string } => {
    const who = items.filter((i) => i.posts.some((p) => p.kind === kind && p.organisation === organisation))[nth];
    if (!who) throw new Error(`nobody is ${kind} at ${organisation}`);
    return who;
  };
  const token = async (kind: string, organisation: string, nth = 0): Promise<string> => {
    const who = whoIs(kind, organisation, nth);
    const signedIn = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ username: who.username, password: 'oneseal-demo' }),
    });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ');
    const made = await fetch(`${url}/api/access-tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, cookie, 'idempotency-key': randomUUID() },
      body: JSON.stringify({ name: 'faults', expiresAt: new Date(Date.now() + 86_400_000).toISOString() }),
    });
    const answer = (await made.json()) as { token?: string };
    if (answer.token === undefined) throw new Error(`no token for ${who.username}: ${JSON.stringify(answer)}`);
    return answer.token;
  };
  const clerk = await token('window-clerk', 'xuxiake-centre');
  const form = new FormData();
  const pdf =
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
  form.append('file', new Blob([pdf], { type: 'application/pdf' }), 'paper.pdf');
  const { items: permits } = (await get('/api/power-items?kind=permit', clerk)) as {
    items: { code: string; procedure: string }[];
  };
  return {
    clerk,
    strangerClerk: await token('window-clerk', 'huashi-centre'),
    examiners: [await token('examiner', 'approval-bureau', 0), await token('examiner', 'approval-bureau', 1)],
    approver: await token('approver', 'approval-bureau'),
    secondApprover: await token('approver', 'approval-bureau', 1),
    head: await token('agency-head', 'approval-bureau'),
    adviser: {
      id: whoIs('examiner', 'approval-bureau', 2).username,
      token: await token('examiner', 'approval-bureau', 2),
    },
    reviewer: await token('legal-reviewer', 'justice-bureau'),
    supervisor: await token('supervisor', 'justice-bureau'),
    paper: pdf,
    item: permits.find((p) => p.procedure === 'food-business-permit')?.code ?? '',
  };
}

const party = {
  kind: 'person',
  name: '张先生',
  idType: 'resident-id',
  idNumber: '320281198001011239',
  phone: '13800138000',
};
const form = { shopName: '徐霞客镇张记面馆', premises: '徐霞客镇霞客大道88号', business: '餐饮服务' };
const examined = { findings: '现场与申请材料一致，符合法定条件。', thirdPartiesAffected: false };

/**
 * A step, then two branches that go along, then a signature: in the one branch somebody asks a colleague for his opinion, in the other
 * three vote, add somebody, take a vote back, and send the case back out of the block.
 */
export const BOARD = around(
  inOrder(
    'flow',
    step('first'),
    beside('sides', {
      left: step('survey'),
      right: step('board', {
        by: { post: 'approver', of: 'deciding', everyone: true, also: [{ post: 'agency-head', of: 'deciding' }] },
        decides: vote([1, 2], { agree: 'agree', disagree: 'object' }),
        addSign: {},
        returns: { to: ['first'], mode: 're-walk' },
        outcomes: {
          agree: outcome({ to: 'next' }),
          object: outcome({ to: 'reject' }),
          abstain: outcome({ to: 'again' }),
        },
      }),
    }),
    step('sign'),
    ended(),
  ),
  { id: 'board-permit', roles: { receiving: 'window', deciding: 'holder', supervising: 'justice-bureau' } as never },
);

interface CaseView {
  readonly state: string;
  readonly tasks: readonly { readonly id: string; readonly step: string; readonly state: string }[];
  readonly children: readonly { readonly id: string; readonly state: string }[];
}

export class Driver {
  readonly intents: Intent[] = [];
  /** Real instants (performance.now) at which an act was acknowledged. */
  readonly ackedAt: number[] = [];
  private going = true;
  private readonly loops: Promise<void>[] = [];
  private nextTurn = 0;

  constructor(
    private readonly port: number,
    private readonly directUrl: string,
    private readonly town: Town,
    private readonly chance: () => number,
    private readonly perSecond: number,
  ) {}

  begin(people: number): void {
    for (let n = 0; n < people; n++) this.loops.push(this.work(n));
  }
  async end(): Promise<void> {
    this.going = false;
    await Promise.all(this.loops);
  }

  /** Says again, with the same keys, whatever was left unknown. */
  async settleAll(): Promise<void> {
    for (const intent of this.intents.filter((i) => i.state === 'unknown')) await this.say(intent, 60_000);
  }

  private async work(nth: number): Promise<void> {
    for (let round = 0; this.going; round++) {
      try {
        await (round % 3 === 1 ? this.walkBoard() : this.walkOneCase(nth, round));
      } catch {
        // The line is down; the journal knows what was said.
        await pause(300);
      }
    }
  }

  /** An even flow, whatever the number of people. */
  private async turn(): Promise<void> {
    const now = performance.now();
    this.nextTurn = Math.max(this.nextTurn + 1000 / this.perSecond, now);
    await pause(this.nextTurn - now);
  }

  private async act(token: string, path: string, body: unknown): Promise<Intent> {
    await this.turn();
    const intent: Intent = { key: randomUUID(), path, body, token, state: 'unknown' };
    this.intents.push(intent);
    // One in ten gives up at the first silence, and asks again only at the end.
    await this.say(intent, this.chance() < 0.1 ? 0 : 45_000);
    return intent;
  }

  private async say(intent: Intent, patienceMs: number): Promise<void> {
    const until = performance.now() + patienceMs;
    for (let tries = 0; ; tries++) {
      try {
        const { status, json } = await send(this.port, 'POST', intent.path, intent.token, intent.body, intent.key);
        if (!NOT_AN_ANSWER.includes(status) && status !== 500) {
          intent.state = status < 300 ? 'acked' : 'refused';
          intent.answer = json;
          intent.code = status < 300 ? 'done' : `${status} ${String(json['code'])}`;
          if (intent.state === 'acked') this.ackedAt.push(performance.now());
          return;
        }
        // 500 is a fault of the product and fails the run; it is never an answer.
        if (status === 500) intent.code = '500';
      } catch {
        // Unknown: no reply.
      }
      if (performance.now() > until) return;
      await pause(Math.min(100 * 2 ** tries, 1_000));
    }
  }

  private async view(caseId: string): Promise<CaseView> {
    for (const until = performance.now() + 45_000; ; await pause(250)) {
      try {
        const { status, json } = await send(this.port, 'GET', `/api/cases/${caseId}`, this.town.supervisor);
        if (status === 200) return json as unknown as CaseView;
      } catch {
        // Asked again.
      }
      if (performance.now() > until) throw new Error('no view');
    }
  }

  private async upload(): Promise<string> {
    const body = new FormData();
    body.append('file', new Blob([this.town.paper], { type: 'application/pdf' }), 'paper.pdf');
    const reply = await fetch(`${this.directUrl}/api/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.town.clerk}`, 'idempotency-key': randomUUID() },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (reply.status !== 201) throw new Error(`upload ${reply.status}`);
    return ((await reply.json()) as { id: string }).id;
  }

  /** Whatever may be done by several at one step, once in each round of two; what was meant for a step that is gone is refused. */
  async walkBoard(): Promise<string | undefined> {
    const opened = await this.act(this.town.clerk, '/api/cases', { procedure: BOARD.id, party, data: DATA });
    const id = opened.answer?.['id'];
    if (opened.state !== 'acked' || typeof id !== 'string') return undefined;
    const { examiners, approver, secondApprover, head, adviser } = this.town;
    const [examiner = ''] = examiners;
    for (let tries = 0; tries < 12; tries++) {
      const { state, tasks } = await this.view(id);
      const open = new Map(tasks.filter((t) => t.state === 'open').map((t) => [t.step, t.id]));
      if (state === 'ended' || open.size === 0) return id;
      const on = async (token: string, task: string, body: object): Promise<Intent> =>
        this.act(token, `/api/tasks/${task}/acts`, body);
      const says = (token: string, task: string, choice: string): Promise<Intent> =>
        on(token, task, { type: 'decide', outcome: choice, opinion: '同意。' });
      const [first, survey, board, sign] = ['first', 'survey', 'board', 'sign'].map((each) => open.get(each));
      if (first !== undefined) await says(examiner, first, 'done');
      if (sign !== undefined) await says(examiner, sign, 'done');
      if (survey !== undefined) {
        await on(examiner, survey, { type: 'claim' });
        await on(examiner, survey, { type: 'delegate', to: adviser.id, question: '面积是否相符？' });
        await on(adviser.token, survey, { type: 'submit-opinion', opinion: '相符。' });
      }
      if (board === undefined) {
        if (survey !== undefined) await says(examiner, survey, 'done');
        continue;
      }
      await says(approver, board, 'agree');
      await on(approver, board, { type: 'withdraw-vote' });
      await on(approver, board, { type: 'add-sign', kind: 'consult', people: [adviser.id], reason: '征求意见' });
      await on(adviser.token, board, { type: 'submit-opinion', opinion: '可行。' });
      if (board.endsWith('.1')) {
        // Out of the block, while the other branch may just be deciding: one of the two comes first, and the other is told.
        await Promise.all([
          on(head, board, { type: 'return', to: 'first', reason: '面积与图纸不符。' }),
          ...(survey === undefined ? [] : [says(examiner, survey, 'done')]),
        ]);
        continue;
      }
      if (survey !== undefined) await says(examiner, survey, 'done');
      // The last two at once: either may complete the vote.
      await Promise.all([approver, secondApprover, head].map((token) => says(token, board, 'agree')));
    }
    return id;
  }

  private async walkOneCase(nth: number, round: number): Promise<void> {
    const papers = {
      identity: await this.upload(),
      premisesProof: await this.upload(),
      floorPlan: await this.upload(),
    };
    const opened = await this.act(this.town.clerk, '/api/cases', {
      procedure: 'food-business-permit',
      powerItem: this.town.item,
      party,
      data: { ...form, ...papers },
    });
    const id = opened.answer?.['id'];
    if (opened.state !== 'acked' || typeof id !== 'string') return;
    // Some cases nobody touches: silence and its rungs come by themselves.
    if (this.chance() < 0.1) return;
    const review = (nth + round) % 4 === 3;
    const decide = (token: string, task: string, outcome: string, data?: unknown): Promise<Intent> =>
      this.act(token, `/api/tasks/${task}/acts`, {
        type: 'decide',
        outcome,
        opinion: '材料齐全，符合法定条件，同意。',
        ...(data === undefined ? {} : { data }),
      });
    for (let step = 0, rounds = 0; step < 60; step++) {
      const { state, tasks, children } = await this.view(id);
      if (state === 'ended') return;
      const open = tasks.find(
        (t) => t.state === 'open' && ['acceptance', 'examination', 'telling', 'decision'].includes(t.step),
      );
      if (!open) {
        const child = children.find((c) => c.state === 'open');
        if (!child) return;
        await decide(this.town.reviewer, `${child.id}.opinion.1`, 'agree');
        await pause(500);
      } else if (open.step === 'acceptance') {
        await this.act(this.town.strangerClerk, `/api/tasks/${open.id}/acts`, {
          type: 'decide',
          outcome: 'accept',
          opinion: '越权。',
        });
        await decide(this.town.clerk, open.id, 'accept');
      } else if (open.step === 'telling') {
        await decide(this.town.examiners[0] ?? '', open.id, 'tell', { parties: [{ name: '相邻商户' }] });
        // What is not heard of here lapses by itself after five working days.
        for (const by of ['applicant', 'party-1'])
          await this.act(this.town.clerk, `/api/cases/${id}/acts`, { type: 'waive-hearing', by });
      } else if (open.step === 'examination') {
        const last = rounds >= 4;
        const data = last && review ? { ...examined, thirdPartiesAffected: true } : examined;
        for (const examiner of this.town.examiners)
          await decide(examiner, open.id, last && review ? 'recommend-refusal' : 'recommend-grant', data);
      } else {
        rounds += 1;
        // Back to examination and again: decisions without a paper, then the one that ends the case.
        const outcome = rounds <= 4 ? 'reexamine' : review ? 'refuse' : 'grant';
        await decide(this.town.approver, open.id, outcome);
      }
      if (!this.going && step > 40) return;
    }
  }
}
