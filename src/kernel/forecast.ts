/**
 * The steps to come (办理预告): what is certain, what is possible, what is excluded. The case is played to its end on a copy, by the same
 * acts that decide it, once for each way that what is not known yet could go; so the forecast cannot know a flow of its own.
 */
import { childOutcome } from './acts/child-outcome';
import { openAwaits } from './acts/awaited';
import { decide } from './acts/decide';
import { fieldsOf } from './basis';
import { openWaitOf, supplement } from './acts/supplement';
import { answerCall, callOf } from './call';
import type { CaseState, Seat, Task } from './case';
import type { PersonActor } from './command';
import type { AwaitBlock, Block, CallBlock, ChildBlock, Definition, TaskBlock } from './procedure/definition';
import { blocksOf, clockRule, findBlock, outcomeTargets, taskRule } from './procedure/find';
import { placeOf } from './procedure/place';
import { blockIdOf, factsAt, itemOf, runName } from './procedure/run-name';
import { propertiesOf } from './procedure/schema';
import { answer, clockAt, enter, go, leave, takeBranches } from './progress';
import { condition } from './rules/condition';
import { isUndecided } from './tally';
import type { Json, Text } from './text';
import type { Calendar } from './time/calendar';
import { dayNamed, dueDay, type Day } from './time/clock';
import { record, startWalk, type Walk } from './walk';

export interface Step {
  /** The run: of a step inside an `each`, one for each item. */
  readonly step: string;
  readonly title: Text;
  readonly certainty: 'certain' | 'possible' | 'excluded';
  /** Post and organisation, never a person. */
  readonly who: string | null;
  readonly due?: Day;
  readonly because: Text;
}
/** What is known of a step to come: its outcome, and what its form will say. */
export interface Assumed {
  readonly outcome: string;
  readonly data?: { readonly [field: string]: Json };
}
/** What is assumed of the future; a step it knows nothing of may go any way that leads on. */
export interface Assumptions {
  readonly outcomeOf?: (run: string, round: number) => Assumed | undefined;
  /** Which of the open steps is done next; the one that was opened first unless said. */
  readonly next?: (open: readonly string[]) => string;
}

const ALWAYS: Text = { zh: '按流程办理', en: 'The ordinary course' };
const NOW: Text = { zh: '正在办理', en: 'Under way' };
/** Beyond these nothing is excluded: a way that was not gone may still be one. */
const LIMITS = { places: 400, steps: 400 } as const;

/** What can come from where a case stands. */
interface Ahead {
  /** Runs that are opened on some way, with the words of the choice that led there. */
  readonly may: ReadonlyMap<string, Text | undefined>;
  /** Runs that are opened on every way. */
  readonly must: ReadonlySet<string>;
  /** The first way: runs in the order in which they are opened. */
  readonly path: readonly string[];
}
const NOTHING: Ahead = { may: new Map(), must: new Set(), path: [] };

/** The steps that are still ahead, in document order. */
export function forecast(
  definition: Definition,
  state: CaseState,
  calendar: Calendar,
  assumed: Assumptions = {},
): readonly Step[] {
  if (state.state === 'ended' || state.closing !== undefined) return [];
  const { ahead, whole } = play(definition, state, calendar, assumed);
  return blocksOf(definition.flow).flatMap((block) => {
    if (!isStep(block)) return [];
    const runs = [...ahead.may.keys()].filter((run) => blockIdOf(run) === block.id).sort(byItem);
    const none = runs.length === 0 && state.blocks[block.id]?.state !== 'done';
    return (none ? [block.id] : runs).map((run) => stepOf(definition, state, calendar, block, run, ahead, whole));
  });
}

function isStep(block: Block | undefined): block is TaskBlock | ChildBlock | AwaitBlock | CallBlock {
  return block !== undefined && ['task', 'child', 'await', 'call'].includes(block.kind);
}

function byItem(one: string, other: string): number {
  return itemOf(one).localeCompare(itemOf(other), 'en', { numeric: true });
}

/** The one way the case goes when everything is assumed: the runs of its steps in the order in which they are opened. */
export function pathOf(
  definition: Definition,
  state: CaseState,
  calendar: Calendar,
  assumed: Assumptions,
): readonly string[] {
  return play(definition, state, calendar, assumed).ahead.path;
}

function stepOf(
  definition: Definition,
  state: CaseState,
  calendar: Calendar,
  block: TaskBlock | ChildBlock | AwaitBlock | CallBlock,
  run: string,
  ahead: Ahead,
  whole: boolean,
): Step {
  const open = state.blocks[run]?.state === 'open';
  const certain = whole && ahead.must.has(run);
  const possible = ahead.may.has(run) || !whole;
  const clock = state.clocks[clockAt({ state }, block.clock, itemOf(run))];
  const rule = clock && clockRule(definition, clock.id);
  const running = rule && clock.endedOn === undefined ? dueDay(rule, clock, calendar) : undefined;
  const due = running ?? (block.kind === 'await' ? dayAhead(definition, state, block.clock, run) : undefined);
  const why = ahead.may.get(run) ?? choiceOf(definition, run);
  return {
    step: run,
    title: block.title,
    certainty: open || certain ? 'certain' : possible ? 'possible' : 'excluded',
    who: whoOf(state, block),
    ...(due === undefined ? {} : { due }),
    because: open ? NOW : (why ?? ALWAYS),
  };
}

/** The day that a wait still to come will wait for, where the case knows it already. */
function dayAhead(definition: Definition, { facts }: CaseState, clock: string, run: string): Day | undefined {
  const rule = clockRule(definition, clock);
  return rule && dayNamed(rule, factsAt(facts, itemOf(run)));
}

function whoOf({ organisations }: CaseState, block: TaskBlock | ChildBlock | AwaitBlock | CallBlock): string | null {
  if (block.kind === 'await' || block.kind === 'call') return null;
  if (block.kind === 'child') return organisations[block.of] ?? null;
  return `${block.by.post}@${organisations[block.by.of] ?? ''}`;
}

/** Why one would come to a run: the words of the innermost choice, branch or list it lies in. */
function choiceOf(definition: Definition, run: string): Text | undefined {
  for (const { block, index } of placeOf(definition, run)?.around.toReversed() ?? []) {
    if (block.kind === 'choice') return block.branches[index]?.because ?? ALWAYS;
    if (block.kind === 'parallel' && block.branches[index]?.when !== undefined) return block.branches[index].title;
  }
  return undefined;
}

/** Plays every way there is from here; where two ways meet again, the rest is played once. */
function play(
  definition: Definition,
  state: CaseState,
  calendar: Calendar,
  assumed: Assumptions,
): { readonly ahead: Ahead; readonly whole: boolean } {
  const known = new Map<string, Ahead>();
  const asked = expressionsOf(definition);
  let whole = true;
  const begin = copyOf(definition, unknown(definition, state, assumed), calendar);
  return { ahead: after(openRunsOf(definition, state), undefined, from(begin, 0)), whole };

  function from(walk: Walk, steps: number): Ahead {
    const place = placeIn(walk.state, asked);
    const met = known.get(place);
    if (met) return met;
    if (known.size > LIMITS.places || steps > LIMITS.steps) {
      whole = false;
      return NOTHING;
    }
    const ways = stepsOn(walk, { ...assumed, asked }).map((goOn) => {
      const next: Walk = { ...walk, drafts: [], needs: [] };
      goOn(next);
      return after(openedIn(next), becauseIn(next), from(next, steps + 1));
    });
    // A list or a table that cannot be read yet: what lies behind it is not known.
    if (ways.length === 0 && walk.state.dataError) whole = false;
    const ahead = either(ways);
    known.set(place, ahead);
    return ahead;
  }
}

function after(opened: readonly string[], because: Text | undefined, { may, must, path }: Ahead): Ahead {
  return {
    may: new Map([...opened.map((run) => [run, because] as const), ...may]),
    must: new Set([...opened, ...must]),
    path: [...opened, ...path],
  };
}
function either(ways: readonly Ahead[]): Ahead {
  const [first = NOTHING, ...others] = ways;
  return {
    may: new Map(ways.toReversed().flatMap(({ may }) => [...may])),
    must: new Set([...first.must].filter((run) => others.every(({ must }) => must.has(run)))),
    path: first.path,
  };
}
/** All that the way on depends on: how the blocks stand, and the facts that something asks for. */
function placeIn({ facts, blocks, dataError, acceptedOn, closing, state }: CaseState, asked: string): string {
  const runs = Object.entries(blocks).map(([run, { round, state: at, outcome, turn }]) =>
    [run, round, at, outcome === 'rejected', turn].join(),
  );
  const known = Object.entries(facts).filter(([name]) => asked.includes(blockIdOf(name)));
  return JSON.stringify([runs.sort(), known.sort(), dataError?.block, acceptedOn !== undefined, closing, state]);
}

/** Whatever the flow asks its facts by, in one text. */
function expressionsOf({ flow }: Definition): string {
  return blocksOf(flow)
    .flatMap((block): readonly string[] => {
      if (block.kind === 'choice') return block.branches.map(({ when }) => when);
      if (block.kind === 'parallel') return block.branches.flatMap(({ when }) => when ?? []);
      if (block.kind === 'loop') return [block.while];
      if (block.kind === 'each') return [block.over];
      return block.kind === 'table' ? block.inputs.map(({ fact }) => fact) : [];
    })
    .join('\n');
}

function copyOf(definition: Definition, state: CaseState, calendar: Calendar): Walk {
  return startWalk(definition, state, calendar, { now: state.at, raisedBy: 'act', webhook: false }, { numbers: {} });
}

function openRunsOf(definition: Definition, state: CaseState): readonly string[] {
  return Object.entries(state.blocks).flatMap(([run, at]) => {
    return at.state === 'open' && isStep(findBlock(definition, run)) ? [run] : [];
  });
}

function openedIn({ definition, drafts }: Walk): readonly string[] {
  return drafts.flatMap((draft): readonly string[] => {
    if (draft.type === 'task-opened') return draft.payload.kind === 'step' ? [draft.payload.step] : [];
    if (draft.type === 'child-opened') return [draft.payload.block];
    const entered = draft.type === 'block-entered' ? draft.payload.block : undefined;
    const kind = entered === undefined ? undefined : findBlock(definition, entered)?.kind;
    return entered !== undefined && (kind === 'await' || kind === 'call') ? [entered] : [];
  });
}

/** The words of the choice by which this turn came to what it opened. */
function becauseIn({ definition, drafts }: Walk): Text | undefined {
  const taken = drafts.findLast((draft) => draft.type === 'branch-taken');
  const block = taken && findBlock(definition, taken.payload.block);
  return block?.kind === 'choice' ? block.branches.find(({ id }) => id === taken?.payload.branch)?.because : undefined;
}

/** Facts that a step still to be done will say are not known yet, whatever stands there now. */
function unknown(definition: Definition, state: CaseState, assumed: Assumptions): CaseState {
  const said = blocksOf(definition.flow).flatMap((block) => {
    if (state.blocks[block.id]?.state === 'done' || assumed.outcomeOf?.(block.id, 1)) return [];
    if (block.kind !== 'task') return fieldsOf(block);
    const leading = Object.values(block.outcomes).filter(({ target }) => target.to === 'next');
    return [block.form, ...leading.map(({ schema }) => schema)].flatMap((schema) => Object.keys(propertiesOf(schema)));
  });
  return { ...state, facts: Object.fromEntries(Object.entries(state.facts).filter(([name]) => !said.includes(name))) };
}

type GoOn = (walk: Walk) => void;
interface Foreseen extends Assumptions {
  /** Whatever the flow asks its facts by. */
  readonly asked: string;
}

/** The ways the case can go from here; none where it has ended, or nobody knows how it would go on. */
function stepsOn(walk: Walk, assumed: Foreseen): readonly GoOn[] {
  const { definition, state } = walk;
  if (state.state === 'ended' || state.closing !== undefined) return [];
  const { dataError } = state;
  // What cannot be read yet could go every way.
  if (dataError) return waysOf(walk, dataError.block);
  const wait = openWaitOf(definition, state);
  if (wait)
    return [(next) => supplement.decide(next, { type: 'supplement', data: {}, formErrors: [] }, { kind: 'party' })];
  const open = openRunsOf(definition, state);
  const first = assumed.next && open.length > 0 ? assumed.next(open) : undefined;
  if (first !== undefined) return outcomesOf(walk, first, assumed);
  const [earliest] = [...open].sort((a, b) => (state.blocks[a]?.seq ?? 0) - (state.blocks[b]?.seq ?? 0));
  if (earliest === undefined) return [];
  // Where the first of several branches may decide, each of them may be the first.
  const racing = placeOf(definition, earliest)?.around.some(
    ({ block }) => (block.kind === 'parallel' || block.kind === 'each') && block.join !== 'all',
  );
  return (racing ? open : [earliest]).flatMap((run) => outcomesOf(walk, run, assumed));
}

function waysOf({ definition, state }: Walk, run: string): readonly GoOn[] {
  const block = findBlock(definition, run);
  const item = itemOf(run);
  if (block?.kind === 'choice') {
    const facts = factsAt(state.facts, item);
    const open = block.branches.flatMap((branch): readonly (readonly [string, Block])[] => {
      const verdict = condition(branch.when, facts);
      return 'error' in verdict || verdict.holds ? [[branch.id, branch.block]] : [];
    });
    return [...open, ['otherwise', block.otherwise] as const].map(([branch, inner]) => (next) => {
      record(next, 'branch-taken', { block: run, branch });
      enter(next, inner, item);
    });
  }
  if (block?.kind === 'parallel') {
    const asked = block.branches.flatMap(({ id, when }) => {
      const verdict = when === undefined ? { holds: true } : condition(when, factsAt(state.facts, item));
      return 'error' in verdict ? [{ id, open: true, holds: false }] : [{ id, open: false, holds: verdict.holds }];
    });
    const sure = asked.filter(({ holds }) => holds).map(({ id }) => id);
    const perhaps = asked.filter(({ open }) => open).map(({ id }) => id);
    // Each of them alone and all of them: what is met in one way and not in another is possible.
    const sets = [[...sure, ...perhaps], sure, ...perhaps.map((id) => [...sure, id])];
    return sets.map((along) => (next) => {
      const runs = along.map((id) => runName(id, item));
      takeBranches(next, block, item, runs);
    });
  }
  if (block?.kind === 'loop')
    return [
      (next) => {
        record(next, 'block-left', { block: run, outcome: 'passed' });
        leave(next, run);
      },
    ];
  return [];
}

/** What may become of an open step: as is assumed, or whatever leads on. */
function outcomesOf(walk: Walk, run: string, assumed: Foreseen): readonly GoOn[] {
  const { definition, state } = walk;
  const block = findBlock(definition, run);
  if (!isStep(block)) return [];
  const known = assumed.outcomeOf?.(run, state.blocks[run]?.round ?? 1);
  const outcomes = known ? [known] : leadingOn(assumed.asked, block).map((outcome): Assumed => ({ outcome }));
  return outcomes.map((choice) => (next) => assume(next, block, run, choice));
}

/** Outcomes that lead on, one alone unless somebody asks which it was; where none does, the ordinary one. */
function leadingOn(asked: string, block: TaskBlock | ChildBlock | AwaitBlock | CallBlock): readonly string[] {
  const all = outcomeTargets(block);
  // A service that answers is the ordinary course; that it does not is foreseen where somebody asks for it.
  if (block.kind === 'call' && !asked.includes(block.id)) return ['done'];
  const on = all.filter(([, target]) => target.to === 'next').map(([id]) => id);
  const [first] = on.length > 0 ? on : all.map(([id]) => id);
  if (first === undefined) return [];
  return on.length > 1 && asked.includes(block.id) ? on : [first];
}

/** Done as if somebody had: by the same act, on the copy. */
function assume(
  walk: Walk,
  block: TaskBlock | ChildBlock | AwaitBlock | CallBlock,
  run: string,
  choice: Assumed,
): void {
  if (block.kind === 'await') {
    const open = openAwaits(walk.definition, walk.state).find(({ id }) => id === run);
    return open && answer(walk, open, choice.outcome);
  }
  if (block.kind === 'call') {
    const effect = walk.state.effects.find((each) => each.block === run && callOf(walk.definition, each));
    if (!effect) return;
    const outcome = choice.outcome === 'failed' ? 'failed' : 'done';
    answerCall(walk, effect, block, outcome, choice.data);
    return go(walk, run, block.outcomes[outcome]);
  }
  if (block.kind === 'child') {
    const child = walk.state.children.find((each) => each.block === run && each.state === 'open');
    if (!child) return;
    const { outcome } = choice;
    return childOutcome.decide(
      walk,
      { type: 'child-outcome', child: child.id, outcome, facts: {}, duties: {} },
      SYSTEM,
    );
  }
  const before = walk.state;
  const task = before.tasks.find((each) => each.step === run && each.state === 'open');
  if (!task) return;
  const isOpen = (): boolean => walk.state.tasks.some(({ id, state }) => id === task.id && state === 'open');
  try {
    for (const seat of task.seats) if (isOpen() && isUndecided(seat)) decideAs(walk, task, seat, choice);
  } catch {
    // An act of the law that needs what nobody has filled in yet.
    walk.state = before;
  }
  if (!isOpen()) return;
  // That the step was done, by whomever, is enough to know where it leads.
  const rule = taskRule(walk.definition, task).outcomes[choice.outcome];
  record(walk, 'task-done', { task: task.id, outcome: choice.outcome });
  if (rule) go(walk, run, rule.target);
}
const SYSTEM = { kind: 'system' } as const;

/** By whoever has the seat, else by somebody who may take it and has done nothing yet. */
function decideAs(walk: Walk, task: Task, { id, holder, post, organisation }: Seat, { outcome, data }: Assumed): void {
  const somebody: PersonActor = {
    kind: 'person',
    person: holder ?? id,
    posts: [{ id, kind: post, organisation }],
    qualifications: ['legal'],
  };
  decide.decide(
    walk,
    { type: 'decide', task: task.id, outcome, formErrors: [], ...(data === undefined ? {} : { data }) },
    somebody,
  );
}
