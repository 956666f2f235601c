// Owns the shapes of a case: opening one, its views, its ledger, and the acts on the case as a whole.
import { z } from 'zod';
import type { TerminationGround } from '../kernel/command';
import { party } from './party';
import { helpfulAct } from './watch';
import { addSignKind } from './kinds';
import { caseState, day, digest, formData, id, instant, jsonObject, light, page, pageQuery, text } from './shapes';

export const newCase = z.strictObject({
  procedure: id,
  powerItem: z.string().max(100).optional(),
  organisation: id.optional().meta({ description: '收件单位，默认是经办人窗口岗位所在单位 / where it is handed in' }),
  party: party.optional(),
  data: formData,
  draft: z
    .string()
    .regex(/^window(:[0-9]{1,3})?$/)
    .optional()
    .meta({ description: '收件成功后随之结束的草稿 / the draft that ends with it', examples: ['window'] }),
});
export const openedCase = z.object({
  id,
  number: z.string(),
  seq: z.number().int(),
  receipt: z.object({ number: z.string(), code: z.string() }),
});
/** Could it be accepted as it lies there? Nothing is written. */
export const acceptanceAsked = newCase.omit({ draft: true, party: true });
export const acceptance = z.object({
  errors: z.array(z.object({ path: z.string(), message: text })).meta({ description: '表单问题 / of the form' }),
  missing: z.array(z.string()).meta({ description: '缺少的必需材料 / needed papers that are not there' }),
  papers: z.array(
    z.object({
      field: z.string(),
      title: text,
      basis: z.string(),
      needed: z.boolean(),
      received: z.boolean(),
      deferrable: z.boolean().meta({ description: '可容缺 / may follow on a promise' }),
      byCommitment: z.boolean().meta({ description: '可告知承诺 / a commitment may stand for it' }),
    }),
  ),
  answers: z.array(
    z.object({
      outcome: z.string(),
      title: text,
      possible: z.boolean(),
      article: z.string().optional(),
      refusal: z.object({ code: z.string(), detail: text, basis: z.string().optional() }).optional(),
    }),
  ),
  best: z.string().nullable().meta({ description: '依法可作且最有利的答复 / the most helpful answer the law allows' }),
  promise: z
    .object({ papers: z.array(z.string()), days: z.number().int(), due: day.nullable() })
    .optional()
    .meta({ description: '可以容缺的材料及最迟补齐日 / what may be promised, and by when at the latest' }),
  answerBy: day.nullable().meta({ description: '逾期视为受理 / silence counts as acceptance after this day' }),
});
export const caseFilters = {
  state: caseState.optional(),
  procedure: id.optional(),
  organisation: id.optional(),
  q: z.string().trim().max(100).optional(),
  light: light.optional(),
};
export const caseQuery = z.strictObject({ ...pageQuery, ...caseFilters });
export const caseSummary = z.object({
  id,
  number: z.string(),
  procedure: z.object({ id, version: z.number().int() }),
  title: text,
  state: caseState,
  outcome: z.string().optional(),
  light,
  party: z.string().optional(),
  openedAt: instant,
  endedAt: instant.optional(),
});
export const cases = page(caseSummary);

export const personNamed = z.object({
  id: id.meta({ examples: ['zhangwei'] }),
  name: z.string().meta({ examples: ['张伟'] }),
});
export const seat = z.object({
  id,
  post: z.string(),
  organisation: id,
  holder: z.object({ id, name: z.string() }).optional(),
  state: z.enum(['open', 'waiting', 'decided', 'closed']),
  outcome: z.string().optional(),
  cause: z.string().optional(),
  weight: z
    .number()
    .int()
    .optional()
    .meta({ description: '票数，未写明为 1 / what its vote counts for, 1 unless said' }),
  chair: z.boolean().optional().meta({ description: '主持 / breaks a tie' }),
  also: z
    .array(z.object({ post: z.string(), organisation: id }))
    .optional()
    .meta({ description: '同一人合并的其他职责 / further duties of the same person, who sits once' }),
  added: z
    .object({ by: z.object({ id, name: z.string() }), kind: addSignKind, of: id })
    .optional()
    .meta({ description: '加签：由谁、以何种方式、为哪一席位 / added by whom, in which way, to which seat' }),
});
export const clock = z.object({
  id,
  title: text,
  kind: z.string(),
  article: z.string(),
  term: z.number().int(),
  state: z.enum(['running', 'paused', 'ended']),
  startedOn: day,
  endedOn: day.optional(),
  due: day.optional(),
  provisional: z.boolean().optional(),
  budget: z.object({ amount: z.number(), unit: z.string() }),
  consumed: z.number(),
  remaining: z.number(),
  light,
  suspensions: z.array(jsonObject),
  extensions: z.array(jsonObject),
  raised: z.array(z.string()),
});
export const wait = z.object({
  kind: z.string(),
  subject: z.string(),
  since: instant,
  due: day.optional(),
  clock: z.string().optional(),
  next: z.unknown().optional(),
  sentence: text.optional(),
  help: text.optional().meta({ description: '怎样推动 / what would move it' }),
  fingerprint: z.string().optional(),
  task: id.optional(),
  actions: z.array(z.unknown()),
  offered: z
    .array(helpfulAct)
    .optional()
    .meta({ description: '您可以做的操作 / acts that would help and that you are offered' }),
  causes: z.array(z.unknown()),
});
/** Of another case that the reader may see too; absent where he may not. */
const related = {
  number: z.string().optional(),
  title: text.optional(),
  light: light.optional(),
  outcomeTitle: text.optional(),
};
export const caseView = z.object({
  id,
  number: z.string(),
  procedure: z.object({ id, version: z.number().int(), title: text }),
  item: z.object({ code: z.string(), name: text }).optional(),
  organisations: z.record(z.string(), z.string()),
  state: caseState,
  outcome: z.string().optional(),
  light,
  seq: z.number().int(),
  receivedOn: day,
  acceptedOn: day.optional(),
  decidedOn: day.optional(),
  party: jsonObject.optional(),
  data: jsonObject,
  gaps: z.array(z.string()).optional(),
  stages: z.array(
    z.object({
      id,
      title: text.optional(),
      round: z.number().int(),
      state: z.string(),
      since: instant,
      outcome: z.string().optional(),
    }),
  ),
  tasks: z.array(
    z.object({
      id,
      step: z.string(),
      round: z.number().int(),
      title: text,
      state: z.string(),
      since: instant,
      due: day.optional(),
      light,
      seats: z.array(seat),
      outcome: z.string().optional(),
    }),
  ),
  clocks: z.array(clock),
  waits: z.array(wait),
  children: z.array(
    z.object({
      id,
      procedure: id,
      state: z.string(),
      outcome: z.string().optional(),
      ...related,
    }),
  ),
  parent: id.optional(),
  parentCase: z.object({ id, ...related }).optional(),
  certificate: z.object({ number: z.string(), validFrom: day, validTo: day.optional() }).optional(),
  linked: z.array(z.object({ id, procedure: id, ...related })),
  linkedTo: z.object({ id, event: z.string(), ...related }).optional(),
  outcomeTitle: text.optional(),
  people: z.array(z.object({ id, name: z.string() })).meta({ description: '经办人姓名 / names of those who acted' }),
  comments: z
    .array(
      z.object({
        seq: z.number().int(),
        at: instant,
        by: personNamed,
        text: z.string().meta({ examples: ['请核对经营面积。'] }),
        mentions: z.array(personNamed),
      }),
    )
    .meta({ description: '沟通，由早到晚 / what was said about it, oldest first' }),
  copies: z
    .array(
      z.object({
        person: personNamed,
        by: personNamed,
        at: instant,
        reason: z.string(),
        read: instant.optional().meta({ description: '已阅时间，未阅则无 / when it was read, if it was' }),
      }),
    )
    .meta({ description: '抄送：每人一份，为最近一次 / copies: one a person, the newest' }),
  offered: z.array(z.string()),
  acts: z.record(z.string(), jsonObject).meta({
    description:
      '可办理的每一种操作的请求结构，只列出现在可选的期限、通知、当事人等 / the JSON Schema of the request of each act that is offered, narrowed to what it may be about now',
  }),
  deliveries: z
    .array(
      z.object({
        effect: id,
        event: z.string(),
        title: text,
        channel: z.string(),
        state: z.enum(['wanted', 'claimed', 'done', 'failed', 'cancelled']),
        at: instant,
        failure: z.string().optional(),
      }),
    )
    .meta({
      description:
        '通知的送达情况；失败的可用 retry-effect 立即重发 / what became of each message; a failed one is sent again by retry-effect',
    }),
});

export const ledgerAct = z.object({
  seq: z.number().int(),
  v: z.number().int(),
  key: z.string().nullable(),
  simulatedTime: z.boolean(),
  at: instant,
  effectiveAt: instant,
  type: z.string(),
  actor: z.string().nullable(),
  principal: z.string().nullable(),
  basis: z.string().nullable(),
  cause: z.string().nullable(),
  raisedBy: z.string().nullable(),
  payload: z.unknown(),
  salt: z.string().nullable(),
  payloadDigest: digest,
  hash: digest,
  previousHash: digest,
});
export const ledgerQuery = z.strictObject(pageQuery);
export const ledger = page(ledgerAct).extend({
  people: z
    .record(z.string(), z.string())
    .meta({ description: '台账提到的工作人员的姓名 / names of the staff these acts speak of, by id' }),
});

export const explanation = z.object({ sentence: text, waits: z.array(wait) });
export const forecast = z.object({
  steps: z.array(
    z.object({
      step: z.string(),
      title: text.optional(),
      certainty: z.enum(['certain', 'possible', 'excluded']),
      who: z.unknown(),
      due: day.optional(),
      because: z.unknown(),
    }),
  ),
});
export const verification = z.object({
  intact: z.boolean(),
  acts: z.number().int(),
  head: digest,
  firstBroken: z.unknown().optional(),
  missingFrom: z.number().int().optional(),
});

const expectedSeq = z.int().min(0).optional();
const reason = z.string().trim().min(1).max(2000);
const GROUNDS: Readonly<{ [G in TerminationGround]: G }> = {
  'subject-died': 'subject-died',
  'subject-ended': 'subject-ended',
  'not-needed': 'not-needed',
  'force-majeure': 'force-majeure',
};
const views = z.string().trim().min(1).max(5000);
/** For whom a party speaks: the applicant unless one of the interested parties is named. */
const speaker = z
  .string()
  .regex(/^(applicant|party-[1-9][0-9]?)$/)
  .optional()
  .meta({ description: 'applicant | party-1 | …' });
/** The acts on a case as a whole, by type. */
export const caseActs = {
  supplement: z.strictObject({ type: z.literal('supplement'), expectedSeq, data: formData }),
  'withdraw-application': z.strictObject({ type: z.literal('withdraw-application'), expectedSeq, reason }),
  'suspend-clock': z.strictObject({
    type: z.literal('suspend-clock'),
    expectedSeq,
    clock: id,
    ground: id,
    document: id.optional(),
    days: z.int().min(1).max(250).optional().meta({ description: '预计所需工作日 / expected working days' }),
  }),
  'resume-clock': z.strictObject({ type: z.literal('resume-clock'), expectedSeq, clock: id }),
  'extend-clock': z.strictObject({ type: z.literal('extend-clock'), expectedSeq, clock: id, reason }),
  'retry-effect': z.strictObject({ type: z.literal('retry-effect'), expectedSeq, effect: id, reason }),
  urge: z.strictObject({ type: z.literal('urge'), expectedSeq, reason }),
  'follow-again': z.strictObject({ type: z.literal('follow-again'), expectedSeq, reason }),
  'send-back': z.strictObject({ type: z.literal('send-back'), expectedSeq, reason }),
  terminate: z.strictObject({
    type: z.literal('terminate'),
    expectedSeq,
    ground: z.enum(GROUNDS),
    reason,
  }),
  'allow-second-list': z.strictObject({ type: z.literal('allow-second-list'), expectedSeq, reason }),
  'explain-delay': z.strictObject({ type: z.literal('explain-delay'), expectedSeq, clock: id, reason }),
  'request-hearing': z.strictObject({
    type: z.literal('request-hearing'),
    expectedSeq,
    by: speaker,
    reason: reason.optional(),
  }),
  'waive-hearing': z.strictObject({ type: z.literal('waive-hearing'), expectedSeq, by: speaker }),
  'state-views': z.strictObject({ type: z.literal('state-views'), expectedSeq, by: speaker, views }),
  'receive-message': z.strictObject({
    type: z.literal('receive-message'),
    expectedSeq,
    message: z.string().min(1).max(60).meta({ description: '流程中的消息名称 / what the procedure calls it' }),
    id: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .meta({ description: '发送方自己的编号，重复的不再计 / the sender’s own; a repeat is no second message' }),
    data: formData,
    reason,
  }),
  complain: z.strictObject({ type: z.literal('complain'), text: views }),
  copy: z.strictObject({
    type: z.literal('copy'),
    expectedSeq,
    people: z
      .array(id)
      .min(1, '请至少选择一人。')
      .max(50)
      .meta({ description: '人员标识，见 colleagues / ids of people, see colleagues' }),
    reason,
  }),
  'read-copy': z.strictObject({ type: z.literal('read-copy') }),
  comment: z.strictObject({
    type: z.literal('comment'),
    text: views,
    mentions: z
      .array(id)
      .max(50)
      .meta({ description: '提到的人员，限能查看本办件的 / who is mentioned; each sees the case' }),
  }),
} as const;
export const caseAct = z.discriminatedUnion('type', [
  caseActs.supplement,
  caseActs['withdraw-application'],
  caseActs['suspend-clock'],
  caseActs['resume-clock'],
  caseActs['extend-clock'],
  caseActs['retry-effect'],
  caseActs.urge,
  caseActs['follow-again'],
  caseActs['send-back'],
  caseActs.terminate,
  caseActs['allow-second-list'],
  caseActs['explain-delay'],
  caseActs['request-hearing'],
  caseActs['waive-hearing'],
  caseActs['state-views'],
  caseActs['receive-message'],
  caseActs.complain,
  caseActs.copy,
  caseActs['read-copy'],
  caseActs.comment,
]);
export const actsDone = z.object({
  seq: z.number().int(),
  acts: z.array(z.object({ seq: z.number().int(), type: z.string() })),
});
