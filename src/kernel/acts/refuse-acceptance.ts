/** 不予受理 (许 32(1)(1)(2)): no permit is needed, or another body is competent; answered at once, in writing. */
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import type { Statutory } from './statutory';

export const refuseAcceptance: Statutory = {
  check({ state }) {
    return state.acceptedOn === undefined ? undefined : refuse('already-accepted', '行政许可法第三十二条');
  },
  decide(walk, command) {
    const rightBody = command.data?.['rightBody'];
    record(walk, 'acceptance-refused', {
      reasons: command.opinion ?? '',
      kind: command.outcome,
      ...(typeof rightBody === 'string' ? { rightBody } : {}),
    });
  },
};
