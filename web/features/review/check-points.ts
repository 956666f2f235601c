// Owns the check points (审查要点) of a task, made from what the procedure asks for: each paper with its article, and the item's own basis.
import type { Definition } from '../../../src/kernel/procedure/definition';
import type { Text } from '../../../src/kernel/text';
import type { TaskDraftValue } from './task-draft';

export interface CheckPoint {
  readonly id: string;
  readonly title: Text;
  readonly basis: string;
  /** Of a paper: whether it is there, said by the system; and the paper itself. */
  readonly received?: boolean;
  readonly file?: string;
  readonly needed: boolean;
}

export function checkPoints(definition: Definition, data: Readonly<Record<string, unknown>>): readonly CheckPoint[] {
  const papers = definition.materials.map(({ field, title, basis, required }): CheckPoint => {
    const file = data[field];
    const received = typeof file === 'string' && file !== '';
    return { id: field, title, basis, needed: required, received, ...(received ? { file } : {}) };
  });
  return [
    ...papers.filter(({ needed, received }) => needed || received),
    {
      id: 'conditions',
      title: { zh: '符合法定条件、标准', en: 'The legal conditions are met' },
      basis: definition.basis,
      needed: true,
    },
  ];
}

/** Standard phrases of what may be wrong with a paper; of anything else. */
export const PHRASES: Readonly<Record<'missing' | 'paper' | 'conditions', readonly Text[]>> = {
  missing: [{ zh: '未提交', en: 'not handed in' }],
  paper: [
    { zh: '不清晰，无法辨认', en: 'illegible' },
    { zh: '与申请内容不一致', en: 'not in accord with the application' },
    { zh: '已过有效期', en: 'out of date' },
    { zh: '缺少签字或者盖章', en: 'lacks a signature or seal' },
  ],
  conditions: [
    { zh: '不符合法定条件', en: 'a legal condition is not met' },
    { zh: '与现场情况不一致', en: 'not in accord with what was found on site' },
  ],
};

export type Checks = NonNullable<TaskDraftValue['checks']>;
export const failedOf = (points: readonly CheckPoint[], checks: Checks): readonly CheckPoint[] =>
  points.filter(({ id }) => checks[id]?.result === 'fail');

/** The opinion that the check points suggest, in Chinese: the language of the record. */
export function draftedOpinion(points: readonly CheckPoint[], checks: Checks, favourable: boolean): string {
  const failed = failedOf(points, checks);
  if (favourable)
    return failed.length > 0 || points.some(({ id }) => checks[id]?.result === undefined)
      ? ''
      : '经核对，申请材料齐全，符合法定条件、标准。';
  if (failed.length === 0) return '';
  const lines = failed.map(({ id, title }, index) => {
    const { note = '', page } = checks[id] ?? {};
    const what = note.trim() === '' ? '不符合要求' : note.trim();
    return `${index + 1}. ${title.zh}：${what}${page === undefined ? '' : `（第${page}页）`}。`;
  });
  return `经审查，存在以下问题：\n${lines.join('\n')}`;
}
