/**
 * 撤销 (许 69; 市许 43–45): a permit that should not have been granted is taken back. Taken up by an examiner of the body, of its own
 * accord or on somebody's request; the holder is heard, the legal review has passed it, and the head of the body decides.
 */
import { procedure } from '../src/kernel/procedure/builder';
import { standardRungs } from '../src/kernel/time/rungs';
import { CERTIFICATE_FIELD, leftStandingPaper } from './parts/about-certificate';
import { published } from './parts/afterwards';
import { formOf } from './parts/application';
import { sharedClocks } from './parts/clocks';
import { HOLDER_DECIDES, LADDER } from './parts/deciding';
import { ARTICLES } from './parts/offer';
import { closing } from './parts/papers';
import { choice, field } from './parts/fields';

const BASIS = '行政许可法第六十九条';
const LIMIT_ARTICLE = '市场监督管理行政许可程序暂行规定第四十三条至第四十五条';
const TITLE = { zh: '行政许可撤销', en: 'Annulment of a permit' };
/** 许 69(1)(1)–(4) may, 69(2) fraud shall be annulled. */
export const GROUNDS = {
  'official-fault': { zh: '滥用职权、玩忽职守', en: 'Abuse or neglect of office' },
  'no-power': { zh: '超越法定职权', en: 'Beyond the powers of the body' },
  procedure: { zh: '违反法定程序', en: 'Against the procedure of the law' },
  'no-condition': { zh: '不具备申请资格或者不符合法定条件', en: 'The applicant did not meet the conditions' },
  fraud: { zh: '以欺骗、贿赂等不正当手段取得', en: 'Obtained by fraud, bribery or other improper means' },
} as const;
export const GROUND_FIELD = { zh: '撤销事由', en: 'Ground of the annulment' } as const;
const GROUND = choice(GROUND_FIELD, GROUNDS);

export const annulment = procedure({
  id: 'annulment',
  title: TITLE,
  basis: BASIS,
  workflow: 'procedure',
  roles: HOLDER_DECIDES,
  opens: { post: 'examiner', duty: 'examination' },
  dataSchema: formOf(
    TITLE,
    {
      certificate: CERTIFICATE_FIELD,
      ground: GROUND,
      occasion: choice(
        { zh: '来源', en: 'Occasion' },
        { 依职权: 'Of its own accord', 依利害关系人请求: 'On request of somebody affected' },
      ),
      facts: field(
        { zh: '事实和理由', en: 'Facts and reasons' },
        { type: 'string', minLength: 2, maxLength: 5000, examples: ['申请材料与事实不符。'] },
      ),
    },
    ['certificate', 'ground', 'facts'],
  ),
  materials: [],
  facts: ['ground'],
  clocks: {
    decision: {
      title: { zh: '撤销办理期限', en: 'Limit for the annulment' },
      kind: 'statutory',
      budget: { amount: 60, unit: 'working-days' },
      article: LIMIT_ARTICLE,
      rungs: standardRungs(LIMIT_ARTICLE),
    },
    statement: {
      title: { zh: '陈述申辩期限', en: 'Term for the statement' },
      kind: 'party',
      budget: { amount: 5, unit: 'working-days' },
      article: LIMIT_ARTICLE,
      rungs: [
        {
          id: 'lapse',
          when: { at: 'end' },
          does: 'lapse',
          cutsRight: true,
          title: { zh: '逾期未陈述申辩', en: 'No statement in time' },
          article: LIMIT_ARTICLE,
        },
      ],
    },
    delivery: sharedClocks.delivery,
  },
  startClocks: ['decision'],
  acceptClocks: [],
  extensions: { decision: { amount: 20, article: LIMIT_ARTICLE } },
  papers: {
    'annulment-notice': {
      title: { zh: '撤销行政许可告知书', en: 'Notice of the intended annulment' },
      on: ['statement-entered'],
      seal: 'approval',
      to: 'applicant',
      article: LIMIT_ARTICLE,
    },
    'annulment-decision': closing({ zh: '撤销行政许可决定书', en: 'Decision to annul the permit' }, '撤', BASIS),
    ...leftStandingPaper(BASIS),
  },
  outcomes: {
    annulled: { title: { zh: '撤销', en: 'Annulled' }, paper: 'annulment-decision', light: 'bad' },
    'left-standing': {
      title: { zh: '不予撤销', en: 'Left standing' },
      paper: 'left-standing-notice',
      light: 'neutral',
    },
  },
  reviews: [
    {
      act: 'revoke',
      when: 'investigation = "propose"',
      row: { zh: '撤销行政许可', en: 'Annulment of a permit' },
      child: 'review',
      article: ARTICLES.review,
    },
  ],
  concerns: { certificate: 'annulled' },
  follows: published('annulled'),
  ladder: LADDER,
  waits: {},
  flow: {
    kind: 'sequence',
    id: 'annulling',
    blocks: [
      {
        kind: 'task',
        id: 'investigation',
        title: { zh: '调查核实', en: 'Investigation' },
        by: { post: 'examiner', of: 'deciding', notWho: ['decision', 'legal-review'], article: BASIS },
        duty: 'examination',
        clock: 'decision',
        form: {
          type: 'object',
          properties: {
            ground: GROUND,
            findings: field(
              { zh: '调查情况', en: 'Findings of the investigation' },
              { type: 'string', minLength: 2, maxLength: 5000, examples: ['经核实，申请时提交的材料与事实不符。'] },
            ),
          },
          required: ['ground', 'findings'],
          additionalProperties: false,
        },
        outcomes: {
          // The notice to the holder prints the reasons he is heard about.
          propose: {
            title: { zh: '拟撤销', en: 'Propose the annulment' },
            opinionRequired: true,
            target: { to: 'next' },
          },
          unfounded: {
            title: { zh: '事由不成立', en: 'The ground is not there' },
            act: 'leave',
            opinionRequired: true,
            target: { to: 'end', outcome: 'left-standing' },
          },
        },
      },
      {
        kind: 'await',
        id: 'statement',
        title: { zh: '听取被许可人陈述申辩', en: 'The holder is heard' },
        clock: 'statement',
        tells: 'annulment-notice',
        article: LIMIT_ARTICLE,
        outcomes: {
          stated: { on: 'state-views', target: { to: 'next' } },
          silent: { on: 'lapse', target: { to: 'next' } },
        },
      },
      {
        kind: 'child',
        id: 'review',
        title: { zh: '法制审核', en: 'Legal review' },
        procedure: 'legal-review',
        hands: ['ground'],
        clock: 'decision',
        of: 'reviewing',
        outcomes: {
          agree: { to: 'next' },
          correct: { to: 'back', step: 'investigation' },
          supplement: { to: 'back', step: 'investigation' },
          transfer: { to: 'back', step: 'investigation' },
        },
      },
      {
        kind: 'task',
        id: 'decision',
        title: { zh: '决定', en: 'Decision' },
        by: {
          post: 'agency-head',
          of: 'deciding',
          notWho: ['examination', 'legal-review'],
          article: '审批与审查分离；国办发〔2018〕118号（十四）',
        },
        clock: 'decision',
        outcomes: {
          revoke: {
            title: { zh: '撤销', en: 'Annul' },
            act: 'revoke',
            opinionRequired: true,
            target: { to: 'end', outcome: 'annulled' },
            article: BASIS,
          },
          leave: {
            title: { zh: '不予撤销', en: 'Leave it standing' },
            act: 'leave',
            opinionRequired: true,
            target: { to: 'end', outcome: 'left-standing' },
            article: '行政许可法第六十九条第三款',
          },
          reinvestigate: {
            title: { zh: '退回重新调查', en: 'Send back to investigation' },
            opinionRequired: true,
            target: { to: 'back', step: 'investigation' },
          },
        },
      },
    ],
  },
});
