/** 投诉 (优化营商环境条例 49): a complaint about how a case is handled is answered by the supervisor; fifteen working days (assumption). */
import { procedure } from '../src/kernel/procedure/builder';
import { standardRungs } from '../src/kernel/time/rungs';
import { HANDLED } from './parts/afterwards';

const ARTICLE = '优化营商环境条例第四十九条';

export const complaint = procedure({
  id: 'complaint',
  title: { zh: '投诉处理', en: 'Complaint' },
  basis: ARTICLE,
  workflow: 'procedure',
  childOnly: true,
  roles: { deciding: 'holder', supervising: 'justice-bureau' },
  dataSchema: { type: 'object', properties: {}, additionalProperties: false },
  materials: [],
  facts: [],
  clocks: {
    answer: {
      title: { zh: '投诉答复期限', en: 'Limit for the answer' },
      kind: 'statutory',
      budget: { amount: 15, unit: 'working-days' },
      article: ARTICLE,
      rungs: standardRungs(ARTICLE),
    },
  },
  startClocks: ['answer'],
  acceptClocks: [],
  extensions: {},
  papers: {
    'complaint-reply': {
      title: { zh: '投诉处理答复书', en: 'Reply to a complaint' },
      seal: 'none',
      to: 'applicant',
      article: ARTICLE,
    },
  },
  outcomes: {
    answered: { title: { zh: '已答复', en: 'Answered' }, paper: 'complaint-reply', light: 'neutral' },
  },
  reviews: [],
  ladder: [{ post: 'supervisor', of: 'supervising' }],
  waits: {},
  flow: {
    kind: 'sequence',
    id: 'complaining',
    blocks: [
      {
        kind: 'task',
        id: 'answer',
        title: { zh: '核查投诉并答复', en: 'Look into the complaint and answer' },
        by: { post: 'supervisor', of: 'supervising', notWho: [...HANDLED], article: '处理与办理分离' },
        duty: 'complaint',
        clock: 'answer',
        outcomes: {
          answer: {
            title: { zh: '答复申请人', en: 'Answer the applicant' },
            opinionRequired: true,
            target: { to: 'end', outcome: 'answered' },
          },
        },
      },
    ],
  },
});
