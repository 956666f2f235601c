/**
 * 撤回: what stands in the way of taking back a decision that has ended its task, and what goes with it where nothing does. It is undone
 * only as long as it has moved nothing but the case itself: whatever the law, the applicant or another person has had of it stays.
 */
import { fieldsOf, writtenBy } from './basis';
import type { CaseState, Seat, Task } from './case';
import type { SeatOpened } from './acts/act';
import { foundBy } from './acts/facts';
import type { Definition, TaskBlock } from './procedure/definition';
import { blocksOf, clockRule, taskRule } from './procedure/find';
import { placeOf, relation, type Place } from './procedure/place';
import { itemOf, runName, saidAt } from './procedure/run-name';
import { propertiesOf } from './procedure/schema';
import { hasPassed } from './returning';
import { refuse, type Refusal } from './rules/refusal';
import { endingOf, inOrder, isAside, REMOVED } from './tally';
import { withoutAbsent, type Json } from './text';
import { turnsIn } from './turns';

type Facts = { readonly [name: string]: Json };

export interface TakingBack {
  readonly block: TaskBlock;
  /** Runs that were entered since, and are left. */
  readonly later: readonly string[];
  readonly closes: readonly string[];
  readonly clears: readonly string[];
  /** Blocks and branches that its end had ended. */
  readonly reopens: readonly string[];
}

/** Why the decision that ended this task stands, or what taking it back comes to. */
export function takingBack(
  definition: Definition,
  state: CaseState,
  task: Task,
  own: Seat,
): { readonly refusal: Refusal } | { readonly plan: TakingBack } {
  const stands = { refusal: refuse('decision-stands') };
  const { block, outcomes } = taskRule(definition, task);
  const place = placeOf(definition, task.step);
  const since = task.seq;
  const ending = outcomes[task.outcome ?? ''];
  if (!block || !place || !ending || state.closing !== undefined) return stands;
  // An outcome that the law knows has effect outside; one that does not simply lead on has moved the case otherwise than forward.
  if (ending.act !== undefined || ending.target.to !== 'next' || block.ends?.some(ofTheLaw)) return stands;
  // What a return has undone since is not there to be taken back.
  if (state.blocks[task.step]?.round !== task.round || !hasPassed(definition, state, task.step)) return stands;
  // What the others have said must be there to go on with.
  const said = task.seats.filter((seat) => seat.state === 'decided');
  if (task.seats.length > 1 && said.some(({ revocable }) => !revocable)) return stands;
  const left: Task = { ...task, seats: without(task.seats, own) };
  if (endingOf(left, { outcomes, ...(block.addSign ? { addSign: block.addSign } : {}) }))
    return { refusal: refuse('others-suffice') };
  const later = Object.entries(state.blocks).flatMap(([run, { seq }]) => {
    const at = seq > since ? placeOf(definition, run) : undefined;
    return at ? [{ run, at, is: relation(place, at) }] : [];
  });
  // The same blocks again, as in the next turn of a loop: what lies before it now has come after it.
  if (later.some(({ is }) => is !== 'before' && is !== 'beside')) return stands;
  const after = later.filter(({ is }) => is === 'before');
  const tasks = after.flatMap(({ run }) =>
    state.tasks.filter(({ step, round }) => step === run && round === state.blocks[run]?.round),
  );
  if (tasks.some((each) => each.state !== 'open' || each.seats.some(hasActed)))
    return { refusal: refuse('later-decided') };
  if (after.some(({ run, at }) => hasEffect(run, at))) return stands;
  const reopens = endedAround(state, place);
  if (reopens === undefined) return stands;
  return {
    plan: {
      block,
      later: after.map(({ run }) => run),
      closes: tasks.map(({ id }) => id),
      clears: [task.step, ...after.map(({ run }) => run), ...reopens, ...failedAfter(definition, state, place)],
      reopens,
    },
  };

  function ofTheLaw(clock: string): boolean {
    return clockRule(definition, clock)?.kind !== 'step';
  }
  function hasEffect(run: string, { block: entered }: Place): boolean {
    if (REACHES_OUT.includes(entered.kind) || state.blocks[run]?.carried !== undefined) return true;
    return entered.kind === 'task' && entered.starts?.some(ofTheLaw) === true;
  }
}

/** What is opened for others, or asked of them, cannot be taken from them. */
const REACHES_OUT: readonly string[] = ['child', 'await', 'call'];

/** Whoever has said something at a seat has acted on the decision; whoever has only taken it has read it. */
function hasActed({ state, opinions, added, lentTo }: Seat): boolean {
  return state === 'decided' || state === 'closed' || [opinions, added, lentTo].some((each) => each !== undefined);
}

/** What it ended with itself, innermost first; undefined where others were cut short by it. */
function endedAround({ blocks }: CaseState, { around }: Place): readonly string[] | undefined {
  const reopens: string[] = [];
  for (const { block, run, branch } of around.toReversed()) {
    if (!['parallel', 'each', 'loop'].includes(block.kind)) continue;
    for (const each of [...(branch === undefined ? [] : [branch]), run])
      if (blocks[each]?.state === 'done') reopens.push(each);
    const cutShort = blocks[run]?.activated?.some((each) => blocks[each]?.state === 'closed');
    if (cutShort && blocks[run]?.state === 'done') return undefined;
  }
  return reopens;
}

/** Conditions after it that could not be evaluated. */
function failedAfter(
  definition: Definition,
  { dataError, dataErrors = [] }: CaseState,
  place: Place,
): readonly string[] {
  return [...(dataError ? [dataError] : []), ...dataErrors].flatMap(({ block }) => {
    const at = placeOf(definition, block);
    return at && relation(place, at) === 'before' ? [block] : [];
  });
}

function without(seats: readonly Seat[], own: Seat): readonly Seat[] {
  const stays = (seat: Seat): boolean => seat.cause === REMOVED || (seat.id !== own.id && seat.state === 'decided');
  return seats.map((seat): Seat => (stays(seat) ? seat : { ...seat, state: 'open' }));
}

/** The seats of the round before as they go on in this one: only his is open, and what the others have said stands. */
export function seatsAgain(before: Task, own: Seat, task: string): readonly SeatOpened[] {
  const going = before.seats.filter(({ cause }) => cause !== REMOVED);
  const idOf = new Map(going.map(({ id }, n) => [id, `${task}.${n + 1}`]));
  const seats = without(going, own);
  const turnOf = turnsIn({ ...before, seats });
  return seats.map((seat) => {
    const { state, outcome, opinion, data, voted, revocable, cause: _, agent: __, basis: ___, ...place } = seat;
    const { holders: ____, lentTo: _____, opinions: ______, ...own } = place;
    const waits = state === 'open' && turnOf(seat) === 'waiting';
    return {
      ...own,
      id: idOf.get(seat.id) ?? seat.id,
      ...(own.added === undefined ? {} : { added: { ...own.added, of: idOf.get(own.added.of) ?? own.added.of } }),
      ...(waits ? { state: 'waiting' as const } : {}),
      ...(state === 'decided' ? { said: withoutAbsent({ outcome, opinion, data, voted, revocable }) } : {}),
    };
  });
}

/**
 * What this seat found goes with its decision; what the others found stays where each finds for himself. What other steps or the
 * application say under the same name is left as it is: whoever decides again reads it, and says otherwise where he must.
 */
export function foundByOthers(
  definition: Definition,
  state: CaseState,
  task: Task,
  own: Seat,
): { readonly clears: readonly string[]; readonly facts: Facts } {
  const { block } = taskRule(definition, task);
  if (!block) return { clears: [], facts: {} };
  const others = task.seats.filter((seat) => seat.state === 'decided' && seat.id !== own.id && !isAside(seat));
  const found = task.decides ? {} : foundBy(definition, inOrder(others));
  const elsewhere = new Set([
    ...Object.keys(propertiesOf(definition.dataSchema)),
    ...blocksOf(definition.flow).flatMap((each) => (each === block ? [] : writtenBy(each))),
  ]);
  const gone = fieldsOf(block).filter((name) => !elsewhere.has(name) && !(name in found));
  const defaults = definition.defaults ?? {};
  const facts = {
    ...found,
    ...Object.fromEntries(gone.flatMap((name) => (name in defaults ? [[name, defaults[name] as Json]] : []))),
  };
  return {
    clears: gone
      .flatMap((name) => (name in facts ? [] : [runName(name, itemOf(task.step))]))
      .filter((name) => name in state.facts),
    facts: saidAt(task.step, facts),
  };
}
