/** 抄送 and its read mark: colleagues may read the case from then on, after its end as well. It asks for nothing and holds nothing up. */
import { worksOn } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { personOf, stale, type ActKind, type CommandOf } from './kind';

export const copy: ActKind<CommandOf<'copy'>> = {
  afterEnd: true,
  check({ state, command, actor }) {
    // A copy is read, and not passed on: whom the case concerns is for those to say who work on it.
    if (actor.kind !== 'person' || !worksOn(state, actor)) return refuse('no-part');
    if (command.people.length === 0) return refuse('nobody-named');
    if (command.people.some(({ posts }) => posts.length === 0)) return refuse('not-eligible');
    return stale(state, command);
  },
  decide(walk, command, actor) {
    walk.by = { actor: personOf(actor), principal: null, basis: 'own' };
    // Each person has one copy of a case: sent again, it is the same one, unread, with the newest reason.
    const people = [...new Set(command.people.map(({ person }) => person))];
    record(walk, 'copied', { people, reason: command.reason });
  },
};

export const readCopy: ActKind<CommandOf<'read-copy'>> = {
  afterEnd: true,
  check({ state, actor }) {
    return state.copies?.[personOf(actor) ?? ''] ? undefined : refuse('not-copied');
  },
  decide(walk, _command, actor) {
    const mine = walk.state.copies?.[personOf(actor) ?? ''];
    if (mine && mine.read === undefined) record(walk, 'copy-read', { of: mine.seq });
  },
};
