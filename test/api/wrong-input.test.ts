// Owns what wrong input to each act comes to over HTTP, with a real Postgres: the status, a problem document in either language, and a record
// in which nothing has been written. What is wrong is wrong in one way only: the same act without it would be accepted.
import { EXAMPLES } from '../../src/contract/examples';
import { caseActs } from '../../src/contract/case';
import { taskActs } from '../../src/contract/task';
import { createRecord } from '../../src/record/commit';
import { createDefinitions } from '../../src/record/definitions';
import { installation } from '../../src/record/installation';
import { Client } from 'pg';
import { anApi, withCode, zhang, type ApiUnderTest, type Asking, type Somebody } from '../support/an-api';
import { aVoteOver } from '../support/a-vote';
import { APPLICATION, AWAITING_PAYMENT, publishAwaitingPayment } from '../support/awaiting-payment';
import { applicantTown, examined, type ApplicantTown, type OwnCase } from '../support/applicant-town';
import { person } from '../support/town';
import { vote } from '../support/voting';

jest.setTimeout(90_000);
let api: ApiUnderTest;
let town: ApplicantTown;
const staff = new Map<string, Somebody>();
const NAMES = [
  ...['zhangwei', 'wangfang', 'lina', 'sunqiang', 'zhoumin', 'wujun', 'zhengyan', 'qianjianguo', 'shijie', 'songjie'],
  ...['chenjing', 'youlan', 'qinyu'],
] as const;
const of = (name: string): Somebody => staff.get(name) as Somebody;

/** Where each act is tried, each as it is left when everything before has been done and nothing wrong has been written. */
let board: { readonly id: string; readonly task: string };
let examination: { readonly id: string; readonly task: string };
let recusal: { readonly id: string; readonly task: string };
let held: { readonly id: string; readonly task: string };
let told: OwnCase;
let accepted: OwnCase;
let suspended: OwnCase;
let incomplete: OwnCase;
let ended: OwnCase;
let failed: { readonly id: string; readonly effect: string };
let unpaid: { readonly id: string };

beforeAll(async () => {
  api = await anApi();
  for (const name of NAMES) staff.set(name, await api.letIn(name));
  town = await applicantTown(api);
  ended = await town.ended('grant');
  suspended = await town.suspended();
  incomplete = await town.incomplete();
  accepted = await town.accepted();
  failed = { id: accepted.id, effect: await town.undelivered(accepted.id) };
  unpaid = await awaitingPayment();
  told = await town.accepted();
  for (const who of ['wangfang', 'lina'])
    await town.decide(who, told.id, 'recommend-grant', { ...examined, thirdPartiesAffected: true });
  await town.decide('wangfang', told.id, 'tell', { parties: [{ name: '李四' }] });
  held = await aHeldAcceptance();
  examination = await anExamination();
  recusal = await aRecusal();
  board = await aBoard();
});
afterAll(() => api.drop());

async function done(who: string, task: string, body: object): Promise<void> {
  const { status, text } = await of(who).call('POST', `/api/tasks/${task}/acts`, body);
  if (status !== 200) throw new Error(`${who}: ${status} ${text}`);
}
/** Three vote: one has, one asked a colleague for an opinion beside him, one is asked for and waits for somebody's answer. */
async function aBoard(): Promise<typeof board> {
  const by = { everyone: true, also: [{ post: 'agency-head', of: 'deciding' }] } as const;
  const returns = { to: ['previous'], mode: 're-walk' } as const;
  const { id, task } = await aVoteOver(api, of, vote([1, 2]), by, { returns });
  await done('zhengyan', task, { type: 'decide', outcome: 'grant', opinion: '同意。' });
  await done('wujun', task, { type: 'add-sign', kind: 'consult', people: ['zhoumin'], reason: '征求意见' });
  await done('qianjianguo', task, { type: 'claim' });
  await done('qianjianguo', task, { type: 'delegate', to: 'sunqiang', question: '面积是否相符？' });
  return { id, task };
}
/** Takes a seat of an absent colleague, whose absence ends then. */
async function actsFor(task: string, agent: string): Promise<void> {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const absence = { agent, from: today, to: '2099-12-31', reason: '年休假。' };
  const { json } = await of('lina').call('POST', '/api/me/absences', absence);
  await done('lina', task, { type: 'claim' });
  await done(agent, task, { type: 'claim', for: 'lina' });
  await of('lina').call('POST', `/api/me/absences/${json.id}/end`);
}
/** One has asked to be recused; another is an agent whose rule has ended. */
async function aRecusal(): Promise<typeof recusal> {
  const { id } = await town.accepted();
  const task = `${id}.examination.1`;
  await done('wangfang', task, { type: 'claim' });
  await done('wangfang', task, { type: 'recuse', ground: 'relative', reason: '与申请人系近亲属。' });
  await actsFor(task, 'zhoumin');
  return { id, task };
}
/** One has his seat from a colleague; another is an agent whose rule has ended. */
async function anExamination(): Promise<typeof examination> {
  const { id } = await town.accepted();
  const task = `${id}.examination.1`;
  await done('wangfang', task, { type: 'claim' });
  await done('wangfang', task, { type: 'transfer', to: 'sunqiang', reason: '外出' });
  await actsFor(task, 'youlan');
  return { id, task };
}
async function awaitingPayment(): Promise<typeof unpaid> {
  const owner = new Client({ connectionString: api.db.ownerUrl });
  await owner.connect();
  await publishAwaitingPayment(owner);
  await owner.end();
  const body = { procedure: AWAITING_PAYMENT, party: zhang, data: APPLICATION };
  return { id: (await of('zhangwei').call('POST', '/api/cases', body)).json.id };
}
async function aHeldAcceptance(): Promise<typeof held> {
  const { id } = await town.open();
  const task = `${id}.acceptance.1`;
  const record = createRecord({
    pool: api.db.pool,
    definitions: createDefinitions(api.db.pool),
    installation: await installation(api.db.pool, { demo: true }),
    webhook: false,
    undoSeconds: 3_600,
  });
  const command = { type: 'decide', task, outcome: 'accept', opinion: '齐全。', formErrors: [] } as const;
  await record.commit({ caseId: id, command, actor: person('zhangwei'), key: 'held', scope: 'test' });
  return { id, task };
}

interface Wrong {
  readonly by?: string;
  readonly with?: object;
  readonly at?: () => { readonly task: string };
  readonly is: readonly [status: number, code: string];
}
type Row = readonly [what: string, wrong: Wrong];
interface TaskRows {
  readonly by: string;
  readonly does?: object;
  readonly at?: () => { readonly task: string };
  /** Who sees the case and has no seat there; an examiner of it unless somebody is named. */
  readonly another?: string;
  readonly stranger: Wrong['is'];
  readonly closed: Wrong['is'];
  readonly also?: readonly Row[];
}
const OF_ANOTHER: Wrong['is'] = [403, 'not-your-post'];
const NOT_CLAIMED: Wrong['is'] = [409, 'not-claimed'];
const DONE: Wrong['is'] = [409, 'already-decided'];
const NOT_HIS: Wrong['is'] = [403, 'not-your-decision'];
const atExamination = () => examination;
/** `stranger`: what somebody hears who sees the case and has no seat there; `closed`: of the examination, which is over. */
const ON_TASKS: { readonly [T in keyof typeof taskActs]: TaskRows } = {
  claim: {
    by: 'wujun',
    stranger: OF_ANOTHER,
    closed: DONE,
    also: [['as an agent out of his dates', { with: { for: 'zhengyan' }, is: [403, 'not-agent'] }]],
  },
  unclaim: { by: 'wujun', stranger: NOT_CLAIMED, closed: DONE },
  decide: {
    by: 'wujun',
    does: { outcome: 'grant', opinion: '同意。', data: undefined },
    stranger: OF_ANOTHER,
    closed: DONE,
    also: [
      ['with an unknown outcome', { with: { outcome: 'granted' }, is: [422, 'outcome-unknown'] }],
      ['with the outcome of every object', { with: { outcome: 'constructor' }, is: [422, 'outcome-unknown'] }],
      ['without the opinion it needs', { with: { outcome: 'refuse', opinion: ' ' }, is: [422, 'opinion-missing'] }],
      ['with a field it has not', { with: { data: { area: 1 } }, is: [422, 'form-invalid'] }],
      ['a second time', { by: 'zhengyan', is: DONE }],
      ['of who was asked for an opinion', { by: 'zhoumin', is: [403, 'opinion-only'] }],
      ['while an opinion is awaited', { by: 'qianjianguo', is: [409, 'lent-out'] }],
      ['as an agent out of his dates', { by: 'zhoumin', at: () => recusal, is: [403, 'agency-over'] }],
      ['as one of another body, who sees it no longer', { by: 'youlan', at: atExamination, is: [404, 'not-found'] }],
      ['while a recusal is undecided', { by: 'wangfang', at: () => recusal, is: [409, 'recusal-open'] }],
    ],
  },
  withdraw: {
    by: 'zhangwei',
    at: () => held,
    stranger: NOT_HIS,
    closed: NOT_HIS,
    also: [['too late', { by: 'zhengyan', at: () => board, is: [409, 'decision-stands'] }]],
  },
  return: {
    by: 'wujun',
    stranger: OF_ANOTHER,
    closed: DONE,
    also: [
      ['to where it never was', { with: { to: 'nowhere' }, is: [409, 'return-nowhere'] }],
      ['by another way', { with: { mode: 'direct' }, is: [409, 'return-mode'] }],
      ['of who was asked for an opinion', { by: 'zhoumin', is: [403, 'return-aside'] }],
    ],
  },
  urge: { by: 'wangfang', another: 'songjie', stranger: OF_ANOTHER, closed: DONE },
  reassign: {
    by: 'qianjianguo',
    does: { to: 'sunqiang' },
    at: atExamination,
    stranger: OF_ANOTHER,
    closed: DONE,
    also: [
      ['to who has it already', { with: { to: 'sunqiang', seat: 'first' }, is: [409, 'already-holder'] }],
      ['to somebody of another post', { with: { to: 'zhangwei' }, is: [422, 'not-eligible'] }],
      ['to nobody who is known', { with: { to: 'nobody' }, is: [422, 'not-eligible'] }],
      ['at a seat that is not there', { with: { seat: 'none' }, is: [404, 'seat-unknown'] }],
    ],
  },
  transfer: {
    by: 'sunqiang',
    does: { to: 'zhoumin' },
    at: atExamination,
    stranger: NOT_CLAIMED,
    closed: DONE,
    also: [
      ['in a circle', { with: { to: 'wangfang' }, is: [409, 'transfer-back'] }],
      ['to himself', { with: { to: 'sunqiang' }, is: [409, 'already-holder'] }],
      ['to somebody of another post', { with: { to: 'zhangwei' }, is: [422, 'not-eligible'] }],
    ],
  },
  delegate: {
    by: 'wujun',
    does: { to: 'songjie' },
    stranger: NOT_CLAIMED,
    closed: DONE,
    also: [
      ['in a circle', { by: 'sunqiang', with: { to: 'qianjianguo' }, is: [409, 'delegation-cycle'] }],
      ['of himself', { with: { to: 'wujun' }, is: [409, 'delegation-cycle'] }],
      ['a second time', { by: 'qianjianguo', is: [409, 'lent-out'] }],
      ['of nobody who is known', { with: { to: 'nobody' }, is: [422, 'not-eligible'] }],
    ],
  },
  'recall-delegation': { by: 'qianjianguo', stranger: [409, 'not-delegated'], closed: DONE },
  'submit-opinion': { by: 'sunqiang', stranger: [403, 'no-opinion-asked'], closed: DONE },
  recuse: {
    by: 'wujun',
    stranger: NOT_CLAIMED,
    closed: DONE,
    also: [['entered by who has no window', { with: { by: 'applicant' }, is: OF_ANOTHER }]],
  },
  'decide-recusal': {
    by: 'qianjianguo',
    does: { seat: 'first' },
    at: () => recusal,
    stranger: OF_ANOTHER,
    closed: [409, 'recusal-not-asked'],
    also: [['that nobody asked', { with: { seat: 'second' }, is: [409, 'recusal-not-asked'] }]],
  },
  'withdraw-vote': { by: 'zhengyan', stranger: NOT_HIS, closed: NOT_HIS },
  'add-sign': {
    by: 'wujun',
    does: { kind: 'parallel', people: ['xuning'], weight: 1 },
    stranger: OF_ANOTHER,
    closed: [409, 'task-over-no-signers'],
    also: [
      ['without a weight', { with: { weight: undefined }, is: [422, 'weight-missing'] }],
      ['of himself', { with: { people: ['wujun'] }, is: [409, 'already-in-task'] }],
      ['of nobody who is known', { with: { people: ['nobody'] }, is: [422, 'not-eligible'] }],
      ['after his own vote', { by: 'zhengyan', is: [409, 'withdraw-first'] }],
    ],
  },
  'remove-sign': {
    by: 'wujun',
    does: { seat: 'fourth' },
    stranger: [403, 'not-the-inviter'],
    closed: DONE,
    also: [
      // Where everybody else was removed, this is the last seat that must decide; the seats of the step are never removed.
      ['of a seat of the step', { with: { seat: 'first' }, is: [409, 'not-added'] }],
      ['of a seat that is not there', { with: { seat: 'none' }, is: [404, 'seat-unknown'] }],
    ],
  },
};
const SEATS: Readonly<Record<string, string>> = { first: '1', second: '2', fourth: '4', none: '9' };

interface CaseRows {
  readonly by: string;
  readonly does?: object;
  readonly in: () => OwnCase | { readonly id: string };
  readonly stranger: readonly [string, ...Wrong['is']];
  /** What an ended case says; nothing, where the act is of an ended case as well. */
  readonly ended?: Wrong['is'];
  readonly seen?: false;
  readonly also?: readonly Row[];
}
const CASE_ENDED: Wrong['is'] = [409, 'case-ended'];
const NEVER_TOLD: readonly Row[] = [
  ['for who was never told', { with: { by: 'party-2' }, is: [422, 'party-unknown'] }],
];
const EXAMINER = ['wangfang', ...OF_ANOTHER] as const;
const ON_CASES: { readonly [T in keyof typeof caseActs]: CaseRows } = {
  supplement: {
    by: 'zhangwei',
    does: { data: { shopName: '新店名' } },
    in: () => incomplete,
    stranger: EXAMINER,
    ended: CASE_ENDED,
    also: [
      ['of nothing', { with: { data: {} }, is: [422, 'supplement-empty'] }],
      ['of a paper nobody uploaded', { with: { data: { floorPlan: 'nothing' } }, is: [422, 'form-invalid'] }],
      ['of what was bound', { with: { data: { deliveryCentre: 'huashi-centre' } }, is: [422, 'field-bound'] }],
    ],
  },
  'receive-message': {
    by: 'wangfang',
    does: { message: 'payment-confirmed', id: 'p-1', data: { amount: 120 } },
    in: () => unpaid,
    stranger: ['zhangwei', ...OF_ANOTHER],
    ended: CASE_ENDED,
    // Nothing has changed since it was opened.
    seen: false,
    also: [
      ['that nobody waits for', { with: { message: 'weather' }, is: [409, 'message-not-awaited'] }],
      ['with a wrong form', { with: { data: { amount: 'viel' } }, is: [422, 'form-invalid'] }],
    ],
  },
  'withdraw-application': { by: 'zhangwei', in: () => accepted, stranger: EXAMINER, ended: CASE_ENDED },
  'suspend-clock': {
    by: 'wujun',
    in: () => accepted,
    stranger: EXAMINER,
    ended: CASE_ENDED,
    also: [
      ['of no clock', { with: { clock: 'constructor' }, is: [422, 'clock-unknown'] }],
      ['on no ground of the law', { with: { ground: 'site-visit' }, is: [422, 'ground-unlawful'] }],
    ],
  },
  'resume-clock': {
    by: 'wujun',
    in: () => suspended,
    stranger: EXAMINER,
    ended: CASE_ENDED,
    also: [['of no clock', { with: { clock: 'nothing' }, is: [422, 'clock-unknown'] }]],
  },
  'extend-clock': {
    by: 'qianjianguo',
    in: () => accepted,
    stranger: EXAMINER,
    ended: CASE_ENDED,
    also: [['of no clock', { with: { clock: 'nothing' }, is: [422, 'clock-unknown'] }]],
  },
  'retry-effect': {
    by: 'shijie',
    in: () => failed,
    stranger: EXAMINER,
    also: [['of no effect', { with: { effect: 'nothing' }, is: [404, 'effect-unknown'] }]],
  },
  urge: { by: 'wangfang', in: () => accepted, stranger: ['songjie', ...OF_ANOTHER], ended: CASE_ENDED },
  'follow-again': { by: 'shijie', in: () => accepted, stranger: EXAMINER },
  'send-back': {
    by: 'wujun',
    in: () => accepted,
    stranger: EXAMINER,
    ended: CASE_ENDED,
    also: [['where nothing is missing', { is: [409, 'no-data-error'] }]],
  },
  terminate: { by: 'wujun', in: () => accepted, stranger: EXAMINER, ended: CASE_ENDED },
  'allow-second-list': { by: 'qianjianguo', in: () => incomplete, stranger: EXAMINER, ended: CASE_ENDED },
  'explain-delay': {
    by: 'wujun',
    in: () => accepted,
    stranger: EXAMINER,
    ended: CASE_ENDED,
    also: [
      ['in time', { is: [409, 'not-overdue'] }],
      ['of no clock', { with: { clock: 'nothing' }, is: [422, 'clock-unknown'] }],
    ],
  },
  'request-hearing': {
    by: 'zhangwei',
    in: () => told,
    stranger: EXAMINER,
    ended: CASE_ENDED,
    also: NEVER_TOLD,
  },
  'waive-hearing': {
    by: 'zhangwei',
    in: () => told,
    stranger: EXAMINER,
    ended: CASE_ENDED,
    also: NEVER_TOLD,
  },
  'state-views': {
    by: 'zhangwei',
    in: () => told,
    stranger: ['wujun', ...OF_ANOTHER],
    ended: CASE_ENDED,
    also: NEVER_TOLD,
  },
  complain: { by: 'zhangwei', in: () => accepted, stranger: EXAMINER, seen: false },
  copy: {
    by: 'wangfang',
    in: () => accepted,
    stranger: ['qinyu', 404, 'not-found'],
    also: [['to nobody who is known', { with: { people: ['nobody'] }, is: [422, 'not-eligible'] }]],
  },
  'read-copy': { by: 'wangfang', in: () => accepted, stranger: ['wujun', 409, 'not-copied'], seen: false },
  comment: {
    by: 'wangfang',
    in: () => accepted,
    stranger: ['qinyu', 404, 'not-found'],
    seen: false,
    also: [['to who does not see it', { with: { mentions: ['chenjing'] }, is: [422, 'mention-unseeing'] }]],
  },
};

async function written(): Promise<unknown> {
  const sql = 'select (select count(*) from acts)::int as acts, (select sum(seq) from cases)::int as seq';
  return (await api.db.pool.query(sql)).rows[0];
}
const ENGLISH: Asking = { headers: { 'accept-language': 'en' } };
/** Refused in Chinese and, asked anew, in English; the record is as it was. */
async function isRefused(who: Somebody, path: string, body: object, is: Wrong['is'], more: Asking = {}): Promise<void> {
  const [status, code] = is;
  const before = await written();
  for (const language of [{}, ENGLISH]) {
    const asking = { headers: { ...more.headers, ...language.headers } };
    const { status: found, json, headers } = await who.call('POST', path, body, asking);
    expect([found, json?.code]).toEqual([status, code]);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(json).toMatchObject({ type: `urn:oneseal:problem:${code}`, status });
    expect(json.detail).toMatch(language === ENGLISH ? /^[A-Z][^一-龥]+\.$/ : /^[^a-z]*[一-龥][^a-z]*。$/);
  }
  expect(await written()).toEqual(before);
}
test('every act of the contract is tried', () => {
  expect(Object.keys(ON_TASKS).sort()).toEqual(Object.keys(taskActs).sort());
  expect(Object.keys(ON_CASES).sort()).toEqual(Object.keys(caseActs).sort());
});

const acts = (task: string): string => `/api/tasks/${task}/acts`;

describe.each(Object.entries(ON_TASKS))(
  '%s, on a task',
  (type, { by, does, at = () => board, another = 'lina', stranger, closed, also = [] }) => {
    const example = (EXAMPLES.actOnTask as Readonly<Record<string, { readonly value: object }>>)[type]?.value;
    const bodyOf = (task: string, more: object = {}): object => {
      const body: Record<string, unknown> = { ...example, ...does, ...more };
      const seat = SEATS[String(body['seat'])];
      return seat === undefined ? body : { ...body, seat: `${task}.${seat}` };
    };
    const asks = (who: string, is: Wrong['is'], more: object = {}, where = at().task) =>
      isRefused(of(who), acts(where), bodyOf(at().task, more), is);

    test('of who is not concerned', () => asks(another, stranger));
    test('of who does not see it', () => asks('chenjing', [404, 'not-found']));
    test('that is not there', () => asks(by, [404, 'not-found'], {}, `${at().task.split('.')[0] ?? ''}.nothing.1`));
    test('whose round is closed', () => asks(by, closed, {}, `${board.id}.examination.1`));
    test('seen too long ago', () => asks(by, [409, 'task-stale'], { expectedSeq: 1 }));
    if (also.length > 0)
      test.each(also)('%s', async (_, wrong) => {
        const { task } = (wrong.at ?? at)();
        await isRefused(of(wrong.by ?? by), acts(task), bodyOf(task, wrong.with), wrong.is);
      });
  },
);

describe.each(Object.entries(ON_CASES))('%s, on a case', (type, rows) => {
  const { by, does, in: inCase, stranger, ended: over, seen, also = [] } = rows;
  const example = (EXAMPLES.actOnCase as Readonly<Record<string, { readonly value: object }>>)[type]?.value;
  const asks = (who: string, is: Wrong['is'], more: object = {}, id = inCase().id) => {
    const about = type === 'retry-effect' ? { effect: failed.effect } : {};
    return isRefused(of(who), `/api/cases/${id}/acts`, { ...example, ...about, ...does, ...more }, is);
  };

  test('of who is not concerned', () => asks(stranger[0], [stranger[1], stranger[2]]));
  test('of who does not see it', () => asks('chenjing', [404, 'not-found']));
  test('that is not there', () => asks(by, [404, 'not-found'], {}, 'nothing'));
  if (over) test('that has ended', () => asks(by, over, {}, ended.id));
  if (seen !== false) test('seen too long ago', () => asks(by, [409, 'case-stale'], { expectedSeq: 1 }));
  if (also.length > 0) test.each(also)('%s', (_, wrong) => asks(wrong.by ?? by, wrong.is, wrong.with));
});

describe('of the applicant', () => {
  const ask = (own: () => OwnCase, act: string, body: object, is: Wrong['is'], code?: string) =>
    isRefused(api.nobody, `/api/public/cases/${own().number}/${act}`, body, is, withCode(code ?? own().code));
  test.each<readonly [string, object, Wrong['is'], () => OwnCase]>([
    ['supplements', { data: { shopName: '新店名' } }, [409, 'not-awaited'], () => accepted],
    ['supplements', { data: {} }, [422, 'supplement-empty'], () => incomplete],
    ['withdrawal', { reason: '不办了' }, CASE_ENDED, () => ended],
    ['hearing-requests', { reason: '当面说明' }, [409, 'nothing-awaited'], () => accepted],
    ['hearing-waivers', {}, [409, 'nothing-awaited'], () => accepted],
    ['views', { views: '不同意。' }, [409, 'nothing-awaited'], () => accepted],
    ['rating', { grade: 5 }, [409, 'not-rateable'], () => accepted],
  ])('%s, out of its time or without content', (act, body, is, own) => ask(own, act, body, is));
});
