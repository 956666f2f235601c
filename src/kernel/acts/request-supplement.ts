/** 补正一次性告知 (许 32(1)(4)): one list of everything that is missing, at once or within five working days, and only once. */
import { endClock } from '../progress';
import { formInvalid, refuse } from '../rules/refusal';
import { record } from '../walk';
import type { Definition } from '../procedure/definition';
import type { Statutory } from './statutory';

const ARTICLE = '行政许可法第三十二条第一款第四项';

export const requestSupplement: Statutory = {
  check({ definition, state, command }) {
    if (state.acceptedOn !== undefined) return refuse('already-accepted', ARTICLE);
    if (state.gapLists > (state.furtherLists ?? 0)) return refuse('gaps-already-listed', ARTICLE);
    const asked = gapsIn(command.data);
    const known = definition.materials.map((m) => m.field);
    const unknown = asked.filter((field) => !known.includes(field));
    if (unknown.length > 0)
      return formInvalid(
        unknown.map((field) => ({
          path: '/gaps',
          message: { zh: `没有这份材料：${field}`, en: `There is no such paper: ${field}` },
        })),
        ARTICLE,
      );
    return asked.length === 0 && command.formErrors.length === 0 ? refuse('nothing-missing', ARTICLE) : undefined;
  },
  decide(walk, command) {
    // A supplement is a new receipt: whatever counts from receipt starts anew then.
    for (const clock of countedFromReceipt(walk.definition)) endClock(walk, clock);
    record(walk, 'supplement-requested', { gaps: gapsIn(command.data), reasons: command.opinion ?? '' });
  },
};

function gapsIn(data: { readonly [field: string]: unknown } | undefined): readonly string[] {
  const gaps = data?.['gaps'];
  return Array.isArray(gaps) ? gaps.filter((g): g is string => typeof g === 'string') : [];
}

/** A certificate's last day does not move, whoever is waited for (许 50). */
export function countedFromReceipt({ startClocks, clocks }: Definition): readonly string[] {
  return startClocks.filter((id) => clocks[id]?.until !== 'certificate');
}
