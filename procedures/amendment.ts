/** 变更 (许 49): the holder asks to change what the permit says; its validity stays as it is. */
import { procedure } from '../src/kernel/procedure/builder';
import {
  aboutCertificate,
  clocksAboutCertificate,
  decisionAbout,
  examinationByOne,
  refusalPaper,
  undecidedPapers,
} from './parts/about-certificate';
import { afterwards } from './parts/afterwards';
import { APPLICATION_FACTS } from './parts/application';
import { endsUndecided } from './parts/ends';
import { closing } from './parts/papers';
import { acceptanceTask } from './parts/window';
import { choice, field } from './parts/fields';

const BASIS = '行政许可法第四十九条';
const FORM = {
  title: { zh: '行政许可变更', en: 'Amendment of a permit' },
  fields: {
    change: choice(
      { zh: '变更事项', en: 'What is changed' },
      {
        名称: 'Name',
        '法定代表人（负责人）': 'Legal representative or person in charge',
        地址: 'Address',
        许可范围: 'Scope of the permit',
        其他: 'Something else',
      },
    ),
    changedTo: field(
      { zh: '变更后的内容', en: 'What it is to be changed to' },
      { type: 'string', minLength: 1, maxLength: 500 },
    ),
  },
  required: ['change', 'changedTo'],
  materials: [
    {
      field: 'proof',
      title: { zh: '变更事项证明材料', en: 'Papers that prove the change' },
      required: true,
      basis: BASIS,
    },
  ],
};

export const amendment = procedure({
  ...aboutCertificate(FORM),
  id: 'amendment',
  title: FORM.title,
  basis: BASIS,
  facts: [...APPLICATION_FACTS, 'change', 'changedTo'],
  clocks: clocksAboutCertificate,
  startClocks: ['acceptance'],
  papers: {
    ...undecidedPapers,
    ...refusalPaper,
    'amendment-decision': closing({ zh: '准予变更行政许可决定书', en: 'Decision to amend the permit' }, '变', BASIS),
  },
  outcomes: {
    granted: { title: { zh: '准予变更', en: 'Amended' }, paper: 'amendment-decision', light: 'good' },
    refused: { title: { zh: '不予变更', en: 'Not amended' }, paper: 'refusal-decision', light: 'bad' },
    ...endsUndecided,
  },
  concerns: { certificate: 'amended' },
  follows: afterwards({}),
  flow: {
    kind: 'sequence',
    id: 'amending',
    blocks: [
      acceptanceTask(FORM),
      examinationByOne,
      decisionAbout({
        grant: { zh: '准予变更', en: 'Amend' },
        refuse: { zh: '不予变更', en: 'Refuse to amend' },
        article: BASIS,
      }),
    ],
  },
});
