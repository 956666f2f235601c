// Owns the shapes of administration: bodies, people, posts, qualifications, proposals of two people, the words of messages, and both logs.
import { z } from 'zod';
import { day, id, instant, jsonObject, page, pageQuery, text } from './shapes';

/** A day that exists, as people type one; later than 1900, so that Postgres and every calendar know it. */
const date = z.iso
  .date()
  .refine((given) => given >= '1900-01-01' && given < '2200-01-01', {
    params: { zh: '日期应在 1900 年至 2199 年之间。', en: 'The date lies between 1900 and 2199.' },
  })
  .meta({ description: '北京时间的日期 / civil date in Asia/Shanghai', examples: ['2026-12-31'] });
const reason = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .meta({ description: '理由，记入管理日志 / the reason, kept in the administration log' });
const name = z.string().trim().min(1).max(200);
const names = z.strictObject({ zh: name, en: name });
const person = z.object({ id, name: z.string() });
/** Null: the operator of the installation, or the product itself. */
const somebody = person.nullable();

export const organisationView = z.object({
  id: id.meta({ examples: ['xuxiake-centre'] }),
  kind: z.string().meta({ examples: ['service-centre'] }),
  name: text.meta({ examples: [{ zh: '徐霞客镇便民服务中心', en: 'Service centre of Xuxiake' }] }),
  parent: id.nullable(),
  letters: z
    .string()
    .nullable()
    .meta({ description: '文号代字 / what the numbers of its papers begin with', examples: ['澄行审'] }),
  validFrom: day.nullable(),
  validTo: day.nullable().meta({ description: '最后一天 / its last day' }),
  people: z.number().int().meta({ description: '今日在岗人数 / people in post today' }),
});
export const newOrganisation = z.strictObject({
  id: z.string().min(1).max(120),
  kind: z.string().min(1).max(50),
  name: names,
  parent: id.nullable(),
  letters: z.string().trim().min(1).max(50).optional(),
  validFrom: date.optional(),
  reason: reason.optional(),
});
export const organisationChange = z.strictObject({
  name: names.optional(),
  parent: id.optional(),
  validFrom: date.nullable().optional(),
  validTo: date.nullable().optional(),
  reason,
});

export const postView = z.object({
  id: id.meta({ examples: ['window-clerk@xuxiake-centre:zhangwei'] }),
  kind: z.string().meta({ examples: ['window-clerk'] }),
  title: text,
  organisation: id,
  person: person.extend({ username: z.string() }),
  from: day,
  to: day.nullable(),
  current: z.boolean().meta({ description: '今日在岗 / held today' }),
});
export const postQuery = z.strictObject({
  organisation: id.optional(),
  person: id.optional(),
  standing: z.enum(['current', 'all']).optional(),
  ...pageQuery,
});
export const posts = page(postView);
export const newPost = z.strictObject({
  person: id,
  kind: z.string().min(1).max(50),
  organisation: id,
  from: date,
  to: date.optional(),
  title: names.optional(),
  reason: reason.optional(),
});
export const ending = z.strictObject({
  on: date.meta({ description: '最后一天 / the last day' }),
  reason,
});
/** A topic as approvers' rules read it from a fact of the case: compared as it is written. */
const topic = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .meta({ description: '分管事项，与流程中的取值一致 / as the procedures write it', examples: ['消防'] });
export const topicLead = z.object({
  id: id.meta({ examples: ['3f0c9a52-6c1e-4a86-9d53-0c7f8e6a2b41'] }),
  organisation: id,
  topic,
  person: person.extend({ username: z.string() }),
  from: day,
  to: day.nullable(),
  current: z.boolean().meta({ description: '今日分管 / in charge today' }),
});
export const topicLeadQuery = z.strictObject({
  organisation: id.optional(),
  standing: z.enum(['current', 'all']).optional(),
});
export const newTopicLead = z.strictObject({
  organisation: id,
  topic,
  person: id.meta({ description: '须在该单位有岗位 / must hold a post there' }),
  from: date,
  to: date.optional(),
  reason: reason.optional(),
});

/** A post of a body that nobody would hold any more. */
const deserted = z.object({
  kind: z.string(),
  organisation: id,
  title: text,
  waiting: z.number().int().meta({ description: '等待该岗位领取的任务数 / tasks waiting for this post' }),
});
export const postEnded = postView.extend({ deserted: z.array(deserted) });

export const personSummary = z.object({
  id: id.meta({ examples: ['zhangwei'] }),
  username: z.string(),
  name: z.string().meta({ examples: ['张伟'] }),
  email: z.string().nullable(),
  state: z
    .enum(['active', 'no-password', 'first-password', 'locked', 'left'])
    .meta({ description: '在用、无密码、待改首次密码、锁定、离岗 / how he stands' }),
  leftOn: day.nullable(),
  posts: z.array(z.object({ id, kind: z.string(), title: text, organisation: id })),
});
export const peopleQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ description: '姓名、登录名或拼音首字母 / name, user name or initials' }),
  organisation: id.optional(),
  state: z.enum(['active', 'no-password', 'first-password', 'locked', 'left']).optional(),
  ...pageQuery,
});
export const people = page(personSummary);
export const qualificationView = z.object({
  id: id.meta({ examples: ['legal:fenglei'] }),
  person,
  kind: z.enum(['legal', 'enforcement']).meta({ description: '法律职业资格、行政执法证' }),
  number: z.string(),
  from: day,
  to: day.nullable(),
  current: z.boolean(),
});
export const personView = personSummary.extend({
  allPosts: z.array(postView),
  qualifications: z.array(qualificationView),
  sessions: z.number().int().meta({ description: '当前登录数 / open sessions' }),
  tokens: z.array(z.object({ id, name: z.string(), createdAt: instant, expiresAt: instant })),
});
export const newPerson = z.strictObject({
  username: z.string().trim().min(1).max(64),
  name,
  email: z.string().trim().max(254).optional(),
  reason: reason.optional(),
});
/** Shown once: it is kept as a hash, and must be changed at the first sign-in. */
const firstPassword = z.string().meta({
  description: '首次密码，只显示一次 / shown once, and changed at the first sign-in',
  examples: ['hk3m-w9tr-7cxp-v2nf'],
});
export const personCreated = personSummary.extend({ firstPassword });
export const passwordGiven = z.object({ id: id.meta({ examples: ['zhangwei'] }), username: z.string(), firstPassword });
export const because = z.strictObject({ reason });
export const ownPassword = z.strictObject({
  current: z.string().min(1).max(200),
  password: z.string().min(1).max(200),
});

/** What a person still holds. */
export const holdings = z.object({
  person,
  on: day.meta({ description: '此日之后 / after this day' }),
  seats: z.array(
    z.object({
      task: id.meta({ examples: ['c-01kc0q5t8e2m.acceptance.1'] }),
      case: z.object({ id, number: z.string() }),
      step: text.meta({ examples: [{ zh: '受理', en: 'Acceptance' }] }),
      since: instant,
      due: day.nullable(),
    }),
  ),
  deserted: z.array(deserted),
});
export const holdingsQuery = z.strictObject({ on: date.optional() });
export const departed = holdings.extend({ ended: z.array(postView) });

export const importFiles = z.strictObject({
  files: z
    .strictObject({
      'people.csv': z.string().max(200_000).optional(),
      'posts.csv': z.string().max(200_000).optional(),
      'qualifications.csv': z.string().max(200_000).optional(),
    })
    .refine((files) => Object.keys(files).length > 0, {
      params: { zh: '请至少给出一个文件。', en: 'Give one file at least.' },
    }),
  apply: z.boolean().meta({ description: 'false 只预览 / false: a preview, nothing is written' }),
  reason: reason.optional(),
});
export const imported = z.object({
  written: z.boolean(),
  faults: z.array(
    z.object({
      file: z.string(),
      line: z.number().int(),
      column: z.string().optional(),
      message: z.string().meta({ examples: ['不是电子邮箱地址；没有可以留空。'] }),
    }),
  ),
  parts: z.array(
    z.object({
      file: z.string(),
      title: text,
      unchanged: z.number().int(),
      changes: z.array(
        z.object({
          kind: z.enum(['added', 'changed', 'ended']),
          key: z.string().meta({ examples: ['zhangwei'] }),
          name: z.string(),
          differences: z.array(
            z.object({
              field: z.string().meta({ examples: ['to'] }),
              from: z
                .string()
                .optional()
                .meta({ examples: ['2026-06-30'] }),
              to: z
                .string()
                .optional()
                .meta({ examples: ['2026-12-31'] }),
            }),
          ),
        }),
      ),
    }),
  ),
});

export const qualificationQuery = z.strictObject({
  person: id.optional(),
  kind: z.enum(['legal', 'enforcement']).optional(),
  within: z.coerce
    .number()
    .int()
    .min(0)
    .max(3660)
    .optional()
    .meta({ description: '在这些天内到期的 / those that expire within so many days' }),
  ...pageQuery,
});
export const qualifications = page(qualificationView);
export const newQualification = z.strictObject({
  person: id,
  kind: z.enum(['legal', 'enforcement']),
  number: z.string().trim().min(1).max(200),
  from: date,
  to: date.optional(),
  reason: reason.optional(),
});

const finding = z.object({
  rule: z.string(),
  severity: z.string(),
  path: z.string(),
  message: z.string(),
  walk: z.array(z.string()).optional(),
});
export const newCalendar = z.strictObject({
  year: z.number().int().min(2000).max(2199),
  notice: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .meta({ description: '放假通知的文号或者网址 / reference or address of the notice' }),
  restDays: z.array(date).max(200),
  workingDays: z
    .array(date)
    .max(60)
    .meta({ description: '调休上班的周末 / Saturdays and Sundays on which people work' }),
  reason,
});
export const newProcedure = z.strictObject({ definition: jsonObject, reason });
export const proposalSummary = z.object({
  id: id.meta({ examples: ['0b9e3c52-8f6d-4f0e-9a57-6d1c1f0e2a77'] }),
  kind: z.enum(['calendar', 'procedure']),
  subject: z
    .string()
    .meta({ description: '年份或者流程标识 / the year, or the id of the procedure', examples: ['2027'] }),
  state: z.enum(['open', 'published', 'rejected']),
  reason: z.string(),
  proposedBy: person,
  proposedAt: instant,
  decidedBy: somebody,
  decidedAt: instant.nullable(),
  version: z
    .string()
    .nullable()
    .meta({ description: '发布后的版本 / the version it became', examples: ['1'] }),
  mine: z.boolean().meta({ description: '本人提出，须由他人发布 / proposed by you: somebody else publishes it' }),
});
export const proposal = proposalSummary.extend({
  content: jsonObject,
  findings: z.array(finding).meta({ description: '流程检查的发现 / what the checker found' }),
});
export const proposalQuery = z.strictObject({
  kind: z.enum(['calendar', 'procedure']).optional(),
  state: z.enum(['open', 'published', 'rejected']).optional(),
  ...pageQuery,
});
export const proposals = page(proposalSummary);
export const moves = page(
  z.object({
    case: z.object({ id, number: z.string() }),
    procedure: id,
    clock: z.object({ id, title: text, kind: z.string() }),
    was: day.nullable(),
    due: day.nullable(),
  }),
);
export const movesQuery = z.strictObject(pageQuery);
export const calendars = z.object({
  items: z.array(
    z.object({
      year: z
        .number()
        .int()
        .meta({ examples: [2026] }),
      version: z.string().meta({ examples: ['1'] }),
      notice: z.string().nullable(),
      inForce: z.boolean(),
      proposedBy: somebody,
      publishedBy: somebody,
      publishedAt: instant,
      recount: z
        .object({ finished: z.boolean(), touched: z.number().int() })
        .nullable()
        .meta({ description: '在办期限的重算 / how far running limits have been counted anew' }),
    }),
  ),
});

export const procedureVersions = z.object({
  items: z.array(
    z.object({
      version: z.number().int(),
      hash: z.string(),
      proposedBy: somebody,
      publishedBy: somebody,
      publishedAt: instant,
    }),
  ),
});
export const standing = z.object({
  procedure: id,
  versions: z.array(
    z.object({
      version: z.number().int(),
      open: z.number().int().meta({ description: '您可见的在办件 / open cases that you may see' }),
      ended: z.number().int(),
      steps: z.array(z.object({ step: id, title: text, cases: z.number().int() })),
    }),
  ),
});

const lines = z.array(z.string().trim().min(1).max(500)).min(1).max(40);
const wording = z.strictObject({ subject: z.string().trim().min(1).max(200), letter: lines, sms: lines });
const wordings = z.strictObject({ zh: wording, en: wording });
export const messageTemplate = z.object({
  event: z.string(),
  title: text,
  version: z.number().int().meta({ description: '0 为随产品提供的原文 / 0: the words that came with the product' }),
  own: z.boolean().meta({ description: '本地已改写 / the town has its own words' }),
  wording: wordings,
  fields: z
    .array(z.object({ name: z.string(), title: text }))
    .meta({ description: '可引用的内容，写作 {caseNumber} / what its words may speak of' }),
});
export const messageTemplateView = messageTemplate.extend({
  shipped: wordings,
  history: z.array(
    z.object({
      version: z.number().int(),
      changedBy: person,
      changedAt: instant,
      reason: z.string(),
      wording: wordings.nullable().meta({ description: 'null：恢复为原文 / null: back to the shipped words' }),
    }),
  ),
});
export const newWording = z.strictObject({
  wording: wordings,
  reason,
  expectedVersion: z.number().int().min(0).optional(),
});
export const wordingToTry = z.strictObject({ wording: wordings });
const rendered = z.object({
  subject: z.string().meta({ examples: ['收到您的申请（320281-20260302-000001）'] }),
  text: z.string().meta({ examples: ['您的申请已收到，编号320281-20260302-000001。\n'] }),
  sms: z.string(),
});
export const wordingTried = z.object({ zh: rendered, en: rendered });

export const accessQuery = z.strictObject({
  person: id.optional(),
  case: id.optional().meta({ description: '办件标识或者编号 / id or number of a case' }),
  from: date.optional(),
  to: date.optional(),
  ...pageQuery,
});
export const accesses = page(
  z.object({
    id: id.meta({ examples: ['1042'] }),
    at: instant,
    person: somebody,
    case: z.object({ id, number: z.string() }).nullable(),
    what: z.string().meta({ examples: ['person'] }),
    about: z
      .string()
      .nullable()
      .meta({ examples: ['person:zhangwei'] }),
  }),
);
export const changeQuery = z.strictObject({
  person: id.optional().meta({ description: '谁改的 / who made the change' }),
  subject: z.string().max(300).optional(),
  from: date.optional(),
  to: date.optional(),
  ...pageQuery,
});
export const changes = page(
  z.object({
    id: id.meta({ examples: ['1042'] }),
    at: instant,
    person: somebody,
    act: z.string().meta({ examples: ['person-locked'] }),
    subject: z.object({ kind: z.string(), id: z.string() }),
    reason: z.string().nullable(),
    before: jsonObject.nullable(),
    after: jsonObject.nullable(),
  }),
);
