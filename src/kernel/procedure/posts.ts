/** Owns what each kind of post (岗位) is called. */
import type { Text } from '../text';
import type { PostKind } from './definition';

const TITLES: Readonly<Record<PostKind, Text>> = {
  'window-clerk': { zh: '窗口人员', en: 'window clerk' },
  examiner: { zh: '审查人员', en: 'examiner' },
  approver: { zh: '审批人', en: 'approver' },
  'agency-head': { zh: '机关负责人', en: 'agency head' },
  'legal-reviewer': { zh: '法制审核人员', en: 'legal reviewer' },
  'enforcement-officer': { zh: '执法人员', en: 'enforcement officer' },
  administrator: { zh: '系统管理员', en: 'administrator' },
  supervisor: { zh: '执法监督人员', en: 'supervisor' },
  'hearing-host': { zh: '听证主持人', en: 'hearing host' },
  publisher: { zh: '公示人员', en: 'publisher' },
};

export function postTitle(kind: string): Text {
  return Object.hasOwn(TITLES, kind) ? TITLES[kind as PostKind] : { zh: kind, en: kind };
}
