/**
 * 调用: what becomes of a call to another system's service. While it is wanted its block stands open; what comes back when nobody waits
 * for it any more moves nothing, and is undone (补偿) like what was done and is gone back before, or broken off, later. Undoing is wanted
 * once for each call, the last one first; nothing is deleted.
 */
import { factsFrom } from './acts/facts';
import { basisOf } from './basis';
import type { CallDone, CaseState, EffectRun, EffectSpec } from './case';
import type { CallBlock, Definition } from './procedure/definition';
import { findBlock } from './procedure/find';
import { liesIn, placeOf } from './procedure/place';
import { saidAt } from './procedure/run-name';
import { isRecord } from './procedure/schema';
import type { Json } from './text';
import { record, type Walk } from './walk';

/** Does an effect undo what an earlier one has done? It stays wanted whatever becomes of the case. */
export function undoes(effect: Pick<EffectSpec, 'kind' | 'how'>): boolean {
  return effect.kind === 'call' && effect.how === 'undo';
}

/** The call block an effect was wanted for; undefined for what undoes one, and for every other effect. */
export function callOf(definition: Definition, { kind, block }: EffectSpec): CallBlock | undefined {
  const called = kind === 'call' && block !== undefined ? findBlock(definition, block) : undefined;
  return called?.kind === 'call' ? called : undefined;
}

/** Whether the flow still waits for this very call: its block is open, and was not entered anew since. */
export function isAwaited(state: CaseState, { id, block }: EffectSpec): boolean {
  const run = block === undefined ? undefined : state.blocks[block];
  return run?.state === 'open' && id.startsWith(`${state.id}:${run.seq}:`);
}

/** The flow goes on with what came of it; where to is the caller's to follow. */
export function answerCall(
  walk: Walk,
  effect: EffectRun,
  call: CallBlock,
  outcome: 'done' | 'failed',
  data: Json | undefined,
): void {
  const { definition, state } = walk;
  const run = effect.block ?? call.id;
  const facts = isRecord(data) ? factsFrom(definition, data) : {};
  const basis = basisOf(definition, state.facts, run);
  record(walk, 'call-answered', {
    block: run,
    effect: effect.id,
    outcome,
    facts: saidAt(run, facts),
    ...(basis ? { basis } : {}),
    ...(outcome === 'done' && call.undo !== undefined ? { undo: true as const } : {}),
  });
}

/** A result that comes when nobody waits for it any more. */
export function undoLate(walk: Walk, effect: EffectRun, call: CallBlock): void {
  if (call.undo === undefined) return;
  undo(walk, { block: effect.block ?? call.id, effect: effect.id }, call.undo, 'late');
}

/** Undoes what these calls have done, the last one first. */
export function undoCalls(walk: Walk, cause: string, which: (call: CallDone) => boolean = () => true): void {
  for (const call of (walk.state.calls ?? []).toReversed()) {
    const block = findBlock(walk.definition, call.block);
    if (block?.kind === 'call' && block.undo !== undefined && which(call)) undo(walk, call, block.undo, cause);
  }
}

/** What was done stands as long as its decision may: by itself, or in a branch that may be carried over. */
export function mayStand({ definition, state }: Pick<Walk, 'definition' | 'state'>, run: string): boolean {
  const place = placeOf(definition, run);
  return Object.keys(state.kept ?? {}).some((kept) => kept === run || (place !== undefined && liesIn(place, kept)));
}

function undo(walk: Walk, { block, effect }: CallDone, service: string, cause: string): void {
  record(walk, 'call-undone', { block, effect, service, cause });
}

/** Nobody waits for this call any more: what has not begun does not begin, what is under way is undone when it comes back. */
export function dropCall(walk: Walk, run: string, cause: string): void {
  for (const effect of walk.state.effects)
    if (effect.block === run && callOf(walk.definition, effect) && effect.state !== 'claimed')
      record(walk, 'effect-cancelled', { effect: effect.id, cause });
}
