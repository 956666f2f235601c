// Owns whom a seat may be given to (改派), or who may be added to a task (加签): those whom the rules let sit there today.
import type { Task } from '../kernel/case';
import { check, seatsToGive, signKinds } from '../kernel/kernel';
import { seatFor } from '../kernel/rules/authority';
import { refuse } from '../kernel/rules/refusal';
import type { CaseOnFile } from '../queries/on-file';
import { holdersOf, staffOf } from '../queries/staff';
import { actorOf } from './access';
import type { Call, Handlers } from './call';
import type { Deps } from './deps';
import { refusalProblem } from './refusals';
import { taskIn } from './tasks';

export function candidates(deps: Deps): Handlers<'candidates'> {
  return {
    async candidates({ caller, file, params, query }) {
      const task = taskIn(file, params.id);
      const items =
        query.for === 'add-sign' ? await signers(deps, file, task, caller) : await eligible(deps, file, task, caller);
      return { body: { items } };
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

/** Whom the caller may ask to speak in this task (加签): the people of the body he sits for, whatever post they hold there. */
async function signers(deps: Deps, file: CaseOnFile, task: Task, caller: Call<'candidates'>['caller']) {
  const actor = actorOf(caller);
  const { definition, state, moment, calendar } = file;
  const [kind] = signKinds({ ...file, actor }, task);
  const inviter = seatFor(task, actor);
  if (kind === undefined || !inviter) throw refusalProblem(refuse('add-sign-not-here'));
  return (await staffOf(deps.db, inviter.organisation)).flatMap((person) => {
    const command = { type: 'add-sign', task: task.id, kind, people: [person], weight: 1, reason: '…' } as const;
    const post =
      person.posts.find((p) => p.kind === inviter.post && p.organisation === inviter.organisation) ??
      person.posts.find((p) => p.organisation === inviter.organisation);
    if (!post || check(definition, state, command, actor, moment, calendar)) return [];
    const title = person.titles[post.id] ?? { zh: '', en: '' };
    return [
      {
        person: { id: person.person, name: person.name },
        seat: inviter.id,
        post: { id: post.id, title, organisation: post.organisation },
        open: person.open,
      },
    ];
  });
}
