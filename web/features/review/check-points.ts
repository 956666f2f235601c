// Owns what a reviewer makes of the check points (审查要点): what the system tells of each, what he found, and the opinion that follows.
import type { Text } from '../../../src/kernel/text';
import type { TaskView } from './outcomes';
import type { Check, TaskDraftValue } from './task-draft';

export type CheckPoint = TaskView['checkPoints'][number];
export type Checks = NonNullable<TaskDraftValue['checks']>;

/** Standard phrases of what may be wrong with a paper that is there, and with anything else; beside the point's own. */
export const PHRASES: Readonly<Record<'paper' | 'other', readonly Text[]>> = {
  paper: [
    { zh: '不清晰，无法辨认。', en: 'illegible' },
    { zh: '与申请内容不一致。', en: 'not in accord with the application' },
    { zh: '已过有效期。', en: 'out of date' },
    { zh: '缺少签字或者盖章。', en: 'lacks a signature or seal' },
  ],
  other: [{ zh: '与现场情况不一致。', en: 'not in accord with what was found on site' }],
};

/** What was found, or else what the system tells; absent where a person has still to look. */
export function resultOf({ id, result }: CheckPoint, checks: Checks): Check['result'] {
  const told = result === 'not-needed' ? 'none' : result === 'open' ? undefined : result;
  return checks[id]?.result ?? told;
}
export const failedOf = (points: readonly CheckPoint[], checks: Checks): readonly CheckPoint[] =>
  points.filter((point) => resultOf(point, checks) === 'fail');

/** The opinion that the check points suggest, in Chinese: the language of the record. */
export function draftedOpinion(points: readonly CheckPoint[], checks: Checks, favourable: boolean): string {
  const failed = failedOf(points, checks);
  if (favourable)
    return points.length === 0 || failed.length > 0 || points.some((point) => resultOf(point, checks) === undefined)
      ? ''
      : '经审查，各审查要点均符合要求。';
  if (failed.length === 0) return '';
  const lines = failed.map(({ id, title, phrase }, index) => {
    const { note = '', page } = checks[id] ?? {};
    const what = note.trim() === '' ? phrase.zh : `${title.zh}：${ended(note.trim())}`;
    return `${index + 1}. ${page === undefined ? what : what.replace(/。$/, `（第${page}页）。`)}`;
  });
  return `经审查，存在以下问题：\n${lines.join('\n')}`;
}
const ended = (sentence: string): string => (/[。！？]$/.test(sentence) ? sentence : `${sentence}。`);
