/** Examining and deciding (许 34–38): who looks, who decides, and what each may conclude; nobody does both. */
import type { CheckPoint } from '../../src/kernel/procedure/definition';
import { recommended } from './check-points';
import { ARTICLES } from './offer';
import { field } from './fields';

/** The body that holds the item decides; the justice bureau reviews and supervises. */
export const HOLDER_DECIDES = {
  deciding: 'holder',
  reviewing: 'justice-bureau',
  supervising: 'justice-bureau',
} as const;
/** Who is told of a breach, one after the other (督办). */
export const LADDER = [
  { post: 'agency-head', of: 'deciding' },
  { post: 'supervisor', of: 'supervising' },
] as const;

const NOT_THE_DECIDER = ['window', 'legal-review', 'decision'] as const;
/** 加签: who examines and who decides answer for it themselves; colleagues advise them, or speak before them, and never in their place. */
const ASKS_COLLEAGUES = { kinds: ['consult', 'before'] } as const;

export function examination({
  substance = true,
  startsDecision,
  checkPoints,
}: {
  substance?: boolean;
  startsDecision: boolean;
  checkPoints: readonly CheckPoint[];
}) {
  return {
    kind: 'task',
    id: 'examination',
    title: { zh: '审查', en: 'Examination' },
    by: {
      post: 'examiner',
      of: 'deciding',
      count: substance ? 2 : 1,
      notWho: [...NOT_THE_DECIDER],
      article: '行政许可法第三十四条第三款',
    },
    clock: 'decision',
    ...(startsDecision ? { starts: ['decision' as const] } : {}),
    addSign: ASKS_COLLEAGUES,
    checkPoints,
    form: {
      type: 'object',
      properties: {
        findings: field(
          { zh: '审查（核查）情况', en: 'Findings of the examination' },
          { type: 'string', minLength: 2, maxLength: 2000, examples: ['现场与申请材料一致，符合法定条件。'] },
        ),
        siteVisitOn: field({ zh: '现场核查日期', en: 'Day of the site visit' }, { type: 'string', format: 'date' }),
        thirdPartiesAffected: field(
          { zh: '是否直接影响第三人重大利益', en: 'Does it directly affect major interests of third parties?' },
          { type: 'boolean', examples: [false] },
        ),
        publicInterest: field(
          { zh: '是否涉及公共利益的重大许可', en: 'Is it a major permit that touches the public interest?' },
          { type: 'boolean' },
        ),
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
  } as const;
}

/** 现场核查 by two; the limit runs on. */
export function siteVisit(article: string) {
  return {
    kind: 'task',
    id: 'visit',
    title: { zh: '现场核查', en: 'Site visit' },
    by: { post: 'examiner', of: 'deciding', count: 2, notWho: [...NOT_THE_DECIDER], article },
    duty: 'examination',
    clock: 'visit',
    starts: ['visit'],
    ends: ['visit'],
    form: {
      type: 'object',
      properties: {
        place: field({ zh: '核查地点', en: 'Place visited' }, { type: 'string', minLength: 2, maxLength: 200 }),
        visitFindings: field(
          { zh: '核查情况', en: 'Findings of the visit' },
          { type: 'string', minLength: 2, maxLength: 2000 },
        ),
        partyPresent: field(
          { zh: '当事人或者其代理人在场', en: 'The party or its agent was present' },
          { type: 'boolean', examples: [true] },
        ),
      },
      required: ['place', 'visitFindings', 'partyPresent'],
      additionalProperties: false,
    },
    outcomes: {
      visited: { title: { zh: '核查完毕', en: 'Visited' }, act: 'record-visit', target: { to: 'next' }, article },
    },
  } as const;
}

/** 初审 by the lower body (许 35, 43): its opinion goes up with the whole file, whatever it says. */
export const preliminaryReview = {
  kind: 'task',
  id: 'preliminary',
  title: { zh: '初审', en: 'First review' },
  by: { post: 'examiner', of: 'preliminary', notWho: ['window', 'decision'], article: '行政许可法第三十五条' },
  duty: 'preliminary-review',
  clock: 'preliminary',
  ends: ['preliminary'],
  outcomes: {
    'forward-approving': {
      title: { zh: '初审同意，上报', en: 'Approve and send up' },
      act: 'forward',
      opinionRequired: true,
      target: { to: 'next' },
    },
    'forward-objecting': {
      title: { zh: '初审不同意，上报', en: 'Object and send up' },
      act: 'forward',
      opinionRequired: true,
      target: { to: 'next' },
    },
  },
} as const;

/** 当场决定 (许 34(2)), or on the applicant's commitment; what cannot be decided at once is examined. */
export function instantDecision(
  acceptances: readonly ('accept-on-the-spot' | 'accept-on-commitment')[],
  { reviewedFirst }: { readonly reviewedFirst: boolean },
) {
  return {
    kind: 'choice',
    id: 'straight',
    title: { zh: '是否当场决定', en: 'Is it decided at once?' },
    branches: [
      {
        id: 'at-once',
        when: acceptances.map((outcome) => `acceptance = "${outcome}"`).join(' or '),
        because: {
          zh: '材料齐全、能够当场作出决定，或者以告知承诺方式办理',
          en: 'Decidable at once, or on commitment',
        },
        block: {
          kind: 'task',
          id: 'instant',
          title: { zh: '当场决定', en: 'Decision on the spot' },
          by: {
            post: 'approver',
            of: 'deciding',
            notWho: ['window', 'examination', 'legal-review', ...(reviewedFirst ? ['preliminary-review'] : [])],
            article: '行政许可法第三十四条第二款',
          },
          duty: 'decision',
          clock: 'decision',
          outcomes: {
            grant: {
              title: { zh: '准予许可', en: 'Grant' },
              act: 'grant',
              target: { to: 'end', outcome: 'granted' },
              article: '行政许可法第三十八条第一款',
            },
            examine: {
              title: { zh: '转入审查', en: 'Have it examined' },
              opinionRequired: true,
              target: { to: 'next' },
            },
          },
        },
      },
    ],
    otherwise: { kind: 'pass', id: 'in-the-ordinary-way' },
  } as const;
}

/**
 * `reviewedFirst`: whoever reviewed for the lower body (初审) does not decide for the upper one.
 * `visited`: the site visit can be gone again by itself.
 *
 * Two ways back, for two faults. The outcome `reexamine` holds the examination for wrong: nothing that followed it stands, and the
 * parties are told and heard anew. A return (退回) asks for one thing to be put right and comes straight back; a hearing and a review
 * stand unless what they were held on has changed. So a return here is `direct` and no more: `re-walk` would be the outcome again.
 * The applicant is no goal of it: gaps are told once and before acceptance (许 32).
 */
export const finalDecision = ({
  reviewedFirst,
  visited = false,
}: {
  readonly reviewedFirst: boolean;
  readonly visited?: boolean;
}) =>
  ({
    kind: 'task',
    id: 'decision',
    title: { zh: '决定', en: 'Decision' },
    by: {
      post: 'approver',
      of: 'deciding',
      notWho: [
        'window',
        'examination',
        'legal-review',
        'hearing-host',
        ...(reviewedFirst ? ['preliminary-review'] : []),
      ],
      article: '行政许可法第三十七条；审批与审查分离',
    },
    clock: 'decision',
    addSign: ASKS_COLLEAGUES,
    returns: { to: [...(visited ? ['visit'] : []), 'examination'], mode: 'direct' },
    checkPoints: [recommended],
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
        title: { zh: '重新审查', en: 'Examine anew' },
        opinionRequired: true,
        target: { to: 'back', step: 'examination' },
      },
    },
  }) as const;

/** 登记、备案: a formal check, and the entry. */
export const registering = {
  kind: 'task',
  id: 'registration',
  title: { zh: '登记', en: 'Registration' },
  by: { post: 'approver', of: 'deciding', notWho: ['window'], article: '行政许可法第五十六条' },
  duty: 'decision',
  clock: 'decision',
  outcomes: {
    register: {
      title: { zh: '予以登记', en: 'Register' },
      act: 'grant',
      target: { to: 'end', outcome: 'granted' },
      article: '行政许可法第五十六条',
    },
    refuse: {
      title: { zh: '不予登记', en: 'Refuse' },
      act: 'refuse',
      opinionRequired: true,
      target: { to: 'end', outcome: 'refused' },
      article: ARTICLES.written,
    },
  },
} as const;
