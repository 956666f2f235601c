// Owns which histories are kept: for every type of process each way it can go, or why it cannot go that way, and how a history shows
// that it went so.
import type { History } from '@temporalio/common/lib/proto-utils';
import { payloadsOf, summaryOf } from '../support/a-permit';

export const TYPES = ['approval', 'legalReview', 'hearing', 'procedure', 'issueDecision', 'escalate'] as const;
export const WAYS = ['straight', 'returned', 'child-late', 'rung-by-timer', 'continued', 'recovered'] as const;
export type ProcessType = (typeof TYPES)[number];
export type Way = (typeof WAYS)[number];

const ONE_EFFECT = 'it carries one effect of one case, and nothing leads back inside it';
const NO_CHILD = 'it has no child and is nobody’s child of the record: it answers to the case that started it';
const NO_CLOCK = 'it stands under no clock of the law: rungs are its case’s, and an escalation begins after the rung';
const SHORT = 'it ends after one or two activities: its history never grows long enough to turn';

/** Ways a type cannot go. A history that is kept for one of them fails the test as much as one that is missing. */
export const CANNOT: Partial<Readonly<Record<ProcessType, Partial<Readonly<Record<Way, string>>>>>> = {
  issueDecision: { returned: ONE_EFFECT, 'child-late': NO_CHILD, 'rung-by-timer': NO_CLOCK, continued: SHORT },
  escalate: { returned: ONE_EFFECT, 'child-late': NO_CHILD, 'rung-by-timer': NO_CLOCK, continued: SHORT },
};

interface Told {
  /** What the process was started with. */
  readonly epoch: number;
  readonly milestones: readonly string[];
  /** Summaries of timers that fired. */
  readonly rang: readonly string[];
  readonly turned: boolean;
  /** The fencing number under which an effect was claimed. */
  readonly claim: number | undefined;
}

export function toldBy({ events }: History): Told {
  const all = events ?? [];
  const started = all[0]?.workflowExecutionStartedEventAttributes;
  const results = all.filter((event) => event.markerRecordedEventAttributes).flatMap(payloadsOf);
  const fired = all.flatMap((event) => event.timerFiredEventAttributes?.startedEventId?.toString() ?? []);
  return {
    epoch: Number((payloadsOf(started?.input)[0] as { epoch?: number } | undefined)?.epoch ?? 0),
    milestones: results.flatMap((result) =>
      ((result as { milestones?: { code: string }[] } | null)?.milestones ?? []).map(({ code }) => code),
    ),
    rang: all.filter((event) => fired.includes(event.eventId?.toString() ?? '')).map(summaryOf),
    turned:
      Boolean(started?.continuedExecutionRunId) ||
      all.some((event) => event.workflowExecutionContinuedAsNewEventAttributes),
    claim: results.map((result) => (result as { claim?: number } | null)?.claim).find((claim) => claim !== undefined),
  };
}

const isRung = (summary: string): boolean => /\[[\w-]+:\d+:[\w-]+\]$/.test(summary);

/** Whether a history went the way its name says; a saga tells of a recovery by taking over what another run had claimed. */
export function went(way: Way, type: ProcessType, told: Told): boolean {
  const { milestones } = told;
  switch (way) {
    case 'straight':
      // Seven full working days of notice take a hearing past half of its limit: its reminder is part of the straight way.
      return (
        !told.turned &&
        (type === 'hearing' || !told.rang.some(isRung)) &&
        !milestones.includes('returned') &&
        told.epoch <= 1
      );
    case 'returned':
      return type === 'legalReview'
        ? milestones.some((code) => /^review-(correct|supplement|transfer)$/.test(code))
        : milestones.includes('returned');
    case 'child-late':
      // A child cannot see that its outcome came too late: it goes to its end as if it had not.
      return type === 'legalReview' || type === 'hearing'
        ? milestones.includes(type === 'hearing' ? 'hearing-appointed' : 'review-agree') && milestones.includes('ended')
        : milestones.includes('review-opened') &&
            milestones.includes('withdrawn') &&
            !milestones.includes('review-agree');
    case 'rung-by-timer':
      return told.rang.some(isRung);
    case 'continued':
      return told.turned;
    case 'recovered':
      return type === 'issueDecision' || type === 'escalate' ? told.claim === 2 : told.epoch > 1;
  }
}
