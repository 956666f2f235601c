/**
 * What the applications about a certificate that exists (延续、变更、注销) have in common: they are received and answered like a
 * permit (许 32), their papers speak of the certificate, and what happens to the applicant afterwards follows the same rules.
 */
import type { FollowRule, JsonSchema } from '../src/kernel/procedure/definition';
import type { Text } from '../src/kernel/text';
import { standardRungs } from '../src/kernel/time/rungs';

export const ACCEPTANCE_ARTICLE = '行政许可法第三十二条第一款第四项';
const SUPPLEMENT_ARTICLE = '市场监督管理行政许可程序暂行规定第十五条';
const TERMINATION_ARTICLE = '市场监督管理行政许可程序暂行规定第三十条';

export const WINDOW = { post: 'window-clerk', duty: 'window' } as const;
export const HOLDER_DECIDES = {
  deciding: 'holder',
  reviewing: 'justice-bureau',
  supervising: 'justice-bureau',
} as const;
export const LADDER = [
  { post: 'agency-head', of: 'deciding' },
  { post: 'supervisor', of: 'supervising' },
] as const;

/** A form field that names the certificate (证件编号). */
export const CERTIFICATE_FIELD: JsonSchema = { type: 'string', title: '许可证件编号', minLength: 1, maxLength: 100 };

export interface Paper {
  readonly field: string;
  readonly title: Text;
  readonly required: boolean;
  readonly basis: string;
}

export function applicationForm(
  title: Text,
  fields: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
  papers: readonly Paper[] = [],
): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    title: title.zh,
    properties: {
      certificate: CERTIFICATE_FIELD,
      ...fields,
      ...Object.fromEntries(papers.map((p) => [p.field, { type: 'string', format: 'file', title: p.title.zh }])),
    },
    required: ['certificate', ...required],
    additionalProperties: false,
  };
}

export const acceptanceClock = {
  title: { zh: '受理期限', en: 'Limit for acceptance' },
  kind: 'statutory',
  budget: { amount: 5, unit: 'working-days' },
  article: ACCEPTANCE_ARTICLE,
  rungs: [
    {
      id: 'reminder',
      when: { remaining: 1 },
      does: 'remind',
      title: { zh: '受理期限将满', en: 'Acceptance is due soon' },
      article: ACCEPTANCE_ARTICLE,
    },
    {
      id: 'deemed',
      when: { at: 'end' },
      does: 'lapse',
      title: { zh: '逾期未告知，视为受理', en: 'Silence counts as acceptance' },
      article: ACCEPTANCE_ARTICLE,
    },
  ],
} as const;

export const supplementClock = {
  title: { zh: '补正期限', en: 'Term for the supplement' },
  kind: 'party',
  budget: { amount: 10, unit: 'working-days' },
  article: SUPPLEMENT_ARTICLE,
  rungs: [
    {
      id: 'reminder',
      when: { remaining: 3 },
      does: 'remind',
      title: { zh: '补正期限将满', en: 'The supplement is due soon' },
      article: SUPPLEMENT_ARTICLE,
    },
    {
      id: 'lapse',
      when: { at: 'end' },
      does: 'lapse',
      cutsRight: true,
      title: { zh: '逾期未补正', en: 'No supplement in time' },
      article: '市场监督管理行政许可程序暂行规定第二十一条',
    },
  ],
} as const;

/** 许 42(1): twenty working days from acceptance; the head of the body may add ten. */
export const decisionClock = {
  title: { zh: '办理期限', en: 'Limit for the decision' },
  kind: 'statutory',
  budget: { amount: 20, unit: 'working-days' },
  article: '行政许可法第四十二条第一款',
  rungs: standardRungs('行政许可法第四十二条第一款'),
} as const;
export const decisionExtension = { amount: 10, article: '行政许可法第四十二条第一款' } as const;

export const deliveryClock = {
  title: { zh: '送达期限', en: 'Limit for delivery' },
  kind: 'statutory',
  budget: { amount: 10, unit: 'working-days' },
  article: '行政许可法第四十四条',
  rungs: standardRungs('行政许可法第四十四条'),
} as const;

export const applicationPapers = {
  'supplement-notice': {
    title: { zh: '补正材料通知书', en: 'Notice to supplement' },
    on: ['supplement-requested'],
    seal: 'approval',
    to: 'applicant',
    article: ACCEPTANCE_ARTICLE,
  },
  'acceptance-notice': {
    title: { zh: '受理通知书', en: 'Notice of acceptance' },
    on: ['accepted'],
    seal: 'approval',
    to: 'applicant',
    article: '行政许可法第三十二条第二款',
  },
  'deemed-acceptance-notice': {
    title: { zh: '视为受理通知书', en: 'Notice of deemed acceptance' },
    on: ['deemed-accepted'],
    seal: 'approval',
    to: 'applicant',
    article: ACCEPTANCE_ARTICLE,
  },
  'extension-notice': {
    title: { zh: '延期办理通知书', en: 'Notice of extension' },
    on: ['clock-extended'],
    seal: 'approval',
    to: 'applicant',
    article: '行政许可法第四十二条第一款',
  },
  'suspension-notice': {
    title: { zh: '特别程序告知书', en: 'Notice of a special procedure' },
    on: ['clock-suspended'],
    seal: 'approval',
    to: 'applicant',
    article: '行政许可法第四十五条',
  },
  'non-acceptance-notice': {
    title: { zh: '不予受理通知书', en: 'Notice of non-acceptance' },
    series: '不受',
    seal: 'approval',
    to: 'applicant',
    article: '行政许可法第三十二条第二款',
  },
  'refusal-decision': {
    title: { zh: '不予行政许可决定书', en: 'Decision to refuse' },
    series: '不许',
    seal: 'approval',
    to: 'applicant',
    article: '行政许可法第三十八条第二款',
  },
  'termination-notice': {
    title: { zh: '终止办理通知书', en: 'Notice of termination' },
    series: '终',
    seal: 'approval',
    to: 'applicant',
    article: TERMINATION_ARTICLE,
  },
} as const;

/** How an application may end without a decision on its merits. */
export const endsUndecided = {
  'not-accepted': { title: { zh: '不予受理', en: 'Not accepted' }, paper: 'non-acceptance-notice', light: 'bad' },
  withdrawn: {
    title: { zh: '申请人撤回', en: 'Withdrawn by the applicant' },
    paper: 'termination-notice',
    light: 'neutral',
  },
  abandoned: {
    title: { zh: '逾期未补正，终止办理', en: 'Abandoned: no supplement in time' },
    paper: 'termination-notice',
    light: 'neutral',
  },
  terminated: {
    title: { zh: '终止办理', en: 'Ended without a decision' },
    paper: 'termination-notice',
    light: 'neutral',
  },
} as const;

export const supplementWait = {
  title: { zh: '等待申请人补正', en: 'Waiting for the applicant to supplement' },
  clock: 'supplement',
  until: 'supplement',
  back: 'acceptance',
  lapse: { to: 'end', outcome: 'abandoned' },
} as const;

/** 受理: accepted, sent back once with the one list of gaps, or refused acceptance. */
export function acceptanceStep(papers: readonly Paper[]) {
  return {
    kind: 'task',
    id: 'acceptance',
    title: { zh: '受理', en: 'Acceptance' },
    by: { post: 'window-clerk', of: 'receiving' },
    duty: 'window',
    clock: 'acceptance',
    starts: ['acceptance'],
    ends: ['acceptance'],
    outcomes: {
      accept: {
        title: { zh: '受理', en: 'Accept' },
        act: 'accept',
        target: { to: 'next' },
        article: '行政许可法第三十二条第一款第五项',
      },
      'request-supplement': {
        title: { zh: '一次性告知补正', en: 'Send the one list of gaps' },
        act: 'request-supplement',
        opinionRequired: true,
        schema: {
          type: 'object',
          properties: {
            gaps: {
              type: 'array',
              title: '需要补正的材料',
              items: { type: 'string', enum: papers.map((p) => p.field) },
              minItems: 1,
              uniqueItems: true,
            },
          },
          required: ['gaps'],
          additionalProperties: false,
        },
        target: { to: 'correction', wait: 'supplement' },
        article: ACCEPTANCE_ARTICLE,
      },
      'refuse-acceptance': {
        title: { zh: '不予受理', en: 'Refuse acceptance' },
        act: 'refuse-acceptance',
        opinionRequired: true,
        target: { to: 'end', outcome: 'not-accepted' },
        article: '行政许可法第三十二条第一款第一项、第二项',
      },
    },
  } as const;
}

/** 审查 by one examiner (许 34): whether the conditions are still met can be told from the file. */
export const examinationStep = {
  kind: 'task',
  id: 'examination',
  title: { zh: '审查', en: 'Examination' },
  by: {
    post: 'examiner',
    of: 'deciding',
    notWho: ['window', 'decision'],
    article: '行政许可法第三十四条',
  },
  clock: 'decision',
  form: {
    type: 'object',
    properties: {
      findings: {
        type: 'string',
        title: '审查情况',
        minLength: 2,
        maxLength: 2000,
        examples: ['仍符合取得该许可的法定条件。'],
      },
    },
    required: ['findings'],
    additionalProperties: false,
  },
  outcomes: {
    'recommend-grant': { title: { zh: '建议准予', en: 'Recommend the grant' }, target: { to: 'next' } },
    'recommend-refusal': {
      title: { zh: '建议不予', en: 'Recommend the refusal' },
      opinionRequired: true,
      target: { to: 'next' },
    },
  },
} as const;

export const approverSeat = {
  post: 'approver',
  of: 'deciding',
  notWho: ['window', 'examination'],
  article: '行政许可法第三十七条；审批与审查分离',
} as const;

/** 好差评、投诉: whoever is served badly is heard by somebody else. */
export const SERVED: readonly FollowRule[] = [
  { on: 'rated-low', procedure: 'rectification', hands: ['channels'] },
  { on: 'complained', procedure: 'complaint', hands: ['channels'] },
];
/** 许 40: what was decided on an application is public. */
export const PUBLISHED: readonly FollowRule[] = [
  { on: 'ended:granted', procedure: 'publication', hands: [] },
  { on: 'ended:refused', procedure: 'publication', hands: [] },
];
