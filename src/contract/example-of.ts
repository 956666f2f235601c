/**
 * Owns what an answer of the contract looks like: an example built from the very schema that the answer is checked against, so that
 * a member somebody adds is in the example too. What a leaf is called says what it holds; the words are those of one application.
 */
import { z } from 'zod';

/** Stands where nobody has said what a leaf holds; a test finds it. */
export const UNNAMED = '…';

const FILE = '5b1f0a52-6c1e-4a86-9d53-0c7f8e6a2b41';
const CASE = 'c-01kc0q5t8e2m';
const TASK = `${CASE}.acceptance.1`;
const NUMBER = '320281-20260302-000001';
const DIGEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const TITLE = { zh: '受理', en: 'Acceptance' };

/** By the name of the member; `a.b` holds only for `b` directly in `a`. */
const LEAVES: Readonly<Record<string, unknown>> = {
  id: CASE,
  'person.id': 'zhangwei',
  'holder.id': 'zhangwei',
  'by.id': 'zhangwei',
  'added.of': `${TASK}.1`,
  agree: 'grant',
  disagree: 'refuse',
  abstain: 'abstain',
  'tally.agree': 2,
  'tally.disagree': 0,
  'tally.abstain': 0,
  'rule.zh': '同意票超过半数通过。',
  'rule.en': 'It passes with more than half.',
  removable: `${TASK}.2`,
  'returns.to': 'applicant',
  closes: `${CASE}.review.1.1`,
  'posts.id': 'zhangwei-window-clerk-xuxiake-centre',
  'procedure.id': 'food-business-permit',
  'tasks.id': TASK,
  'seats.id': `${TASK}.1`,
  'stages.id': 'acceptance',
  'clocks.id': 'acceptance',
  'outcomes.id': 'accept',
  'outcome.id': 'granted',
  'owner.id': 'zhangwei',
  'clock.id': 'acceptance',
  'because.zh': '您是徐霞客镇便民服务中心的窗口人员。',
  'because.en': 'You are a window clerk of the service centre of Xuxiake.',
  'documents.id': FILE,
  verifyCode: 'V7K4M9PQ2XH8',
  people: { zhangwei: '张伟' },
  case: CASE,
  'person.name': '张伟',
  'proposedBy.id': 'shijie',
  'proposedBy.name': '施杰',
  'publishedBy.id': 'hejing',
  'publishedBy.name': '何静',
  'decidedBy.id': 'hejing',
  'decidedBy.name': '何静',
  'changedBy.id': 'shijie',
  'changedBy.name': '施杰',
  'case.id': CASE,
  'case.number': NUMBER,
  'allPosts.id': 'zhangwei-window-clerk-xuxiake-centre',
  'allPosts.kind': 'window-clerk',
  'ended.id': 'zhangwei-window-clerk-xuxiake-centre',
  'ended.kind': 'window-clerk',
  'deserted.kind': 'window-clerk',
  'qualifications.id': 'legal:fenglei',
  'qualifications.number': 'A20181234567890',
  'clock.kind': 'statutory',
  'subject.kind': 'person',
  email: 'zhang.wei@example.cn',
  reason: '轮岗。',
  file: 'people.csv',
  'faults.line': 3,
  column: 'email',
  differences: { field: 'to', to: '2026-12-31' },
  'top.subject': '2027',
  content: { year: 2027 },
  findings: { rule: 'unreachable', severity: 'warning', path: '/flow/blocks/2', message: '该步骤无法到达。' },
  'versions.version': 1,
  wording: {
    zh: { subject: '收到您的申请', letter: ['编号{caseNumber}。'], sms: ['查询：{link}'] },
    en: { subject: 'Received', letter: ['Number {caseNumber}.'], sms: ['{link}'] },
  },
  shipped: {
    zh: { subject: '收到您的申请', letter: ['编号{caseNumber}。'], sms: ['查询：{link}'] },
    en: { subject: 'Received', letter: ['Number {caseNumber}.'], sms: ['{link}'] },
  },
  'fields.name': 'caseNumber',
  'fields.title': { zh: '办件编号', en: 'Number of the case' },
  sms: '【一章通】您的申请已收到。',
  before: { state: 'active' },
  after: { state: 'locked' },
  parent: 'jiangyin',
  number: NUMBER,
  code: '000131023000',
  'receipt.code': '7K4M9PQ2XH',
  name: '张伟',
  token: 'oneseal_b7c1…',
  expiresAt: '2026-12-31T00:00:00.000Z',
  username: 'zhangwei',
  person: '张伟',
  'items.name': { zh: '徐霞客镇便民服务中心', en: 'Service centre of Xuxiake' },
  'item.name': { zh: '食品经营许可', en: 'Food business permit' },
  'deciding.name': { zh: '江阴市行政审批局', en: 'Administrative approval bureau of Jiangyin' },
  'children.id': `${CASE}.review.1.1`,
  'children.procedure': 'legal-review',
  version: 1,
  seq: 7,
  round: 1,
  outcomeTitle: { zh: '准予许可', en: 'Granted' },
  'checkPoints.id': 'premisesProof',
  'checkPoints.title': { zh: '营业场所使用证明齐全，符合法定形式', en: 'Proof of premises: handed in and in due form' },
  'checkPoints.because': { zh: '材料已收到', en: 'The paper has been handed in' },
  phrase: { zh: '请补充提交营业场所使用证明。', en: 'Please hand in the proof of premises.' },
  paper: 'premisesProof',
  'parentCase.id': 'c-01kc0q5t8e2m',
  'people.id': 'zhangwei',
  'fields.path': '/premisesProof',
  'errors.message': { zh: '请填写“经营者名称”。', en: 'Fill in “Name of the business”.' },
  'fields.before': null,
  'fields.after': '5b1f0a52-6c1e-4a86-9d53-0c7f8e6a2b41',
  'opinions.organisation': { zh: '江阴市行政审批局', en: 'Administrative approval bureau of Jiangyin' },
  'opinions.post': { zh: '审查人员', en: 'examiner' },
  'opinions.outcome': { zh: '建议准予许可', en: 'Recommend the grant' },
  opinion: '材料齐全，符合法定条件。',
  'refusal.code': 'materials-missing',
  detail: {
    zh: '申请材料不齐全，应当一次性告知补正，不能受理。',
    en: 'Papers are missing; send the one list of gaps.',
  },
  'next.who': { zh: '江阴市行政审批局审查人员', en: 'examiner of the approval bureau of Jiangyin' },
  to: { zh: '申请人', en: 'the applicant' },
  missing: 'premisesProof',
  'promise.papers': 'premisesProof',
  best: 'request-supplement',
  'results.problem': {
    type: 'urn:oneseal:problem:task-stale',
    title: '当前状态不允许',
    status: 409,
    code: 'task-stale',
    detail: '任务已变化，请刷新后再操作。',
  },
  'results.task': TASK,
  'situations.id': 'what',
  question: { zh: '您要办什么事？', en: 'What do you want to do?' },
  answers: { zh: '开餐饮店', en: 'Open a restaurant' },
  idType: 'resident-id',
  idNumber: '320281198001011239',
  'source.number': '320281-20260302-000001',
  value: '徐霞客镇霞客大道88号',
  address: '徐霞客镇霞客大道88号',
  daysLeft: 3,
  q: 'zxs',
  size: 48_213,
  party: '张先生',
  kind: 'permit',
  'posts.kind': 'window-clerk',
  'clocks.kind': 'statutory',
  'waits.kind': 'human-unclaimed',
  'documents.kind': 'acceptance-notice',
  title: TITLE,
  text: { zh: '办件有新的任务待办。', en: 'A case has a new task for you.' },
  sentence: { zh: '等待徐霞客镇便民服务中心受理', en: 'Waiting for the service centre of Xuxiake to accept' },
  now: { zh: '正在办理：受理。', en: 'Under way: Acceptance.' },
  ground: { zh: '专家评审', en: 'a review by experts' },
  unit: 'working-days',
  'steps.unit': { zh: '徐霞客镇便民服务中心', en: 'Service centre of Xuxiake' },
  reconsideration: { zh: '江阴市人民政府', en: 'People’s Government of Jiangyin' },
  organisation: 'xuxiake-centre',
  organisations: { receiving: 'xuxiake-centre', deciding: 'approval-bureau' },
  permissions: 'decide',
  basis: '行政许可法第三十二条',
  procedure: 'food-business-permit',
  article: '行政许可法第三十二条第一款第五项',
  field: 'premisesProof',
  gaps: 'premisesProof',
  territory: 'xuxiake',
  next: 'WyIyMDI2LTAzLTAyIl0',
  'waits.next': null,
  definition: { id: 'food-business-permit', dataSchema: { type: 'object' } },
  rule: 'unreachable',
  severity: 'error',
  path: '/flow/blocks/2',
  message: '该步骤无法到达。',
  walk: 'acceptance',
  mediaType: 'application/pdf',
  sha256: DIGEST,
  hash: DIGEST,
  payloadDigest: DIGEST,
  previousHash: '0'.repeat(64),
  head: DIGEST,
  salt: DIGEST,
  firstBroken: { seq: 7 },
  href: `/api/documents/${FILE}`,
  outcome: 'accept',
  data: { shopName: '徐霞客镇张记面馆' },
  state: 'open',
  step: 'acceptance',
  post: 'window-clerk',
  cause: 'closed',
  amount: 5,
  consumed: 1,
  remaining: 4,
  suspensions: { ground: 'expert-review', from: '2026-03-05' },
  extensions: { amount: 10, article: '行政许可法第四十二条第一款' },
  raised: 'reminder',
  subject: 'acceptance',
  clock: 'acceptance',
  actions: { act: 'decide', who: '窗口' },
  causes: {},
  offered: 'decide',
  effect: `${CASE}.7.1`,
  event: 'received',
  channel: 'email',
  failure: 'unreachable',
  key: 'b2c5f7de-0d2c-4b52-9a3e-1f6c4e0a7d11',
  type: 'decided',
  actor: 'zhangwei',
  principal: 'party',
  raisedBy: 'act',
  payload: { outcome: 'accept' },
  who: 'window-clerk@xuxiake-centre',
  because: TITLE,
  seat: `${TASK}.1`,
  schema: { type: 'object' },
  ui: {},
  acts: { claim: { type: 'object' } },
  act: 'supplement',
  phone: '0510-86861234',
  template: 'task-opened',
  facts: {},
  calendarVersion: '2026-1',
  'top.version': '2026-1',
  item: '000131023000',
  body: 'approval-bureau',
  issuedBy: CASE,
  'top.standing': 'valid',
  'certificates.standing': 'valid',
  'entries.kind': 'issued',
  notice: '国务院办公厅关于2026年部分节假日安排的通知',
  behindSeconds: 0,
  'items.cases': CASE,
  kindTitle: { zh: '等待签收', en: 'Waits to be claimed' },
  fingerprint: 'task:food-business-permit:acceptance:window-clerk@xuxiake-centre',
  what: TITLE,
  help: { zh: '催办，或者改派给其他人员。', en: 'Urge, or give it to somebody else.' },
  with: {},
  on: 'task',
  'subject.id': 'post:window-clerk@xuxiake-centre',
  'organisation.id': 'xuxiake-centre',
  'organisation.name': { zh: '徐霞客镇便民服务中心', en: 'Service centre of Xuxiake' },
  'workflow.type': 'approval',
  'children.type': 'legalReview',
  'pendingActivities.type': 'sendNotice',
  'workflow.status': 'RUNNING',
  'children.status': 'RUNNING',
  'workflow.run': '019a2f4c-7d1e-7b53-9c1a-2f6d0a1e5b77',
  'children.run': '019a2f4c-7d1e-7b53-9c1a-2f6d0a1e5b78',
  'workflow.link': 'http://127.0.0.1:8233/namespaces/default/workflows/' + CASE,
  'pendingActivities.state': 'scheduled',
  'workflowTask.state': 'started',
  'queues.name': 'cases',
  task: TASK,
};

interface Schema {
  readonly examples?: readonly unknown[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minimum?: number;
}

/** An answer of this shape, every member present. */
export function exampleOf(schema: z.ZodType): unknown {
  return example(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as Schema, []);
}

/** `names`: the members on the way here. */
function example(asked: Schema, names: readonly string[]): unknown {
  // Of what may be absent the example shows what it is when it is there.
  const schema = { ...asked, type: [asked.type ?? []].flat().find((type) => type !== 'null') } as Schema;
  const known = leavesOf(names).find((leaf) => fits(leaf, schema));
  if (known !== undefined) return known;
  if (schema.examples) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return example(choices.find(({ type }) => type !== 'null') ?? {}, names);
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, member]) => [name, example(member, [...names, name])]),
    );
  if (schema.type === 'object') return {};
  if (schema.type === 'array') return [example(schema.items ?? {}, names)];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1);
  return UNNAMED;
}

/** The nearer name first. */
function leavesOf(names: readonly string[]): readonly unknown[] {
  const [last, above] = [names.at(-1), names.at(-2)];
  if (last === undefined) return [];
  return [`${above ?? 'top'}.${last}`, last].flatMap((name) => (Object.hasOwn(LEAVES, name) ? [LEAVES[name]] : []));
}

/** A word that means a text in one view may mean a list or an object in another. */
function fits(value: unknown, { type, properties, anyOf, enum: values, examples }: Schema): boolean {
  if (values || examples || anyOf) return false;
  if (typeof type !== 'string') return true;
  if (type === 'object')
    return typeof value === 'object' && value !== null && (!properties || hasAll(value, properties));
  return type === (Number.isInteger(value) && type === 'integer' ? 'integer' : typeof value);
}
function hasAll(value: object, properties: Readonly<Record<string, Schema>>): boolean {
  return Object.keys(properties).every((name) => Object.hasOwn(value, name));
}
