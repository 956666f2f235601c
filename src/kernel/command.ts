/** What somebody asks the record to do, and who asks. Parsed at the border; the kernel trusts shapes and nothing else. */
import type { PostKind, Role } from './procedure/definition';
import type { Json } from './text';
import type { Instant } from './time/clock';

export interface HeldPost {
  readonly id: string;
  readonly kind: PostKind;
  readonly organisation: string;
}
/** A person with the posts and qualifications valid today. */
export interface PersonActor {
  readonly kind: 'person';
  readonly person: string;
  readonly posts: readonly HeldPost[];
  readonly qualifications: readonly string[];
}
/** The applicant, known by the receipt code of this case. */
export interface PartyActor {
  readonly kind: 'party';
}
/** The process itself: rungs, effects, children. */
export interface SystemActor {
  readonly kind: 'system';
}
export type Actor = PersonActor | PartyActor | SystemActor;

export interface FormError {
  readonly path: string;
  readonly message: string;
}
type Data = { readonly [field: string]: Json };

export interface OpenCase {
  readonly type: 'open-case';
  readonly item?: { readonly code: string; readonly version: number };
  readonly organisations: Readonly<Partial<Record<Role, string>>>;
  readonly data: Data;
  readonly party?: Data;
  readonly formErrors: readonly FormError[];
}
export interface TaskCommand {
  readonly task: string;
  readonly expectedSeq?: number;
}
export type Command =
  | OpenCase
  | ({ readonly type: 'claim' } & TaskCommand)
  | ({ readonly type: 'unclaim' } & TaskCommand)
  | ({
      readonly type: 'decide';
      readonly outcome: string;
      readonly opinion?: string;
      readonly data?: Data;
      readonly formErrors: readonly FormError[];
    } & TaskCommand)
  | {
      readonly type: 'supplement';
      readonly data: Data;
      readonly formErrors: readonly FormError[];
      readonly expectedSeq?: number;
    }
  | { readonly type: 'withdraw-application'; readonly reason: string; readonly expectedSeq?: number }
  | {
      readonly type: 'suspend-clock';
      readonly clock: string;
      readonly ground: string;
      readonly document?: string;
      readonly expectedSeq?: number;
    }
  | { readonly type: 'resume-clock'; readonly clock: string; readonly expectedSeq?: number }
  | { readonly type: 'extend-clock'; readonly clock: string; readonly reason: string; readonly expectedSeq?: number }
  | { readonly type: 'rate'; readonly grade: number; readonly remark?: string }
  | { readonly type: 'raise-rungs' }
  | { readonly type: 'claim-effect'; readonly effect: string; readonly claim: number }
  | { readonly type: 'finish-effect'; readonly effect: string; readonly claim: number; readonly result: Data }
  | { readonly type: 'fail-effect'; readonly effect: string; readonly claim: number; readonly failure: string }
  | { readonly type: 'retry-effect'; readonly effect: string; readonly reason: string; readonly expectedSeq?: number }
  | {
      readonly type: 'child-outcome';
      readonly child: string;
      readonly outcome: string;
      readonly facts: Data;
      readonly duties: Readonly<Record<string, readonly string[]>>;
    }
  | { readonly type: 'report-apart'; readonly milestone: string; readonly expected: string };
export type CommandType = Command['type'];

/** Results the record draws under locks before the kernel decides. */
export interface Drawn {
  /** Next document number per series, e.g. `澄行审许〔2026〕第12号`; a series that is missing is asked for, and the decision made again. */
  readonly numbers: Readonly<Record<string, string>>;
}
/** What a decision may read beside definition and case; instants in law time. */
export interface Moment {
  readonly now: Instant;
  readonly raisedBy: 'timer' | 'act' | 'sweep';
  /** Whether a webhook receiver is configured for the town's other systems. */
  readonly webhook: boolean;
}
