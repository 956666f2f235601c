/** The check points (审查要点) of a task as they stand now: what a rule can tell is told with its reason, the rest is for a person to see. */
import { neededPapers } from './acts/facts';
import type { CaseState, Task } from './case';
import type { CheckPoint, Definition } from './procedure/definition';
import { taskRule } from './procedure/find';
import { condition } from './rules/condition';
import type { Text } from './text';

export type PointResult = 'pass' | 'fail' | 'not-needed' | 'open';
export interface PointChecked extends Omit<CheckPoint, 'rule'> {
  readonly result: PointResult;
  readonly because?: Text;
  /** The field of the paper it is about. */
  readonly paper?: string;
}

export function checkPointsOf(definition: Definition, state: CaseState, task: Task): readonly PointChecked[] {
  return (taskRule(definition, task).block?.checkPoints ?? []).map(({ rule, ...point }) => {
    if (!rule) return { ...point, result: 'open' };
    if ('paper' in rule) return { ...point, paper: rule.paper, ...paperTold(definition, state, rule.paper) };
    const verdict = condition(rule.holds, state.facts);
    // What cannot be read is no failure of the application.
    if ('error' in verdict) return { ...point, result: 'open' };
    return { ...point, result: verdict.holds ? 'pass' : 'fail', because: rule.because };
  });
}

const RECEIVED: Text = { zh: '材料已收到', en: 'The paper has been handed in' };
const PROMISED: Text = { zh: '已承诺限期补齐', en: 'It is promised for later' };
const MISSING: Text = { zh: '材料未提交', en: 'The paper has not been handed in' };
const NOT_NEEDED: Text = { zh: '本件无需提交', en: 'This application does not need it' };

function paperTold(
  definition: Definition,
  state: CaseState,
  field: string,
): { readonly result: PointResult; readonly because: Text } {
  if (state.materials.includes(field)) return { result: 'pass', because: RECEIVED };
  if (state.promised?.includes(field)) return { result: 'not-needed', because: PROMISED };
  return neededPapers(definition, state).includes(field)
    ? { result: 'fail', because: MISSING }
    : { result: 'not-needed', because: NOT_NEEDED };
}
