/**
 * 公示 (许 40; 国办发〔2018〕118号六): within seven working days of a decision somebody who had no part in it decides whether it is
 * published, and from which day.
 */
import { procedure } from '../src/kernel/procedure/builder';
import { standardRungs } from '../src/kernel/time/rungs';
import { HANDLED } from './parts/afterwards';
import { LADDER } from './parts/deciding';

const ARTICLE = '行政许可法第四十条；国办发〔2018〕118号（六）';
const ON_THE_SITE = { zh: '公示信息本身即是结果。', en: 'What is published is the result itself.' };

export const publication = procedure({
  id: 'publication',
  title: { zh: '决定公示', en: 'Publication of a decision' },
  basis: ARTICLE,
  workflow: 'procedure',
  childOnly: true,
  roles: { deciding: 'holder', supervising: 'justice-bureau' },
  dataSchema: { type: 'object', properties: {}, additionalProperties: false },
  materials: [],
  facts: [],
  clocks: {
    publication: {
      title: { zh: '公示期限', en: 'Limit for publication' },
      kind: 'statutory',
      budget: { amount: 7, unit: 'working-days' },
      from: 'decision',
      article: ARTICLE,
      rungs: standardRungs(ARTICLE),
    },
  },
  startClocks: ['publication'],
  acceptClocks: [],
  extensions: {},
  papers: {},
  outcomes: {
    published: { title: { zh: '予以公示', en: 'Published' }, paper: null, withoutPaper: ON_THE_SITE, light: 'good' },
    withheld: {
      title: { zh: '不予公示', en: 'Withheld' },
      paper: null,
      withoutPaper: { zh: '理由记入台账。', en: 'The reason stands in the ledger.' },
      light: 'neutral',
    },
  },
  reviews: [],
  ladder: LADDER,
  waits: {},
  flow: {
    kind: 'sequence',
    id: 'publishing',
    blocks: [
      {
        kind: 'task',
        id: 'publication',
        title: { zh: '公示审查', en: 'Decide on the publication' },
        by: {
          post: 'publisher',
          of: 'deciding',
          notWho: [...HANDLED],
          article: '公示与办理分离',
        },
        clock: 'publication',
        outcomes: {
          publish: {
            title: { zh: '予以公示', en: 'Publish' },
            act: 'publish',
            target: { to: 'end', outcome: 'published' },
            article: '行政许可法第四十条',
          },
          withhold: {
            title: { zh: '不予公示', en: 'Withhold' },
            act: 'publish',
            opinionRequired: true,
            target: { to: 'end', outcome: 'withheld' },
            article: '行政许可法第五条（国家秘密、商业秘密、个人隐私）',
          },
        },
      },
    ],
  },
});
