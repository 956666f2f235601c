/** The following process saw a milestone out of lawful order: noted for an administrator, the third guard behind kernel and database. */
import { mayOnCase } from '../rules/authority';
import { record } from '../walk';
import type { ActKind, CommandOf } from './kind';

export const reportApart: ActKind<CommandOf<'report-apart'>> = {
  afterEnd: true,
  check({ state, actor }) {
    return mayOnCase(state, 'report-apart', actor);
  },
  decide(walk, command) {
    record(walk, 'process-apart', { milestone: command.milestone, expected: command.expected });
  },
};
