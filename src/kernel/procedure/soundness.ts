/**
 * The checker (`oneseal check`): what must be true of a procedure before a case may stand on it, found without running one.
 * It gives findings, never a fault; the shape of what it is given has been read before (`contract/definition.ts`).
 */
import type { Draft } from './builder';
import { checkBranches } from './checks/branch';
import { checkClocks } from './checks/clocks';
import { checkCourse } from './checks/course';
import { checkDeciding } from './checks/deciding';
import { checkForms } from './checks/forms';
import { checkNames } from './checks/names';
import { checkPapers } from './checks/papers';
import { checkSeats } from './checks/seats';
import { partsOf, PROBE_LIMITS } from './checks/parts';
import { checkTables } from './checks/table';
import type { Finding, Town } from './finding';

/** Everything that is wrong with a definition, in the order of its parts; empty when cases may be opened on it. */
export function checkProcedure(draft: Draft, town: Town): readonly Finding[] {
  const parts = partsOf(draft);
  if (parts.blocks.length > PROBE_LIMITS.blocks) {
    const message = {
      zh: `步骤过多（${parts.blocks.length}），最多${PROBE_LIMITS.blocks}个。`,
      en: `Too many blocks (${parts.blocks.length}); at most ${PROBE_LIMITS.blocks}.`,
    };
    return [{ rule: 'too-large', severity: 'error', path: '/flow', message }];
  }
  const names = checkNames(draft, parts, town);
  // Where a name leads nowhere or twice, the way through the procedure is not defined, and every further word would mislead.
  if (names.some((finding) => finding.severity === 'error' && BREAKS_THE_WAY.has(finding.rule))) return names;
  return [
    ...names,
    ...checkDeciding(draft, parts),
    ...checkForms(draft, parts),
    ...checkBranches(draft, parts),
    ...checkTables(parts),
    ...checkCourse(draft, parts, town),
    ...checkClocks(draft, parts),
    ...checkPapers(draft, parts, town),
    ...checkSeats(draft, parts, town),
  ];
}

const BREAKS_THE_WAY: ReadonlySet<string> = new Set([
  'id-twice',
  'target-unknown',
  'clock-unknown',
  'key-differs',
  'role-unbound',
  'reject-outside',
]);
