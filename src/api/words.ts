// Owns the words that sentences about a case are made of.
import { GROUNDS } from '../kernel/acts/clocks';
import type { PostKind } from '../kernel/procedure/definition';
import type { Text } from '../kernel/text';
import type { Day } from '../kernel/time/clock';

export const POSTS: Readonly<Record<PostKind, Text>> = {
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
  return Object.hasOwn(POSTS, kind) ? POSTS[kind as PostKind] : { zh: kind, en: kind };
}

/** `2026-03-02` as 3月2日; English keeps the day as it is. */
export function dayWords(day: Day): Text {
  return { zh: `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`, en: day };
}

const GROUNDS_EN: Readonly<Record<string, string>> = {
  hearing: 'a hearing',
  tender: 'a call for tenders',
  auction: 'an auction',
  inspection: 'an inspection',
  testing: 'tests',
  quarantine: 'a quarantine inspection',
  appraisal: 'an appraisal',
  'expert-review': 'a review by experts',
};

/** What a clock stands still for (许 45). */
export function groundTitle(ground: string): Text {
  const zh = Object.hasOwn(GROUNDS, ground) ? GROUNDS[ground] : undefined;
  return zh === undefined ? { zh: '特别程序', en: 'a special procedure' } : { zh, en: GROUNDS_EN[ground] ?? ground };
}
