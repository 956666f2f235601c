/** What becomes of a wanted effect (外部事项): claimed by one run, done with its result, failed for good, or tried again. */
import type { CaseState, EffectRun } from '../case';
import { answerCall, callOf, isAwaited, undoLate } from '../call';
import type { CallBlock } from '../procedure/definition';
import { go, handOut } from '../progress';
import { mayOnCase } from '../rules/authority';
import { refuse, type Refusal } from '../rules/refusal';
import { record, type Walk } from '../walk';
import { personOf, stale, type ActKind, type CommandOf } from './kind';

function effectOf(state: CaseState, id: string): EffectRun | undefined {
  return state.effects.find((e) => e.id === id);
}
function claimedBy(state: CaseState, command: { effect: string; claim: number }): Refusal | undefined {
  const effect = effectOf(state, command.effect);
  return effect?.state === 'claimed' && effect.claim === command.claim ? undefined : refuse('effect-not-wanted');
}

export const claimEffect: ActKind<CommandOf<'claim-effect'>> = {
  afterEnd: true,
  check({ state, command, actor }) {
    const may = mayOnCase(state, 'claim-effect', actor);
    if (may) return may;
    const effect = effectOf(state, command.effect);
    // A claim is a fencing number: a run that comes back after its lease was given to another finds a higher one.
    const free = effect?.state === 'wanted' || (effect?.state === 'claimed' && command.claim > (effect.claim ?? 0));
    return free ? undefined : refuse('effect-not-wanted');
  },
  decide(walk, command) {
    record(walk, 'effect-claimed', { effect: command.effect, claim: command.claim });
  },
};

export const finishEffect: ActKind<CommandOf<'finish-effect'>> = {
  afterEnd: true,
  check({ state, command, actor }) {
    return mayOnCase(state, 'finish-effect', actor) ?? claimedBy(state, command);
  },
  decide(walk, command) {
    const effect = effectOf(walk.state, command.effect);
    record(walk, 'effect-done', { effect: command.effect, result: command.result });
    const call = effect && callOf(walk.definition, effect);
    if (call) return answered(walk, effect, call, command.result);
    const closing = effect?.block === 'closing' && walk.state.closing !== undefined && walk.state.state !== 'ended';
    if (closing && !walk.state.effects.some((e) => e.block === 'closing')) handOut(walk);
  },
};

/** What a service has answered goes on with the case, unless nobody waits for it any more. */
function answered(
  walk: Walk,
  effect: EffectRun,
  call: CallBlock,
  { data }: CommandOf<'finish-effect'>['result'],
): void {
  if (!isAwaited(walk.state, effect)) return undoLate(walk, effect, call);
  answerCall(walk, effect, call, 'done', data);
  go(walk, effect.block ?? call.id, call.outcomes.done);
}

export const failEffect: ActKind<CommandOf<'fail-effect'>> = {
  afterEnd: true,
  check({ state, command, actor }) {
    return mayOnCase(state, 'fail-effect', actor) ?? claimedBy(state, command);
  },
  decide(walk, command) {
    record(walk, 'effect-failed', { effect: command.effect, failure: command.failure });
    const effect = effectOf(walk.state, command.effect);
    const call = effect && callOf(walk.definition, effect);
    if (!call) return;
    if (!isAwaited(walk.state, effect)) return record(walk, 'effect-cancelled', { effect: effect.id, cause: 'late' });
    // The procedure knows no other way: it stands, and is seen, until somebody lets it be tried again.
    if (call.outcomes.failed.to === 'again') return;
    answerCall(walk, effect, call, 'failed', undefined);
    go(walk, effect.block ?? call.id, call.outcomes.failed);
  },
};

export const retryEffect: ActKind<CommandOf<'retry-effect'>> = {
  afterEnd: true,
  check({ state, command, actor }) {
    const may = mayOnCase(state, 'retry-effect', actor) ?? stale(state, command);
    if (may) return may;
    const effect = effectOf(state, command.effect);
    if (!effect) return refuse('effect-unknown');
    return effect.state === 'failed' ? undefined : refuse('effect-not-failed');
  },
  decide(walk, command, actor) {
    walk.by = { actor: personOf(actor), principal: null, basis: 'admin' };
    record(walk, 'effect-retried', { effect: command.effect, reason: command.reason });
  },
};
