// Owns the one table from a refusal of the rules to its HTTP status: why did the API answer 409?
import { REFUSALS, sentenceOf, type Refusal, type RefusalKind } from '../kernel/rules/refusal';
import { errorsKept, Problem } from './problem';

const STATUS: Readonly<Record<RefusalKind, number>> = { forbidden: 403, unknown: 404, conflict: 409, content: 422 };

/** `seq`: the act that a client should have seen before it asked; told where the state forbids the act. */
export function refusalProblem(refusal: Refusal, seq?: number): Problem {
  const { kind } = REFUSALS[refusal.code];
  const { errors, ...facts } = (refusal.facts ?? {}) as Readonly<Record<string, unknown>>;
  const told = kind === 'conflict' && seq !== undefined ? { seq, ...facts } : facts;
  return new Problem(STATUS[kind], refusal.code, sentenceOf(refusal), {
    ...(refusal.basis === undefined ? {} : { basis: refusal.basis }),
    ...(Object.keys(told).length === 0 ? {} : { facts: told }),
    ...(Array.isArray(errors) ? { errors: errorsKept(errors) } : {}),
  });
}
