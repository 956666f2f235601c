// Owns the light and the due day that a task or a case shows now.
import type { Task } from '../kernel/case';
import { clockRule } from '../kernel/procedure/find';
import { dayNumber, dayOf } from '../kernel/time/civil';
import { dueDay, remaining, type Clock, type Day, type Light } from '../kernel/time/clock';
import { countBetween } from '../kernel/time/deadline';
import { lightOf } from '../kernel/time/rungs';
import type { CaseOnFile } from './on-file';

const GRAVITY: readonly Light[] = ['green', 'paused', 'yellow', 'red', 'overdue'];

/** What one clock of a case shows; green when the case has no such clock. */
export function clockLight(
  file: CaseOnFile,
  id: string | undefined,
): { readonly light: Light; readonly due: Day | null } {
  const clock = id === undefined ? undefined : file.state.clocks[id];
  const rule = id === undefined ? undefined : clockRule(file.definition, id);
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
    .filter((clock: Clock) => clock.endedOn === undefined || clockRule(file.definition, clock.id)?.kind === 'statutory')
    .map((clock) => clockLight(file, clock.id).light);
  return shown.reduce<Light>(
    (gravest, light) => (GRAVITY.indexOf(light) > GRAVITY.indexOf(gravest) ? light : gravest),
    'green',
  );
}

/**
 * Working days left of a clock at the end of today, negative when over; null where it counts other days and stands still, or
 * there is no clock.
 */
export function workingDaysLeft(file: CaseOnFile, id: string | undefined): number | null {
  const clock = id === undefined ? undefined : file.state.clocks[id];
  const rule = id === undefined ? undefined : clockRule(file.definition, id);
  if (!clock || !rule) return null;
  const today = dayOf(file.moment.now);
  if (rule.budget.unit === 'working-days') return remaining(rule, clock, today, file.calendar);
  const due = dueDay(rule, clock, file.calendar);
  if (due === undefined) return null;
  const between = (from: Day, to: Day): number =>
    countBetween(file.calendar, 'working-days', dayNumber(from), dayNumber(to), []);
  return due >= today ? between(today, due) : -between(due, today);
}
