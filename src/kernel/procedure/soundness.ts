/**
 * The checker (`oneseal check`): what must be true of a procedure before a case may stand on it, found without running one.
 * It gives findings, never a fault; the shape of what it is given has been read before (`contract/definition.ts`).
 */
import type { HeldPost } from '../command';
import type { Text } from '../text';
import type { Draft } from './builder';
import { checkClocks } from './checks/clocks';
import { checkCourse } from './checks/course';
import { checkNames } from './checks/names';
import { checkPapers } from './checks/papers';
import { checkSeats } from './checks/seats';
import { partsOf, PROBE_LIMITS } from './checks/parts';

export interface Finding {
  /** Stable kebab-case code of the rule that is broken. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** JSON Pointer into the definition. */
  readonly path: string;
  readonly message: Text;
  /** Block ids of a way that leads into the trouble, where there is one. */
  readonly walk?: readonly string[];
}

/** What the checker has to know of the town the procedure is for. */
export interface Town {
  /** Persons with the posts and qualifications valid on the day; without them nothing is said about who could do a step. */
  readonly persons?: readonly {
    readonly person: string;
    readonly posts: readonly HeldPost[];
    readonly qualifications: readonly string[];
  }[];
  readonly organisations: readonly { readonly id: string; readonly kind: string }[];
  /** Organisations that hold an item the procedure serves (role `holder`); empty when it serves none yet. */
  readonly holders: readonly string[];
  /** Other procedures that are published or about to be: children are looked up, and parents that hand facts down. */
  readonly procedures: readonly Draft[];
  /** Kinds of paper that have a text (`documents/<kind>.md`). */
  readonly papers: readonly string[];
}

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
]);
