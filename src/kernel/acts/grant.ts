/** 准予行政许可 (许 38(1)): written, numbered in the deciding transaction. */
import { refuse } from '../rules/refusal';
import { closingNumber } from './refuse';
import { record, today } from '../walk';
import type { Statutory } from './statutory';

export const grant: Statutory = {
  check({ state }) {
    return state.acceptedOn === undefined ? refuse('materials-missing', '行政许可法第三十四条') : undefined;
  },
  decide(walk) {
    record(walk, 'granted', { on: today(walk), number: closingNumber(walk, 'granted') });
  },
};
