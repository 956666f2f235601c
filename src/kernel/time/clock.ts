// Interface fixed for all readers; the functions are being written.
import type { Text } from '../text';
/** Milliseconds since 1970-01-01T00:00Z, in law time. */
export type Instant = number;
/** Civil date in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string;
export interface Limit { readonly amount: number; readonly unit: 'working-days' | 'calendar-days' | 'months' }
/** When a rung stands: at half the budget, with n days remaining, n working days after the end, or 24:00 of the last day. */
export type RungTime = { readonly at: 'half' } | { readonly remaining: number } | { readonly after: number } | { readonly at: 'end' };
export interface RungRule {
  readonly id: string;
  readonly when: RungTime;
  readonly does: 'remind' | 'warn' | 'escalate' | 'lapse';
  readonly title: Text;
  readonly article: string;
  /** Raised two minutes after 24:00 (dated 24:00), because it cuts off a right of the party. */
  readonly cutsRight?: boolean;
}
export interface ClockRule {
  readonly id: string;
  readonly title: Text;
  /** statutory 法定 (breach), promised 承诺 (alert), party: a right or duty of the party, step: internal. */
  readonly kind: 'statutory' | 'promised' | 'party' | 'step';
  readonly budget: Limit;
  readonly article: string;
  readonly rungs: readonly RungRule[];
}
export interface Suspension { readonly from: Day; readonly to?: Day; readonly ground: string; readonly article: string; readonly document?: string; readonly approver?: string }
export interface Extension { readonly amount: number; readonly on: Day; readonly reason: string; readonly approver: string }
export interface Clock {
  readonly id: string;
  /** 1 on start; an extension or a recomputed calendar opens the next. */
  readonly term: number;
  readonly startedOn: Day;
  readonly suspensions: readonly Suspension[];
  readonly extensions: readonly Extension[];
  readonly calendarVersion: string;
  /** Rungs of this term already raised. */
  readonly raised: readonly string[];
  readonly endedOn?: Day;
}
export type Light = 'green' | 'yellow' | 'red' | 'overdue' | 'paused';
