/**
 * 暂存决定: a decision that reaches further than its own seat is first written down without its consequences, so that whoever made
 * it may take it back. It takes effect when its window is over, when a limit of the case falls due, or when somebody else acts.
 */
import type { AgentOf, CaseState, Seat, Task } from '../case';
import { clockRule } from '../procedure/find';
import type { OutcomeRule } from '../procedure/definition';
import { spreadOf } from '../spread';
import { dayOf, endOf } from '../time/civil';
import { dueDay, type Instant } from '../time/clock';
import { nextRung } from '../time/rungs';
import { record, type Walk } from '../walk';
import type { CommandOf } from './kind';
import type { CaseCommand } from './index';
import type { Actor } from '../command';

/**
 * Whether something would follow outside: the task ends with it, with this outcome, and the case goes on. A vote that leaves the task
 * open and a step taken up again by the same hands move nothing, and whoever supervises decides nothing of the case.
 */
export function reachesFurther(task: Task, ending: OutcomeRule | undefined): boolean {
  return ending !== undefined && task.kind !== 'supervision' && ending.target.to !== 'again';
}

/** `undoMs` law ms from now, and never past a limit of the case: no day is missed because a decision was held. */
export function hold(
  walk: Walk,
  task: Task,
  seat: Seat,
  command: CommandOf<'decide'>,
  undoMs: number,
  agent?: AgentOf,
): void {
  record(walk, 'decision-held', {
    task: task.id,
    seat: seat.id,
    outcome: command.outcome,
    ...(command.opinion === undefined ? {} : { opinion: command.opinion }),
    ...(command.data === undefined ? {} : { data: command.data }),
    ...(agent ? { agent } : {}),
    until: windowEnd(walk, undoMs),
  });
}

function windowEnd({ definition, state, calendar, effectiveAt }: Walk, undoMs: number): Instant {
  const limits = Object.entries(state.clocks).flatMap(([id, clock]): Instant[] => {
    const rule = clockRule(definition, id);
    if (!rule || clock.endedOn !== undefined) return [];
    const due = dueDay(rule, clock, calendar);
    const rung = nextRung(rule, clock, calendar, spreadOf(state.id));
    return [...(due === undefined ? [] : [endOf(due)]), ...(rung ? [rung.raiseAt] : [])];
  });
  // A number bears the year it is drawn in, and a paper that of its decision.
  const yearEnd = endOf(`${dayOf(effectiveAt).slice(0, 4)}-12-31`);
  return Math.min(Math.floor(effectiveAt + undoMs), yearEnd, ...limits.filter((at) => at > effectiveAt));
}

/**
 * What the process tells moves the case on in these alone; of other effects, reminders and calendars a held decision takes no notice.
 */
const MOVES: readonly CaseCommand['type'][] = ['child-outcome', 'hear-linked', 'receive-message'];
/** What came of a call moves the case on as well. */
const RESULTS: readonly CaseCommand['type'][] = ['finish-effect', 'fail-effect'];

/** Whether this act, if it is accepted, comes after the held decision: then that takes effect first. */
export function endsHold(state: CaseState, command: CaseCommand, actor: Actor): boolean {
  const { type } = command;
  if (state.held === undefined || BESIDE.includes(type)) return false;
  return actor.kind !== 'system' || MOVES.includes(type) || (RESULTS.includes(type) && isCall(state, command));
}
function isCall({ effects }: CaseState, command: CaseCommand): boolean {
  return 'effect' in command && effects.some(({ id, kind }) => id === command.effect && kind === 'call');
}
/** Taking it back; and what is said about a case and to whom it is shown, which moves nothing in it. */
const BESIDE: readonly CaseCommand['type'][] = ['withdraw', 'urge', 'copy', 'read-copy', 'comment'];

/** Whoever has seen a decision held has seen what it leads to: his `expectedSeq` is carried over to the state after it. */
export function carriedOver(command: CaseCommand, before: CaseState, after: CaseState): CaseCommand {
  if (before === after || !('expectedSeq' in command) || command.expectedSeq === undefined) return command;
  const task = 'task' in command ? command.task : undefined;
  const seqIn = (state: CaseState): number | undefined =>
    task === undefined ? state.changedSeq : state.tasks.find(({ id }) => id === task)?.seq;
  const now = seqIn(after);
  return now === undefined || command.expectedSeq !== seqIn(before) ? command : { ...command, expectedSeq: now };
}
