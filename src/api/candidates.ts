// Owns whom a seat may be given to (改派): those who hold its post today and whom the rules let sit there.
import type { Task } from '../kernel/case';
import { check, seatsToGive } from '../kernel/kernel';
import { refuse } from '../kernel/rules/refusal';
import type { CaseOnFile } from '../queries/on-file';
import { holdersOf } from '../queries/staff';
import { actorOf } from './access';
import type { Call, Handlers } from './call';
import type { Deps } from './deps';
import { refusalProblem } from './refusals';
import { taskIn } from './tasks';

export function candidates(deps: Deps): Handlers<'candidates'> {
  return {
    async candidates({ caller, file, params }) {
      const task = taskIn(file, params.id);
      return { body: { items: await eligible(deps, file, task, caller) } };
    },
  };
}

async function eligible(deps: Deps, file: CaseOnFile, task: Task, caller: Call<'candidates'>['caller']) {
  const actor = actorOf(caller);
  const given = seatsToGive(task, actor);
  // 转办: whoever holds a seat may hand on that one.
  const own = task.seats.filter(({ state, holder }) => state === 'open' && holder === actor.person);
  const seats = [...given, ...own.filter((seat) => !given.includes(seat))];
  // Who may not give a seat away has no business knowing how much each colleague has in hand.
  if (seats.length === 0) throw refusalProblem(refuse('not-your-post', undefined, { act: 'reassign' }));
  const found = await Promise.all(
    seats.map(async (seat) =>
      (await holdersOf(deps.db, seat.post, seat.organisation)).flatMap((person) => {
        const asked = { task: task.id, seat: seat.id, to: person, reason: '…' } as const;
        const command = given.includes(seat)
          ? ({ type: 'reassign', ...asked } as const)
          : ({ type: 'transfer', ...asked, confirmed: true } as const);
        const refused = check(file.definition, file.state, command, actor, file.moment, file.calendar);
        const post = person.posts.find((p) => p.kind === seat.post && p.organisation === seat.organisation);
        if (refused || !post) return [];
        const title = person.titles[post.id] ?? { zh: '', en: '' };
        return [
          {
            person: { id: person.person, name: person.name },
            seat: seat.id,
            post: { id: post.id, title, organisation: post.organisation },
            open: person.open,
          },
        ];
      }),
    ),
  );
  return found.flat();
}
