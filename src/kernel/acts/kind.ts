/** The shape every act file has: `check` says why not, `decide` records the facts. Pure both. */
import type { Actor, Command, CommandType, Moment } from '../command';
import type { CaseState } from '../case';
import type { Definition } from '../procedure/definition';
import { refuse, type Refusal } from '../rules/refusal';
import type { Calendar } from '../time/calendar';
import type { Walk } from '../walk';

/** Who looks at a case, and when: what he may do there is asked from here. */
export interface Standpoint {
  readonly definition: Definition;
  readonly state: CaseState;
  readonly actor: Actor;
  readonly moment: Moment;
  readonly calendar: Calendar;
}
export interface Question<C extends Command = Command> extends Standpoint {
  readonly command: C;
}
export interface ActKind<C extends Command> {
  /** Accepted after the case has ended (results of effects and children still open, rating). */
  readonly afterEnd: boolean;
  check(question: Question<C>): Refusal | undefined;
  decide(walk: Walk, command: C, actor: Actor): void;
}
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** A caller who names the act he last saw is told when the case has moved on since. */
export function stale(state: CaseState, command: { readonly expectedSeq?: number }): Refusal | undefined {
  return command.expectedSeq !== undefined && command.expectedSeq !== state.changedSeq
    ? refuse('case-stale', undefined, { seq: state.changedSeq })
    : undefined;
}

export function personOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.person : null;
}
