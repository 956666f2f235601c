// Owns the hours in which no message may leave: 21:00 to 08:00 in Asia/Shanghai.
import type { Instant } from '../../kernel/time/clock';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
// China has kept UTC+8 without summer time since 1991.
const SHANGHAI = 8 * HOUR;

/**
 * The earliest instant from `instant` on (law time, milliseconds) at which a message may leave: itself by day, else 08:00.
 * An undo and a security notice do not ask.
 */
export function mayLeaveAt(instant: Instant): Instant {
  const local = instant + SHANGHAI;
  const sinceMidnight = ((local % DAY) + DAY) % DAY;
  const midnight = instant - sinceMidnight;
  if (sinceMidnight < 8 * HOUR) return midnight + 8 * HOUR;
  if (sinceMidnight >= 21 * HOUR) return midnight + DAY + 8 * HOUR;
  return instant;
}
