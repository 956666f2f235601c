/** 现场核查 (许 34(3), 55): made by two, written down; the limit runs on (许 45 does not name it). */
import { record, today } from '../walk';
import type { Statutory } from './statutory';

export const recordVisit: Statutory = {
  check() {
    return undefined;
  },
  decide(walk) {
    record(walk, 'site-visited', { on: today(walk) });
  },
};
