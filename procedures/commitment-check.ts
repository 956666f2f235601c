/** 承诺事后核查 (国办发〔2020〕42号): what was promised instead of proved is checked after the grant; twenty working days (assumption). */
import { procedure } from '../src/kernel/procedure/builder';
import { standardRungs } from '../src/kernel/time/rungs';
import { GROUND_FIELD, GROUNDS } from './annulment';
import { LADDER } from './parts/deciding';
import { choice } from './parts/fields';

const ARTICLE = '国办发〔2020〕42号';
const IN_THE_FILE = { zh: '核查结果记入台账。', en: 'What was found stands in the ledger.' };

export const commitmentCheck = procedure({
  id: 'commitment-check',
  title: { zh: '告知承诺事后核查', en: 'Check of a commitment' },
  basis: ARTICLE,
  workflow: 'procedure',
  childOnly: true,
  roles: { deciding: 'holder', reviewing: 'justice-bureau', supervising: 'justice-bureau' },
  dataSchema: { type: 'object', properties: {}, additionalProperties: false },
  materials: [],
  facts: ['ground'],
  clocks: {
    check: {
      title: { zh: '核查期限', en: 'Limit for the check' },
      kind: 'statutory',
      budget: { amount: 20, unit: 'working-days' },
      article: ARTICLE,
      rungs: standardRungs(ARTICLE),
    },
  },
  startClocks: ['check'],
  acceptClocks: [],
  extensions: {},
  papers: {},
  outcomes: {
    kept: { title: { zh: '承诺属实', en: 'Kept' }, paper: null, withoutPaper: IN_THE_FILE, light: 'good' },
    broken: {
      title: { zh: '承诺不实，转撤销程序', en: 'Broken: the annulment is taken up' },
      paper: null,
      withoutPaper: IN_THE_FILE,
      light: 'bad',
    },
  },
  reviews: [],
  follows: [{ on: 'ended:broken', procedure: 'annulment', hands: ['ground', 'channels'] }],
  ladder: LADDER,
  waits: {},
  flow: {
    kind: 'sequence',
    id: 'checking',
    blocks: [
      {
        kind: 'task',
        id: 'check',
        title: { zh: '承诺核查', en: 'Check the commitment' },
        by: { post: 'examiner', of: 'deciding', notWho: ['window', 'decision'], article: '审批与核查分离' },
        duty: 'examination',
        clock: 'check',
        outcomes: {
          kept: {
            title: { zh: '承诺属实', en: 'Kept' },
            opinionRequired: true,
            target: { to: 'end', outcome: 'kept' },
          },
          broken: {
            title: { zh: '承诺不实', en: 'Broken' },
            opinionRequired: true,
            schema: {
              type: 'object',
              properties: {
                ground: choice(GROUND_FIELD, { 'no-condition': GROUNDS['no-condition'], fraud: GROUNDS.fraud }),
              },
              required: ['ground'],
              additionalProperties: false,
            },
            target: { to: 'end', outcome: 'broken' },
          },
        },
      },
    ],
  },
});
