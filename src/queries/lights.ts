// Owns the light and the due day that a task or a case shows now.
import type { Task } from '../kernel/case';
import { dayOf } from '../kernel/time/civil';
import { dueDay, type Clock, type Day, type Light } from '../kernel/time/clock';
import { lightOf } from '../kernel/time/rungs';
import type { CaseOnFile } from './on-file';

const GRAVITY: readonly Light[] = ['green', 'paused', 'yellow', 'red', 'overdue'];

/** What one clock of a case shows; green when the case has no such clock. */
export function clockLight(
  file: CaseOnFile,
  id: string | undefined,
): { readonly light: Light; readonly due: Day | null } {
  const clock = id === undefined ? undefined : file.state.clocks[id];
  const rule = id === undefined ? undefined : file.definition.clocks[id];
  if (!clock || !rule) return { light: 'green', due: null };
  return {
    light: lightOf(rule, clock, dayOf(file.moment.now), file.calendar),
    due: dueDay(rule, clock, file.calendar) ?? null,
  };
}

/** A task shows its own clock; a supervision the clock whose breach it watches. */
export function taskLight(file: CaseOnFile, task: Task): { readonly light: Light; readonly due: Day | null } {
  return clockLight(file, task.clock ?? task.about);
}

/** A case shows the gravest of its running clocks; an ended one whether its statutory limits were kept. */
export function caseLight(file: CaseOnFile): Light {
  const shown = Object.values(file.state.clocks)
    .filter((clock: Clock) => clock.endedOn === undefined || file.definition.clocks[clock.id]?.kind === 'statutory')
    .map((clock) => clockLight(file, clock.id).light);
  return shown.reduce<Light>(
    (gravest, light) => (GRAVITY.indexOf(light) > GRAVITY.indexOf(gravest) ? light : gravest),
    'green',
  );
}
