/** What an application opens as cases of their own (关联办件): publication, the watch over its validity, the check of a commitment, and what the applicant complains of. */
import type { FollowRule } from '../../src/kernel/procedure/definition';
import type { PermitOffer } from './offer';

/**
 * Whoever had one of these duties has handled the case, and neither publishes it nor answers for it. The head who appoints a hearing
 * handles nothing by that.
 */
export const HANDLED = [
  'window',
  'preliminary-review',
  'examination',
  'hearing-host',
  'legal-review',
  'decision',
] as const;

const HANDS = ['channels'] as const;

/** 许 40: what was decided on an application is public. */
export function published(...outcomes: readonly string[]): readonly FollowRule[] {
  return outcomes.map((outcome) => ({ on: `ended:${outcome}`, procedure: 'publication', hands: [] }));
}

/** 有效期监测: somebody watches the term that holds once the case has ended so. */
export function watched(...outcomes: readonly string[]): readonly FollowRule[] {
  return outcomes.map((outcome) => ({ on: `ended:${outcome}`, procedure: 'validity-watch', hands: [...HANDS] }));
}

/** 好差评、投诉: whoever is served badly is heard by somebody else. */
export const SERVED: readonly FollowRule[] = [
  { on: 'rated-low', procedure: 'rectification', hands: [...HANDS] },
  { on: 'complained', procedure: 'complaint', hands: [...HANDS] },
];

export function afterwards({
  certificate,
  commitment,
}: Pick<PermitOffer, 'certificate' | 'commitment'>): readonly FollowRule[] {
  return [
    ...published('granted', 'refused'),
    ...(certificate?.validity ? watched('granted') : []),
    ...(commitment
      ? [
          {
            on: 'ended:granted',
            procedure: 'commitment-check',
            when: 'acceptance = "accept-on-commitment"',
            hands: [...HANDS],
          },
        ]
      : []),
    ...SERVED,
  ];
}
