// Owns what kind of answer an outcome is, so that one key means the same on every task: approve, return, reject.
import type { Definition } from '../../../src/kernel/procedure/definition';
import { taskRule } from '../../../src/kernel/procedure/find';
import type { Answer } from '../../lib/call';

export type TaskView = Answer<'task'>;
export type Outcome = TaskView['outcomes'][number];
export type Kind = 'approve' | 'return' | 'reject' | 'other';
export const KEYS: Readonly<Record<Exclude<Kind, 'other'>, string>> = { approve: 'a', return: 'r', reject: 'b' };

/** The ordinary favourable outcome comes first; the procedure says where the others lead. */
export function kindOf(outcome: Outcome, task: TaskView, definition: Definition | undefined): Kind {
  const rule = definition && ruleOf(outcome.id, task, definition);
  if (!rule || !definition) return task.outcomes[0]?.id === outcome.id ? 'approve' : 'other';
  const { target, act, veto } = rule;
  if (target.to === 'back' || target.to === 'again' || target.to === 'correction') return 'return';
  const bad = target.to === 'end' && definition.outcomes[target.outcome]?.light === 'bad';
  if (bad || veto || act === 'refuse' || act === 'refuse-acceptance') return 'reject';
  return task.outcomes[0]?.id === outcome.id ? 'approve' : 'other';
}

/** The first outcome of each kind is what its key opens. */
export function keyOf(outcome: Outcome, task: TaskView, definition: Definition | undefined): string | undefined {
  const kind = kindOf(outcome, task, definition);
  const first = task.outcomes.find((each) => kindOf(each, task, definition) === kind);
  return kind === 'other' || first?.id !== outcome.id ? undefined : KEYS[kind];
}

function ruleOf(outcome: string, task: TaskView, definition: Definition) {
  try {
    return taskRule(definition, { kind: 'step', step: task.step }).outcomes[outcome];
  } catch {
    // A step that stands in no flow, such as a supervision (督办).
    return undefined;
  }
}

/** Whether something has to be filled in before it can be confirmed. */
export function asksFor(schema: Readonly<Record<string, unknown>> | undefined): boolean {
  return Object.keys(schema?.['properties'] ?? {}).length > 0;
}
