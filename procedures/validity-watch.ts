/** 有效期监测 (H3 step 9): watches a certificate's last day for its holder, and writes its expiry into the register. */
import { procedure } from '../src/kernel/procedure/builder';

const ARTICLE = '行政许可法第五十条、第七十条第一项';
const NOTHING_TO_SEND = {
  zh: '仅登记，不制发文书；到期提醒已通过短信、邮件发送。',
  en: 'Only entered in the register; the holder was told by message.',
};

export const validityWatch = procedure({
  id: 'validity-watch',
  title: { zh: '许可有效期监测', en: 'Watch over the validity of a permit' },
  basis: ARTICLE,
  workflow: 'procedure',
  childOnly: true,
  roles: { deciding: 'holder', supervising: 'justice-bureau' },
  dataSchema: { type: 'object', properties: {}, additionalProperties: false },
  materials: [],
  facts: [],
  clocks: {
    expiry: {
      title: { zh: '许可有效期', en: 'Validity of the permit' },
      kind: 'statutory',
      budget: { amount: 1825, unit: 'calendar-days' },
      until: 'certificate',
      article: ARTICLE,
      rungs: [
        {
          id: 'expiring',
          when: { remaining: 30 },
          does: 'remind',
          tells: 'certificate-expiring',
          title: { zh: '许可三十日后到期', en: 'The permit expires in thirty days' },
          article: '行政许可法第五十条第一款',
        },
        {
          id: 'expired',
          when: { at: 'end' },
          does: 'lapse',
          title: { zh: '许可有效期届满', en: 'The permit has expired' },
          article: '行政许可法第七十条第一项',
        },
      ],
    },
  },
  startClocks: [],
  acceptClocks: [],
  extensions: {},
  papers: {},
  outcomes: {
    expired: {
      title: { zh: '有效期届满', en: 'Expired' },
      paper: null,
      withoutPaper: NOTHING_TO_SEND,
      light: 'neutral',
    },
    superseded: {
      title: { zh: '已申请延续，转由延续办理', en: 'A renewal is under way and watches from now on' },
      paper: null,
      withoutPaper: NOTHING_TO_SEND,
      light: 'neutral',
    },
    annulled: {
      title: { zh: '许可已撤销', en: 'The permit was annulled' },
      paper: null,
      withoutPaper: NOTHING_TO_SEND,
      light: 'neutral',
    },
    deregistered: {
      title: { zh: '许可已注销', en: 'The permit was deregistered' },
      paper: null,
      withoutPaper: NOTHING_TO_SEND,
      light: 'neutral',
    },
  },
  reviews: [],
  ladder: [],
  waits: {},
  flow: {
    kind: 'sequence',
    id: 'watching',
    blocks: [
      {
        kind: 'await',
        id: 'validity',
        title: { zh: '等待有效期届满', en: 'Until the permit expires' },
        clock: 'expiry',
        article: ARTICLE,
        outcomes: {
          lapsed: { on: 'lapse', target: { to: 'end', outcome: 'expired' } },
          renewing: { on: 'hear-linked', said: 'renewal-pending', target: { to: 'end', outcome: 'superseded' } },
          annulled: { on: 'hear-linked', said: 'annulled', target: { to: 'end', outcome: 'annulled' } },
          deregistered: { on: 'hear-linked', said: 'deregistered', target: { to: 'end', outcome: 'deregistered' } },
        },
      },
    ],
  },
});
