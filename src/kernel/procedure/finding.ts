/** What the checker finds wrong with a procedure, and what it has to know of the town to find it. */
import type { HeldPost } from '../command';
import type { PaperText } from '../paper-text';
import type { Text } from '../text';
import type { Draft } from './builder';

export interface Finding {
  /** Stable kebab-case code of the rule that is broken. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** JSON Pointer into the definition. */
  readonly path: string;
  readonly message: Text;
  /** Block ids of a way that leads into the trouble, where there is one. */
  readonly walk?: readonly string[];
}

/** What the checker has to know of the town the procedure is for. */
export interface Town {
  /** Persons with the posts and qualifications valid on the day; without them nothing is said about who could do a step. */
  readonly persons?: readonly {
    readonly person: string;
    readonly posts: readonly HeldPost[];
    readonly qualifications: readonly string[];
  }[];
  readonly organisations: readonly { readonly id: string; readonly kind: string }[];
  /** Organisations that hold an item the procedure serves (role `holder`); empty when it serves none yet. */
  readonly holders: readonly string[];
  /** Other procedures that are published or about to be: children are looked up, and parents that hand facts down. */
  readonly procedures: readonly Draft[];
  /** Names of the services that are set up; absent: nothing is said about them. */
  readonly services?: readonly string[];
  /** The texts of the papers (`documents/<kind>.md`). */
  readonly papers: readonly PaperText[];
}
