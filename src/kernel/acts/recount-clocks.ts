/** 期限重算: running clocks are counted by a calendar that was published after they had started; what moves is recorded, and seen. */
import type { CaseState } from '../case';
import { clockRule } from '../procedure/find';
import { blockIdOf } from '../procedure/run-name';
import type { Definition } from '../procedure/definition';
import { mayOnCase } from '../rules/authority';
import { spreadOf } from '../spread';
import { calendarAsOf, type Calendar } from '../time/calendar';
import { dueDay, type Clock, type ClockRule, type Day } from '../time/clock';
import { recalculate, rungsAhead } from '../time/rungs';
import { record } from '../walk';
import type { ActKind, CommandOf } from './kind';

export interface MovedClock {
  readonly clock: string;
  /** Absent while it stands still. */
  readonly was?: Day;
  readonly due?: Day;
}

/** The running clocks whose due day or any of whose rungs another calendar moves; each is compared with the calendar it stands on. */
export function movedClocks(definition: Definition, state: CaseState, calendar: Calendar): readonly MovedClock[] {
  if (state.state === 'ended') return [];
  const named = Object.values(definition.clocks).flatMap((rule) =>
    Object.values(state.clocks)
      .filter(({ id }) => blockIdOf(id) === rule.id)
      .map((clock) => ({ rule, clock })),
  );
  return named.flatMap(({ rule, clock }) => {
    if (clock.endedOn !== undefined || clock.calendarVersion === calendar.version) return [];
    const before = calendarAsOf(calendar, clock.calendarVersion);
    const [was, due] = [before && dueDay(rule, clock, before), dueDay(rule, clock, calendar)];
    const same =
      before !== undefined &&
      was === due &&
      ladder(state, rule, clock, before) === ladder(state, rule, clock, calendar);
    if (same) return [];
    return [{ clock: clock.id, ...(was === undefined ? {} : { was }), ...(due === undefined ? {} : { due }) }];
  });
}

/** Every rung with its instant, those already raised included. */
function ladder({ id }: CaseState, rule: ClockRule, clock: Clock, calendar: Calendar): string {
  const rungs = rungsAhead(rule, { ...clock, raised: [] }, calendar, spreadOf(id));
  return rungs.map(({ rung, raiseAt }) => `${rung.id}@${raiseAt}`).join(' ');
}

export const recountClocks: ActKind<CommandOf<'recount-clocks'>> = {
  afterEnd: false,
  check({ state, actor }) {
    return mayOnCase(state, 'recount-clocks', actor);
  },
  decide(walk) {
    const { definition, state, calendar } = walk;
    const time = { calendar, now: walk.moment.now, spreadSeconds: spreadOf(state.id) };
    const moved = movedClocks(definition, state, calendar).flatMap(({ clock: id, ...days }) => {
      const [rule, clock] = [clockRule(definition, id), state.clocks[id]];
      return rule && clock ? [{ clock: recalculate(rule, clock, time), ...days }] : [];
    });
    if (moved.length > 0) record(walk, 'clocks-recounted', { calendar: calendar.version, moved });
  },
};
