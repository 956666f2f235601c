/** Conditions in FEEL: the only place that calls the evaluator. A condition is true, false or a data error, never a guess. */
import { evaluate, parseExpression, parseUnaryTests, unaryTest } from 'feelin';
import type { Json } from '../text';

export type Verdict = { readonly holds: boolean } | { readonly error: string };

/**
 * Evaluates one condition over the facts of a case. A missing fact, a type error or a result that is not a boolean is
 * an error value: the flow then waits for an administrator and does not choose a branch by accident.
 */
export function condition(expression: string, facts: { readonly [name: string]: Json }): Verdict {
  // Whatever is not named in the text can be neither read nor mistaken for one of its words.
  const named = Object.fromEntries(Object.entries(facts).filter(([name]) => expression.includes(name)));
  const asked = `${expression}\n${JSON.stringify(named)}`;
  const before = VERDICTS.get(asked);
  if (before) return before;
  const verdict = verdictOf(expression, () => evaluate(expression, named));
  if (VERDICTS.size >= MOST_VERDICTS) VERDICTS.clear();
  VERDICTS.set(asked, verdict);
  return verdict;
}
/** The same question has the same answer, whenever it is asked: a forecast asks it on every way, and every commit once more. */
const VERDICTS = new Map<string, Verdict>();
const MOST_VERDICTS = 5_000;

/** One unary test of a decision table over the value it is asked of. */
export function test(expression: string, value: Json): Verdict {
  return verdictOf(expression, () => unaryTest(expression, { '?': value }));
}

function verdictOf(expression: string, evaluated: () => Evaluated): Verdict {
  const answer = answerOf(expression, evaluated);
  if ('error' in answer) return answer;
  return typeof answer.value === 'boolean' ? { holds: answer.value } : { error: `${expression}: not true or false` };
}

interface Evaluated {
  readonly value: unknown;
  readonly warnings: readonly { readonly message?: string; readonly type?: string }[];
}
/** What the evaluator throws, and what it only warns of, are errors both. */
function answerOf(
  expression: string,
  evaluated: () => Evaluated,
): { readonly value: unknown } | { readonly error: string } {
  let result: Evaluated;
  try {
    result = evaluated();
  } catch (fault) {
    return { error: `${expression}: ${fault instanceof Error ? fault.message.slice(0, 120) : 'unreadable'}` };
  }
  const warning = result.warnings[0];
  return warning
    ? { error: `${expression}: ${warning.message ?? warning.type ?? 'warning'}` }
    : { value: result.value };
}

/** What can be said of a unary test without evaluating it: the values it names, and what it does that is not allowed. */
export interface TestReading {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
  readonly forbidden: readonly string[];
}

/** All that a row may ask: values, comparisons, intervals and `not(…)`. */
const TEST_NODES: ReadonlySet<string> = new Set([
  ...['UnaryTests', 'PositiveUnaryTests', 'PositiveUnaryTest', 'SimplePositiveUnaryTest', 'PositionalParameters'],
  ...['Interval', 'CompareOp', 'NumericLiteral', 'StringLiteral', 'BooleanLiteral', 'ArithmeticExpression', 'ArithOp'],
  ...['FunctionInvocation', 'VariableName', 'Identifier', 'ParenthesizedExpression', 'Wildcard', 'Expression'],
]);

export function readTest(expression: string): TestReading | { readonly error: string } {
  const numbers: number[] = [];
  const texts: string[] = [];
  const forbidden: string[] = [];
  let error: string | undefined;
  parseUnaryTests(expression, {}, undefined).iterate({
    enter(node) {
      const text = expression.slice(node.from, node.to);
      if (node.type.isError) error ??= `${expression.slice(0, 120)}: unreadable at ${node.from + 1}`;
      else if (/^[A-Z]/.test(node.name) && !TEST_NODES.has(node.name)) forbidden.push(node.name);
      if (node.name === 'VariableName' && text !== 'not') forbidden.push(text);
      if (node.name === 'ArithOp' && text !== '-') forbidden.push(text);
      if (node.name === 'NumericLiteral')
        numbers.push(/-\s*$/.test(expression.slice(0, node.from)) ? -Number(text) : Number(text));
      if (node.name === 'StringLiteral') texts.push(text.slice(1, -1));
    },
  });
  return error === undefined ? { numbers, texts, forbidden } : { error };
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

/** What an expression of a paper gave, or why it gives nothing. */
export type Answer = { readonly value: Json } | { readonly error: string };
export type Words = { readonly text: string } | { readonly error: string };

/** The value of an expression over the data of a paper; a member that is not there is an error, as in a condition. */
export function valueOf(expression: string, data: { readonly [name: string]: Json }): Answer {
  return answerOf(expression, () => evaluate(expression, { ...data, date: writtenDay })) as Answer;
}

/** As a paper prints it: civil days written out, a list one line each. What is not there is an error, never a gap in a sentence. */
export function textOf(expression: string, data: { readonly [name: string]: Json }): Words {
  const answer = valueOf(expression, data);
  if ('error' in answer) return answer;
  const { value } = answer;
  const parts: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [value];
  const lines: string[] = [];
  for (const part of parts) {
    if (typeof part === 'string') lines.push(writtenDay(part) ?? '');
    else if (typeof part === 'number') lines.push(String(part));
    else if (typeof part === 'boolean') lines.push(part ? '是' : '否');
    else return { error: `${expression}: nothing to print` };
  }
  return { text: lines.join('\n') };
}

/**
 * A civil day as official papers write it, `2026-03-05` → `2026年3月5日`; any other text as it is. GB/T 9704-2012, 7.3.5.4: Arabic
 * figures, year, month and day in full, no leading zeros. The form in Chinese figures went out with the edition of 1999.
 */
export function writtenDay(day: string | null): string | null {
  const parts = day === null ? undefined : /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return parts ? `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日` : day;
}

/** What can be said of a paper's expression without evaluating it. */
export interface ExpressionReading {
  /** Members it reads, from the root on; the name bound by a loop stands for the list it goes through. */
  readonly paths: readonly (readonly string[])[];
  readonly forbidden: readonly string[];
}

/** All that a paper may do: read, compare, choose, add, and go once through a list that is there. No ranges: their length has no bound. */
const PAPER_NODES: ReadonlySet<string> = new Set([
  ...['Expression', 'PathExpression', 'PathName', 'VariableName', 'Identifier', 'Name', 'ParenthesizedExpression'],
  ...['ForExpression', 'InExpressions', 'InExpression', 'IterationContext', 'IfExpression'],
  ...['Comparison', 'CompareOp', 'ArithmeticExpression', 'ArithOp', 'Conjunction', 'Disjunction'],
  ...['StringLiteral', 'NumericLiteral', 'BooleanLiteral'],
  ...['FunctionInvocation', 'PositionalParameters', 'DateTimeLiteral', 'DateTimeConstructor'],
]);
const PAPER_FUNCTIONS: ReadonlySet<string> = new Set(['count', 'string', 'string join']);

/** Reads an expression over data of the given members, which tell a name with a hyphen from a difference; an error is a sentence. */
export function readExpression(
  expression: string,
  members: { readonly [name: string]: Json },
): ExpressionReading | { readonly error: string } {
  const paths: (readonly string[])[] = [];
  const forbidden: string[] = [];
  const bound = new Map<string, readonly string[]>();
  const around: string[] = [];
  let error: string | undefined;
  let binding: string | undefined;
  let called = false;
  const found = (text: string): void => {
    const path = text.split('.').map((part) => part.trim());
    const whole = [...(bound.get(path[0] ?? '') ?? path.slice(0, 1)), ...path.slice(1)];
    if (binding !== undefined) bound.set(binding, whole);
    binding = undefined;
    paths.push(whole);
  };
  const tree = parseExpression(expression, { ...members }, undefined);
  tree.iterate({
    enter(node) {
      const text = expression.slice(node.from, node.to);
      if (node.type.isError) error ??= `${expression.slice(0, 120)}: unreadable at ${node.from + 1}`;
      else if (/^[A-Z]/.test(node.name) && !PAPER_NODES.has(node.name)) forbidden.push(node.name);
      const inPath = around.includes('PathExpression');
      if (node.name === '..') forbidden.push('..');
      if (node.name === 'ForExpression' && around.includes('ForExpression')) forbidden.push('for … for');
      // A loop goes through one list of the data; anything computed could be of any length.
      if (around.at(-1) === 'IterationContext' && !['PathExpression', 'VariableName'].includes(node.name))
        forbidden.push(text);
      if (inPath && node.name === 'FunctionInvocation') forbidden.push(text);
      if (node.name === 'DateTimeConstructor' && text !== 'date') forbidden.push(text);
      if (node.name === 'Name' && around.at(-1) === 'InExpression') binding = text;
      if (node.name === 'FunctionInvocation') called = true;
      else if (node.name === 'VariableName' && called) {
        if (!PAPER_FUNCTIONS.has(text)) forbidden.push(text);
        called = false;
      } else if ((node.name === 'PathExpression' || node.name === 'VariableName') && !inPath) found(text);
      around.push(node.name);
    },
    leave() {
      around.pop();
    },
  });
  return error === undefined ? { paths, forbidden } : { error };
}
