/** 发放: collected at the window of the applicant's choice, or sent by post; proven by a 送达回证. */
import { record, today } from '../walk';
import type { Statutory } from './statutory';

export const handOutResult: Statutory = {
  check() {
    return undefined;
  },
  decide(walk, command) {
    record(walk, 'handed-out', { on: today(walk), way: command.outcome });
  },
};
