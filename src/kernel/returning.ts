/**
 * 退回: what sending a case back means, worked out before anything is recorded; shared by the act of a seat, by outcomes that lead back and
 * by the administrator's. Blocks nest, so that the way back is told in blocks: within one branch only that branch is gone again; before a
 * block of branches, the whole block is closed; after its join, one branch is opened again and the others are carried over; and from one
 * branch into another there is no way.
 */
import type { BlockRun, CaseState, Kept } from './case';
import type { Definition, TaskBlock, WaitBlock } from './procedure/definition';
import { blocksOf, findBlock, fromHereOn } from './procedure/find';
import { branchesAround, liesIn, placeOf, relation, type Around, type Place } from './procedure/place';
import { blockIdOf, itemAt, itemOf, itemsAround, runName } from './procedure/run-name';

export type ReturnMode = 're-walk' | 'direct';

export interface Rewind {
  readonly from: string;
  readonly target: Place;
  /** The branch or item that both lie in and that alone is gone again; undefined: the whole flow. */
  readonly within?: string;
  /** Facts that no longer count. */
  readonly clears: readonly string[];
  /** Blocks of branches that are opened again for one branch of theirs, outermost first. */
  readonly reopens: readonly Around[];
  readonly keeps: Readonly<Record<string, Kept>>;
}

/** The run of an earlier step as it is called from where `from` stands; undefined where it lies in another item. */
export function runSeenFrom(definition: Definition, step: string, from: string): string {
  if (step !== blockIdOf(step)) return step;
  const place = placeOf(definition, step);
  const depth = place?.around.filter(({ block }) => block.kind === 'each').length ?? 0;
  return runName(step, itemAt(itemOf(from), depth));
}

/** A step this very case has passed on its way, and not only once upon a time: what a return undid was not passed. */
export function hasPassed(definition: Definition, state: CaseState, run: string): boolean {
  return state.blocks[run]?.state === 'done' && run in state.facts && findBlock(definition, run) !== undefined;
}

/** Works out the way back. `inclusive`: what was decided at the target itself may stand too (the applicant's turn comes before it). */
export function rewind(
  definition: Definition,
  state: CaseState,
  from: string,
  to: string,
  mode: ReturnMode,
  inclusive = false,
): Rewind {
  const target = placeOf(definition, to);
  if (!target) throw new Error(`procedure ${definition.id} has no step ${to}`);
  const source = placeOf(definition, from);
  const shared = source ? branchesAround(target).filter((branch) => liesIn(source, branch)) : [];
  const within = shared.at(-1);
  const reopens = target.around.filter(({ branch }) => branch !== undefined && !shared.includes(branch));
  const clears = clearedBy(definition, state, target, within, reopens);
  const undone = new Set(clears);
  const keeps: Record<string, Kept> = {};
  for (const [run, at] of Object.entries(state.blocks)) {
    const place = placeOf(definition, run);
    if (!place || at.state !== 'done') continue;
    const branch = place.around.at(-1);
    const isBranch = branch?.branch === run;
    if (within !== undefined && !liesIn(place, within)) continue;
    const kept = state.kept?.[run] ?? keptNow(definition, state, place, isBranch ? branch : undefined);
    if (!kept) continue;
    const stands = isBranch
      ? branchStands(place, target, reopens)
      : undone.has(run) && mode === 'direct' && stepStands(place, target, source, inclusive);
    if (stands) keeps[run] = kept;
  }
  return { from, target, ...(within === undefined ? {} : { within }), clears, reopens, keeps };
}

/** A decision as it stands now; what an earlier return undid, and nobody has come to again since, stands no more. */
function keptNow(definition: Definition, state: CaseState, place: Place, branch: Around | undefined): Kept | undefined {
  const at: BlockRun | undefined = state.blocks[place.run];
  const stands = branch
    ? state.blocks[branch.run]?.activated?.includes(place.run) === true &&
      (state.blocks[branch.run]?.state === 'open' || branch.run in state.facts)
    : place.run in state.facts;
  // A branch that was rejected, or cut short by the join, is gone again.
  if (!at?.basis || !stands || (branch && at.outcome === 'rejected')) return undefined;
  const { outcome = '', carried, round, basis } = at;
  return { outcome, round: carried ?? round, basis, facts: leftBy(definition, state, place, branch && place.run) };
}

/** Finished branches of a block that is opened again for another of them; of a block gone again, those that may be carried over. */
function branchStands(place: Place, target: Place, reopens: readonly Around[]): boolean {
  const around = place.around.at(-1);
  if (!around || liesIn(target, around.branch ?? '')) return false;
  if (reopens.some(({ run }) => run === around.run)) return true;
  if (relation(target, place) !== 'before') return false;
  const { block } = around;
  return block.kind === 'parallel'
    ? block.branches[around.index]?.carryOver === true
    : block.kind === 'each' && block.carryOver === true;
}

function stepStands(place: Place, target: Place, source: Place | undefined, inclusive: boolean): boolean {
  if (!['task', 'child', 'await', 'call'].includes(place.block.kind)) return false;
  if (place.run === target.run) return inclusive;
  return relation(target, place) === 'before' && source !== undefined && relation(place, source) === 'before';
}

/** The facts a step left, or all the steps of a branch. */
function leftBy(definition: Definition, state: CaseState, place: Place, branch: string | undefined): Kept['facts'] {
  const of = (name: string): boolean => {
    // What an earlier round of a step said, that stands closed now, is not what it came to.
    if (state.blocks[name]?.state === 'closed') return false;
    if (branch === undefined) return name === place.run;
    const at = placeOf(definition, name);
    return at !== undefined && at.run !== branch && liesIn(at, branch);
  };
  return Object.fromEntries(Object.entries(state.facts).filter(([name]) => of(name)));
}

/** Names of blocks and runs whose facts a return to this place undoes. */
function clearedBy(
  definition: Definition,
  state: CaseState,
  target: Place,
  within: string | undefined,
  reopens: readonly Around[],
): readonly string[] {
  const later = fromHereOn(definition, target.block.id);
  // Of a block that is opened again, whatever its other branches left comes back with them or is found anew.
  const beside = reopens.flatMap(({ block }) => blocksOf(block).map(({ id }) => id));
  const ids = blocksOf(definition.flow)
    .map(({ id }) => id)
    .filter((id) => later.includes(id) || beside.includes(id));
  const runs = new Set([
    ...Object.keys(state.facts),
    ...Object.keys(state.blocks),
    ...(state.kept ? Object.keys(state.kept) : []),
  ]);
  return ids.flatMap(namesOf).flatMap((id) => {
    const inItems = placeOf(definition, id)?.around.some(({ block }) => block.kind === 'each') === true;
    const items = [...runs].filter((run) => blockIdOf(run) === id && run !== id);
    return [...(inItems ? [] : [id]), ...items].filter((run) => {
      const place = placeOf(definition, run);
      if (place === undefined || relation(place, target) === 'before') return false;
      return within === undefined || liesIn(place, within);
    });
  });

  function namesOf(id: string): readonly string[] {
    const block = findBlock(definition, id);
    return block?.kind === 'parallel' ? [id, ...block.branches.map((branch) => branch.id)] : [id];
  }
}

/** Open runs that a return closes: everything in the branch it happens in that does not come before the target. */
export function closedBy(definition: Definition, { target, within }: Pick<Rewind, 'target' | 'within'>) {
  return (run: string): boolean => {
    const place = placeOf(definition, run);
    if (!place || (within !== undefined && !liesIn(place, within))) return false;
    return relation(target, place) !== 'after' && !liesAround(place, target);
  };
}
/** A block around the target goes on as it is; one that is opened again is decided, and not open. */
function liesAround(place: Place, target: Place): boolean {
  return target.around.some(({ run, branch }) => run === place.run || branch === place.run);
}

/** Where a seat may send the case back to, with the names the command uses. */
export interface ReturnTarget {
  /** `applicant`, or the run of a step. */
  readonly to: string;
  /** Other names for it: `previous`, `start`. */
  readonly also: readonly string[];
  readonly modes: readonly ReturnMode[];
  /** Children that would be closed. */
  readonly closes: readonly string[];
}

/** What the list of a step allows, cut down to what this case has passed. */
export function returnTargets(definition: Definition, state: CaseState, run: string): readonly ReturnTarget[] {
  const block = findBlock(definition, run);
  const rule = block?.kind === 'task' ? block.returns : undefined;
  const source = placeOf(definition, run);
  if (!rule || !source) return [];
  const modes: readonly ReturnMode[] = rule.mode === 'choose' ? ['re-walk', 'direct'] : [rule.mode];
  const passed = stepsPassed(definition, state, source);
  const names = new Map<string, string[]>();
  const add = (to: string | undefined, name?: string): void => {
    if (to === undefined) return;
    names.set(to, [...(names.get(to) ?? []), ...(name === undefined ? [] : [name])]);
  };
  for (const to of rule.to) {
    if (to === 'previous') add(passed.at(-1), to);
    else if (to === 'start') add(startOf(definition, passed, source), to);
    else if (to === APPLICANT) {
      if (waitFor(definition, state, rule, source)) add(APPLICANT);
    } else for (const each of passed) if (blockIdOf(each) === to) add(each);
  }
  return [...names].map(([to, also]) => ({ to, also, modes, closes: childrenClosed(definition, state, run, to) }));
}
export const APPLICANT = 'applicant';

/** Children that a return from here to there closes. */
function childrenClosed(definition: Definition, state: CaseState, from: string, to: string): readonly string[] {
  const open = state.children.filter((child) => child.state === 'open');
  if (open.length === 0) return [];
  const block = findBlock(definition, from);
  const source = placeOf(definition, from);
  const rule = block?.kind === 'task' ? block.returns : undefined;
  const back = to === APPLICANT ? rule && source && waitFor(definition, state, rule, source)?.back : to;
  if (back === undefined) return [];
  const closed = closedBy(definition, rewind(definition, state, from, back, 're-walk'));
  return open.filter(({ block: at }) => closed(at)).map(({ id }) => id);
}

/** The steps passed on the way to this place, in the order of the flow. */
export function stepsPassed(definition: Definition, state: CaseState, source: Place): readonly string[] {
  const ids = blocksOf(definition.flow).flatMap(({ id, kind }) => (kind === 'task' || kind === 'child' ? [id] : []));
  return ids.flatMap((id) =>
    Object.keys(state.blocks).filter((run) => {
      if (blockIdOf(run) !== id || !hasPassed(definition, state, run)) return false;
      const place = placeOf(definition, run);
      return place !== undefined && relation(place, source) === 'before' && mayDoAgain(definition, state, run);
    }),
  );
}

/** The first step of the innermost branch that was passed, else of the flow. */
function startOf(definition: Definition, passed: readonly string[], source: Place): string | undefined {
  const branch = branchesAround(source).at(-1);
  const own = passed.filter((run) => {
    const place = placeOf(definition, run);
    return branch === undefined || (place !== undefined && liesIn(place, branch));
  });
  return own[0];
}

const ACCEPTS: ReadonlySet<string> = new Set([
  'accept',
  'accept-with-gaps',
  'accept-on-commitment',
  'accept-on-the-spot',
]);

/** Accepted is accepted (许 32): a step that only accepts could not be done again. */
function mayDoAgain(definition: Definition, state: CaseState, run: string): boolean {
  const block = findBlock(definition, run);
  if (state.acceptedOn === undefined || block?.kind !== 'task') return true;
  return !Object.values(block.outcomes).some(({ act }) => act !== undefined && ACCEPTS.has(act));
}

/** The wait by which the applicant gets his time, where the step it goes back to has been passed. */
export function waitFor(
  definition: Definition,
  state: CaseState,
  rule: NonNullable<TaskBlock['returns']>,
  source: Place,
): (WaitBlock & { readonly back: string }) | undefined {
  const waits = Object.values(definition.waits);
  const wait = rule.wait === undefined ? (waits.length === 1 ? waits[0] : undefined) : definition.waits[rule.wait];
  if (!wait || state.blocks[wait.id]?.state === 'open') return undefined;
  const back = runSeenFrom(definition, wait.back, source.run);
  const passed = stepsPassed(definition, state, source).includes(back);
  // Whoever would take the answer in may be the one who asks.
  return passed || back === source.run ? { ...wait, back } : undefined;
}

/** Why a named target is refused that other systems would take. */
export function isBeside(definition: Definition, state: CaseState, from: string, to: string): boolean {
  const [source, target] = [placeOf(definition, from), placeOf(definition, to)];
  if (!source || !target) return false;
  return [target, ...itemsOf(definition, state, to)].some((place) => relation(source, place) === 'beside');
}
function itemsOf(definition: Definition, state: CaseState, step: string): readonly Place[] {
  return Object.keys(state.blocks).flatMap((run) => {
    const place = blockIdOf(run) === step && itemsAround(itemOf(run)).length > 0 ? placeOf(definition, run) : undefined;
    return place ? [place] : [];
  });
}
