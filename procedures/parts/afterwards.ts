/** What a permit opens as cases of their own (关联办件): publication, the watch over its validity, the check of a commitment, and what the applicant complains of. */
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

export function afterwards({
  certificate,
  commitment,
}: Pick<PermitOffer, 'certificate' | 'commitment'>): readonly FollowRule[] {
  return [
    { on: 'ended:granted', procedure: 'publication', hands: [] },
    { on: 'ended:refused', procedure: 'publication', hands: [] },
    ...(certificate?.validity ? [{ on: 'ended:granted', procedure: 'validity-watch', hands: [...HANDS] }] : []),
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
    { on: 'rated-low', procedure: 'rectification', hands: [...HANDS] },
    { on: 'complained', procedure: 'complaint', hands: [...HANDS] },
  ];
}
