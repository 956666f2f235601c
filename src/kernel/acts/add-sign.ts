/**
 * 加签: whoever has a seat asks further people to speak: before him, after him, beside him in the vote, or for an opinion. They get
 * seats in the same task, so that all ways go together and the task stays one.
 */
import type { SeatOpened } from './act';
import type { Seat, Task } from '../case';
import type { Actor, PersonActor } from '../command';
import { postOf } from '../effects';
import type { PostKind, TaskBlock } from '../procedure/definition';
import { taskRule } from '../procedure/find';
import { maySit, mayTake, seatFor } from '../rules/authority';
import { refuse, type Refusal } from '../rules/refusal';
import { isAside, isCertain, REMOVED } from '../tally';
import { record } from '../walk';
import { takeTurns, taskIn } from './decide';
import { personOf, type ActKind, type CommandOf, type Question } from './kind';
import { hasDecided, openTaskOf } from './task';

type AddSign = CommandOf<'add-sign'>;
/** How often whoever was added may add somebody in turn, where the step does not say. */
const DEPTH = 2;
const HEAVIEST = 1_000;

export const addSign: ActKind<AddSign> = {
  afterEnd: false,
  check(question) {
    const { definition, state, command, actor } = question;
    const known = state.tasks.find(({ id }) => id === command.task);
    if (known && known.state !== 'open') return refuse('task-over-no-signers');
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const { block } = taskRule(definition, task);
    // Where a step says nothing of it, its seats are those it was opened with.
    if (!block || (!block.addSign && !task.decides)) return refuse('add-sign-not-here');
    const inviter = inviterIn(task, command, actor);
    if (!inviter) return refuse(hasDecided(task, actor) ? 'withdraw-first' : 'seat-unknown');
    const takes = mayTake(definition, state, task, inviter, actor);
    if (takes) return takes;
    return notHere(task, block, inviter, command) ?? notThese(question, task, block, inviter);
  },
  decide(walk, command, actor) {
    const task = taskIn(walk, command.task);
    const inviter = inviterIn(task, command, actor);
    const { block } = taskRule(walk.definition, task);
    if (!inviter || !block) throw new Error(`nobody adds to ${command.task}`);
    walk.by = { actor: personOf(actor), principal: postOf(inviter), basis: 'own' };
    if (inviter.holder === undefined) record(walk, 'claimed', { task: task.id, seat: inviter.id });
    record(walk, 'signers-added', {
      task: task.id,
      seat: inviter.id,
      seats: command.people.map((person, n) => seatOf(task, block, inviter, command, person, actor, n)),
      reason: command.reason,
    });
    takeTurns(walk, taskIn(walk, command.task));
  },
};

/** The seat that asks: the one named, else that on which the person would act. */
function inviterIn(task: Task, { seat }: AddSign, actor: Actor): Seat | undefined {
  if (hasDecided(task, actor)) return undefined;
  const own = seatFor(task, actor);
  return seat === undefined || own?.id === seat ? own : undefined;
}

function notHere(
  task: Task,
  { addSign: rule = {} }: TaskBlock,
  inviter: Seat,
  { kind, weight }: AddSign,
): Refusal | undefined {
  if (rule.kinds && !rule.kinds.includes(kind)) return refuse('add-sign-not-here');
  // Whoever only advises may ask for advice himself; only who votes can be joined.
  if (inviter.added?.kind === 'consult' && kind !== 'consult') return refuse('add-sign-not-here');
  if (kind === 'parallel' && isAside(inviter)) return refuse('add-sign-not-here');
  if (depthOf(task, inviter) >= (rule.depth ?? DEPTH)) return refuse('add-sign-too-deep');
  if (kind !== 'parallel' || !task.decides) return undefined;
  if (isCertain(task.decides, task.seats)) return refuse('result-certain');
  const weighed = weight !== undefined && Number.isInteger(weight) && weight >= 1 && weight <= HEAVIEST;
  return task.decides.kind === 'vote' && !weighed ? refuse('weight-missing') : undefined;
}

/** How many times the chain of those who were added leads back to a seat the task was opened with. */
function depthOf({ seats }: Task, { added }: Seat): number {
  const of = seats.find(({ id }) => id === added?.of);
  return of === undefined ? 0 : 1 + depthOf({ seats } as Task, of);
}

function notThese(
  { definition, state, command, actor }: Question<AddSign>,
  task: Task,
  block: TaskBlock,
  inviter: Seat,
): Refusal | undefined {
  const { people, kind } = command;
  const seated = task.seats.flatMap(({ holder, cause }) => (holder === undefined || cause === REMOVED ? [] : [holder]));
  const ids = [...seated, ...people.map(({ person }) => person), personOf(actor) ?? ''];
  // The inviter may hold his seat already, and then stands there twice.
  const twice = people.find(({ person }) => ids.filter((id) => id === person).length > 1);
  if (twice) return refuse('already-in-task', undefined, { person: twice.person });
  for (const [n, person] of people.entries()) {
    const seat = seatOf(task, block, inviter, command, person, actor, n);
    const lacks = kind === 'parallel' && seat.post !== inviter.post;
    const sits = lacks
      ? refuse('not-your-post', undefined, { post: inviter.post })
      : maySit(definition, state, task, { ...seat, state: 'open' }, person);
    if (sits) return refuse('not-eligible', sits.basis, { because: sits.code, person: person.person, ...sits.facts });
  }
  return people.length === 0 ? refuse('nobody-named') : undefined;
}

function seatOf(
  task: Task,
  block: TaskBlock,
  inviter: Seat,
  { kind, weight }: AddSign,
  person: PersonActor,
  actor: Actor,
  n: number,
): SeatOpened {
  return {
    id: `${task.id}.${task.seats.length + n + 1}`,
    ...placeOf(person, inviter, block.by.post),
    holder: person.person,
    added: { by: personOf(actor) ?? '', kind, of: inviter.id },
    ...(kind === 'parallel' && task.decides?.kind === 'vote' && weight !== undefined ? { weight } : {}),
    ...(kind === 'after' ? { state: 'waiting' as const } : {}),
  };
}

/** As what somebody is added: in the inviter's post where he holds it, in the same body first; else in the post he has. */
function placeOf(
  { posts }: PersonActor,
  inviter: Seat,
  post: PostKind,
): { readonly post: PostKind; readonly organisation: string } {
  const rank = (held: PersonActor['posts'][number]): number =>
    (held.kind === inviter.post ? 0 : held.kind === post ? 2 : 4) +
    (held.organisation === inviter.organisation ? 0 : 1);
  const [held] = [...posts].sort((a, b) => rank(a) - rank(b));
  return held
    ? { post: held.kind, organisation: held.organisation }
    : { post: inviter.post, organisation: inviter.organisation };
}
