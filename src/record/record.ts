/** What the record offers to the API and to the activities: the port of the only writer of cases. */
import type { Actor, Command, OpenCase } from '../kernel/command';
import type { Refusal } from '../kernel/rules/refusal';
import type { Instant } from '../kernel/time/clock';

export interface CommitRequest {
  readonly caseId: string;
  readonly command: Exclude<Command, OpenCase>;
  readonly actor: Actor;
  /** Unique per actor and scope; persons: the Idempotency-Key; the process: `clock:…`, `effect:…`, `child:…`. */
  readonly key: string;
  /** Method and path for persons and parties, `process` for the process itself. */
  readonly scope: string;
  /** SHA-256 of the request's body in RFC 8785 form; absent for the process. */
  readonly fingerprint?: string;
  /** Real-time instant (ms) at which the API received an act of a party. */
  readonly receivedAt?: Instant;
  readonly raisedBy?: 'timer' | 'act' | 'sweep';
}
export interface OpenRequest {
  readonly procedure: { readonly id: string; readonly version: number };
  readonly command: OpenCase;
  readonly actor: Actor;
  readonly key: string;
  readonly scope: string;
  readonly fingerprint: string;
}

export type Answer =
  | {
      readonly kind: 'done';
      readonly caseId: string;
      readonly number: string;
      readonly seq: number;
      readonly acts: readonly { readonly seq: number; readonly type: string }[];
      readonly receiptNumber?: string;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly seq: number }
  /** Same key, other body. */
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'no-such-case' };

export interface CaseRecord {
  open(request: OpenRequest): Promise<Answer>;
  commit(request: CommitRequest): Promise<Answer>;
}
/** Thrown when too many commits already wait for one case or for the pool: 429 with Retry-After. */
export class TooBusyError extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super('too many acts are waiting to be recorded');
    this.name = 'TooBusyError';
  }
}
/** The connection broke before or while committing: repeat with the same key. 503 with Retry-After. */
export class OutcomeUnknownError extends Error {
  constructor(cause: unknown) {
    super('the database could not be reached, or the outcome of a commit is unknown', { cause });
    this.name = 'OutcomeUnknownError';
  }
}
