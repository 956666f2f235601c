// Owns what a reviewer types on a task before he decides.
import { useDraft, type Draft } from '../../lib/draft';
import type { Kept } from '../../lib/merge';

export interface Check {
  readonly result?: 'pass' | 'fail' | 'none';
  readonly note?: string;
  readonly page?: number;
}
export interface TaskDraftValue extends Kept {
  /** The outcome whose bar is open. */
  readonly outcome?: string;
  /** Absent: as the check points suggest. */
  readonly opinion?: string;
  readonly data?: Kept;
  readonly more?: Kept;
  readonly checks?: { readonly [point: string]: Check };
  readonly viewed?: { readonly [field: string]: true };
}
export type TaskDraft = Draft<TaskDraftValue>;
const EMPTY: TaskDraftValue = {};

export function useTaskDraft(task: string): TaskDraft {
  return useDraft<TaskDraftValue>(`task:${task}`, EMPTY);
}
