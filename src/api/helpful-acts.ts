// Owns which acts that would move a wait are offered to the caller: each is asked of the kernel, so that no button leads to a refusal.
import type { Principal } from '../auth/principal';
import type { Wait } from '../kernel/explain';
import { offeredOnCase, offeredOnTask, check } from '../kernel/kernel';
import type { Text } from '../kernel/text';
import type { CaseOnFile } from '../queries/on-file';
import { actorOf } from './access';
import { actTitle } from './wait-words';

export interface HelpfulAct {
  readonly type: string;
  readonly title: Text;
  readonly on: 'case' | 'task';
  readonly id: string;
  readonly with: Record<string, unknown>;
}

/** Kinds of wait that end when the process looks again. */
const OF_THE_PROCESS: ReadonlySet<string> = new Set(['effect', 'timer-overdue', 'process-apart', 'child']);

export function helpfulActs(file: CaseOnFile, wait: Wait, caller: Principal): HelpfulAct[] {
  const { definition, state, moment, calendar } = file;
  const actor = actorOf(caller);
  const at = { ...file, actor };
  const task = state.tasks.find((each) => each.id === wait.task);
  if (task) {
    const offered = offeredOnTask(at, task);
    return offered
      .filter((type) => wait.actions.includes(type))
      .map((type) => made(type, 'task', task.id, type === 'reassign' && wait.seat ? { seat: wait.seat } : {}));
  }
  const offered = offeredOnCase(at);
  const wanted = OF_THE_PROCESS.has(wait.kind) ? [...wait.actions, 'follow-again'] : wait.actions;
  return offered.flatMap((type): HelpfulAct[] => {
    if (!wanted.includes(type)) return [];
    const known: Record<string, unknown> =
      type === 'retry-effect'
        ? { effect: wait.subject }
        : type === 'resume-clock' && wait.clock
          ? { clock: wait.clock.id }
          : {};
    // Offered for something on the case; of this very limit or effect it is asked again.
    const command =
      type === 'retry-effect'
        ? ({ type, effect: wait.subject, reason: '…' } as const)
        : type === 'resume-clock' && wait.clock
          ? ({ type, clock: wait.clock.id } as const)
          : undefined;
    if (command && check(definition, state, command, actor, moment, calendar)) return [];
    return [made(type, 'case', file.id, known)];
  });
}

/** Acts on the case of these types that the caller is offered. */
export function actsByType(file: CaseOnFile, types: readonly string[], caller: Principal): HelpfulAct[] {
  return offeredOnCase({ ...file, actor: actorOf(caller) })
    .filter((type) => types.includes(type))
    .map((type) => made(type, 'case', file.id, {}));
}

function made(type: string, on: 'case' | 'task', id: string, known: Record<string, unknown>): HelpfulAct {
  return { type, title: actTitle(type), on, id, with: known };
}
