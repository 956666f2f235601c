/** Remedies (救济途径) by kind of decision: to whom, within which term, by which article. A favourable decision has none to tell of. */

export const REMEDIES = {
  /** Free choice between reconsideration and suit: refusals, non-acceptance, annulment, an ordinary penalty. */
  ordinary: {
    article: '行政复议法第二十条、第二十四条；行政诉讼法第四十五条、第四十六条',
    text: (body: string) =>
      `如不服本决定，可以自收到本文书之日起六十日内依法向${body}申请行政复议，也可以自收到本文书之日起六个月内依法向有管辖权的人民法院提起行政诉讼。`,
  },
  /** 复议前置: a penalty on the spot goes to reconsideration before any suit, and its paper must say so (复 23). */
  'reconsider-first': {
    article: '行政复议法第二十条、第二十三条、第二十四条；行政诉讼法第四十五条',
    text: (body: string) =>
      `如不服本决定，应当自收到本文书之日起六十日内先依法向${body}申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内依法向有管辖权的人民法院提起行政诉讼。`,
  },
} as const;
export type RemedyKind = keyof typeof REMEDIES;
