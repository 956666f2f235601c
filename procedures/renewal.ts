/** 延续 (许 50): asked for by the holder, decided before the permit expires, else deemed granted at 24:00 of its last day. */
import { procedure } from '../src/kernel/procedure/builder';
import {
  acceptanceClock,
  acceptanceStep,
  applicationForm,
  applicationPapers,
  approverSeat,
  decisionClock,
  decisionExtension,
  deliveryClock,
  endsUndecided,
  examinationStep,
  HOLDER_DECIDES,
  LADDER,
  PUBLISHED,
  SERVED,
  supplementClock,
  supplementWait,
  WINDOW,
} from './certificate-application';

const BASIS = '行政许可法第五十条';
const DEEMED_ARTICLE = '行政许可法第五十条第二款';
const TITLE = { zh: '行政许可延续', en: 'Renewal of a permit' };
const PAPERS = [
  {
    field: 'conditions',
    title: { zh: '仍符合许可条件的说明材料', en: 'Papers showing that the conditions are still met' },
    required: true,
    basis: BASIS,
  },
  {
    field: 'authorisation',
    title: { zh: '授权委托书（由代理人申请的）', en: 'Authorisation, where an agent applies' },
    required: false,
    basis: '行政许可法第二十九条第二款',
  },
] as const;

export const renewal = procedure({
  id: 'renewal',
  title: TITLE,
  basis: BASIS,
  workflow: 'procedure',
  roles: HOLDER_DECIDES,
  opens: WINDOW,
  dataSchema: applicationForm(
    TITLE,
    { agentName: { type: 'string', title: '代理人姓名（由代理人申请的）', minLength: 1, maxLength: 100 } },
    [],
    PAPERS,
  ),
  materials: PAPERS,
  facts: [],
  clocks: {
    acceptance: acceptanceClock,
    supplement: supplementClock,
    decision: decisionClock,
    expiry: {
      title: { zh: '许可有效期', en: 'Validity of the permit' },
      kind: 'statutory',
      budget: { amount: 30, unit: 'calendar-days' },
      until: 'certificate',
      article: DEEMED_ARTICLE,
      rungs: [
        {
          id: 'reminder',
          when: { remaining: 5 },
          does: 'remind',
          title: { zh: '许可五日后到期，逾期未决定视为准予延续', en: 'Five days left: silence will renew the permit' },
          article: DEEMED_ARTICLE,
        },
        {
          id: 'deemed',
          when: { at: 'end' },
          does: 'lapse',
          title: { zh: '逾期未作决定，视为准予延续', en: 'No decision before it expires: deemed renewed' },
          article: DEEMED_ARTICLE,
        },
      ],
    },
    delivery: deliveryClock,
  },
  startClocks: ['expiry'],
  acceptClocks: ['decision'],
  extensions: { decision: decisionExtension },
  papers: {
    ...applicationPapers,
    'renewal-decision': {
      title: { zh: '准予延续行政许可决定书', en: 'Decision to renew the permit' },
      series: '延',
      seal: 'approval',
      to: 'applicant',
      article: BASIS,
    },
  },
  outcomes: {
    granted: { title: { zh: '准予延续', en: 'Renewed' }, paper: 'renewal-decision', light: 'good' },
    refused: { title: { zh: '不予延续', en: 'Not renewed' }, paper: 'refusal-decision', light: 'bad' },
    ...endsUndecided,
  },
  reviews: [],
  concerns: { certificate: 'renewed' },
  follows: [
    // Renewed or not, the term that holds from now on is watched: the old watch ended when this case was opened.
    ...['granted', 'refused', 'not-accepted', 'withdrawn', 'abandoned', 'terminated'].map((outcome) => ({
      on: `ended:${outcome}`,
      procedure: 'validity-watch',
      hands: ['channels'],
    })),
    ...PUBLISHED,
    ...SERVED,
  ],
  ladder: LADDER,
  waits: { supplement: supplementWait },
  flow: {
    kind: 'sequence',
    id: 'renewing',
    blocks: [
      acceptanceStep(PAPERS),
      examinationStep,
      {
        kind: 'task',
        id: 'decision',
        title: { zh: '决定', en: 'Decision' },
        by: approverSeat,
        clock: 'decision',
        outcomes: {
          grant: {
            title: { zh: '准予延续', en: 'Renew' },
            act: 'grant',
            target: { to: 'end', outcome: 'granted' },
            article: BASIS,
          },
          refuse: {
            title: { zh: '不予延续', en: 'Refuse to renew' },
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
