// Owns the shapes of tasks, of the inbox, and of the acts on a task.
import { z } from 'zod';
import { personNamed, seat } from './case';
import { addSignKind, recusalGround } from './kinds';
import { day, formData, id, instant, jsonObject, light, page, pageQuery, problem, text } from './shapes';

/** `todo`: what one has claimed and what is offered to one's posts, in one list. */
export const BOXES = ['mine', 'pool', 'done', 'cc', 'waiting', 'todo'] as const;
export const inboxFilters = {
  box: z.enum(BOXES).optional(),
  sort: z.enum(['due', 'new']).optional(),
  light: light.optional(),
  q: z.string().trim().max(100).optional(),
  step: id.optional(),
  procedure: id.optional(),
  organisation: id.optional(),
  due: z.enum(['today', 'overdue']).optional(),
};
export const inboxQuery = z.strictObject({ ...pageQuery, ...inboxFilters });
/** What a reviewer should know of a case before he opens it. */
export const FLAGS = ['commitment', 'with-gaps', 'supplemented', 'complaint', 'hearing', 'supervision'] as const;
export const inboxItem = z.object({
  id,
  case: id,
  number: z.string(),
  party: z.string().optional(),
  step: z.string(),
  title: text,
  light,
  due: day.nullable(),
  since: instant,
  seat: id,
  offered: z.array(z.string()),
  item: z.object({ code: z.string(), name: text }).optional(),
  procedure: z.object({ id, version: z.number().int() }),
  round: z.number().int().meta({ description: '第几轮 / which round of the step' }),
  because: z
    .object({ code: z.enum(['post', 'claimed', 'decided', 'waiting', 'asked', 'agent', 'copied']), ...text.shape })
    .meta({ description: '为什么在我的待办里 / why it is in this box' }),
  clock: z
    .object({
      id: z.string(),
      state: z.enum(['running', 'paused', 'ended']),
      article: z.string(),
      ground: text.optional().meta({ description: '为什么停止计算 / why it stands still' }),
    })
    .optional(),
  daysLeft: z
    .number()
    .int()
    .nullable()
    .meta({ description: '剩余工作日，超期为负 / working days left, negative when over' }),
  materials: z
    .object({ received: z.number().int(), required: z.number().int() })
    .meta({ description: '必需材料的收齐情况 / required papers handed in' }),
  flags: z.array(z.enum(FLAGS)),
  holder: z.object({ id, name: z.string() }).optional().meta({ description: '谁已签收 / who has claimed it' }),
  seq: z.number().int().meta({ description: '用作 expectedSeq / what expectedSeq is compared with' }),
  routine: z.object({ outcome: z.string(), title: text }).optional().meta({
    description:
      '无需再填写即可作出的通常有利结果 / the ordinary favourable outcome, when nothing more has to be filled in',
  }),
});
export const inbox = page(inboxItem);
// A count stops at 1000: that, or more.
export const counts = z.object({
  mine: z.number().int(),
  pool: z.number().int(),
  done: z.number().int(),
  cc: z.number().int(),
  waiting: z.number().int(),
  dueToday: z.number().int().meta({ description: '今日到期（本人及岗位） / due today, own and of own posts' }),
  overdue: z.number().int().meta({ description: '已超期（本人及岗位） / overdue, own and of own posts' }),
});

export const taskView = z.object({
  id,
  case: id,
  number: z.string(),
  step: z.string(),
  round: z.number().int(),
  title: text,
  state: z.string(),
  seats: z.array(seat),
  since: instant,
  due: day.nullable(),
  light,
  form: z.object({ schema: jsonObject, ui: jsonObject.optional(), data: jsonObject }),
  outcomes: z.array(
    z.object({
      id: z.string(),
      title: text,
      opinionRequired: z.boolean(),
      article: z.string().optional(),
      schema: jsonObject.optional(),
    }),
  ),
  offered: z.array(z.string()),
  acts: z.record(z.string(), jsonObject),
  seq: z.number().int(),
  held: z
    .object({
      seat: id,
      person: id,
      outcome: z.string(),
      until: instant,
      seconds: z
        .number()
        .int()
        .meta({ description: '还可撤回的实际秒数 / real seconds for which it may still be taken back' }),
    })
    .optional()
    .meta({
      description:
        '已办理、尚可撤回的办理结果：到时生效，此前不产生任何后果 / a decision that its maker may still take back: nothing follows from it until then',
    }),
  routine: z.object({ outcome: z.string(), title: text }).optional(),
  returns: z
    .array(
      z.object({
        to: z.string(),
        title: text,
        modes: z.array(z.enum(['re-walk', 'direct'])),
        closes: z.array(id).meta({ description: '将一并关闭的子流程 / child cases that would be closed' }),
      }),
    )
    .optional()
    .meta({ description: '可以退回到哪里 / where it may be sent back to' }),
  deciding: z
    .object({
      kind: z.enum(['all', 'any', 'vote', 'sequential']),
      title: text,
      rule: text.meta({ description: '通过的条件 / what it takes to pass' }),
      agree: z.string(),
      disagree: z.string(),
      abstain: z.string().optional(),
      tally: z
        .object({
          agree: z.number().int(),
          disagree: z.number().int(),
          abstain: z.number().int(),
          undecided: z.number().int(),
          of: z.number().int(),
        })
        .meta({ description: '计票，按票数 / the count so far, by weight' }),
    })
    .optional()
    .meta({ description: '多席位如何共同决定 / how the seats decide together' }),
  addSign: z
    .array(addSignKind)
    .optional()
    .meta({ description: '您可以加签的方式 / in which ways you may add somebody' }),
  removable: z.array(id).optional().meta({ description: '您可以减签的席位 / seats you may remove' }),
  checkPoints: z
    .array(
      z.object({
        id: z.string(),
        title: text,
        basis: z.string(),
        result: z
          .enum(['pass', 'fail', 'not-needed', 'open'])
          .meta({ description: 'open：由人判断 / for a person to see' }),
        because: text.optional(),
        paper: z.string().optional().meta({ description: '所查材料的字段 / field of the paper it looks at' }),
        phrase: text.meta({ description: '不符合时的常用语 / what is written where it fails' }),
      }),
    )
    .meta({ description: '审查要点，机器能判断的已判断 / check points; what a rule can tell is told' }),
  changes: z
    .object({
      since: z.object({ round: z.number().int(), at: instant }),
      fields: z.array(
        z.object({
          path: z.string(),
          title: text,
          change: z.enum(['added', 'changed', 'removed']),
          paper: z.boolean(),
          before: z.unknown(),
          after: z.unknown(),
        }),
      ),
    })
    .optional()
    .meta({ description: '自上一轮以来的变化 / what has changed since the round before' }),
  opinions: z
    .array(
      z.object({
        case: id,
        step: z.string(),
        title: text,
        round: z.number().int(),
        organisation: text,
        post: text,
        person: z.string(),
        outcome: text,
        opinion: z.string().optional(),
        data: jsonObject.optional(),
        at: instant,
      }),
    )
    .meta({ description: '其他环节和单位的意见 / what other steps and bodies have said' }),
  asked: z
    .array(
      z.object({
        task: id,
        title: text,
        kind: z.enum(['delegate', ...addSignKind.options]).meta({ description: '委派，或者加签的方式 / in which way' }),
        by: personNamed,
        to: personNamed,
        question: z.string().meta({ examples: ['营业面积的计算是否正确？'] }),
        at: instant,
        state: z.enum(['waiting', 'answered', 'ended']).meta({
          description: 'ended：已收回、减签或者环节已结束 / recalled, removed, or the step is over',
        }),
        answer: z
          .object({
            at: instant,
            outcome: text.meta({ examples: [{ zh: '准予许可', en: 'Grant' }] }).optional(),
            opinion: z.string().optional(),
          })
          .optional(),
      }),
    )
    .meta({ description: '本办件中向谁征求过意见及其答复 / who was asked on this case, and what they answered' }),
  people: z.array(z.object({ id, name: z.string() })).meta({ description: '经办人姓名 / names of those who acted' }),
  history: z.array(
    z.object({
      seq: z.number().int(),
      at: instant,
      type: z.string(),
      actor: z.string().nullable(),
      payload: z.unknown(),
    }),
  ),
});

const returnMode = z.enum(['re-walk', 'direct']);
const expectedSeq = z.int().min(0).optional();
const reason = z.string().trim().min(1, '请填写理由。').max(2000);
const seatOfOwn = id.optional().meta({ description: '默认本人的席位 / one’s own seat unless named' });
const forWhom = id.optional().meta({ description: '代谁办理（外出人员标识） / for which absent colleague' });
/** The acts on a task, by type. */
export const taskActs = {
  claim: z.strictObject({ type: z.literal('claim'), expectedSeq, for: forWhom }),
  unclaim: z.strictObject({ type: z.literal('unclaim'), expectedSeq }),
  decide: z.strictObject({
    type: z.literal('decide'),
    expectedSeq,
    for: forWhom,
    outcome: z.string().min(1).max(100),
    opinion: z.string().trim().max(5000).optional(),
    data: formData.optional(),
  }),
  withdraw: z.strictObject({ type: z.literal('withdraw'), expectedSeq, reason: reason.optional() }),
  return: z.strictObject({
    type: z.literal('return'),
    expectedSeq,
    to: z.string().min(1).max(200).meta({
      description:
        '退回到哪里，见 returns；亦可写 applicant、previous、start / where to, see returns; applicant, previous and start are understood too',
    }),
    mode: returnMode.optional().meta({
      description:
        're-walk：其间各环节重新办理；direct：办完直接回到本环节，所依据内容未变的决定沿用 / re-walk: every step between is done again; direct: straight back, decisions whose grounds have not changed stand',
    }),
    reason,
    confirmed: z.boolean().optional().meta({
      description: '确认一并关闭 closes 所列子流程 / that the children in `closes` are closed with it is known',
    }),
  }),
  urge: z.strictObject({ type: z.literal('urge'), expectedSeq, reason }),
  reassign: z.strictObject({
    type: z.literal('reassign'),
    expectedSeq,
    seat: id.optional().meta({ description: '默认第一个待办席位 / the first open seat unless named' }),
    to: id.meta({ description: '人员标识，见 candidates / id of a person, see candidates' }),
    reason,
  }),
  transfer: z.strictObject({
    type: z.literal('transfer'),
    expectedSeq,
    seat: seatOfOwn,
    to: id.meta({ description: '接办人，见 candidates / id of a person, see candidates' }),
    reason,
    confirmed: z
      .boolean()
      .optional()
      .meta({ description: '转回曾经办理的人时须确认 / it shall go back to somebody who held it before' }),
  }),
  delegate: z.strictObject({
    type: z.literal('delegate'),
    expectedSeq,
    seat: seatOfOwn,
    to: id.meta({ description: '被征求意见的人，见 colleagues / id of a person, see colleagues' }),
    question: z.string().trim().min(1, '请写明需要什么意见。').max(2000),
  }),
  'recall-delegation': z.strictObject({ type: z.literal('recall-delegation'), expectedSeq, seat: seatOfOwn }),
  'submit-opinion': z.strictObject({
    type: z.literal('submit-opinion'),
    expectedSeq,
    seat: seatOfOwn,
    opinion: z.string().trim().min(1, '请填写意见。').max(5000),
  }),
  recuse: z.strictObject({
    type: z.literal('recuse'),
    expectedSeq,
    seat: seatOfOwn,
    ground: recusalGround,
    reason,
    by: z
      .string()
      .regex(/^(applicant|party-[1-9][0-9]?)$/)
      .optional()
      .meta({ description: '窗口代当事人登记时填写 / of the party for whom the window enters it' }),
  }),
  'decide-recusal': z.strictObject({
    type: z.literal('decide-recusal'),
    expectedSeq,
    seat: id.meta({ description: '被申请回避的席位 / the seat it is about' }),
    recused: z.boolean(),
    reason,
  }),
  'withdraw-vote': z.strictObject({ type: z.literal('withdraw-vote'), expectedSeq, reason: reason.optional() }),
  'add-sign': z.strictObject({
    type: z.literal('add-sign'),
    expectedSeq,
    seat: id
      .optional()
      .meta({ description: '邀请人的席位，默认本人席位 / the seat that asks, one’s own unless named' }),
    kind: addSignKind,
    people: z
      .array(id)
      .min(1)
      .max(20)
      .meta({ uniqueItems: true, description: '人员标识，见 candidates / ids of persons, see candidates' }),
    weight: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .meta({ description: '票签中并加签的票数 / asked for where votes are weighed' }),
    reason,
  }),
  'remove-sign': z.strictObject({ type: z.literal('remove-sign'), expectedSeq, seat: id, reason }),
} as const;
export const taskAct = z.discriminatedUnion('type', [
  taskActs.claim,
  taskActs.unclaim,
  taskActs.decide,
  taskActs.withdraw,
  taskActs.return,
  taskActs.urge,
  taskActs.reassign,
  taskActs['withdraw-vote'],
  taskActs['add-sign'],
  taskActs['remove-sign'],
  taskActs.transfer,
  taskActs.delegate,
  taskActs['recall-delegation'],
  taskActs['submit-opinion'],
  taskActs.recuse,
  taskActs['decide-recusal'],
]);

/** What would follow from a decision: asked before it is confirmed, nothing is written. */
export const consequencesAsked = z.union([
  z.strictObject({
    outcome: z.string().min(1).max(100),
    opinion: z.string().trim().max(5000).optional(),
    data: formData.optional(),
  }),
  z.strictObject({ return: z.strictObject({ to: z.string().min(1).max(200), mode: returnMode.optional() }) }),
  z.strictObject({
    act: z.discriminatedUnion('type', [
      taskActs.withdraw,
      taskActs['withdraw-vote'],
      taskActs['add-sign'],
      taskActs['remove-sign'],
      taskActs['submit-opinion'],
      taskActs.transfer,
      taskActs.delegate,
      taskActs.recuse,
    ]),
  }),
]);
const refused = z.object({
  code: z.string(),
  detail: text,
  basis: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: text })).optional(),
});
export const consequences = z.object({
  refusal: refused.optional().meta({
    description:
      '现在提交会被拒绝的原因；仅表单或者意见未填时仍给出后果 / why it would be refused now; where only form or opinion is missing the consequences are told all the same',
  }),
  next: z.array(
    z.object({
      kind: z.enum(['task', 'child', 'wait', 'end']),
      step: z.string(),
      title: text,
      who: z.array(text),
      due: day.nullable(),
    }),
  ),
  messages: z.array(
    z.object({
      event: z.string(),
      title: text,
      channel: z.string().meta({ description: 'sms | email | webhook | in-app' }),
      to: text,
    }),
  ),
  clocks: z.array(
    z.object({
      clock: z.string(),
      title: text,
      change: z.enum(['started', 'paused', 'resumed', 'extended', 'ended']),
      due: day.nullable(),
    }),
  ),
  documents: z.array(
    z.object({ kind: z.string(), title: text, sealed: z.boolean(), numbered: z.boolean(), toApplicant: z.boolean() }),
  ),
  says: z
    .array(text)
    .optional()
    .meta({
      description:
        '转办、委派、回避的后果，逐句写明 / what handing on, asking for an opinion or a recusal comes to, sentence by sentence',
      examples: [[{ zh: '期限不重新计算。', en: 'The limit does not begin anew.' }]],
    }),
  follows: z
    .array(z.object({ procedure: id, title: text }))
    .meta({ description: '随之开立的关联办件 / cases of their own that are opened by it' }),
  undoSeconds: z.number().int().optional().meta({
    description:
      '确认后可以撤回的实际秒数，此前上列后果均不发生；没有则立即生效 / real seconds for which it may be taken back, before any of this happens; absent: it takes effect at once',
  }),
});

/** Several tasks at once; each is judged and recorded by itself. */
export const bulkActs = z.strictObject({
  acts: z
    .array(
      z.strictObject({
        task: id,
        type: z.enum(['claim', 'unclaim', 'decide']),
        expectedSeq: z.int().min(0),
        outcome: z
          .string()
          .min(1)
          .max(100)
          .optional()
          .meta({ description: '仅限该任务的 routine / its routine outcome alone' }),
      }),
    )
    .min(1, '请至少选择一项。')
    .max(100, '一次最多一百项。'),
  dryRun: z.boolean().optional().meta({ description: '只检查，不办理 / judge only' }),
});
export const bulkDone = z.object({
  done: z.number().int(),
  refused: z.number().int(),
  results: z.array(
    z.object({
      task: id,
      ok: z.boolean(),
      seq: z.number().int().optional(),
      problem: problem.optional(),
    }),
  ),
});
