// Owns serving the calendar of a year.
import { calendarYearView } from '../kernel/time/calendar';
import { calendarInForce } from '../queries/calendar';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { problem } from './problem';

export function calendar(deps: Deps): Handlers<'calendar'> {
  return {
    async calendar({ params }) {
      const year = /^\d{4}$/.test(params.year ?? '') ? Number(params.year) : 0;
      if (year < 1900 || year > 2199) throw problem('year-unknown');
      const { restDays, workingDays, ...rest } = calendarYearView(await calendarInForce(deps.db), year);
      return { body: { ...rest, restDays: [...restDays], workingDays: [...workingDays] } };
    },
  };
}
