/**
 * The entries of the ledger (台账). An act is a fact with its results (resolved seats, drawn numbers, dates), never a
 * command to be decided again. A payload shape may gain optional members; anything else is a new `v`, and `evolve`
 * reads every version ever written.
 */
import type { ChildRun, EffectSpec, Seat } from '../case';
import type { Role } from '../procedure/definition';
import type { Json } from '../text';
import type { Clock, Day, Extension, Instant, Suspension } from '../time/clock';

export interface TaskOpened {
  readonly task: string;
  readonly step: string;
  readonly round: number;
  readonly kind: 'step' | 'supervision';
  readonly seats: readonly Pick<Seat, 'id' | 'post' | 'organisation'>[];
  readonly clock?: string;
  readonly about?: string;
}

/** Payloads by act type. `wants` lists the effects an act asks for; they are part of the fact. */
export interface Payloads {
  /** 收件 */
  received: {
    readonly number: string;
    readonly procedure: { readonly id: string; readonly version: number; readonly hash: string };
    readonly item?: { readonly code: string; readonly version: number };
    readonly parent?: { readonly id: string; readonly block: string; readonly round: number };
    readonly organisations: Readonly<Partial<Record<Role, string>>>;
    readonly receivedOn: Day;
    readonly data: { readonly [field: string]: Json };
    readonly facts: { readonly [name: string]: Json };
    readonly materials: readonly string[];
    readonly party?: { readonly [field: string]: Json };
    readonly duties: Readonly<Record<string, readonly string[]>>;
    readonly receiptNumber?: string;
  };
  'block-entered': { readonly block: string; readonly round: number };
  'block-left': { readonly block: string; readonly outcome: string };
  /** 退回: back to an earlier step; what was found from there on no longer counts. */
  returned: { readonly from: string; readonly to: string; readonly clears: readonly string[] };
  /** The branch a choice took, and the condition that held. */
  'branch-taken': { readonly block: string; readonly branch: string; readonly because?: string };
  'condition-failed': { readonly block: string; readonly message: string };
  'task-opened': TaskOpened;
  'task-done': { readonly task: string; readonly outcome: string };
  'task-closed': { readonly task: string; readonly cause: string };
  claimed: { readonly task: string; readonly seat: string };
  unclaimed: { readonly task: string; readonly seat: string };
  decided: {
    readonly task: string;
    readonly seat: string;
    readonly outcome: string;
    readonly opinion?: string;
    readonly data?: { readonly [field: string]: Json };
    readonly facts?: { readonly [name: string]: Json };
    readonly duty: string;
  };
  /** 受理 */
  accepted: { readonly on: Day; readonly deemed: boolean };
  /** 补正: the one list of gaps (一次性告知) with its term. */
  'supplement-requested': { readonly gaps: readonly string[]; readonly reasons: string; readonly dueOn?: Day };
  /** The applicant's supplement is a new receipt. */
  supplemented: {
    readonly on: Day;
    readonly data: { readonly [field: string]: Json };
    readonly facts: { readonly [name: string]: Json };
    readonly materials: readonly string[];
  };
  /** 不予受理 */
  'acceptance-refused': { readonly reasons: string };
  /** 准予 / 不予 */
  granted: { readonly on: Day; readonly number: string };
  refused: { readonly on: Day; readonly number: string; readonly reasons: string };
  /** 法制审核: AGREE is the only one that passes. */
  'review-concluded': {
    readonly conclusion: 'agree' | 'correct' | 'supplement' | 'transfer';
    readonly opinion: string;
  };
  'clock-started': { readonly clock: Clock };
  /** Clock acts carry the clock they lead to, so that no calendar is needed to read them again. */
  'clock-suspended': { readonly clock: Clock; readonly suspension: Suspension };
  'clock-resumed': { readonly clock: Clock; readonly on: Day };
  'clock-extended': { readonly clock: Clock; readonly extension: Extension };
  'clock-ended': { readonly clock: string; readonly on: Day };
  'rung-raised': {
    readonly clock: string;
    readonly term: number;
    readonly rung: string;
    readonly does: string;
    readonly article: string;
  };
  'child-opened': Pick<ChildRun, 'id' | 'block' | 'round' | 'procedure'>;
  'child-ended': {
    readonly child: string;
    readonly block: string;
    readonly outcome: string;
    readonly facts: { readonly [name: string]: Json };
    readonly duties: Readonly<Record<string, readonly string[]>>;
    readonly late: boolean;
  };
  'child-closed': { readonly child: string; readonly cause: string };
  /** The outcome is fixed; the case ends when its paper is sealed and delivered. */
  closing: { readonly outcome: string; readonly reason?: string };
  'effects-wanted': { readonly wants: readonly EffectSpec[] };
  'effect-claimed': { readonly effect: string; readonly claim: number };
  /** issue-paper: `document` id, `sha256` of the file, and seq and hash of the act the paper stands on. */
  'effect-done': { readonly effect: string; readonly result: { readonly [name: string]: Json } };
  'effect-failed': { readonly effect: string; readonly failure: string };
  'effect-retried': { readonly effect: string; readonly reason: string };
  'effect-cancelled': { readonly effect: string; readonly cause: string };
  'application-withdrawn': { readonly reason: string };
  'process-apart': { readonly milestone: string; readonly expected: string };
  rated: { readonly grade: number };
  /** 办结 */
  ended: { readonly outcome: string; readonly reason?: string };
}
export type ActType = keyof Payloads;

/** An act before the record numbers, salts and chains it. */
export interface Draft<T extends ActType = ActType> {
  readonly type: T;
  readonly payload: Payloads[T];
  /** The legal instant; equals `at` unless the law dates it otherwise. */
  readonly effectiveAt: Instant;
  /** Person id; null for the system. */
  readonly actor: string | null;
  /** Whose power: post or person; differs from `actor` under substitution. */
  readonly principal: string | null;
  /** own | party | system | rung; later delegate, agent, transfer, add-sign, admin. */
  readonly basis: string | null;
  readonly cause: string | null;
  readonly raisedBy: 'timer' | 'act' | 'sweep' | null;
  readonly key: string | null;
}
export interface Act<T extends ActType = ActType> extends Draft<T> {
  readonly seq: number;
  readonly v: number;
  readonly at: Instant;
}
/** A draft or act of some one type, its payload matching. */
export type AnyDraft = { [T in ActType]: Draft<T> }[ActType];
export type AnyAct = { [T in ActType]: Act<T> }[ActType];
