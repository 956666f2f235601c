/** 催办: whoever has to do with a case asks those it waits for to go on; once in four hours of law time, and on the record. */
import type { CaseState, Task } from '../case';
import { postOf } from '../effects';
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import type { Instant } from '../time/clock';
import { record } from '../walk';
import { personOf, stale, type ActKind, type CommandOf } from './kind';
import { openTaskOf } from './task';

/** Who is asked every hour hears nobody any more. */
const COOL_DOWN_MS = 4 * 3_600_000;

export const urge: ActKind<CommandOf<'urge'>> = {
  afterEnd: false,
  check({ state, command, actor, moment }) {
    const may = mayOnCase(state, 'urge', actor);
    if (may) return may;
    const { task } = command;
    const old = task === undefined ? stale(state, command) : openTaskOf(state, { ...command, task }).refusal;
    if (old) return old;
    const waiting = tasksOf(state, task).filter((each) => heard(each, personOf(actor)).length > 0);
    if (waiting.length === 0) return refuse('nobody-to-urge');
    if (waiting.some((each) => mayUrge(state, each, moment.now))) return undefined;
    const again = Math.min(...waiting.map((each) => (state.urged?.[each.id] ?? 0) + COOL_DOWN_MS));
    return refuse('urged-recently', undefined, { minutes: Math.ceil((again - moment.now) / 60_000) });
  },
  decide(walk, command, actor) {
    for (const task of tasksOf(walk.state, command.task)) {
      const to = heard(task, personOf(actor));
      if (to.length > 0 && mayUrge(walk.state, task, walk.moment.now))
        record(walk, 'urged', { task: task.id, to, reason: command.reason });
    }
  },
};

function tasksOf({ tasks, held }: CaseState, task: string | undefined): readonly Task[] {
  // What is decided and held waits for nobody.
  return tasks.filter(
    (each) => each.state === 'open' && each.id !== held?.task && (task === undefined || each.id === task),
  );
}
function mayUrge(state: CaseState, task: Task, now: Instant): boolean {
  const last = state.urged?.[task.id];
  return last === undefined || last + COOL_DOWN_MS <= now;
}
/** Who holds a seat that is open, or may take it. Nobody urges himself. */
function heard(task: Task, by: string | null): readonly string[] {
  const open = task.seats.filter((seat) => seat.state === 'open' && (seat.holder === undefined || seat.holder !== by));
  return [...new Set(open.map((seat) => (seat.holder === undefined ? postOf(seat) : `person:${seat.holder}`)))];
}
