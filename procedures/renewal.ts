/** 延续 (许 50): asked for by the holder, decided before the permit expires, else deemed granted at 24:00 of its last day. */
import { procedure } from '../src/kernel/procedure/builder';
import {
  aboutCertificate,
  clocksAboutCertificate,
  decisionAbout,
  examinationByOne,
  refusalPaper,
  undecidedPapers,
} from './parts/about-certificate';
import { afterwards, watched } from './parts/afterwards';
import { endsUndecided } from './parts/ends';
import { closing } from './parts/papers';
import { acceptanceTask } from './parts/window';

const BASIS = '行政许可法第五十条';
const DEEMED_ARTICLE = '行政许可法第五十条第二款';
const FORM = {
  title: { zh: '行政许可延续', en: 'Renewal of a permit' },
  fields: {},
  required: [],
  materials: [
    {
      field: 'conditions',
      title: { zh: '仍符合许可条件的说明材料', en: 'Papers showing that the conditions are still met' },
      required: true,
      basis: BASIS,
    },
  ],
};

export const renewal = procedure({
  ...aboutCertificate(FORM),
  id: 'renewal',
  title: FORM.title,
  basis: BASIS,
  clocks: {
    ...clocksAboutCertificate,
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
  },
  startClocks: ['acceptance', 'expiry'],
  papers: {
    ...undecidedPapers,
    ...refusalPaper,
    'renewal-decision': closing({ zh: '准予延续行政许可决定书', en: 'Decision to renew the permit' }, '延', BASIS),
  },
  outcomes: {
    granted: { title: { zh: '准予延续', en: 'Renewed' }, paper: 'renewal-decision', light: 'good' },
    refused: { title: { zh: '不予延续', en: 'Not renewed' }, paper: 'refusal-decision', light: 'bad' },
    ...endsUndecided,
  },
  concerns: { certificate: 'renewed' },
  follows: [
    // Renewed or not, the term that holds from now on is watched: the old watch ended when this case was opened.
    ...watched('granted', 'refused', ...Object.keys(endsUndecided)),
    ...afterwards({}),
  ],
  flow: {
    kind: 'sequence',
    id: 'renewing',
    blocks: [
      acceptanceTask(FORM),
      examinationByOne,
      decisionAbout({
        grant: { zh: '准予延续', en: 'Renew' },
        refuse: { zh: '不予延续', en: 'Refuse to renew' },
        article: BASIS,
      }),
    ],
  },
});
