/** 代理结束: the rule by which somebody acted for an absent colleague is over; what he took by it and did not decide goes back. */
import type { CaseState, Seat, Task } from '../case';
import { mayOnCase } from '../rules/authority';
import { record } from '../walk';
import type { ActKind, CommandOf } from './kind';

export const endAgency: ActKind<CommandOf<'end-agency'>> = {
  afterEnd: true,
  check: ({ state, actor }) => mayOnCase(state, 'end-agency', actor),
  decide(walk, { rule }) {
    for (const { task, seat } of takenBy(walk.state, rule)) {
      const { agent, holder } = seat;
      if (!agent || holder === undefined) continue;
      record(walk, 'agency-ended', {
        task: task.id,
        seat: seat.id,
        rule,
        from: holder,
        ...(agent.held ? { to: agent.for } : {}),
      });
    }
  },
};

/** Open seats that somebody took by this rule, or through it. */
function takenBy({ tasks }: CaseState, rule: string): readonly { readonly task: Task; readonly seat: Seat }[] {
  return tasks.flatMap((task) =>
    task.seats
      .filter(({ state, agent }) => state === 'open' && (agent?.rule === rule || agent?.through?.includes(rule)))
      .map((seat) => ({ task, seat })),
  );
}
