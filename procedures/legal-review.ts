/** The legal review of a major decision (重大执法决定法制审核): a process of its own, child of the case whose decision it guards. */
import { procedure } from '../src/kernel/procedure/builder';
import type { CheckPoint } from '../src/kernel/procedure/definition';
import { standardRungs } from '../src/kernel/time/rungs';

const ARTICLE = '行政处罚法第五十八条；国办发〔2018〕118号（十三）';
const REVIEW_CONTENT = '国办发〔2018〕118号（十三）';
/** 市场监督管理行政处罚程序规定第五十五条: ten working days, taken as the profile where no other rule is named. */
const LIMIT_ARTICLE = '市场监督管理行政处罚程序规定第五十五条';

/** 118 号文（十三）: what a legal review looks at. */
const REVIEWED: readonly CheckPoint[] = [
  {
    id: 'competence',
    title: {
      zh: '主体合法，人员具备资格，未超越法定权限',
      en: 'The body is competent, and its officers are qualified',
    },
    basis: REVIEW_CONTENT,
    phrase: {
      zh: '超越法定权限或者人员不具备资格。',
      en: 'Beyond its competence, or by officers who are not qualified.',
    },
  },
  {
    id: 'facts',
    title: { zh: '事实清楚，证据合法充分', en: 'The facts are clear, and lawfully and fully proved' },
    basis: REVIEW_CONTENT,
    phrase: { zh: '事实不清或者证据不足。', en: 'The facts are unclear, or not proved.' },
  },
  {
    id: 'law',
    title: { zh: '适用法律准确，裁量基准适当', en: 'The right law is applied, and discretion rightly used' },
    basis: REVIEW_CONTENT,
    phrase: { zh: '适用法律不准确或者裁量不当。', en: 'The wrong law is applied, or discretion wrongly used.' },
  },
  {
    id: 'procedure',
    title: { zh: '程序合法', en: 'The procedure was lawful' },
    basis: REVIEW_CONTENT,
    phrase: { zh: '程序不合法。', en: 'The procedure was not lawful.' },
  },
  {
    id: 'papers',
    title: { zh: '文书完备、规范', en: 'The papers are complete and in form' },
    basis: REVIEW_CONTENT,
    phrase: { zh: '文书不完备或者不规范。', en: 'Papers are missing or not in form.' },
  },
];

export const legalReview = procedure({
  id: 'legal-review',
  title: { zh: '重大执法决定法制审核', en: 'Legal review of a major decision' },
  basis: ARTICLE,
  workflow: 'legalReview',
  childOnly: true,
  roles: { deciding: 'holder', reviewing: 'justice-bureau', supervising: 'justice-bureau' },
  dataSchema: { type: 'object', properties: {}, additionalProperties: false },
  materials: [],
  facts: [],
  clocks: {
    review: {
      title: { zh: '法制审核期限', en: 'Limit for the legal review' },
      kind: 'statutory',
      budget: { amount: 10, unit: 'working-days' },
      article: LIMIT_ARTICLE,
      rungs: standardRungs(LIMIT_ARTICLE),
    },
  },
  startClocks: ['review'],
  acceptClocks: [],
  extensions: {},
  papers: {
    'legal-review-opinion': {
      title: { zh: '法制审核意见书', en: 'Opinion of the legal review' },
      seal: 'none',
      to: 'file',
      article: ARTICLE,
    },
  },
  outcomes: {
    agree: { title: { zh: '同意', en: 'Agreed' }, paper: 'legal-review-opinion', light: 'good' },
    correct: { title: { zh: '建议纠正', en: 'To be corrected' }, paper: 'legal-review-opinion', light: 'neutral' },
    supplement: {
      title: { zh: '建议补充调查', en: 'Facts to be supplemented' },
      paper: 'legal-review-opinion',
      light: 'neutral',
    },
    transfer: { title: { zh: '建议移送', en: 'To be transferred' }, paper: 'legal-review-opinion', light: 'neutral' },
  },
  reviews: [],
  ladder: [
    { post: 'agency-head', of: 'reviewing' },
    { post: 'supervisor', of: 'supervising' },
  ],
  waits: {},
  flow: {
    kind: 'sequence',
    id: 'review-process',
    blocks: [
      {
        kind: 'task',
        id: 'opinion',
        title: { zh: '法制审核意见', en: 'Legal review' },
        by: {
          post: 'legal-reviewer',
          of: 'reviewing',
          notWho: ['window', 'preliminary-review', 'examination', 'hearing-host', 'decision'],
          qualification: 'legal',
          article: ARTICLE,
        },
        duty: 'legal-review',
        clock: 'review',
        checkPoints: REVIEWED,
        outcomes: {
          agree: {
            title: { zh: '同意', en: 'Agree' },
            act: 'review',
            opinionRequired: true,
            target: { to: 'end', outcome: 'agree' },
          },
          correct: {
            title: { zh: '纠正', en: 'Correct' },
            act: 'review',
            opinionRequired: true,
            target: { to: 'end', outcome: 'correct' },
          },
          supplement: {
            title: { zh: '补充调查', en: 'Supplement' },
            act: 'review',
            opinionRequired: true,
            target: { to: 'end', outcome: 'supplement' },
          },
          transfer: {
            title: { zh: '移送', en: 'Transfer' },
            act: 'review',
            opinionRequired: true,
            target: { to: 'end', outcome: 'transfer' },
          },
        },
      },
    ],
  },
});
