/** The power items (权力事项) of the seed; their limits are those of the procedure that serves them, so that the two cannot part. */
import { constructionPlanningPermit } from '../../procedures/construction-planning-permit';
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import type { Draft } from '../../src/kernel/procedure/builder';
import type { Limit } from '../../src/kernel/time/clock';

export interface SeededPowerItem {
  readonly code: string;
  readonly version: number;
  readonly kind: 'permit';
  readonly zh: string;
  readonly en: string;
  readonly basis: string;
  readonly procedure: string;
  readonly limits: {
    readonly statutory: Limit;
    readonly startsAt: 'acceptance';
    readonly extension: Limit & { readonly article: string };
    /** The limit is from memory and not from the text of the rule. */
    readonly assumption?: true;
  };
  readonly holders: readonly { readonly organisation: string; readonly from: string }[];
  readonly validFrom: string;
}

/** Early enough for installations whose law clock starts in an earlier year. */
const VALID_FROM = '2024-01-01';

function permit(code: string, draft: Draft, zh: string, en: string, assumption?: true): SeededPowerItem {
  const [clock] = draft.acceptClocks;
  const budget = clock === undefined ? undefined : draft.clocks[clock]?.budget;
  const extension = clock === undefined ? undefined : draft.extensions[clock];
  if (!budget || !extension) throw new Error(`procedure ${draft.id} has no limit that counts from acceptance`);
  return {
    code,
    version: 1,
    kind: 'permit',
    zh,
    en,
    basis: draft.basis,
    procedure: draft.id,
    limits: {
      statutory: budget,
      startsAt: 'acceptance',
      extension: { amount: extension.amount, unit: budget.unit, article: extension.article },
      ...(assumption ? { assumption } : {}),
    },
    holders: [{ organisation: 'approval-bureau', from: VALID_FROM }],
    validFrom: VALID_FROM,
  };
}

export const powerItems: readonly SeededPowerItem[] = [
  permit('000131023000', foodBusinessPermit, '食品经营许可', 'Food business permit', true),
  permit('000115026000', constructionPlanningPermit, '建设工程规划许可证核发', 'Construction planning permit'),
];
