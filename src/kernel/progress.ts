/** Where a case goes next: entering and leaving blocks, rounds, returns, and the end with its paper. */
import type { SeatOpened } from './acts/act';
import { basisOf, changedSince } from './basis';
import type { BlockRun, EffectRun, MessageKept } from './case';
import { dropCall, mayStand, undoCalls, undoes } from './call';
import { arrivalOf, verdictOf } from './join';
import type {
  AwaitBlock,
  Block,
  Branching,
  CallBlock,
  ChildBlock,
  LoopBlock,
  TableBlock,
  Target,
  TaskBlock,
  WaitBlock,
} from './procedure/definition';
import { awaitAt, blocksOf, clockRule, findBlock, outcomeTargets } from './procedure/find';
import { innermostBranch, liesIn, placeOf, relation, type Around } from './procedure/place';
import { blockIdOf, factsAt, itemNo, itemOf, itemsAround, runName, saidAt } from './procedure/run-name';
import { closedBy, rewind, runSeenFrom, type ReturnMode, type Rewind } from './returning';
import { condition } from './rules/condition';
import { readTable } from './rules/table';
import type { Json } from './text';
import { dayNumber, dayOf } from './time/civil';
import { LARGEST } from './time/deadline';
import { dayNamed, resume, startClock as clockFrom, suspend } from './time/clock';
import type { Day } from './time/clock';
import { seatsFor } from './seating';
import { record, today, type Walk } from './walk';

/** Starts a clock of the law (again), counting from `on`. */
export function startClock(walk: Walk, id: string, on: Day, budget?: number): void {
  const rule = clockRule(walk.definition, id);
  if (!rule) throw new Error(`procedure ${walk.definition.id} has no clock ${id}`);
  // Valid without end: there is no last day to count to.
  if (rule.until === 'certificate' && walk.state.certificate?.validTo === undefined) return;
  const from = rule.from === 'decision' ? (walk.state.linkedTo?.decidedOn ?? on) : on;
  const earlier = walk.state.clocks[id];
  // A clock that runs anew (a supplement is a new receipt) opens a new term, so that its rungs have keys of their own.
  const until = rule.until === 'certificate' ? walk.state.certificate?.validTo : namedDay(walk, id);
  const days = budget ?? (until === undefined ? undefined : Math.max(0, dayNumber(until) - dayNumber(on)));
  const clock = { ...clockFrom(rule, from, walk.calendar, days), id, term: (earlier?.term ?? 0) + 1 };
  record(walk, 'clock-started', { clock });
}

/**
 * The day a fact names as the last of this clock, read in the item it runs for. Where it holds no day, or one farther off than is
 * counted, the budget counts: time itself enters waits, and nobody could be told that it may not.
 */
function namedDay(walk: Walk, clock: string): Day | undefined {
  const rule = clockRule(walk.definition, clock);
  const day = rule && dayNamed(rule, factsAt(walk.state.facts, itemOf(clock)));
  const far = day !== undefined && dayNumber(day) - dayNumber(today(walk)) > LARGEST['calendar-days'];
  return far ? undefined : day;
}

function runs({ state }: Walk, id: string): boolean {
  const clock = state.clocks[id];
  return clock !== undefined && clock.endedOn === undefined;
}

export function endClock(walk: Walk, id: string): void {
  const clock = walk.state.clocks[id];
  if (!clock || clock.endedOn !== undefined) return;
  record(walk, 'clock-ended', { clock: id, on: today(walk) });
  // Nothing stands still any more, so no special procedure is waited for.
  if (id !== SPECIAL_CLOCK && walk.state.state !== 'suspended') endClock(walk, SPECIAL_CLOCK);
  for (const task of walk.state.tasks) {
    if (task.kind === 'supervision' && task.state === 'open' && task.about === id)
      record(walk, 'task-closed', { task: task.id, cause: 'clock-ended' });
  }
}

/** Enters a block; inside an `each`, for one of its items. */
export function enter(walk: Walk, block: Block, item = ''): void {
  const run = runName(block.id, item);
  switch (block.kind) {
    case 'sequence': {
      const first = block.blocks[0];
      if (first) enter(walk, first, item);
      else leave(walk, run);
      return;
    }
    case 'task':
      return stands(walk, block, run) ? undefined : openTask(walk, block, item);
    case 'choice':
      return choose(walk, block, item);
    case 'parallel':
    case 'each':
      return openBranches(walk, block, item);
    case 'loop':
      record(walk, 'block-entered', { block: run, round: roundAfter(walk, run) });
      record(walk, 'loop-turned', { block: run, turn: 1 });
      return enter(walk, block.block, item);
    case 'table':
      return decideByTable(walk, block, item);
    case 'child':
      return stands(walk, block, run) ? undefined : openChild(walk, block, item);
    case 'await':
      return stands(walk, block, run) ? undefined : openAwait(walk, block, item);
    case 'call':
      // Its effect is wanted by this act.
      if (!stands(walk, block, run)) record(walk, 'block-entered', { block: run, round: roundAfter(walk, run) });
      return;
    case 'pass':
      return leave(walk, run);
    case 'end':
      return close(walk, block.outcome);
  }
}

/** On to whatever follows the run that was left. */
export function leave(walk: Walk, run: string): void {
  // Handed out is delivered: nothing follows it.
  if (walk.definition.handOut?.id === run) return end(walk);
  for (const { block, run: outer, index, branch } of placeOf(walk.definition, run)?.around.toReversed() ?? []) {
    if (block.kind === 'sequence') {
      const next = block.blocks[index + 1];
      if (next) return enter(walk, next, itemOf(outer));
    }
    if ((block.kind === 'parallel' || block.kind === 'each') && branch !== undefined)
      return arrive(walk, block, outer, branch, 'passed');
    if (block.kind === 'loop') return turn(walk, block, outer);
  }
  throw new Error(`procedure ${walk.definition.id}: nothing follows ${run}`);
}

/** Goes where an outcome leads. */
export function go(walk: Walk, from: string, target: Target, reason?: string): void {
  switch (target.to) {
    case 'next':
      return leave(walk, from);
    case 'again': {
      const block = findBlock(walk.definition, from);
      if (!block) throw new Error(`procedure ${walk.definition.id} has no block ${from}`);
      return enter(walk, block, itemOf(from));
    }
    case 'end':
      return close(walk, target.outcome);
    case 'correction': {
      const wait = walk.definition.waits[target.wait];
      if (!wait) throw new Error(`procedure ${walk.definition.id} has no wait ${target.wait}`);
      undoBetween(walk, runSeenFrom(walk.definition, wait.back, from));
      return openWait(walk, wait);
    }
    case 'back': {
      const to = runSeenFrom(walk.definition, target.step, from);
      if (!walk.state.blocks[to]) throw new Error(`case ${walk.state.id} never passed ${to}`);
      return sendBackTo(walk, rewind(walk.definition, walk.state, from, to, 're-walk'), {
        ...(reason === undefined ? {} : { reason }),
      });
    }
    case 'reject': {
      const place = placeOf(walk.definition, from);
      const around = place && innermostBranch(place);
      if (!around) throw new Error(`procedure ${walk.definition.id}: ${from} lies in no branch`);
      return arrive(walk, around.block, around.run, around.branch, 'rejected');
    }
  }
}

/** Asked from a later step, the applicant's answer leads back: what was called for after the step it goes to is called for again. */
function undoBetween(walk: Walk, back: string): void {
  const step = placeOf(walk.definition, back);
  undoCalls(walk, 'returned', ({ block }) => {
    const called = placeOf(walk.definition, block);
    return step !== undefined && called !== undefined && relation(step, called) === 'before';
  });
}

interface Returned {
  readonly reason?: string;
  readonly task?: string;
  readonly seat?: string;
  readonly mode?: ReturnMode;
  /** The applicant's turn comes first; then the case goes on at the target. */
  readonly wait?: WaitBlock;
}

/** 退回: closes what stands open on the way, undoes what was found there, and enters the target. */
export function sendBackTo(walk: Walk, plan: Rewind, { wait, ...told }: Returned): void {
  const { definition } = walk;
  const closed = closedBy(definition, plan);
  // Papers of the steps undone; what the applicant must hear in any case (a limit extended or stopped) still goes out.
  cancelEffects(walk, 'returned', (effect) => effect.block !== undefined && plan.clears.includes(effect.block));
  closeWithin(walk, closed, 'returned', told.seat);
  record(walk, 'returned', {
    from: plan.from,
    to: wait?.id ?? plan.target.run,
    clears: plan.clears,
    ...told,
    ...(Object.keys(plan.keeps).length > 0 ? { keeps: plan.keeps } : {}),
  });
  undoCalls(walk, 'returned', ({ block }) => plan.clears.includes(block) && !mayStand(walk, block));
  if (wait) return openWait(walk, wait, plan.target.run);
  const block = findBlock(definition, plan.target.run);
  if (!block) throw new Error(`procedure ${definition.id} has no step ${plan.target.run}`);
  // After a join one branch is opened again: the block stands in a new round, and what its other branches had come to is carried over.
  const others = plan.reopens.map((around) => reopen(walk, around));
  enter(walk, block, itemOf(plan.target.run));
  for (const openRest of others) openRest();
}

function roundAfter({ state }: Walk, run: string): number {
  return (state.blocks[run]?.round ?? 0) + 1;
}

interface Branch {
  readonly run: string;
  readonly block: Block;
  readonly item: string;
  readonly when?: string;
}
function branchesOf(block: Branching, item: string, items: number): readonly Branch[] {
  if (block.kind === 'each')
    return Array.from({ length: items }, (_, n) => {
      const own = itemNo(item, n + 1);
      return { run: runName(block.id, own), block: block.block, item: own };
    });
  return block.branches.map(({ id, block: inner, when }) => ({
    run: runName(id, item),
    block: inner,
    item,
    ...(when === undefined ? {} : { when }),
  }));
}

/** Which branches go along is settled here for the whole round: conditions and lists are not read again while it lasts. */
function openBranches(walk: Walk, block: Branching, item: string): void {
  const run = runName(block.id, item);
  const facts = factsAt(walk.state.facts, item);
  const failed = (message: string): void => record(walk, 'condition-failed', { block: run, message });
  const list = block.kind === 'each' ? facts[block.over] : [];
  if (!Array.isArray(list)) return failed(`${block.kind === 'each' ? block.over : ''}: not a list`);
  const items = list as readonly Json[];
  const along: string[] = [];
  for (const branch of branchesOf(block, item, items.length)) {
    const verdict = branch.when === undefined ? { holds: true } : condition(branch.when, facts);
    if ('error' in verdict) return failed(verdict.error);
    if (verdict.holds) along.push(branch.run);
  }
  takeBranches(walk, block, item, along, items);
}

/** Enters these branches of a block, in a new round. */
export function takeBranches(
  walk: Walk,
  block: Branching,
  item: string,
  runs: readonly string[],
  items: readonly Json[] = [],
): void {
  const run = runName(block.id, item);
  const all = branchesOf(block, item, items.length);
  const along = all.filter((branch) => runs.includes(branch.run));
  const leftOut = all.filter((branch) => !runs.includes(branch.run)).map((branch) => branch.run);
  record(walk, 'block-entered', {
    block: run,
    round: roundAfter(walk, run),
    activated: along.map((branch) => branch.run),
    ...(leftOut.length > 0 ? { leftOut } : {}),
    ...(block.kind === 'each' ? { items } : {}),
  });
  const open = along.filter((branch) => !carryOver(walk, branch.run, run));
  for (const branch of open)
    record(walk, 'block-entered', { block: branch.run, round: roundAfter(walk, branch.run), of: run });
  const round = walk.state.blocks[run]?.round;
  if (open.length < along.length || along.length === 0) decideJoin(walk, block, run);
  for (const branch of open) if (goesOn(walk, run, round, branch.run)) enter(walk, branch.block, branch.item);
}

/** A branch that went before may have decided the block, sent it back or ended the case. */
function goesOn({ state }: Walk, run: string, round: number | undefined, branch: string): boolean {
  const at = state.blocks[run];
  return at?.state === 'open' && at.round === round && state.blocks[branch]?.state === 'open';
}

/** 沿用: a branch that had passed in an earlier round passes again where nothing it was decided on has changed. */
function carryOver(walk: Walk, branch: string, of: string): boolean {
  const kept = walk.state.kept?.[branch];
  if (!kept) return false;
  const steps = Object.keys(walk.state.kept ?? {}).filter((run) => {
    const place = placeOf(walk.definition, run);
    return run !== branch && place !== undefined && liesIn(place, branch);
  });
  const changed = changedSince(walk.definition, walk.state, branch, kept);
  if (changed.length > 0) {
    dropKept(walk, [branch], changed);
    return false;
  }
  record(walk, 'branch-carried', {
    block: branch,
    round: roundAfter(walk, branch),
    of,
    from: kept.round,
    outcome: 'carried',
    facts: kept.facts,
    steps,
  });
  return true;
}

/** Opens a block of branches again for the one that leads to a step returned to; answers how to open what could not be carried over. */
function reopen(walk: Walk, { block, run, branch = '' }: Around): () => void {
  if (block.kind !== 'parallel' && block.kind !== 'each') throw new Error(`${run} has no branches`);
  const before = walk.state.blocks[run];
  // Whoever was cut short because others sufficed is not asked now either.
  const wasJoined = before?.outcome === 'joined';
  const along = (before?.activated ?? [branch]).filter(
    (each) => each === branch || !wasJoined || walk.state.blocks[each]?.state === 'done',
  );
  record(walk, 'block-entered', { block: run, round: roundAfter(walk, run), activated: along });
  const rest = along.filter((each) => each !== branch && !carryOver(walk, each, run));
  for (const each of [branch, ...rest])
    record(walk, 'block-entered', { block: each, round: roundAfter(walk, each), of: run });
  const round = walk.state.blocks[run]?.round;
  const inner = branchesOf(block, itemOf(run), countItems(before));
  return () => {
    for (const { run: each, block: within, item } of inner)
      if (rest.includes(each) && goesOn(walk, run, round, each)) enter(walk, within, item);
  };
}
function countItems(run: BlockRun | undefined): number {
  return run?.activated?.length ?? 0;
}

/** A branch has come to its end. */
function arrive(walk: Walk, block: Branching, run: string, branch: string, outcome: 'passed' | 'rejected'): void {
  record(walk, 'block-left', { block: branch, outcome, ...basis(walk, branch) });
  decideJoin(walk, block, run);
}

function basis(walk: Walk, run: string): { readonly basis?: { readonly [name: string]: Json } } {
  const decidedOn = basisOf(walk.definition, walk.state.facts, run);
  return decidedOn ? { basis: decidedOn } : {};
}

/** Leads on when the branches have come together, and closes what the decision has left open in the others. */
function decideJoin(walk: Walk, block: Branching, run: string): void {
  const { activated = [] } = walk.state.blocks[run] ?? {};
  const verdict = verdictOf(
    block.join,
    block.rejects,
    activated.map((branch) => arrivalOf(walk.state.blocks[branch])),
  );
  if (verdict === 'open') return;
  const inBranch = (each: string): boolean => {
    const place = placeOf(walk.definition, each);
    return place !== undefined && activated.some((branch) => liesIn(place, branch));
  };
  closeWithin(walk, inBranch, verdict);
  endClocksWithin(walk, block, run);
  record(walk, 'block-left', { block: run, outcome: verdict });
  go(walk, run, block.outcomes[verdict]);
}

/** Limits of steps that stand open no more; a limit of the law goes on, whoever works on the case. */
function endClocksWithin(walk: Walk, block: Branching, run: string): void {
  const started = blocksOf(block).flatMap((each) =>
    each.kind === 'task' ? (each.starts ?? []) : each.kind === 'await' ? [each.clock] : [],
  );
  for (const id of Object.keys(walk.state.clocks)) {
    const rule = clockRule(walk.definition, id);
    const inside = itemOf(id).startsWith(itemOf(run)) && started.includes(blockIdOf(id));
    const used = walk.state.tasks.some((task) => task.state === 'open' && task.clock === id);
    if (inside && !used && rule?.kind !== 'statutory') endClock(walk, id);
  }
}

function turn(walk: Walk, block: LoopBlock, run: string): void {
  const verdict = condition(block.while, factsAt(walk.state.facts, itemOf(run)));
  if ('error' in verdict) return record(walk, 'condition-failed', { block: run, message: verdict.error });
  const done = walk.state.blocks[run]?.turn ?? 1;
  if (verdict.holds && done < block.atMost) {
    record(walk, 'loop-turned', { block: run, turn: done + 1 });
    return enter(walk, block.block, itemOf(run));
  }
  record(walk, 'block-left', { block: run, outcome: verdict.holds ? 'exhausted' : 'passed' });
  if (verdict.holds) go(walk, run, block.exhausted);
  else leave(walk, run);
}

function decideByTable(walk: Walk, block: TableBlock, item: string): void {
  const run = runName(block.id, item);
  const read = readTable(block, factsAt(walk.state.facts, item));
  if ('error' in read) return record(walk, 'condition-failed', { block: run, message: read.error });
  const facts = Object.fromEntries(Object.entries(read.facts).map(([name, value]) => [runName(name, item), value]));
  record(walk, 'table-read', { block: run, rows: read.rows, facts });
  leave(walk, run);
}

/**
 * Whether what was decided here before a return stands, and the case has gone on with it. The first decision whose grounds have changed
 * takes with it all that came after it.
 */
function stands(walk: Walk, block: TaskBlock | ChildBlock | AwaitBlock | CallBlock, run: string): boolean {
  const { definition, state } = walk;
  const kept = state.kept?.[run];
  if (!kept) return false;
  const target = outcomeTargets(block).find(([outcome]) => outcome === kept.outcome)?.[1];
  const changed = changedSince(definition, state, run, kept);
  if (changed.length === 0 && target && (target.to === 'next' || target.to === 'reject')) {
    record(walk, 'step-kept', { block: run, round: kept.round, outcome: kept.outcome, facts: kept.facts });
    go(walk, run, target);
    return true;
  }
  const own = placeOf(definition, run);
  const later = Object.keys(state.kept ?? {}).filter((each) => {
    const place = placeOf(definition, each);
    return each === run || (own !== undefined && place !== undefined && relation(own, place) === 'before');
  });
  dropKept(walk, later, changed);
  return false;
}

/** What was decided stands no longer, nor does what was called for in it. */
function dropKept(walk: Walk, blocks: readonly string[], changed: readonly string[]): void {
  const stood = (walk.state.calls ?? []).filter(({ block }) => mayStand(walk, block));
  record(walk, 'kept-dropped', { blocks, changed });
  undoCalls(walk, 'returned', (call) => stood.includes(call) && !mayStand(walk, call.block));
}

/** Seen by an administrator, who puts it right and sends the case back. */
const NOBODY_FOUND = '没有符合条件的办理人 / nobody may do this step';

/** `again`: its seats as they go on from the round before, under the name of the new task. */
export function openTask(
  walk: Walk,
  block: TaskBlock,
  item = '',
  again?: (task: string) => readonly SeatOpened[],
): void {
  const step = runName(block.id, item);
  const round = roundAfter(walk, step);
  const task = `${walk.state.id}.${step}.${round}`;
  // Sent back, a step goes on under the limit that runs: a second look does not begin the law's time anew.
  for (const clock of block.starts ?? [])
    if (!runs(walk, runName(clock, item))) startClock(walk, runName(clock, item), today(walk));
  const { seats, resolved, refused } = again
    ? { seats: again(task), resolved: [], refused: false }
    : seatsFor(walk, block, task);
  if (refused) return record(walk, 'condition-failed', { block: step, message: NOBODY_FOUND });
  record(walk, 'task-opened', {
    task,
    step,
    round,
    kind: 'step',
    seats,
    clock: clockAt(walk, block.clock, item),
    ...(block.decides ? { decides: block.decides } : {}),
    ...(resolved.length > 0 ? { resolved } : {}),
  });
}

/** The clock as it runs for this item, or for an item around it, or for the whole case. */
export function clockAt({ state }: Pick<Walk, 'state'>, clock: string, item: string): string {
  const own = itemsAround(item).map((around) => runName(clock, around));
  return own.findLast((id) => state.clocks[id] !== undefined) ?? clock;
}

function choose(walk: Walk, block: Extract<Block, { kind: 'choice' }>, item: string): void {
  const run = runName(block.id, item);
  const facts = factsAt(walk.state.facts, item);
  for (const branch of block.branches) {
    const verdict = condition(branch.when, facts);
    if ('error' in verdict) return record(walk, 'condition-failed', { block: run, message: verdict.error });
    if (verdict.holds) {
      record(walk, 'branch-taken', { block: run, branch: branch.id, because: branch.when });
      return enter(walk, branch.block, item);
    }
  }
  record(walk, 'branch-taken', { block: run, branch: 'otherwise' });
  enter(walk, block.otherwise, item);
}

function openChild(walk: Walk, block: ChildBlock, item: string): void {
  const run = runName(block.id, item);
  const round = roundAfter(walk, run);
  record(walk, 'child-opened', {
    id: `${walk.state.id}.${run}.${round}.1`,
    block: run,
    round,
    procedure: block.procedure,
  });
  const { stops } = block;
  for (const id of stops?.clocks ?? []) {
    const clock = walk.state.clocks[id];
    if (!stops || !clock || clock.endedOn !== undefined) continue;
    // It stands still already, for another child beside this one; what stops it on another ground ends at another time.
    if (clock.suspensions.some(({ to, ground }) => to === undefined && ground === stops.ground)) continue;
    // Opened by a lapse at 24:00, it takes nothing from the day that has just run to its end.
    const suspension = { from: dayOf(walk.effectiveAt), ground: stops.ground, article: STOPS_ARTICLE };
    record(walk, 'clock-suspended', { clock: suspend(clock, suspension), suspension });
  }
}
/** 许 45: the time a hearing takes is not counted. */
const STOPS_ARTICLE = '行政许可法第四十五条';

/** What stood still for a child runs again when the child has ended. */
export function letClocksRun(walk: Walk, block: string): void {
  const child = findBlock(walk.definition, block);
  const stops = child?.kind === 'child' ? child.stops : undefined;
  for (const id of stops?.clocks ?? []) {
    const clock = walk.state.clocks[id];
    if (!stops || !clock || clock.endedOn !== undefined || stoppedFor(walk, id, block)) continue;
    record(walk, 'clock-resumed', { clock: resume(clock, today(walk), stops.ground), on: today(walk) });
  }
}

/** Whether another open child makes this clock stand still. */
function stoppedFor({ definition, state }: Walk, clock: string, except: string): boolean {
  return state.children.some((child) => {
    const block = child.state === 'open' && child.block !== except ? findBlock(definition, child.block) : undefined;
    return block?.kind === 'child' && block.stops?.clocks.includes(clock) === true;
  });
}

function openAwait(walk: Walk, of: AwaitBlock, item: string): void {
  const block = awaitAt(of, runName(of.id, item));
  startClock(walk, block.clock, today(walk));
  record(walk, 'block-entered', { block: block.id, round: roundAfter(walk, block.id) });
  const said = saidBefore(walk);
  const known = Object.entries(block.outcomes).find(([, rule]) => rule.on === 'hear-linked' && rule.said === said);
  if (said !== undefined && known) return answer(walk, block, known[0]);
  const message = walk.state.messages?.find(({ name, facts }) => facts && outcomeOf(block, name) !== undefined);
  if (message) return answer(walk, block, outcomeOf(block, message.name) ?? '', message);
  // A day that is past was waited for already. Its end counts from today: what follows must not begin before it was entered.
  const day = namedDay(walk, block.clock);
  const lapsed = Object.entries(block.outcomes).find(([, rule]) => rule.on === 'lapse');
  if (day !== undefined && day < today(walk) && lapsed) answer(walk, block, lapsed[0]);
}

/** The outcome by which a wait hears this message. */
export function outcomeOf(block: AwaitBlock, message: string): string | undefined {
  return Object.entries(block.outcomes).find(([, { on, name }]) => on === 'message' && name === message)?.[0];
}

/** What became of the certificate before anybody waited to hear it: the word has come and gone. */
function saidBefore({ moment: { certificate } }: Walk): string | undefined {
  if (certificate?.deregistered) return 'deregistered';
  return certificate?.annulled ? 'annulled' : undefined;
}

/** What was awaited has come, or its limit lapsed; `message` is what came. */
export function answer(walk: Walk, block: AwaitBlock, outcome: string, message?: MessageKept): void {
  const rule = block.outcomes[outcome];
  if (!rule) throw new Error(`${block.id} awaits no ${outcome}`);
  record(walk, 'wait-answered', {
    block: block.id,
    outcome,
    on: rule.on,
    ...basis(walk, block.id),
    ...(message
      ? { message: { name: message.name, id: message.id }, facts: saidAt(block.id, message.facts ?? {}) }
      : {}),
  });
  endClock(walk, block.clock);
  go(walk, block.id, rule.target);
}

/** `back`: where the case goes on instead of where the wait itself leads back to. */
function openWait(walk: Walk, block: WaitBlock, back?: string): void {
  startClock(walk, block.clock, today(walk));
  record(walk, 'block-entered', {
    block: block.id,
    round: roundAfter(walk, block.id),
    ...(back === undefined ? {} : { back }),
  });
}

/**
 * Closes what stands open in these runs, for a cause: in branches that are decided without it, or on the way of a return. Nothing is
 * deleted; what the law's time ran on runs on, and nobody is waited for any more.
 */
export function closeWithin(walk: Walk, inside: (run: string) => boolean, cause: string, by?: string): void {
  const { definition } = walk;
  for (const task of walk.state.tasks)
    if (task.kind === 'step' && task.state === 'open' && inside(task.step))
      record(walk, 'task-closed', { task: task.id, cause, ...(by === undefined ? {} : { by }) });
  for (const child of walk.state.children)
    if (child.state === 'open' && inside(child.block)) {
      record(walk, 'child-closed', { child: child.id, cause });
      letClocksRun(walk, child.block);
    }
  for (const [run, at] of Object.entries(walk.state.blocks)) {
    if (at.state !== 'open') continue;
    const wait = definition.waits[run];
    if (!inside(wait ? (at.back ?? wait.back) : run)) continue;
    record(walk, 'block-left', { block: run, outcome: 'closed', cause });
    const block = wait ?? findBlock(definition, run);
    if (block?.kind === 'wait') endClock(walk, block.clock);
    if (block?.kind === 'await') endClock(walk, awaitAt(block, run).clock);
    if (block?.kind === 'call') dropCall(walk, run, cause);
  }
}

/** Ends what still stands open, for a cause: no seat, wait or child is ever left without a closing act. */
export function closeOpen(walk: Walk, cause: string): void {
  for (const task of walk.state.tasks) if (task.state === 'open') record(walk, 'task-closed', { task: task.id, cause });
  for (const child of walk.state.children)
    if (child.state === 'open') record(walk, 'child-closed', { child: child.id, cause });
  for (const [id, run] of Object.entries(walk.state.blocks)) {
    if (run.state !== 'open') continue;
    record(walk, 'block-left', { block: id, outcome: 'closed' });
    if (findBlock(walk.definition, id)?.kind === 'call') dropCall(walk, id, cause);
  }
}

/**
 * Cancels effects wanted earlier, never those this decision asks for; claimed ones go on, their result comes late. What undoes something
 * is wanted because of an end, and by none given up.
 */
export function cancelEffects(walk: Walk, cause: string, which: (effect: EffectRun) => boolean = () => true): void {
  for (const effect of walk.state.effects) {
    const open = effect.state === 'wanted' || effect.state === 'failed';
    if (open && effect.askedBy <= walk.from && !undoes(effect) && which(effect))
      record(walk, 'effect-cancelled', { effect: effect.id, cause });
  }
}

/** The case is broken off (撤回、终止、逾期): what was wanted is not wanted any more, and what was called for is undone. */
export function breakOff(walk: Walk, cause: string): void {
  cancelEffects(walk, cause);
  undoCalls(walk, cause);
}

/** Fixes the outcome. The case ends at once where no paper is due, else when its paper is sealed and delivered. */
export function close(walk: Walk, outcome: string, reason?: string): void {
  closeOpen(walk, outcome);
  for (const id of Object.keys(walk.state.clocks)) if (id !== CLOSING_CLOCK) endClock(walk, id);
  const why = reason === undefined ? {} : { reason };
  if (walk.definition.outcomes[outcome]?.paper == null) {
    record(walk, 'ended', { outcome, ...why });
    return openLinked(walk, `ended:${outcome}`);
  }
  if (walk.definition.clocks[CLOSING_CLOCK]) startClock(walk, CLOSING_CLOCK, today(walk));
  record(walk, 'closing', { outcome, ...why });
}

/** The expected length of a special procedure; it stops nothing itself. */
export const SPECIAL_CLOCK = 'special';

/** The limit for making and delivering the closing paper (许 44). */
export const CLOSING_CLOCK = 'delivery';

/** The closing papers are sealed: they are handed out at the window or sent, where the applicant chose that; else the case ends. */
export function handOut(walk: Walk): void {
  const { handOut: block } = walk.definition;
  const way = walk.state.facts['deliveryWay'];
  if (block && (way === 'window' || way === 'post')) return openTask(walk, block);
  end(walk);
}

/** The papers are delivered: the case ends, and what outlives it is opened. */
function end(walk: Walk): void {
  const { closing } = walk.state;
  if (closing === undefined) throw new Error(`case ${walk.state.id} is not closing`);
  endClock(walk, CLOSING_CLOCK);
  record(walk, 'ended', { outcome: closing });
  openLinked(walk, `ended:${closing}`);
}

/** 关联办件: what this event opens as a case of its own. */
export function openLinked(walk: Walk, event: string): void {
  for (const rule of walk.definition.follows ?? []) {
    if (rule.on !== event) continue;
    const verdict = rule.when === undefined ? { holds: true } : condition(rule.when, walk.state.facts);
    // A condition that cannot be read opens the duty: one too many is closed by a person, one too few is never seen.
    if (!('error' in verdict) && !verdict.holds) continue;
    const n = (walk.state.linked ?? []).filter((each) => each.procedure === rule.procedure).length + 1;
    const { facts } = walk.state;
    record(walk, 'linked-opened', {
      id: `${walk.state.id}.${rule.procedure}.${n}`,
      procedure: rule.procedure,
      event,
      ...(walk.state.decidedOn === undefined ? {} : { decidedOn: walk.state.decidedOn }),
      facts: Object.fromEntries(rule.hands.filter((name) => name in facts).map((name) => [name, facts[name] ?? null])),
    });
  }
}
