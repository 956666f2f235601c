/** 变更 (许 49): the holder asks to change what the permit says; its validity stays as it is. */
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

const BASIS = '行政许可法第四十九条';
const TITLE = { zh: '行政许可变更', en: 'Amendment of a permit' };
const PAPERS = [
  {
    field: 'proof',
    title: { zh: '变更事项证明材料', en: 'Papers that prove the change' },
    required: true,
    basis: BASIS,
  },
] as const;

export const amendment = procedure({
  id: 'amendment',
  title: TITLE,
  basis: BASIS,
  workflow: 'procedure',
  roles: HOLDER_DECIDES,
  opens: WINDOW,
  dataSchema: applicationForm(
    TITLE,
    {
      change: {
        type: 'string',
        title: '变更事项',
        enum: ['名称', '法定代表人（负责人）', '地址', '许可范围', '其他'],
      },
      changedTo: { type: 'string', title: '变更后的内容', minLength: 1, maxLength: 500 },
    },
    ['change', 'changedTo'],
    PAPERS,
  ),
  materials: PAPERS,
  facts: ['change', 'changedTo'],
  clocks: {
    acceptance: acceptanceClock,
    supplement: supplementClock,
    decision: decisionClock,
    delivery: deliveryClock,
  },
  startClocks: [],
  acceptClocks: ['decision'],
  extensions: { decision: decisionExtension },
  papers: {
    ...applicationPapers,
    'amendment-decision': {
      title: { zh: '准予变更行政许可决定书', en: 'Decision to amend the permit' },
      series: '变',
      seal: 'approval',
      to: 'applicant',
      article: BASIS,
    },
  },
  outcomes: {
    granted: { title: { zh: '准予变更', en: 'Amended' }, paper: 'amendment-decision', light: 'good' },
    refused: { title: { zh: '不予变更', en: 'Not amended' }, paper: 'refusal-decision', light: 'bad' },
    ...endsUndecided,
  },
  reviews: [],
  concerns: { certificate: 'amended' },
  follows: [...PUBLISHED, ...SERVED],
  ladder: LADDER,
  waits: { supplement: supplementWait },
  flow: {
    kind: 'sequence',
    id: 'amending',
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
            title: { zh: '准予变更', en: 'Amend' },
            act: 'grant',
            target: { to: 'end', outcome: 'granted' },
            article: BASIS,
          },
          refuse: {
            title: { zh: '不予变更', en: 'Refuse to amend' },
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
