/** 差评整改 (国办发〔2019〕51号): a bad rating is looked into by the head of the body and answered; fifteen working days, one city's rule (assumption). */
import { procedure } from '../src/kernel/procedure/builder';
import { standardRungs } from '../src/kernel/time/rungs';
import { HANDLED } from './parts/afterwards';

const ARTICLE = '国办发〔2019〕51号';

export const rectification = procedure({
  id: 'rectification',
  title: { zh: '差评整改', en: 'Rectification after a bad rating' },
  basis: ARTICLE,
  workflow: 'procedure',
  childOnly: true,
  roles: { deciding: 'holder', supervising: 'justice-bureau' },
  dataSchema: { type: 'object', properties: {}, additionalProperties: false },
  materials: [],
  facts: [],
  clocks: {
    answer: {
      title: { zh: '整改反馈期限', en: 'Limit for the answer' },
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
    'rectification-reply': {
      title: { zh: '差评整改反馈书', en: 'Reply to a bad rating' },
      seal: 'none',
      to: 'applicant',
      article: ARTICLE,
    },
  },
  outcomes: {
    answered: { title: { zh: '已答复', en: 'Answered' }, paper: 'rectification-reply', light: 'neutral' },
  },
  reviews: [],
  ladder: [{ post: 'supervisor', of: 'supervising' }],
  waits: {},
  flow: {
    kind: 'sequence',
    id: 'rectifying',
    blocks: [
      {
        kind: 'task',
        id: 'answer',
        title: { zh: '核实整改并反馈', en: 'Look into it, put it right, answer' },
        by: { post: 'agency-head', of: 'deciding', notWho: [...HANDLED], article: '核实与办理分离' },
        duty: 'rectification',
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
