/** A procedure whose shape no statute fixes: the loop alone, under the procedure's own id as its type. */
import { followCase, type CaseOutcome } from './case';
import type { CaseRef } from './messages';

export function procedure(ref: CaseRef): Promise<CaseOutcome> {
  return followCase(ref);
}
