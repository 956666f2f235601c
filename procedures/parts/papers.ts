/** The papers (文书) of a permit, each with the article that asks for it; their texts are in `documents/`. */
import type { CertificateRule, PaperRule } from '../../src/kernel/procedure/definition';
import type { Text } from '../../src/kernel/text';
import { ARTICLES, type PermitOffer } from './offer';

type Rule = Omit<PaperRule, 'kind'>;
const notice = (title: Text, on: readonly string[], article: string): Rule => ({
  title,
  on,
  seal: 'approval',
  to: 'applicant',
  article,
});
const filed = (title: Text, on: readonly string[], article: string): Rule => ({
  title,
  on,
  seal: 'none',
  to: 'file',
  article,
});
/** A paper of the end, numbered: `series` follows the letters of the body that decides, `澄行审许〔2026〕第12号`. */
export const closing = (title: Text, series: string, article: string): Rule => ({
  title,
  series,
  seal: 'approval',
  to: 'applicant',
  article,
});

export const windowPapers = {
  'supplement-notice': notice(
    { zh: '补正材料通知书', en: 'Notice to supplement' },
    ['supplement-requested'],
    ARTICLES.acceptance,
  ),
  'acceptance-notice': notice(
    { zh: '受理通知书', en: 'Notice of acceptance' },
    ['accepted', 'accepted-on-commitment'],
    ARTICLES.written,
  ),
  'deemed-acceptance-notice': notice(
    { zh: '视为受理通知书', en: 'Notice of deemed acceptance' },
    ['deemed-accepted'],
    ARTICLES.acceptance,
  ),
  'non-acceptance-notice': closing({ zh: '不予受理通知书', en: 'Notice of non-acceptance' }, '不受', ARTICLES.written),
  'termination-notice': closing({ zh: '终止办理通知书', en: 'Notice of termination' }, '终', ARTICLES.termination),
};

export const gapsPapers = {
  'acceptance-with-gaps-notice': notice(
    { zh: '容缺受理通知书', en: 'Notice of acceptance with gaps' },
    ['accepted-with-gaps'],
    ARTICLES.gaps,
  ),
  'gaps-promise': filed(
    { zh: '容缺受理承诺书', en: 'Promise of the missing papers' },
    ['accepted-with-gaps'],
    ARTICLES.gaps,
  ),
};

export const commitmentPaper = {
  commitment: filed({ zh: '告知承诺书', en: 'Commitment' }, ['accepted-on-commitment'], ARTICLES.commitment),
};

export const limitPapers = {
  'extension-notice': notice(
    { zh: '延期办理通知书', en: 'Notice of extension' },
    ['clock-extended'],
    ARTICLES.extension,
  ),
  'suspension-notice': notice(
    { zh: '特别程序告知书', en: 'Notice of a special procedure' },
    ['clock-suspended'],
    ARTICLES.special,
  ),
  'delay-explanation': notice({ zh: '超时说明', en: 'Explanation of delay' }, ['delay-explained'], ARTICLES.delay),
};

export const hearingRightsPapers = {
  'interested-party-notice': notice(
    { zh: '利害关系人告知书', en: 'Notice to interested parties' },
    ['interested-parties-told'],
    '行政许可法第三十六条',
  ),
  'hearing-rights-notice': notice(
    { zh: '听证告知书', en: 'Notice of the right to a hearing' },
    ['interested-parties-told'],
    ARTICLES.hearing,
  ),
};

export const siteVisitPaper = {
  'site-visit-record': filed(
    { zh: '现场核查笔录', en: 'Record of the site visit' },
    ['site-visited'],
    '行政许可法第三十四条第三款',
  ),
};
export const preliminaryPaper = {
  'preliminary-opinion': filed(
    { zh: '初审意见', en: 'Opinion of the first review' },
    ['forwarded'],
    '行政许可法第三十五条',
  ),
};

export const decisionPapers = {
  'grant-decision': closing(
    { zh: '准予行政许可决定书', en: 'Decision to grant the permit' },
    '许',
    '行政许可法第三十八条第一款',
  ),
  'refusal-decision': closing(
    { zh: '不予行政许可决定书', en: 'Decision to refuse the permit' },
    '不许',
    '行政许可法第三十八条第二款',
  ),
};

type Issued = NonNullable<PermitOffer['certificate']>;

/** `series`: what the numbers of certificates (证照编号) end with. */
export function certificatePaper({ title, article }: Issued, series: string) {
  return { 'permit-certificate': closing(title, series, article) };
}
export function certificateRule({ validity, article }: Issued, series: string): CertificateRule {
  return { series, validity, article };
}

export const servicePaper = {
  'proof-of-service': filed({ zh: '送达回证', en: 'Proof of service' }, ['handed-out'], ARTICLES.delivery),
};
