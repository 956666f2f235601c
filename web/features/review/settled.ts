// Owns that a task once dealt with is not seen again: taken from every list at once, and kept out of a list that was read before.
import { asking } from '../../lib/asking';

/** The act that settled each task; a row that stands on a later one has come back by right. */
const settled = new Map<string, number>();

export function settle(task: string, seq: number): void {
  settled.set(task, Math.max(seq, settled.get(task) ?? 0));
  // New objects, so that whoever shows a list draws it again.
  asking.setQueriesData<object>({ queryKey: ['tasks'] }, (kept) => (kept ? { ...kept } : kept));
}

export function isSettled({ id, seq }: { readonly id: string; readonly seq: number }): boolean {
  return (settled.get(id) ?? -1) >= seq;
}
