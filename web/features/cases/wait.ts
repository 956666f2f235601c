// Owns the shape in which a case's waits are told to its page: each with what lies under it.
import type { Text } from '../../../src/kernel/text';

/** An act that would move it, and that the reader is offered. */
export interface HelpfulAct {
  readonly type: string;
  readonly title: Text;
  readonly on: 'case' | 'task';
  readonly id: string;
  /** What of the request is known already. */
  readonly with: Readonly<Record<string, unknown>>;
}
export interface Wait {
  readonly kind: string;
  readonly subject: string;
  readonly since: string;
  readonly due?: string;
  readonly clock?: string;
  readonly next?: { readonly what: Text; readonly at: string };
  readonly sentence?: Text;
  readonly help?: Text;
  readonly task?: string;
  readonly actions: readonly string[];
  readonly offered?: readonly HelpfulAct[];
  readonly causes: readonly Wait[];
}
/** What is waited for in the end: the first cause of the first cause. */
export function rootOf(wait: Wait): Wait {
  const [first] = wait.causes;
  return first ? rootOf(first) : wait;
}
/** From what is seen to what it hangs on. */
export function chainOf(wait: Wait): readonly Wait[] {
  const [first] = wait.causes;
  return first ? [wait, ...chainOf(first)] : [wait];
}
/** Done on the page of the task itself. */
const AT_THE_TASK = ['claim', 'decide'];
/** These have a form of their own among the acts on the case. */
const WITH_A_FORM = [
  'supplement',
  'withdraw-application',
  'request-hearing',
  'waive-hearing',
  'state-views',
  'receive-message',
];
export const isAtTheTask = ({ type }: HelpfulAct): boolean => AT_THE_TASK.includes(type);
/** Does a button beside the wait do it? The others stand where their forms are. */
export const isBesideTheWait = (act: HelpfulAct): boolean => !isAtTheTask(act) && !WITH_A_FORM.includes(act.type);

/** What the reader may do about any of these, each act once. */
export function offeredIn(waits: readonly Wait[]): readonly HelpfulAct[] {
  const all = waits.flatMap(({ offered = [] }) => offered);
  const known = (act: HelpfulAct): string => JSON.stringify([act.type, act.on, act.id, act.with]);
  return all.filter((act, nth) => all.findIndex((each) => known(each) === known(act)) === nth);
}
