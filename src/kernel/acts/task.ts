/** What every act on a task asks first: is there such a task, is it open, has the caller seen its last change? */
import type { CaseState, Task } from '../case';
import type { TaskCommand } from '../command';
import { refuse, type Refusal } from '../rules/refusal';

export function openTaskOf(
  state: CaseState,
  command: TaskCommand,
): { readonly task?: Task; readonly refusal?: Refusal } {
  const task = state.tasks.find((t) => t.id === command.task);
  if (!task) return { refusal: refuse('task-unknown') };
  // Silence has answered for the window: what came too late is told so, with the article.
  if (task.cause === 'deemed-accepted')
    return { refusal: refuse('already-accepted', '行政许可法第三十二条第一款第四项') };
  if (task.state !== 'open')
    return { refusal: refuse('already-decided', undefined, { outcome: task.outcome ?? task.cause ?? null }) };
  if (command.expectedSeq !== undefined && command.expectedSeq !== task.seq)
    return { refusal: refuse('task-stale', undefined, { seq: task.seq }) };
  return { task };
}
