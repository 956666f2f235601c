/** Owns the words spoken with the processes: what a start carries, the wake signal, the queues and the search attributes. */

/** What every process of a case is started with; ids only. */
export interface CaseRef {
  readonly case: string;
  /** Raised by `oneseal recover`: what an older epoch says is ignored. */
  readonly epoch: number;
  /** Events after which a run goes on as a new one; 500 unless a test asks for less. */
  readonly turnAt?: number;
  /** Set when a run goes on as a new one: milestones up to this act have been looked at for their lawful order. */
  readonly toldTo?: number;
}

/** "Look again." Level-triggered: order, loss and repetition do not matter as long as one comes after the last commit. */
export interface Wake {
  readonly epoch: number;
  /** Last act of the ledger, and its hash: in Temporal's history they stand as a witness outside the database. */
  readonly seq: number;
  readonly head: string;
}
export const WAKE = 'wake';

/** What a saga of one effect is started with. */
export interface EffectRef {
  readonly case: string;
  /** `<case>:<seq of the asking act>:<n>`; the id of the saga, too. */
  readonly effect: string;
  /** Paper kind, or clock. */
  readonly subject: string;
}

/** How a saga reports: the act at which its effect was over, whatever came of it. */
export interface EffectOver {
  readonly seq: number;
  /** The case may have gone on with it: its process looks. Most effects end and move nothing. */
  readonly moved: boolean;
}

/** `outside` is rate-limited: other people's servers stand behind it. */
export const QUEUES = { cases: 'cases', effects: 'effects', seal: 'seal', outside: 'outside' } as const;

/** For operators only, never a person's data; registered before the first worker runs. */
export const SEARCH_ATTRIBUTES = ['CaseNumber', 'Procedure', 'Stage', 'Department'] as const;

/** The type that drives a case: a statutory one, or the default one under the procedure's own id. */
export function workflowTypeOf(workflow: string, procedure: string): string {
  return workflow === 'procedure' ? procedure : workflow;
}
