/**
 * 审批人规则: who a seat is for where the procedure does not leave it to whoever of the post comes first. It is found when the task is
 * opened, by the town of that day, and kept in the act with what it was found from; whoever may not sit there by law is never found.
 */
import type { ResolvedSeats } from './acts/act';
import type { PersonActor } from './command';
import type { TaskBlock } from './procedure/definition';
import { dutyOf } from './procedure/find';
import { mayServe } from './rules/authority';
import { valueOf } from './rules/condition';
import type { Json } from './text';
import { drawPeople, type Walk } from './walk';

export interface Found {
  readonly place: { readonly post: TaskBlock['by']['post']; readonly organisation: string; readonly holder?: string };
  readonly resolved: ResolvedSeats;
  /** Nobody may be found, and the procedure says that the step is not opened then. */
  readonly refused?: true;
}

export function approverFor(walk: Walk, block: TaskBlock, organisation: string): Found {
  const { by } = block;
  const { people, inputs } = askedFor(walk, block, organisation);
  const fit = people.filter((person) => mayBe(walk, block, person));
  const [first] = fit;
  const resolved = {
    rule: by.who?.kind ?? ('everyone' as const),
    post: by.post,
    organisation,
    people: fit.map(({ person }) => person),
    inputs,
  };
  if (first) {
    const held = by.who?.kind === 'head' ? first.posts.find(({ kind }) => kind === 'agency-head') : undefined;
    const place = held ? { post: held.kind, organisation: held.organisation } : { post: by.post, organisation };
    return { place: { ...place, holder: first.person }, resolved };
  }
  const nobody = by.nobody ?? 'head';
  const post = nobody === 'head' ? ('agency-head' as const) : by.post;
  return {
    place: { post, organisation },
    resolved: { ...resolved, nobody },
    ...(nobody === 'refuse' ? { refused: true as const } : {}),
  };
}

interface AskedFor {
  readonly people: readonly PersonActor[];
  readonly inputs: { readonly [name: string]: Json };
}
function askedFor(walk: Walk, { by }: TaskBlock, organisation: string): AskedFor {
  const { post, who } = by;
  const { facts } = walk.state;
  const named = (id: unknown): readonly PersonActor[] =>
    drawPeople(walk, post, organisation).filter(({ person }) => person === id);
  switch (who?.kind) {
    case 'field':
    case 'chosen':
      return { people: named(facts[who.fact]), inputs: { [who.fact]: facts[who.fact] ?? null } };
    case 'expression': {
      const answer = valueOf(who.feel, facts);
      // What cannot be read, or names no person, finds nobody.
      const value = 'value' in answer && typeof answer.value === 'string' ? answer.value : null;
      return { people: named(value), inputs: { [who.feel]: value } };
    }
    case 'topic': {
      const topic = facts[who.fact];
      const known = typeof topic === 'string' && topic !== '';
      return {
        people: known ? drawPeople(walk, `topic:${topic}:${post}`, organisation) : [],
        inputs: { [who.fact]: topic ?? null },
      };
    }
    case 'least-loaded':
      return { people: drawPeople(walk, `load:${post}`, organisation), inputs: {} };
    case 'head':
      return { people: drawPeople(walk, `above${who.up}:agency-head`, organisation), inputs: { up: who.up } };
    case undefined:
      return { people: [], inputs: {} };
  }
}

/** By law, and by what the step says of somebody who has just decided; never because nobody else is there. */
function mayBe({ definition, state }: Walk, block: TaskBlock, person: PersonActor): boolean {
  if (mayServe(definition, state, block, person)) return false;
  const duty = dutyOf(definition, { kind: 'step', step: block.id });
  if (state.recused?.[duty]?.includes(person.person)) return false;
  if (block.by.same !== 'other') return true;
  const before = state.tasks.findLast(
    (task) => task.kind === 'step' && task.state === 'done' && task.step !== block.id,
  );
  return !before?.seats.some(({ state: seat, holder }) => seat === 'decided' && holder === person.person);
}
