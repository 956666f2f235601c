/**
 * The permit of one agency (单部门许可, H3): received at any window, answered in five working days or deemed accepted,
 * examined by two, reviewed where the list of major decisions asks for it, decided under one seal. Each licence gives its
 * own papers, limits and articles; the course is the same.
 */
import { procedure, type Draft } from '../src/kernel/procedure/builder';
import type { JsonSchema } from '../src/kernel/procedure/definition';
import type { Text } from '../src/kernel/text';
import type { Limit } from '../src/kernel/time/clock';
import { standardRungs } from '../src/kernel/time/rungs';

export interface PermitOffer {
  readonly id: string;
  readonly title: Text;
  readonly basis: string;
  /** The application form without its papers. */
  readonly fields: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
  readonly materials: readonly {
    readonly field: string;
    readonly title: Text;
    readonly required: boolean;
    readonly basis: string;
  }[];
  readonly limit: Limit;
  readonly limitArticle: string;
  readonly extension: { readonly amount: number; readonly article: string };
}

const ACCEPTANCE_ARTICLE = '行政许可法第三十二条第一款第四项';
const REVIEW_ARTICLE = '国办发〔2018〕118号（十一）（十二）';

export function singleAgencyPermit(offer: PermitOffer): Draft {
  const paper = (title: Text) => ({ type: 'string', format: 'file', title: title.zh });
  return procedure({
    id: offer.id,
    title: offer.title,
    basis: offer.basis,
    workflow: 'approval',
    roles: { deciding: 'holder', reviewing: 'justice-bureau', supervising: 'justice-bureau' },
    opens: { post: 'window-clerk', duty: 'window' },
    dataSchema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      title: offer.title.zh,
      properties: { ...offer.fields, ...Object.fromEntries(offer.materials.map((m) => [m.field, paper(m.title)])) },
      required: [...offer.required],
      additionalProperties: false,
    },
    materials: offer.materials,
    facts: ['thirdPartiesAffected'],
    clocks: {
      acceptance: {
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
      },
      supplement: {
        title: { zh: '补正期限', en: 'Term for the supplement' },
        kind: 'party',
        budget: { amount: 10, unit: 'working-days' },
        article: '市场监督管理行政许可程序暂行规定第十五条',
        rungs: [
          {
            id: 'reminder',
            when: { remaining: 3 },
            does: 'remind',
            title: { zh: '补正期限将满', en: 'The supplement is due soon' },
            article: '市场监督管理行政许可程序暂行规定第十五条',
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
      },
      decision: {
        title: { zh: '办理期限', en: 'Limit for the decision' },
        kind: 'statutory',
        budget: offer.limit,
        article: offer.limitArticle,
        rungs: standardRungs(offer.limitArticle),
      },
      delivery: {
        title: { zh: '送达期限', en: 'Limit for delivery' },
        kind: 'statutory',
        budget: { amount: 10, unit: 'working-days' },
        article: '行政许可法第四十四条',
        rungs: standardRungs('行政许可法第四十四条'),
      },
    },
    startClocks: ['acceptance'],
    acceptClocks: ['decision'],
    extensions: { decision: offer.extension },
    papers: {
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
        series: '澄行审不受',
        seal: 'approval',
        to: 'applicant',
        article: '行政许可法第三十二条第二款',
      },
      'grant-decision': {
        title: { zh: '准予行政许可决定书', en: 'Decision to grant the permit' },
        series: '澄行审许',
        seal: 'approval',
        to: 'applicant',
        article: '行政许可法第三十八条第一款',
      },
      'refusal-decision': {
        title: { zh: '不予行政许可决定书', en: 'Decision to refuse the permit' },
        series: '澄行审不许',
        seal: 'approval',
        to: 'applicant',
        article: '行政许可法第三十八条第二款',
      },
      'termination-notice': {
        title: { zh: '终止办理通知书', en: 'Notice of termination' },
        series: '澄行审终',
        seal: 'approval',
        to: 'applicant',
        article: '市场监督管理行政许可程序暂行规定第三十条',
      },
    },
    outcomes: {
      granted: { title: { zh: '准予许可', en: 'Granted' }, paper: 'grant-decision', light: 'good' },
      refused: { title: { zh: '不予许可', en: 'Refused' }, paper: 'refusal-decision', light: 'bad' },
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
    },
    reviews: [
      {
        act: 'refuse',
        when: 'thirdPartiesAffected = true',
        row: {
          zh: '不予许可且直接影响第三人重大利益',
          en: 'A refusal that directly affects major interests of third parties',
        },
        child: 'review',
        article: REVIEW_ARTICLE,
      },
    ],
    ladder: [
      { post: 'agency-head', of: 'deciding' },
      { post: 'supervisor', of: 'supervising' },
    ],
    waits: {
      supplement: {
        title: { zh: '等待申请人补正', en: 'Waiting for the applicant to supplement' },
        clock: 'supplement',
        until: 'supplement',
        back: 'acceptance',
        lapse: { to: 'end', outcome: 'abandoned' },
      },
    },
    flow: {
      kind: 'sequence',
      id: 'permit',
      blocks: [
        {
          kind: 'task',
          id: 'acceptance',
          title: { zh: '受理', en: 'Acceptance' },
          by: { post: 'window-clerk', of: 'receiving' },
          duty: 'window',
          clock: 'acceptance',
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
                    items: { type: 'string', enum: offer.materials.map((m) => m.field) },
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
        },
        {
          kind: 'task',
          id: 'examination',
          title: { zh: '审查', en: 'Examination' },
          by: {
            post: 'examiner',
            of: 'deciding',
            count: 2,
            notWho: ['window', 'legal-review', 'decision'],
            article: '行政许可法第三十四条第三款',
          },
          clock: 'decision',
          form: {
            type: 'object',
            properties: {
              findings: {
                type: 'string',
                title: '审查（核查）情况',
                minLength: 2,
                maxLength: 2000,
                examples: ['现场与申请材料一致，符合法定条件。'],
              },
              siteVisitOn: { type: 'string', format: 'date', title: '现场核查日期' },
              thirdPartiesAffected: { type: 'boolean', title: '是否直接影响第三人重大利益', examples: [false] },
            },
            required: ['findings', 'thirdPartiesAffected'],
            additionalProperties: false,
          },
          outcomes: {
            'recommend-grant': { title: { zh: '建议准予', en: 'Recommend the grant' }, target: { to: 'next' } },
            'recommend-refusal': {
              title: { zh: '建议不予', en: 'Recommend the refusal' },
              opinionRequired: true,
              veto: true,
              target: { to: 'next' },
            },
          },
        },
        {
          kind: 'choice',
          id: 'major',
          title: { zh: '是否属于重大执法决定', en: 'Is it a major decision?' },
          branches: [
            {
              id: 'refusal-affecting-others',
              when: 'examination = "recommend-refusal" and thirdPartiesAffected = true',
              because: {
                zh: '不予许可且直接影响第三人重大利益',
                en: 'A refusal that directly affects major interests of third parties',
              },
              block: {
                kind: 'child',
                id: 'review',
                title: { zh: '法制审核', en: 'Legal review' },
                procedure: 'legal-review',
                hands: ['examination', 'thirdPartiesAffected'],
                clock: 'decision',
                of: 'reviewing',
                outcomes: {
                  agree: { to: 'next' },
                  correct: { to: 'back', step: 'examination' },
                  supplement: { to: 'back', step: 'examination' },
                  transfer: { to: 'back', step: 'examination' },
                },
              },
            },
          ],
          otherwise: { kind: 'pass', id: 'not-major' },
        },
        {
          kind: 'task',
          id: 'decision',
          title: { zh: '决定', en: 'Decision' },
          by: {
            post: 'approver',
            of: 'deciding',
            notWho: ['window', 'examination', 'legal-review'],
            article: '行政许可法第三十七条；审批与审查分离',
          },
          clock: 'decision',
          outcomes: {
            grant: {
              title: { zh: '准予许可', en: 'Grant' },
              act: 'grant',
              target: { to: 'end', outcome: 'granted' },
              article: '行政许可法第三十八条第一款',
            },
            refuse: {
              title: { zh: '不予许可', en: 'Refuse' },
              act: 'refuse',
              opinionRequired: true,
              target: { to: 'end', outcome: 'refused' },
              article: '行政许可法第三十八条第二款',
            },
            reexamine: {
              title: { zh: '退回重新审查', en: 'Send back to examination' },
              opinionRequired: true,
              target: { to: 'back', step: 'examination' },
            },
          },
        },
      ],
    },
  });
}
