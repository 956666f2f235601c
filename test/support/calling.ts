// Owns flows that wait for a message and call another service, small enough to be read at a glance.
import type { AwaitBlock, Block, CallBlock, JsonSchema } from '../../src/kernel/procedure/definition';
import type { Draft } from '../../src/kernel/procedure/builder';
import type { CaseCommand } from '../../src/kernel/acts';
import type { PlayedCase } from './a-case';
import { around } from './branching';

const NEXT = { to: 'next' } as const;
const said = (zh: string) => ({ zh, en: zh });

export const PAID: JsonSchema = {
  type: 'object',
  properties: { amount: { type: 'number', title: '金额', 'x-en': { title: 'Amount' } } },
  required: ['amount'],
};
/** Waits for the message that a fee was paid, five days at most. */
export function payment(more: Partial<AwaitBlock> = {}): AwaitBlock {
  return {
    kind: 'await',
    id: 'payment',
    title: said('等待缴费'),
    clock: 'answer',
    outcomes: {
      paid: { on: 'message', name: 'payment-confirmed', schema: PAID, target: NEXT },
      late: { on: 'lapse', target: { to: 'end', outcome: 'given-up' } },
    },
    ...more,
  };
}
export function paid(id: string, amount = 120, more: object = {}): CaseCommand {
  return { type: 'receive-message', message: 'payment-confirmed', id, data: { amount }, formErrors: [], ...more };
}

const ANSWER: JsonSchema = {
  type: 'object',
  properties: { place: { type: 'string', title: '位置', 'x-en': { title: 'Place' } } },
  required: ['place'],
};
/** Reserves something with another service, which can be undone. */
export function call(id: string, more: Partial<CallBlock> = {}): CallBlock {
  return {
    kind: 'call',
    id,
    title: said('预约场地'),
    service: 'reserve',
    hands: ['shop'],
    clock: 'limit',
    schema: ANSWER,
    outcomes: { done: NEXT, failed: { to: 'end', outcome: 'given-up' } },
    undo: 'release',
    ...more,
  };
}
/** Facts that messages and services may say. */
export function saying(flow: Block, ...facts: readonly string[]): Partial<Draft> {
  return { facts: [...around(flow).facts, ...facts] };
}

const claims = new Map<string, number>();
/** The service answers, or fails for good, as the process would record it. */
export function answers(story: PlayedCase, effect: string, data: object = { place: '一号' }): PlayedCase {
  const claim = claimed(story, effect);
  return story.does('process', { type: 'finish-effect', effect, claim, result: { data } as never });
}
export function fails(story: PlayedCase, effect: string, failure = 'service-503'): PlayedCase {
  return story.does('process', { type: 'fail-effect', effect, claim: claimed(story, effect), failure });
}
/** Taken up by a run, unless it is already. */
export function claimed(story: PlayedCase, effect: string): number {
  const found = story.state.effects.find(({ id }) => id === effect);
  if (found?.state === 'claimed') return found.claim ?? 0;
  const claim = (claims.get(effect) ?? 0) + 1;
  claims.set(effect, claim);
  story.does('process', { type: 'claim-effect', effect, claim });
  return claim;
}
/** What is wanted of services, in order: the service, and the effect. */
export function called(story: PlayedCase): readonly (readonly [string, string])[] {
  return story.state.effects.filter(({ kind }) => kind === 'call').map(({ subject, id }) => [subject, id]);
}
