// Owns live updates: what the server says has changed is asked for again. A lost stream comes back by itself, and then everything is asked.
import { asking } from './asking';
import type { Way } from './routes';

/** Of one case, whatever shows it; and the lists it may stand in. */
const OF_A_CASE: readonly Way[] = ['case', 'ledger', 'explanation', 'forecast', 'documents', 'task', 'process'];
const LISTS: readonly Way[] = ['tasks', 'taskCounts', 'cases', 'messages', 'waits', 'waitGroups', 'findings'];

/** Listens until the returned function is called. */
export function listen(): () => void {
  const stream = new EventSource('/api/events');
  let lost = false;
  stream.addEventListener('case', () => ask([...OF_A_CASE, ...LISTS]));
  stream.addEventListener('error', () => (lost = true));
  stream.addEventListener('open', () => {
    if (lost) void asking.invalidateQueries();
    lost = false;
  });
  return () => stream.close();
}

let soon: number | undefined;
/** Changes of a moment are asked for together. */
function ask(ways: readonly Way[]): void {
  if (soon !== undefined) return;
  soon = window.setTimeout(() => {
    soon = undefined;
    for (const way of ways) void asking.invalidateQueries({ queryKey: [way] });
  }, 150);
}
