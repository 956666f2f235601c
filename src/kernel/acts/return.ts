/**
 * 退回: whoever sits on a task sends the case back to an earlier step of its own course, to the start, or to the applicant. One seat
 * returning closes the task for all of them; what others had written stays theirs. What that undoes and lets stand: `returning.ts`.
 */
import type { CaseState, Seat, Task } from '../case';
import { postOf } from '../effects';
import type { Definition } from '../procedure/definition';
import { findBlock, taskRule } from '../procedure/find';
import { blockIdOf } from '../procedure/run-name';
import { placeOf } from '../procedure/place';
import { sendBackTo } from '../progress';
import { APPLICANT, isBeside, returnTargets, rewind, waitFor, type ReturnTarget } from '../returning';
import { mayTake, seatFor } from '../rules/authority';
import { refuse, type Refusal } from '../rules/refusal';
import { isAside } from '../tally';
import type { Text } from '../text';
import { record, type Walk } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';
import { openTaskOf } from './task';

const ONE_LIST = '行政许可法第三十二条第一款第四项';

export const returnTask: ActKind<CommandOf<'return'>> = {
  afterEnd: false,
  check(question) {
    const { definition, state, command, actor } = question;
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const seat = seatFor(task, actor);
    if (!seat) return refuse('already-decided');
    const takes = mayTake(definition, state, task, seat, actor);
    if (takes) return takes;
    // Whoever was asked for his opinion says it; sending the case back is for those whose task it is.
    if (isAside(seat)) return refuse('return-aside');
    return leads(definition, state, task, command);
  },
  decide(walk, command, actor) {
    const { definition, state } = walk;
    const task = state.tasks.find(({ id }) => id === command.task);
    const seat = task && seatFor(task, actor);
    const target = task && targetNamed(definition, state, task, command.to);
    if (!task || !seat || !target) throw new Error(`returned an unchecked task ${command.task}`);
    walk.by = { actor: personOf(actor), principal: postOf(seat), basis: 'own' };
    sendBack(walk, task, seat, target, command);
  },
};

function sendBack(walk: Walk, task: Task, seat: Seat, target: ReturnTarget, command: CommandOf<'return'>): void {
  const { definition, state } = walk;
  const mode = command.mode ?? target.modes[0] ?? 're-walk';
  const told = { reason: command.reason, task: task.id, seat: seat.id, mode };
  if (target.to !== APPLICANT) return sendBackTo(walk, rewind(definition, state, task.step, target.to, mode), told);
  const { block } = taskRule(definition, task);
  const source = placeOf(definition, task.step);
  const wait = block?.returns && source && waitFor(definition, state, block.returns, source);
  if (!wait) throw new Error(`${task.step} has no way to the applicant`);
  // The applicant's turn comes before the step his answer goes to: what was decided there may stand as well.
  sendBackTo(walk, rewind(definition, state, task.step, wait.back, mode, true), { ...told, wait });
  record(walk, 'supplement-requested', { gaps: [], reasons: command.reason });
}

function targetNamed(definition: Definition, state: CaseState, task: Task, to: string): ReturnTarget | undefined {
  const all = task.kind === 'step' ? returnTargets(definition, state, task.step) : [];
  return (
    all.find((each) => each.to === to || each.also.includes(to)) ?? all.findLast((each) => blockIdOf(each.to) === to)
  );
}

function leads(
  definition: Definition,
  state: CaseState,
  task: Task,
  { to, mode, reason, confirmed }: CommandOf<'return'>,
): Refusal | undefined {
  const all = task.kind === 'step' ? returnTargets(definition, state, task.step) : [];
  const target = targetNamed(definition, state, task, to);
  const titles = all.map(({ to: each }) => returnTitle(definition, each));
  if (!target && task.kind === 'step' && isBeside(definition, state, task.step, to))
    return refuse('return-into-sibling');
  if (!target) return refuse('return-nowhere', undefined, { to }, titles);
  if (mode !== undefined && !target.modes.includes(mode)) return refuse('return-mode', undefined, { mode });
  if (reason.trim() === '') return refuse('return-reason');
  // 一次性告知: the applicant is asked once; a second time only if the head of the agency has allowed it.
  if (target.to === APPLICANT && state.gapLists > (state.furtherLists ?? 0))
    return refuse('gaps-already-listed', ONE_LIST);
  if (target.closes.length > 0 && confirmed !== true) {
    const children = target.closes.flatMap((id) => {
      const child = state.children.find((each) => each.id === id);
      const block = child && findBlock(definition, child.block);
      return block && 'title' in block ? [block.title] : [];
    });
    return refuse('return-closes-children', undefined, { children: [...target.closes] }, children);
  }
  return undefined;
}

/** What a target of a return is called. */
export function returnTitle(definition: Definition, to: string): Text {
  if (to === APPLICANT) return { zh: '申请人', en: 'The applicant' };
  const block = findBlock(definition, to);
  return block && 'title' in block ? block.title : { zh: to, en: to };
}

/** Where this person may send the case back to from this task, and how. */
export function returnsOffered(
  definition: Definition,
  state: CaseState,
  task: Task,
  ask: (command: CommandOf<'return'>) => boolean,
): readonly (ReturnTarget & { readonly title: Text })[] {
  if (task.kind !== 'step' || task.state !== 'open') return [];
  return returnTargets(definition, state, task.step)
    .filter(({ to }) => ask({ type: 'return', task: task.id, to, reason: '…', confirmed: true }))
    .map((target) => ({ ...target, title: returnTitle(definition, target.to) }));
}
