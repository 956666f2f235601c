/** 确定听证 (许 47, 48): day, place and host; the notice leaves seven full working days, and the day lies within twenty of the request. */
import { refuse } from '../rules/refusal';
import { deadline } from '../time/deadline';
import { dayOf } from '../time/civil';
import { dueDay, type Day } from '../time/clock';
import { record, today } from '../walk';
import type { Statutory } from './statutory';

const NOTICE_ARTICLE = '行政许可法第四十八条第一款第一项';
const HOLD_ARTICLE = '行政许可法第四十七条第一款';
/** Full working days between the notice and the hearing; neither end counts. */
const NOTICE_DAYS = 7;
/** The clock within which a hearing that was asked for is held. */
export const HEARING_CLOCK = 'hearing';

export const appointHearing: Statutory = {
  check({ definition, state, command, moment, calendar }) {
    const heldOn = dayIn(command.data);
    if (heldOn === undefined) return undefined;
    const notice = deadline({ from: dayOf(moment.now), amount: NOTICE_DAYS, unit: 'working-days' }, calendar);
    if ('due' in notice && heldOn <= notice.due)
      return refuse('hearing-notice-short', NOTICE_ARTICLE, { after: notice.due });
    const [rule, clock] = [definition.clocks[HEARING_CLOCK], state.clocks[HEARING_CLOCK]];
    const due = rule && clock ? dueDay(rule, clock, calendar) : undefined;
    if (!rule || due === undefined || !('due' in notice)) return undefined;
    // Once the notice can no longer be kept within the limit, the hearing is still owed, late as it is: the breach is watched by the
    // clock's own ladder, and the party loses nothing by it. But the decision's time stands still until it is held, so it is not
    // put off further than the limit would let it be today.
    const anew = deadline({ from: dayOf(moment.now), amount: rule.budget.amount, unit: rule.budget.unit }, calendar);
    const last = notice.due < due ? due : 'due' in anew ? anew.due : due;
    return heldOn > last ? refuse('hearing-too-late', HOLD_ARTICLE, { due: last }) : undefined;
  },
  decide(walk, command) {
    const text = (field: string): string => {
      const value = command.data?.[field];
      return typeof value === 'string' ? value : '';
    };
    record(walk, 'hearing-appointed', {
      on: today(walk),
      heldOn: dayIn(command.data) ?? '',
      place: text('place'),
      host: text('host'),
    });
  },
};

function dayIn(data: { readonly [field: string]: unknown } | undefined): Day | undefined {
  const day = data?.['heldOn'];
  return typeof day === 'string' ? day : undefined;
}
