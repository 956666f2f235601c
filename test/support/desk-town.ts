// Owns the town that the desk is looked at with: a case in every state, tasks for every post, and what administrators have begun.
import { FAULT_CODES, type Fault } from '../../src/ops/fault';
import type { Watch } from '../../src/ops/watch';
import { anApi, shop, zhang, type ApiUnderTest } from './an-api';
import { applicantTown, examined, NEIGHBOUR, OPINION, type ApplicantTown, type OwnCase } from './applicant-town';

type CaseName =
  | 'waiting'
  | 'incomplete'
  | 'examined'
  | 'decidable'
  | 'suspended'
  | 'granted'
  | 'refused'
  | 'withdrawn'
  | 'collectable'
  | 'reviewed'
  | 'elsewhere'
  | 'undelivered';
export interface DeskTown {
  readonly town: ApplicantTown;
  readonly cases: Readonly<Record<CaseName, OwnCase>>;
  /** The task of the legal reviewers. */
  readonly review: string;
  /** Proposed by 施杰: a calendar, and a version of a procedure. */
  readonly proposals: Readonly<Record<'calendar' | 'procedure', string>>;
  /** Somebody who has still to change the password that he was given. */
  readonly newcomer: { readonly username: string; readonly password: string };
  /** What people of this town have typed: it is shown as it was, whatever the language of the page. */
  readonly typed: readonly string[];
}
const TYPED = {
  newcomer: ['沈岚', 'shenlan'],
  reason: '按规定登记',
  token: '统计程序',
  views: ['我的超期件', '本局今日到期'],
  notice: '国办发明电〔2026〕8号',
  wording: '您的申请已收到，编号{caseNumber}。',
  certificate: '苏0281',
  talk: ['请核对经营面积。', '已核对，与图纸一致。', '跨镇经营，供参考。', '面积如何计算？', '按建筑面积计算。'],
  topic: '消防',
} as const;

/** An API of its own, where nothing is in order behind the record, and the town in it. */
export async function openDeskTown(): Promise<{ readonly api: ApiUnderTest; readonly town: DeskTown }> {
  const affected: string[] = [];
  const api = await anApi({ watch: busyWatch(affected) });
  const town = await furnished(api);
  affected.push(town.cases.waiting.id);
  return { api, town };
}

async function furnished(api: ApiUnderTest): Promise<DeskTown> {
  const town = await applicantTown(api);
  const cases: Record<CaseName, OwnCase> = {
    waiting: await town.open(),
    incomplete: await town.incomplete(),
    examined: await town.accepted(1),
    decidable: await town.accepted(2),
    suspended: await town.suspended(),
    granted: await town.ended('grant'),
    refused: await town.ended('refuse'),
    withdrawn: await town.withdrawn(),
    collectable: await town.collectable(),
    reviewed: await town.reviewed(),
    elsewhere: await api.open(await api.signIn('chenjing')),
    undelivered: await town.accepted(),
  };
  await town.undelivered(cases.undelivered.id);
  await town.issuePapers(cases.suspended.id);
  const reviewer = await api.signIn('fenglei');
  const { json: pool } = await reviewer.call('GET', '/api/tasks?box=pool');
  await workingPeople(api, cases);
  await talkingPeople(api, cases);
  return { town, cases, review: pool.items[0]?.id ?? '', ...(await administered(api)), typed: typedHere() };
}

/** Drafts, views kept, a token, an urge: what people at work leave behind. */
async function workingPeople(api: ApiUnderTest, cases: Readonly<Record<CaseName, OwnCase>>): Promise<void> {
  const must = mustOf(201, 200, 204);
  const [wangfang, wujun, qian] = await Promise.all(['wangfang', 'wujun', 'qianjianguo'].map((who) => api.signIn(who)));
  if (!wangfang || !wujun || !qian) throw new Error('nobody is there');
  const task = `${cases.undelivered.id}.examination.1`;
  must(await wangfang.call('POST', `/api/tasks/${task}/acts`, { type: 'claim' }));
  must(await qian.call('POST', `/api/tasks/${task}/acts`, { type: 'urge', reason: TYPED.reason }));
  const [own, shared] = TYPED.views;
  must(await wujun.call('POST', '/api/views', { name: own, list: 'tasks', query: { box: 'todo', due: 'overdue' } }));
  const query = { box: 'todo', due: 'today' };
  must(await wujun.call('POST', '/api/views', { name: shared, list: 'tasks', query, organisation: 'approval-bureau' }));
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  must(await wujun.call('POST', '/api/access-tokens', { name: TYPED.token, expiresAt }));
}

/** What colleagues say of a case, send one another of it, and ask one another. */
async function talkingPeople(api: ApiUnderTest, cases: Readonly<Record<CaseName, OwnCase>>): Promise<void> {
  const must = mustOf(200);
  const [wangfang, wujun] = await Promise.all(['wangfang', 'wujun'].map((who) => api.signIn(who)));
  if (!wangfang || !wujun) throw new Error('nobody is there');
  const about = `/api/cases/${cases.decidable.id}/acts`;
  const [comment, answer, copy, question, opinion] = TYPED.talk;
  must(await wujun.call('POST', about, { type: 'comment', text: comment, mentions: ['wangfang', 'lina'] }));
  must(await wangfang.call('POST', about, { type: 'comment', text: answer, mentions: [] }));
  must(await wujun.call('POST', about, { type: 'copy', people: ['chenjing', 'qinyu'], reason: copy }));
  const task = `/api/tasks/${cases.decidable.id}.decision.1/acts`;
  must(await wujun.call('POST', task, { type: 'claim' }));
  must(await wujun.call('POST', task, { type: 'add-sign', kind: 'consult', people: ['zhoumin'], reason: question }));
  const zhoumin = await api.signIn('zhoumin');
  must(await zhoumin.call('POST', task, { type: 'submit-opinion', opinion }));
}

async function administered(api: ApiUnderTest): Promise<Pick<DeskTown, 'proposals' | 'newcomer'>> {
  const must = mustOf(201, 200);
  const shijie = await api.signIn('shijie');
  const { reason } = TYPED;
  const post = { person: 'wujun', kind: 'administrator', organisation: 'approval-bureau', from: '2026-01-01', reason };
  must(await shijie.call('POST', '/api/admin/posts', post));
  const person = must(await shijie.call('POST', '/api/admin/people', { username: 'shenlan', name: TYPED.newcomer[0] }));
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  must(
    await shijie.call('POST', '/api/admin/qualifications', {
      person: 'shenlan',
      kind: 'enforcement',
      number: TYPED.certificate,
      from: '2026-01-01',
      to: soon,
      reason,
    }),
  );
  const away = {
    absent: 'wangfang',
    agent: 'sunqiang',
    from: '2026-12-28',
    to: '2030-01-08',
    posts: ['examiner'],
    reason,
  };
  must(await shijie.call('POST', '/api/admin/absences', away));
  const topic = {
    organisation: 'approval-bureau',
    topic: TYPED.topic,
    person: 'qianjianguo',
    from: '2026-01-01',
    reason,
  };
  must(await shijie.call('POST', '/api/admin/topic-leads', topic));
  const year = {
    year: 2027,
    notice: TYPED.notice,
    restDays: ['2027-01-01'],
    workingDays: [],
    reason,
  };
  const calendar = must(await shijie.call('POST', '/api/admin/calendars', year));
  const { definition } = (await shijie.call('GET', '/api/procedures/complaint')).json;
  const { version: _, hash: __, ...draft } = definition;
  const procedure = must(await shijie.call('POST', '/api/admin/procedures', { definition: draft, reason }));
  const { json: template } = await shijie.call('GET', '/api/admin/message-templates/received');
  const wording = { ...template.wording, zh: { ...template.wording.zh, letter: [TYPED.wording] } };
  must(
    await shijie.call('POST', '/api/admin/message-templates/received', {
      wording,
      reason,
      expectedVersion: template.version,
    }),
  );
  return {
    proposals: { calendar: calendar['id'] ?? '', procedure: procedure['id'] ?? '' },
    newcomer: { username: 'shenlan', password: person['firstPassword'] ?? '' },
  };
}

function mustOf(...statuses: readonly number[]) {
  return ({ status, text, json }: { status: number; text: string; json: Record<string, string> }) => {
    if (!statuses.includes(status)) throw new Error(`${status} ${text}`);
    return json;
  };
}
function typedHere(): readonly string[] {
  return [...Object.values(TYPED).flat(), ...Object.values(shop), zhang.name, NEIGHBOUR, OPINION, examined.findings];
}

/** A watchdog that has found everything there is to find, and a process that fails and waits. */
function busyWatch(cases: readonly string[]): Watch {
  const faults = (): readonly Fault[] =>
    FAULT_CODES.map((code) => ({
      code,
      since: Date.now() - 60_000,
      affected: 1,
      cases,
      fingerprint: code,
      facts: {
        queue: 'oneseal-activities',
        post: 'post:examiner@approval-bureau',
        person: 'wangfang',
        failure: 'smtp-550',
        kind: 'issue-paper',
        status: 'TERMINATED',
        zh: '决定书',
        en: 'the decision',
      },
    }));
  const found = () => Promise.resolve({ faults: faults(), reachable: true, lookedAt: Date.now() });
  return {
    findings: found,
    ofCase: () => Promise.resolve({ faults: [], reachable: true, lookedAt: Date.now() }),
    process: (id) =>
      Promise.resolve({
        reachable: true,
        run: {
          id,
          type: 'approval',
          run: '0190a1c2-0000-7000-8000-000000000000',
          status: 'RUNNING',
          startedAt: Date.now() - 60_000,
          historyLength: 41,
          workflowTask: { attempt: 3, state: 'started' },
          activities: ['quiet-hours', 'smtp-550', 'unreachable'].map((failure) => ({
            type: 'notify',
            state: 'scheduled',
            attempt: 2,
            failure,
            nextAttemptAt: Date.now() + 60_000,
          })),
          children: [],
        },
        children: [
          { id: `${id}.review.1`, type: 'legalReview', run: '0190a1c2-0000-7000-8000-000000000001', status: 'RUNNING' },
        ],
        queues: [{ name: 'oneseal-activities', pollers: 0, lastPollAt: Date.now() }],
        followed: 3,
        owedSeconds: 12,
      }),
  };
}
