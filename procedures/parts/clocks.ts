/** The clocks permits share: silence at the window, the applicant's terms, and what is watched beside the statutory limit. */
import type { ClockRule, Limit } from '../../src/kernel/time/clock';
import { standardRungs } from '../../src/kernel/time/rungs';
import { ARTICLES } from './offer';
import { PROMISE_DAYS } from './window';

type Rule = Omit<ClockRule, 'id'>;

const acceptance: Rule = {
  title: { zh: '受理期限', en: 'Limit for acceptance' },
  kind: 'statutory',
  budget: { amount: 5, unit: 'working-days' },
  article: ARTICLES.acceptance,
  rungs: [
    {
      id: 'reminder',
      when: { remaining: 1 },
      does: 'remind',
      title: { zh: '受理期限将满', en: 'Acceptance is due soon' },
      article: ARTICLES.acceptance,
    },
    {
      id: 'deemed',
      when: { at: 'end' },
      does: 'lapse',
      title: { zh: '逾期未告知，视为受理', en: 'Silence counts as acceptance' },
      article: ARTICLES.acceptance,
    },
  ],
};

const supplement: Rule = {
  title: { zh: '补正期限', en: 'Term for the supplement' },
  kind: 'party',
  budget: { amount: 10, unit: 'working-days' },
  article: ARTICLES.supplement,
  rungs: [
    {
      id: 'reminder',
      when: { remaining: 3 },
      does: 'remind',
      title: { zh: '补正期限将满', en: 'The supplement is due soon' },
      article: ARTICLES.supplement,
    },
    {
      id: 'lapse',
      when: { at: 'end' },
      does: 'lapse',
      cutsRight: true,
      title: { zh: '逾期未补正', en: 'No supplement in time' },
      article: ARTICLES.abandoned,
    },
  ],
};

/** 制证送达期限: from the decision (许 44). */
export function deliveryClock(days: number, article: string): Rule {
  return {
    title: { zh: '送达期限', en: 'Limit for delivery' },
    kind: 'statutory',
    budget: { amount: days, unit: 'working-days' },
    article,
    rungs: standardRungs(article),
  };
}

/** 容缺承诺: as long as was promised, at most what the item allows. */
const promise: Rule = {
  title: { zh: '容缺材料补齐期限', en: 'Term of the promise' },
  kind: 'party',
  budget: { amount: PROMISE_DAYS, unit: 'working-days' },
  article: ARTICLES.gaps,
  rungs: [
    {
      id: 'reminder',
      when: { remaining: 1 },
      does: 'remind',
      title: { zh: '容缺材料补齐期限将满', en: 'The promised papers are due soon' },
      article: ARTICLES.gaps,
    },
    {
      id: 'lapse',
      when: { at: 'end' },
      does: 'lapse',
      cutsRight: true,
      title: { zh: '逾期未补齐容缺材料', en: 'The promise was not kept' },
      article: ARTICLES.gaps,
    },
  ],
};

/** 特别程序: how long it was expected to take; past that the post above looks into it. */
const special: Rule = {
  title: { zh: '特别程序预计时间', en: 'Expected length of the special procedure' },
  kind: 'step',
  budget: { amount: 20, unit: 'working-days' },
  article: ARTICLES.special,
  rungs: [
    {
      id: 'overrun',
      when: { after: 1 },
      does: 'escalate',
      title: { zh: '特别程序超过预计时间，转上级督办', en: 'The special procedure takes longer than told' },
      article: ARTICLES.special,
    },
  ],
};

/** 许 47: the right to ask for a hearing, five working days from being told. */
const rights: Rule = {
  title: { zh: '申请听证的期限', en: 'Term for asking for a hearing' },
  kind: 'party',
  budget: { amount: 5, unit: 'working-days' },
  article: ARTICLES.hearing,
  rungs: [
    {
      id: 'lapse',
      when: { at: 'end' },
      does: 'lapse',
      cutsRight: true,
      title: { zh: '逾期未申请听证', en: 'No hearing was asked for in time' },
      article: ARTICLES.hearing,
    },
  ],
};

export const sharedClocks = {
  acceptance,
  supplement,
  delivery: deliveryClock(10, ARTICLES.delivery),
  special,
  rights,
};
export const promiseClock = { promise };

/** 法定办理期限 with its ladder. */
export function decisionClock(limit: Limit, article: string): Rule {
  return {
    title: { zh: '办理期限', en: 'Limit for the decision' },
    kind: 'statutory',
    budget: limit,
    article,
    rungs: standardRungs(article),
  };
}

/** 承诺时限: an alert inside the body, never a breach. */
export function promisedClock(days: number): Rule {
  return {
    title: { zh: '承诺时限', en: 'Promised limit' },
    kind: 'promised',
    budget: { amount: days, unit: 'working-days' },
    article: ARTICLES.delay,
    rungs: [
      {
        id: 'reminder',
        when: { remaining: 2 },
        does: 'remind',
        title: { zh: '承诺时限将满', en: 'The promised limit is near' },
        article: ARTICLES.delay,
      },
      {
        id: 'passed',
        when: { after: 1 },
        does: 'warn',
        title: { zh: '已超过承诺时限，应当说明理由', en: 'The promised limit has passed; give the reason' },
        article: ARTICLES.delay,
      },
    ],
  };
}
