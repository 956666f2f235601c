/** Conditions in FEEL: the only place that calls the evaluator. A condition is true, false or a data error, never a guess. */
import { evaluate, parseExpression } from 'feelin';
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

/** What can be said of a condition without evaluating it. */
export interface ConditionReading {
  /** Facts it reads, in the order of the text. */
  readonly names: readonly string[];
  /** Facts compared with a string, as far as it is written out. */
  readonly compared: readonly { readonly name: string; readonly value: string }[];
  /** Names of what it does that is not allowed: iteration (its time would not be bounded by its length), or the day's date. */
  readonly forbidden: readonly string[];
}

const FORBIDDEN_NODES: ReadonlySet<string> = new Set([
  'ForExpression',
  'QuantifiedExpression',
  'FilterExpression',
  'FunctionDefinition',
]);
/** Read the host's clock: a decision read again tomorrow would be another. */
const FORBIDDEN_FUNCTIONS: ReadonlySet<string> = new Set(['now', 'today']);

/** Reads a condition over facts of the given names; an error is a sentence on what cannot be read. */
export function readCondition(
  expression: string,
  facts: readonly string[],
): ConditionReading | { readonly error: string } {
  const names: string[] = [];
  const forbidden: string[] = [];
  const compared: { name: string; value: string }[] = [];
  let error: string | undefined;
  let last: { name: string; from: number } | undefined;
  const tree = parseExpression(expression, Object.fromEntries(facts.map((name) => [name, null])), undefined);
  let calls = false;
  tree.iterate({
    enter(node) {
      const text = expression.slice(node.from, node.to);
      if (node.type.isError) error ??= `${expression.slice(0, 120)}: unreadable at ${node.from + 1}`;
      if (FORBIDDEN_NODES.has(node.name)) forbidden.push(node.name);
      if (node.name === 'FunctionInvocation') calls = true;
      if (node.name === 'VariableName') {
        // The first name of a call is the function itself.
        if (calls) {
          if (FORBIDDEN_FUNCTIONS.has(text)) forbidden.push(text);
        } else names.push(text);
        last = { name: text, from: node.from };
        calls = false;
      }
      if (
        node.name === 'StringLiteral' &&
        last &&
        /^\s*=\s*$/.test(expression.slice(last.from + last.name.length, node.from))
      ) {
        compared.push({ name: last.name, value: text.slice(1, -1) });
      }
    },
  });
  return error === undefined ? { names: [...new Set(names)], compared, forbidden } : { error };
}
