/** 当场更正 (许 32(1)(3)): an error that can be mended at the window is mended there; no list of gaps, no new receipt. */
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { bound, factsFrom, materialsFrom } from './facts';
import type { Statutory } from './statutory';

const ARTICLE = '行政许可法第三十二条第一款第三项';

export const correct: Statutory = {
  check({ definition, state, command }) {
    if (state.acceptedOn !== undefined) return refuse('already-accepted', ARTICLE);
    const settled = bound(definition, command.data ?? {}, ARTICLE);
    if (settled) return settled;
    return Object.keys(command.data ?? {}).length === 0 && command.formErrors.length === 0
      ? refuse('supplement-empty', ARTICLE)
      : undefined;
  },
  decide(walk, command) {
    const data = command.data ?? {};
    record(walk, 'corrected', {
      data,
      facts: factsFrom(walk.definition, data),
      materials: materialsFrom(walk.definition, data),
    });
  },
};
