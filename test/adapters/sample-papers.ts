/** Owns one plausible input for each kind of paper. */
import type { PaperInput } from '../../src/adapters/document/render-paper';
import type { PaperKind } from '../../src/adapters/document/paper-template';

const COMMON = {
  caseNumber: '320281-2026-000123',
  applicant: '张淏',
  item: '食品经营许可',
  itemCode: '000131019000',
  receivedOn: '2026-03-02',
  acceptedOn: '2026-03-05',
  decidedOn: '2026-03-18',
  dueOn: '2026-03-19',
};
const BASIS = '《中华人民共和国食品安全法》第三十五条、《食品经营许可和备案管理办法》第十二条';

const FACTS: Record<PaperKind, Record<string, string>> = {
  receipt: {},
  'acceptance-notice': { term: '十个工作日' },
  'deemed-acceptance-notice': { term: '十个工作日', acceptedOn: '2026-03-02' },
  'supplement-notice': {
    term: '十个工作日',
    gaps: '1. 食品安全管理人员的健康证明（未提交）；\n2. 经营场所平面布置图（未标明比例和操作流程）；\n3. 法定代表人身份证明复印件（未签字）。',
  },
  'non-acceptance-notice': {
    reasons: '申请事项不属于本机关职权范围，请向江阴市市场监督管理局华士分局提出申请。',
    basis: '《中华人民共和国行政许可法》第三十二条第一款第（二）项',
  },
  'grant-decision': { basis: BASIS, validUntil: '2031-03-17' },
  'refusal-decision': {
    basis: BASIS,
    reasons:
      '一、经营场所与有毒、有害场所以及其他污染源的距离不符合规定；\n二、未配备专职或者兼职的食品安全管理人员。\n以上事实有现场核查记录（2026年3月12日）、询问笔录等证据证明。',
  },
  'termination-notice': {
    reasons: '你（单位）在规定期限内未补正申请材料。',
    basis: '《市场监督管理行政许可程序暂行规定》第十五条',
  },
  'extension-notice': { term: '十个工作日', reasons: '因现场核查发现的问题需要整改后复核。', dueOn: '2026-04-02' },
  'suspension-notice': {
    term: '十五日',
    reasons: '对送检样品进行检验。',
    basis: '《中华人民共和国食品安全法》第八十七条',
  },
  'legal-review-opinion': {
    opinion: '同意。',
    reasons: '执法主体合法，事实清楚，证据确实充分，适用依据正确，程序合法。',
    basis: '国办发〔2018〕118号第（十三）项',
    reviewer: '陈法（法律职业资格证号：A20203202810001）',
  },
  'renewal-decision': { certificate: '澄行审证〔2026〕第8号', validUntil: '2036-03-17' },
  'amendment-decision': { certificate: '澄行审证〔2026〕第8号' },
  'annulment-notice': {
    certificate: '澄行审证〔2026〕第8号',
    reasons: '申请时提交的租赁合同与事实不符。',
    term: '五个工作日',
  },
  'annulment-decision': {
    certificate: '澄行审证〔2026〕第8号',
    reasons: '申请时提交的租赁合同系伪造，以欺骗手段取得行政许可。',
    basis: '《中华人民共和国行政许可法》第六十九条第二款',
  },
  'deregistration-decision': {
    certificate: '澄行审证〔2026〕第8号',
    ground: '行政许可有效期届满未延续',
    basis: '《中华人民共和国行政许可法》第七十条第一项',
  },
  'left-standing-notice': { certificate: '澄行审证〔2026〕第8号', reasons: '未发现应当撤销、注销的情形。' },
  'rectification-reply': { reasons: '已对窗口等候时间过长的问题进行整改，增设一个窗口。' },
  'complaint-reply': { reasons: '经核查，补正要求已一次性告知，未发现刁难情形。' },
};

export function samplePaper(kind: PaperKind): PaperInput {
  const review = kind === 'legal-review-opinion';
  return {
    kind,
    ...(kind === 'receipt' ? {} : { number: '澄审批许〔2026〕123号' }),
    issuedOn: '2026-03-18',
    body: review ? '江阴市司法局' : '江阴市行政审批局',
    addressee: review ? '江阴市行政审批局' : COMMON.applicant,
    facts: { ...COMMON, ...FACTS[kind] },
    verifyUrl: 'https://oneseal.example.gov.cn/verify/K7QM-2XPD-94RT',
    witness: { case: '01JQ8ZC3W4', seq: 17, hash: 'ab'.repeat(32) },
  };
}
