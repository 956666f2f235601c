/** The shape of an outcome that performs a statutory act: its own conditions, its own facts. */
import type { Refusal } from '../rules/refusal';
import type { OutcomeRule } from '../procedure/definition';
import type { Walk } from '../walk';
import type { CommandOf, Question } from './kind';

export interface Statutory {
  check(question: Question<CommandOf<'decide'>>, outcome: OutcomeRule): Refusal | undefined;
  decide(walk: Walk, command: CommandOf<'decide'>): void;
}
