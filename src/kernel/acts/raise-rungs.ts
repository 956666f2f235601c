/** A timer or the sweep says "look at the clocks": settling, which precedes every act, does all the work. */
import { mayOnCase } from '../rules/authority';
import type { ActKind, CommandOf } from './kind';

export const raiseRungs: ActKind<CommandOf<'raise-rungs'>> = {
  afterEnd: true,
  check({ state, actor }) {
    return mayOnCase(state, 'raise-rungs', actor);
  },
  decide() {
    // Nothing of its own: the due rungs have been raised before this act is asked.
  },
};
