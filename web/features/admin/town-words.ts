// Owns what the codes of administration are called. A code that is not known here gets a neutral phrase, never itself.
import type { Text } from '../../../src/kernel/text';

export const ORGANISATION_KINDS = {
  city: { zh: '市人民政府', en: 'City government' },
  'approval-bureau': { zh: '行政审批局', en: 'Approval bureau' },
  'justice-bureau': { zh: '司法局', en: 'Justice bureau' },
  department: { zh: '市级部门', en: 'City department' },
  town: { zh: '镇、街道', en: 'Town or subdistrict' },
  'service-centre': { zh: '政务服务中心', en: 'Service centre' },
  'enforcement-bureau': { zh: '综合行政执法局', en: 'Enforcement bureau' },
} as const satisfies Readonly<Record<string, Text>>;

export const POST_KINDS = {
  'window-clerk': { zh: '综合窗口人员', en: 'Window clerk' },
  examiner: { zh: '审查人员', en: 'Examiner' },
  approver: { zh: '审批人', en: 'Approver' },
  'agency-head': { zh: '机关负责人', en: 'Head of the agency' },
  'legal-reviewer': { zh: '法制审核人员', en: 'Legal reviewer' },
  'enforcement-officer': { zh: '执法人员', en: 'Enforcement officer' },
  administrator: { zh: '系统管理员', en: 'Administrator' },
  supervisor: { zh: '执法监督人员', en: 'Enforcement supervisor' },
  'hearing-host': { zh: '听证主持人', en: 'Hearing host' },
  publisher: { zh: '公示人员', en: 'Publisher' },
} as const satisfies Readonly<Record<string, Text>>;

export const PERSON_STATES = {
  active: { zh: '在用', en: 'Active' },
  'no-password': { zh: '尚无密码', en: 'No password yet' },
  'first-password': { zh: '待改首次密码', en: 'First password to be changed' },
  locked: { zh: '已锁定', en: 'Locked' },
  left: { zh: '已离岗', en: 'Left' },
} as const satisfies Readonly<Record<string, Text>>;

export const QUALIFICATION_KINDS = {
  legal: { zh: '法律职业资格', en: 'Legal qualification' },
  enforcement: { zh: '行政执法证', en: 'Enforcement certificate' },
} as const satisfies Readonly<Record<string, Text>>;

export const PROPOSAL_STATES = {
  open: { zh: '待发布', en: 'To be published' },
  published: { zh: '已发布', en: 'Published' },
  rejected: { zh: '已退回', en: 'Rejected or taken back' },
} as const satisfies Readonly<Record<string, Text>>;

const OTHER: Text = { zh: '其他', en: 'Other' };
export function called(codes: Readonly<Record<string, Text>>, code: string): Text {
  return Object.hasOwn(codes, code) ? (codes[code] ?? OTHER) : OTHER;
}
/** As the items of a choice. */
export function choices(
  codes: Readonly<Record<string, Text>>,
  say: (text: Text) => string,
): { readonly value: string; readonly label: string }[] {
  return Object.entries(codes).map(([value, text]) => ({ value, label: say(text) }));
}
