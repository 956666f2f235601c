/**
 * The permit of one agency (单部门许可, H3): received at any window, answered in five working days or deemed accepted, visited and
 * examined where substance is checked, others heard where they are affected, reviewed where the list of major decisions asks for
 * it, decided under one seal, handed out. Each licence gives its own papers, limits and articles; the course is the same.
 */
import { procedure, type Draft } from '../src/kernel/procedure/builder';
import { APPLICATION_DEFAULTS, APPLICATION_FACTS, applicationSchema, materialsOf } from './parts/application';
import { examined, othersAffected } from './parts/check-points';
import { decisionClock, deliveryClock, promiseClock, promisedClock, sharedClocks } from './parts/clocks';
import { afterwards } from './parts/afterwards';
import {
  examination,
  finalDecision,
  HOLDER_DECIDES,
  instantDecision,
  LADDER,
  preliminaryReview,
  siteVisit,
} from './parts/deciding';
import { HEARING_DEFAULTS, hearingRights } from './parts/hearing-rights';
import { endsUndecided, waits } from './parts/ends';
import { ARTICLES, type PermitOffer } from './parts/offer';
import {
  certificatePaper,
  certificateRule,
  commitmentPaper,
  decisionPapers,
  gapsPapers,
  hearingRightsPapers,
  limitPapers,
  preliminaryPaper,
  servicePaper,
  siteVisitPaper,
  windowPapers,
} from './parts/papers';
import { acceptanceTask, HANDED_OUT_AT_CHOICE, handOutTask, WINDOW } from './parts/window';

export type { PermitOffer } from './parts/offer';

/** What the numbers of certificates (证照编号) end with. */
const CERTIFICATE_SERIES = '证';

export function singleAgencyPermit(offer: PermitOffer): Draft {
  const { preliminary, certificate } = offer;
  const deferrable = offer.materials.some((material) => material.deferrable);
  const straight = [
    ...(offer.onTheSpot ? (['accept-on-the-spot'] as const) : []),
    ...(offer.commitment ? (['accept-on-commitment'] as const) : []),
  ];
  const reviewedFirst = preliminary !== undefined;
  const fromReceipt = offer.startsAt === 'receipt';
  return procedure({
    id: offer.id,
    title: offer.title,
    basis: offer.basis,
    workflow: 'approval',
    roles: {
      ...HOLDER_DECIDES,
      ...HANDED_OUT_AT_CHOICE,
      ...(preliminary ? { preliminary: { field: preliminary.field } } : {}),
    },
    opens: WINDOW,
    dataSchema: applicationSchema(offer),
    materials: materialsOf(offer),
    facts: ['thirdPartiesAffected', 'publicInterest', ...APPLICATION_FACTS],
    defaults: { ...APPLICATION_DEFAULTS, ...HEARING_DEFAULTS },
    clocks: {
      ...sharedClocks,
      ...(offer.delivery ? { delivery: deliveryClock(offer.delivery.days, offer.delivery.article) } : {}),
      ...(deferrable ? promiseClock : {}),
      ...(offer.promised === undefined ? {} : { promised: promisedClock(offer.promised) }),
      ...(preliminary ? { preliminary: decisionClock(preliminary.limit, preliminary.article) } : {}),
      ...(offer.siteVisit ? { visit: visitClock(offer.siteVisit) } : {}),
      decision: decisionClock(offer.limit, offer.limitArticle),
    },
    startClocks: ['acceptance', ...(fromReceipt ? ['decision' as const] : [])],
    acceptClocks: [
      ...(preliminary ? ['preliminary' as const] : fromReceipt ? [] : ['decision' as const]),
      ...(offer.promised === undefined ? [] : ['promised' as const]),
    ],
    extensions: offer.extension ? { decision: offer.extension } : {},
    papers: {
      ...windowPapers,
      ...(deferrable ? gapsPapers : {}),
      ...(offer.commitment ? commitmentPaper : {}),
      ...limitPapers,
      ...hearingRightsPapers,
      ...(offer.siteVisit ? siteVisitPaper : {}),
      ...(preliminary ? preliminaryPaper : {}),
      ...decisionPapers,
      ...(certificate ? certificatePaper(certificate, CERTIFICATE_SERIES) : {}),
      ...servicePaper,
    },
    outcomes: {
      granted: {
        title: { zh: '准予许可', en: 'Granted' },
        paper: 'grant-decision',
        ...(certificate ? { also: ['permit-certificate'] as const } : {}),
        light: 'good',
      },
      refused: { title: { zh: '不予许可', en: 'Refused' }, paper: 'refusal-decision', light: 'bad' },
      ...endsUndecided,
    },
    ...(certificate ? { certificate: certificateRule(certificate, CERTIFICATE_SERIES) } : {}),
    ...(offer.caps ? { caps: offer.caps } : {}),
    follows: afterwards(offer),
    handOut: handOutTask,
    reviews: [
      {
        act: 'refuse',
        when: 'thirdPartiesAffected = true',
        row: {
          zh: '不予许可且直接影响第三人重大利益',
          en: 'A refusal that directly affects major interests of third parties',
        },
        child: 'review',
        article: ARTICLES.review,
      },
      ...(['grant', 'refuse'] as const).map((act) => ({
        act,
        when: 'heard = true',
        row: { zh: '经过听证程序作出决定', en: 'A decision after a hearing' },
        child: 'review',
        article: ARTICLES.review,
      })),
    ],
    ladder: LADDER,
    waits,
    flow: {
      kind: 'sequence',
      id: 'permit',
      blocks: [
        acceptanceTask(offer),
        ...(preliminary ? [preliminaryReview] : []),
        ...(straight.length > 0 ? [instantDecision(straight, { reviewedFirst })] : []),
        ...(offer.siteVisit ? [siteVisit(offer.siteVisit.article)] : []),
        examination({
          ...(offer.substance === undefined ? {} : { substance: offer.substance }),
          startsDecision: preliminary !== undefined,
          checkPoints: [...examined(offer.basis), ...(offer.checkPoints ?? []), othersAffected],
        }),
        hearingRights,
        majorDecision,
        finalDecision({ reviewedFirst, visited: offer.siteVisit !== undefined }),
      ],
    },
  });
}

function visitClock({ days, article }: NonNullable<PermitOffer['siteVisit']>) {
  return {
    title: { zh: '现场核查期限', en: 'Limit for the site visit' },
    kind: 'step' as const,
    budget: { amount: days, unit: 'working-days' as const },
    article,
    rungs: [
      {
        id: 'reminder',
        when: { remaining: 1 },
        does: 'remind' as const,
        title: { zh: '现场核查期限将满', en: 'The site visit is due soon' },
        article,
      },
      {
        id: 'escalation',
        when: { after: 1 },
        does: 'escalate' as const,
        title: { zh: '现场核查已超期，转上级督办', en: 'The site visit is overdue' },
        article,
      },
    ],
  };
}

/** 重大执法决定法制审核 (118 号文十二): a refusal that touches others, and whatever went through a hearing. */
const majorDecision = {
  kind: 'choice',
  id: 'major',
  title: { zh: '是否属于重大执法决定', en: 'Is it a major decision?' },
  branches: [
    {
      id: 'on-the-list',
      when: '(examination = "recommend-refusal" and thirdPartiesAffected = true) or heard = true',
      because: {
        zh: '不予许可且直接影响第三人重大利益，或者经过听证',
        en: 'A refusal that directly affects major interests of third parties, or a hearing was held',
      },
      block: {
        kind: 'child',
        id: 'review',
        title: { zh: '法制审核', en: 'Legal review' },
        procedure: 'legal-review',
        hands: ['examination', 'thirdPartiesAffected', 'heard'],
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
} as const;
