/** Where a case goes next: entering and leaving blocks, rounds, returns, and the end with its paper. */
import type { EffectRun } from './case';
import type { AwaitBlock, Block, Target, TaskBlock, WaitBlock } from './procedure/definition';
import { findBlock, fromHereOn, successor } from './procedure/find';
import { condition } from './rules/condition';
import { dayNumber, dayOf } from './time/civil';
import { resume, startClock as clockFrom, suspend } from './time/clock';
import type { Day } from './time/clock';
import { seatsFor } from './seating';
import { record, today, type Walk } from './walk';

/** Starts a clock of the law (again), counting from `on`. */
export function startClock(walk: Walk, id: string, on: Day, budget?: number): void {
  const rule = walk.definition.clocks[id];
  if (!rule) throw new Error(`procedure ${walk.definition.id} has no clock ${id}`);
  // Valid without end: there is no last day to count to.
  if (rule.until === 'certificate' && walk.state.certificate?.validTo === undefined) return;
  const from = rule.from === 'decision' ? (walk.state.linkedTo?.decidedOn ?? on) : on;
  const earlier = walk.state.clocks[id];
  // A clock that runs anew (a supplement is a new receipt) opens a new term, so that its rungs have keys of their own.
  const days = budget ?? (rule.until === 'certificate' ? daysValid(walk, on) : undefined);
  const clock = { ...clockFrom(rule, from, walk.calendar, days), term: (earlier?.term ?? 0) + 1 };
  record(walk, 'clock-started', { clock });
}

/** Calendar days to the last day on which the certificate is valid. */
function daysValid(walk: Walk, on: Day): number | undefined {
  const validTo = walk.state.certificate?.validTo;
  return validTo === undefined ? undefined : Math.max(0, dayNumber(validTo) - dayNumber(on));
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

export function enter(walk: Walk, block: Block): void {
  switch (block.kind) {
    case 'sequence': {
      const first = block.blocks[0];
      if (first) enter(walk, first);
      else leave(walk, block.id);
      return;
    }
    case 'task':
      return openTask(walk, block);
    case 'choice':
      return choose(walk, block);
    case 'child':
      return openChild(walk, block);
    case 'await':
      return openAwait(walk, block);
    case 'pass':
      return leave(walk, block.id);
    case 'end':
      return close(walk, block.outcome);
  }
}

/** On to whatever follows the block that was left. */
export function leave(walk: Walk, id: string): void {
  // Handed out is delivered: nothing follows it.
  if (walk.definition.handOut?.id === id) return end(walk);
  const next = successor(walk.definition, id);
  if (!next) throw new Error(`procedure ${walk.definition.id}: nothing follows ${id}`);
  enter(walk, next);
}

/** Goes where an outcome leads. */
export function go(walk: Walk, from: string, target: Target, reason?: string): void {
  switch (target.to) {
    case 'next':
      return leave(walk, from);
    case 'again': {
      const block = findBlock(walk.definition, from);
      if (!block) throw new Error(`procedure ${walk.definition.id} has no block ${from}`);
      return enter(walk, block);
    }
    case 'end':
      return close(walk, target.outcome);
    case 'correction': {
      const wait = walk.definition.waits[target.wait];
      if (!wait) throw new Error(`procedure ${walk.definition.id} has no wait ${target.wait}`);
      return openWait(walk, wait);
    }
    case 'back':
      return returnTo(walk, from, target.step, reason);
  }
}

function returnTo(walk: Walk, from: string, step: string, reason?: string): void {
  const run = walk.state.blocks[step];
  const block = findBlock(walk.definition, step);
  if (!run || !block) throw new Error(`case ${walk.state.id} never passed ${step}`);
  const undone = fromHereOn(walk.definition, step);
  // Papers of the steps undone; what the applicant must hear in any case (a limit extended or stopped) still goes out.
  cancelEffects(walk, 'returned', (effect) => effect.block !== undefined && undone.includes(effect.block));
  record(walk, 'returned', { from, to: step, clears: undone, ...(reason === undefined ? {} : { reason }) });
  enter(walk, block);
}

/** Seen by an administrator, who puts it right and sends the case back. */
const NOBODY_FOUND = '没有符合条件的办理人 / nobody may do this step';

function openTask(walk: Walk, block: TaskBlock): void {
  const round = (walk.state.blocks[block.id]?.round ?? 0) + 1;
  const task = `${walk.state.id}.${block.id}.${round}`;
  // Sent back, a step goes on under the limit that runs: a second look does not begin the law's time anew.
  for (const clock of block.starts ?? []) if (!runs(walk, clock)) startClock(walk, clock, today(walk));
  const { seats, resolved, refused } = seatsFor(walk, block, task);
  if (refused) return record(walk, 'condition-failed', { block: block.id, message: NOBODY_FOUND });
  record(walk, 'task-opened', {
    task,
    step: block.id,
    round,
    kind: 'step',
    seats,
    clock: block.clock,
    ...(block.decides ? { decides: block.decides } : {}),
    ...(resolved.length > 0 ? { resolved } : {}),
  });
}

function choose(walk: Walk, block: Extract<Block, { kind: 'choice' }>): void {
  for (const branch of block.branches) {
    const verdict = condition(branch.when, walk.state.facts);
    if ('error' in verdict) return record(walk, 'condition-failed', { block: block.id, message: verdict.error });
    if (verdict.holds) {
      record(walk, 'branch-taken', { block: block.id, branch: branch.id, because: branch.when });
      return enter(walk, branch.block);
    }
  }
  record(walk, 'branch-taken', { block: block.id, branch: 'otherwise' });
  enter(walk, block.otherwise);
}

function openChild(walk: Walk, block: Extract<Block, { kind: 'child' }>): void {
  const round = (walk.state.blocks[block.id]?.round ?? 0) + 1;
  record(walk, 'child-opened', {
    id: `${walk.state.id}.${block.id}.${round}.1`,
    block: block.id,
    round,
    procedure: block.procedure,
  });
  const { stops } = block;
  for (const id of stops?.clocks ?? []) {
    const clock = walk.state.clocks[id];
    if (!stops || !clock || clock.endedOn !== undefined) continue;
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
    if (!stops || !clock || clock.endedOn !== undefined) continue;
    record(walk, 'clock-resumed', { clock: resume(clock, today(walk), stops.ground), on: today(walk) });
  }
}

function openAwait(walk: Walk, block: AwaitBlock): void {
  const round = (walk.state.blocks[block.id]?.round ?? 0) + 1;
  startClock(walk, block.clock, today(walk));
  record(walk, 'block-entered', { block: block.id, round });
  const said = saidBefore(walk);
  const known = Object.entries(block.outcomes).find(([, rule]) => rule.on === 'hear-linked' && rule.said === said);
  if (said !== undefined && known) answer(walk, block, known[0]);
}

/** What became of the certificate before anybody waited to hear it: the word has come and gone. */
function saidBefore({ moment: { certificate } }: Walk): string | undefined {
  if (certificate?.deregistered) return 'deregistered';
  return certificate?.annulled ? 'annulled' : undefined;
}

/** What was awaited has come, or its limit lapsed. */
export function answer(walk: Walk, block: AwaitBlock, outcome: string): void {
  const rule = block.outcomes[outcome];
  if (!rule) throw new Error(`${block.id} awaits no ${outcome}`);
  record(walk, 'wait-answered', { block: block.id, outcome, on: rule.on });
  endClock(walk, block.clock);
  go(walk, block.id, rule.target);
}

function openWait(walk: Walk, block: WaitBlock): void {
  const round = (walk.state.blocks[block.id]?.round ?? 0) + 1;
  startClock(walk, block.clock, today(walk));
  record(walk, 'block-entered', { block: block.id, round });
}

/** Ends what still stands open, for a cause: no seat, wait or child is ever left without a closing act. */
export function closeOpen(walk: Walk, cause: string): void {
  for (const task of walk.state.tasks) if (task.state === 'open') record(walk, 'task-closed', { task: task.id, cause });
  for (const child of walk.state.children)
    if (child.state === 'open') record(walk, 'child-closed', { child: child.id, cause });
  for (const [id, run] of Object.entries(walk.state.blocks))
    if (run.state === 'open') record(walk, 'block-left', { block: id, outcome: 'closed' });
}

/** Cancels effects wanted earlier, never those this decision asks for; claimed ones go on, their result comes late. */
export function cancelEffects(walk: Walk, cause: string, which: (effect: EffectRun) => boolean = () => true): void {
  for (const effect of walk.state.effects) {
    const open = effect.state === 'wanted' || effect.state === 'failed';
    if (open && effect.askedBy <= walk.from && which(effect))
      record(walk, 'effect-cancelled', { effect: effect.id, cause });
  }
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
