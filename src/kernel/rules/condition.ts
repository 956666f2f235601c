/** Conditions in FEEL: the only place that calls the evaluator. A condition is true, false or a data error, never a guess. */
import { evaluate } from 'feelin';
import type { Json } from '../text';

export type Verdict = { readonly holds: boolean } | { readonly error: string };

/**
 * Evaluates one condition over the facts of a case. A missing fact, a type error or a result that is not a boolean is
 * an error value: the flow then waits for an administrator and does not choose a branch by accident.
 */
export function condition(expression: string, facts: { readonly [name: string]: Json }): Verdict {
  let result: { value: unknown; warnings: readonly { message?: string; type?: string }[] };
  try {
    result = evaluate(expression, facts);
  } catch (fault) {
    return { error: `${expression}: ${fault instanceof Error ? fault.message.slice(0, 120) : 'unreadable'}` };
  }
  const warning = result.warnings[0];
  if (warning) return { error: `${expression}: ${warning.message ?? warning.type ?? 'warning'}` };
  if (typeof result.value !== 'boolean') return { error: `${expression}: not true or false` };
  return { holds: result.value };
}
